//! What goes wrong is said, in place, with a way on.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, PASSWORD, button, css, field, heading, link, text};

async fn has_focus(browser: &Browser, selector: &str) -> Result<()> {
    browser
        .holds(&format!("the focus on {selector}"), async || {
            let script = "return document.activeElement.matches(arguments[0]);";
            Ok(browser.run(script, vec![selector.into()]).await? == true)
        })
        .await
}

async fn sign_up(browser: &Browser, email: &str, password: &str) -> Result<()> {
    browser.open("/register").await?;
    browser.fill(field("First name"), "Katherine").await?;
    browser.fill(field("Last name"), "Johnson").await?;
    browser.fill(field("Email address"), email).await?;
    browser.fill(field("Password"), password).await?;
    browser.click(button("Create account")).await
}

#[tokio::test]
async fn wrong_password_and_unknown_address_are_answered_alike() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "wrong").await?;
    let mut answers = Vec::new();
    for email in [&account.email, &Account::new(&browser, "nobody").email] {
        browser.open("/login").await?;
        let attempt = Account {
            email: email.clone(),
            password: "not the password".to_owned(),
        };
        attempt.submit_sign_in(&browser).await?;
        has_focus(&browser, "[role=alert]").await?;
        answers.push(browser.text_of(css("[role=alert]")).await?);
        assert_eq!(
            &browser.value(css("#email")).await?,
            email,
            "the address is kept"
        );
        assert_eq!(browser.value(css("#password")).await?, "");
        browser.check_after(&[401]).await?;
    }
    assert_eq!(answers[0], answers[1]);
    assert!(
        answers[0].contains("The email address or password is incorrect."),
        "{answers:?}"
    );
    browser.picture("error-login").await?;
    browser.finish().await
}

#[tokio::test]
async fn unconfirmed_address_can_have_the_mail_sent_again() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::register(&browser, "waiting").await?;
    let first = browser.mails(&account.email, 1).await?;
    browser.open("/login").await?;
    account.submit_sign_in(&browser).await?;
    browser
        .find(text("Confirm your email address first"))
        .await?;
    browser.picture("error-unconfirmed").await?;
    browser.check_after(&[403]).await?;
    browser
        .click(button("Resend the confirmation email"))
        .await?;
    browser.at("/verify-email?sent=again").await?;
    browser.check().await?;

    let mails = browser.mails(&account.email, 2).await?;
    let newest = mails.first().context("a mail")?;
    assert_ne!(
        newest.link()?,
        first[0].link()?,
        "the new mail has a new link"
    );
    browser.open(newest.link()?).await?;
    browser.click(button("Confirm address")).await?;
    browser.at("/verify-email?done=1").await?;
    browser.check().await?;

    // A link works once.
    browser.open(newest.link()?).await?;
    browser.click(button("Confirm address")).await?;
    browser.find(heading("This link no longer works")).await?;
    browser.picture("error-used-link").await?;
    browser.check_after(&[409]).await?;

    browser.open("/login").await?;
    account.submit_sign_in(&browser).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn taken_address_looks_like_any_other_and_its_owner_is_told() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "taken").await?;
    let free = Account::new(&browser, "free");
    let mut answers = Vec::new();
    for email in [&account.email, &free.email] {
        sign_up(&browser, email, PASSWORD).await?;
        browser.at("/verify-email?sent=1").await?;
        answers.push(browser.page_text().await?.replace(email.as_str(), "…"));
        browser.check().await?;
    }
    assert_eq!(answers[0], answers[1]);
    let mails = browser.mails(&account.email, 2).await?;
    assert_eq!(mails[0].subject, "You already have an account");
    let mails = browser.mails(&free.email, 1).await?;
    assert_eq!(mails[0].subject, "Confirm your email address");
    browser.finish().await
}

#[tokio::test]
async fn weak_passwords_are_refused_with_a_reason_and_the_summary_has_the_focus() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::new(&browser, "weak");
    for (password, reason) in [
        ("short", "Use at least 10 characters."),
        ("passwordpassword", "This password is easy to guess."),
    ] {
        sign_up(&browser, &account.email, password).await?;
        has_focus(&browser, "[role=alert]").await?;
        let errors = browser.text_of(css("#password-errors")).await?;
        assert!(errors.contains(reason), "{errors}");
        assert_eq!(browser.value(field("Email address")).await?, account.email);
        browser.check_after(&[422]).await?;
        // The summary leads to the field.
        browser
            .click(css("[role=alert] a[href='#password']"))
            .await?;
        has_focus(&browser, "#password").await?;
    }
    browser.picture("error-register").await?;
    assert!(
        browser.mailbox(&account.email).await?.is_empty(),
        "nothing was sent"
    );
    browser.finish().await
}

#[tokio::test]
async fn pages_that_are_not_there_say_so() -> Result<()> {
    let browser = Browser::start().await?;
    for path in ["/missing", "/settings", "/users/../nothing/here?with=query"] {
        browser.open(path).await?;
        browser.find(heading("Page not found")).await?;
        browser.check_after(&[404]).await?;
    }
    let account = Account::confirmed(&browser, "lost").await?;
    account.sign_in(&browser).await?;
    browser.open("/missing").await?;
    browser.find(heading("Page not found")).await?;
    browser.find(link("Go to dashboard")).await?;
    assert_eq!(browser.count(css("a[href='/login']")).await?, 0);
    browser.check_after(&[404]).await?;
    browser.finish().await
}

#[tokio::test]
async fn profile_changed_in_another_tab_is_not_overwritten() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "tabs").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/profile").await?;
    browser.new_tab().await?;
    browser.open_alive("/settings/profile").await?;
    browser.fill(field("First name"), "Second").await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    browser.check().await?;

    browser.switch_tab(0).await?;
    browser.fill(field("First name"), "First").await?;
    browser.click(button("Save")).await?;
    browser
        .find(text("Your profile was changed elsewhere"))
        .await?;
    browser.check_after(&[412]).await?;
    browser.picture("error-conflict").await?;
    browser.click(button("Reload the page")).await?;
    browser
        .holds("what the other tab saved", async || {
            Ok(browser.value(field("First name")).await? == "Second")
        })
        .await?;
    browser.alive().await?;
    browser.fill(field("First name"), "First").await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn forms_of_the_app_say_what_is_wrong_beside_the_field() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "fields").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/profile").await?;
    browser
        .fill(field("First name"), "https://example.com")
        .await?;
    browser.click(button("Save")).await?;
    has_focus(&browser, "#first-name[aria-invalid=true]").await?;
    browser
        .find(text("Enter the name without links or special characters."))
        .await?;
    browser.check().await?;

    browser
        .click(css(".tabs a[href='/settings/security']"))
        .await?;
    browser
        .fill(field("Current password"), "not my password")
        .await?;
    browser
        .fill(field("New password"), "nine muted trumpets at dawn")
        .await?;
    browser.click(button("Change password")).await?;
    has_focus(&browser, "#current-password[aria-invalid=true]").await?;
    browser
        .find(text("Your current password is incorrect."))
        .await?;
    browser.check_after(&[403]).await?;

    browser
        .fill(field("Current password"), &account.password)
        .await?;
    browser.fill(field("New password"), "aaaaaaaaaaaa").await?;
    browser.click(button("Change password")).await?;
    has_focus(&browser, "#new-password[aria-invalid=true]").await?;
    browser
        .find(text("This password is easy to guess."))
        .await?;
    browser.check_after(&[422]).await?;
    browser.finish().await
}

#[tokio::test]
async fn what_went_well_before_is_not_said_beside_a_refusal() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "stale").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/profile").await?;
    browser.fill(field("First name"), "Kept").await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    browser
        .fill(field("First name"), "https://example.com")
        .await?;
    browser.click(button("Save")).await?;
    has_focus(&browser, "#first-name[aria-invalid=true]").await?;
    assert_eq!(browser.count(text("Changes saved")).await?, 0);
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn data_that_cannot_be_fetched_can_be_asked_for_again() -> Result<()> {
    let browser = Browser::start().await?;
    Account::superuser(&browser, "offline")?
        .sign_in(&browser)
        .await?;
    browser.open_alive("/settings/profile").await?;
    browser.set_offline(true).await?;
    browser
        .click(css(".app-sidebar a[href='/admin/users']"))
        .await?;
    browser
        .find(text("Pilaster can’t be reached right now."))
        .await?;
    browser.check_after(&[0]).await?;
    browser.picture("error-offline").await?;
    browser.set_offline(false).await?;
    browser.click(button("Try again")).await?;
    browser.find(css("tbody tr")).await?;
    browser
        .gone(text("Pilaster can’t be reached right now."))
        .await?;

    // A change that was not kept is not shown as if it were.
    browser
        .click(css(".app-sidebar a[href='/settings/profile']"))
        .await?;
    browser.set_offline(true).await?;
    browser.fill(field("First name"), "Unsaved").await?;
    browser.click(button("Save")).await?;
    browser
        .find(text("Pilaster can’t be reached right now."))
        .await?;
    assert_eq!(browser.count(text("Unsaved Haddad")).await?, 0);
    browser.set_offline(false).await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    browser.find(text("Unsaved Haddad")).await?;
    browser.check_after(&[0]).await?;
    browser.finish().await
}
