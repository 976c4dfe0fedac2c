//! A forgotten password and the way back in.

use anyhow::Result;
use e2e::{Account, Browser, Key, button, css, field, heading, link, text};

use crate::keyboard::{follow, tab_to, wait_for_focus};

const NEW: &str = "eleven slow ferries in fog";

/// Waits for the mail with the link.
async fn mailed_link(browser: &Browser, account: &Account) -> Result<String> {
    let mail = browser
        .mail_about(&account.email, "Choose a new password")
        .await?;
    Ok(mail.link()?.to_owned())
}

/// Asks for a link on the page that the sign-in page leads to.
async fn ask(browser: &Browser, email: &str) -> Result<()> {
    browser.open("/login").await?;
    browser.click(link("Forgot your password?")).await?;
    browser.at("/forgot-password").await?;
    browser.find(heading("Reset your password")).await?;
    browser.check().await?;
    browser.fill(field("Email address"), email).await?;
    browser.click(button("Send link")).await?;
    browser.at("/forgot-password?sent=1").await?;
    browser.find(heading("Check your inbox")).await?;
    browser.find(text(email)).await?;
    browser.check().await
}

#[tokio::test]
async fn forgotten_password_is_replaced_by_way_of_the_mailbox() -> Result<()> {
    let browser = Browser::start().await?;
    let mut account = Account::confirmed(&browser, "forgetful").await?;
    let elsewhere = Browser::start().await?;
    account.sign_in(&elsewhere).await?;
    elsewhere.open_alive("/dashboard").await?;

    ask(&browser, &account.email).await?;
    let link_in_mail = mailed_link(&browser, &account).await?;
    browser.click(link("Open the sandbox mailbox")).await?;
    browser.at("/dev/mail").await?;
    browser.find(text("Choose a new password")).await?;

    // Scanners of mail open links too; whoever comes after them must still be able to choose.
    for _ in 0..2 {
        browser.open(&link_in_mail).await?;
        browser.find(heading("Choose a new password")).await?;
        browser.check().await?;
    }
    browser
        .fill(field("New password"), "passwordpassword")
        .await?;
    browser.click(button("Change password")).await?;
    browser
        .find(css("#new-password[aria-invalid=true]"))
        .await?;
    browser
        .find(text("This password is easy to guess."))
        .await?;
    browser.picture("error-reset").await?;
    browser.check_after(&[422]).await?;
    // What was refused has cost nothing: nobody is signed out, and the link is still good.
    elsewhere.open_alive("/dashboard").await?;

    browser.fill(field("New password"), NEW).await?;
    browser.click(button("Change password")).await?;
    browser.at("/login?reset=1").await?;
    browser
        .find(text("Your password has been changed."))
        .await?;
    browser.check().await?;
    elsewhere.open("/dashboard").await?;
    elsewhere.at("/login?next=%2Fdashboard").await?;
    elsewhere.finish().await?;

    account.submit_sign_in(&browser).await?;
    browser
        .find(text("The email address or password is incorrect."))
        .await?;
    browser.check_after(&[401]).await?;
    NEW.clone_into(&mut account.password);
    account.submit_sign_in(&browser).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser
        .mail_about(&account.email, "Your password was changed")
        .await?;

    // A link works once, and leads to the next one.
    browser.open(&link_in_mail).await?;
    browser
        .fill(field("New password"), &account.password)
        .await?;
    browser.click(button("Change password")).await?;
    browser.find(heading("This link no longer works")).await?;
    browser.picture("error-used-reset").await?;
    browser.check_after(&[409]).await?;
    browser.finish().await
}

#[tokio::test]
async fn unknown_address_looks_like_any_other() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "known").await?;
    let stranger = Account::new(&browser, "unknown");
    let mut answers = Vec::new();
    for email in [&stranger.email, &account.email] {
        ask(&browser, email).await?;
        answers.push(browser.page_text().await?.replace(email.as_str(), "…"));
        browser.click(button("Send it again")).await?;
        browser.at("/forgot-password?sent=again").await?;
        browser.check().await?;
        answers.push(browser.page_text().await?.replace(email.as_str(), "…"));
    }
    assert_eq!(answers[..2], answers[2..]);
    // Jobs are done in order, so what came to one address would have come to the other before.
    mailed_link(&browser, &account).await?;
    assert!(browser.mailbox(&stranger.email).await?.is_empty());
    browser.finish().await
}

#[tokio::test]
async fn way_back_in_needs_no_mouse() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "forgetful.keys").await?;
    browser.open("/login").await?;
    wait_for_focus(&browser, "#email").await?;
    // From field to field, and only then to the link.
    browser.press(Key::Tab).await?;
    wait_for_focus(&browser, "#password").await?;
    browser.press(Key::Tab).await?;
    wait_for_focus(&browser, "a[href='/forgot-password']").await?;
    follow(&browser).await?;
    wait_for_focus(&browser, "#email").await?;
    browser.press(account.email.as_str()).await?;
    browser.press(Key::Enter).await?;
    browser.at("/forgot-password?sent=1").await?;
    browser.find(text(&account.email)).await?;

    let link_in_mail = mailed_link(&browser, &account).await?;
    browser.open(&link_in_mail).await?;
    wait_for_focus(&browser, "#new-password").await?;
    browser.press("short").await?;
    browser.press(Key::Enter).await?;
    // What is wrong is read first, and leads to the field.
    wait_for_focus(&browser, "[role=alert]").await?;
    browser.check_after(&[422]).await?;
    tab_to(&browser, "a[href='#new-password']").await?;
    browser.press(Key::Enter).await?;
    wait_for_focus(&browser, "#new-password").await?;
    browser.press(NEW).await?;
    browser.press(Key::Enter).await?;
    browser.at("/login?reset=1").await?;
    browser.check().await?;

    tab_to(&browser, "#email").await?;
    browser.press(account.email.as_str()).await?;
    browser.press(Key::Tab).await?;
    browser.press(NEW).await?;
    browser.press(Key::Enter).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn way_back_in_needs_no_script() -> Result<()> {
    let browser = Browser::start_without_scripts().await?;
    let mut account = Account::confirmed(&browser, "forgetful.plain").await?;
    ask(&browser, &account.email).await?;
    let link_in_mail = mailed_link(&browser, &account).await?;
    browser.open(&link_in_mail).await?;
    browser.fill(field("New password"), "short").await?;
    browser.click(button("Change password")).await?;
    browser.find(text("Use at least 10 characters.")).await?;
    assert_eq!(browser.value(field("New password")).await?, "");
    browser.check_after(&[422]).await?;
    browser.fill(field("New password"), NEW).await?;
    browser.click(button("Change password")).await?;
    browser.at("/login?reset=1").await?;
    NEW.clone_into(&mut account.password);
    account.submit_sign_in(&browser).await?;
    browser.at("/dashboard").await?;
    browser.check().await?;
    browser.finish().await
}
