//! The account as a whole: its address, the data, and the end of it.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, button, css, field, heading, text};

const PAGE: &str = "/settings/account";

/// Waits for a mail to an address about `subject`, and returns its link.
async fn link(browser: &Browser, address: &str, subject: &str) -> Result<String> {
    let mail = browser.mail_about(address, subject).await?;
    mail.link().map(str::to_owned)
}

/// Opens a link of a mail and presses its one button.
async fn follow(browser: &Browser, link: &str, action: &str, done: &str) -> Result<()> {
    // Scanners of mail open links too.
    for _ in 0..2 {
        browser.open(link).await?;
        browser.find(button(action)).await?;
        browser.check().await?;
    }
    browser.click(button(action)).await?;
    browser.find(heading(done)).await?;
    browser.check().await
}

#[tokio::test]
async fn address_is_changed_by_both_mailboxes_and_taken_back() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "mover").await?;
    let new = format!("new-{}", account.email);
    account.sign_in(&browser).await?;
    browser.open_alive(PAGE).await?;
    browser.find(heading("Account")).await?;
    browser.check().await?;
    browser.picture("account").await?;
    browser
        .fill(field("New email address"), &account.email)
        .await?;
    browser.click(button("Change address")).await?;
    browser.find(text("This is what it is already.")).await?;
    browser.check_after(&[422]).await?;
    browser.fill(field("New email address"), &new).await?;
    browser.click(button("Change address")).await?;
    browser.find(text("Check both mailboxes")).await?;
    browser.check().await?;

    let old_subject = "Confirm the change of your email address";
    let at_old = link(&browser, &account.email, old_subject).await?;
    let at_new = link(&browser, &new, "Confirm your new email address").await?;
    follow(&browser, &at_old, "Confirm the change", "One mailbox to go").await?;
    follow(
        &browser,
        &at_new,
        "Confirm the change",
        "Your email address is changed",
    )
    .await?;
    browser.open_alive(PAGE).await?;
    browser
        .find(text(&format!("You sign in with {new}.")))
        .await?;

    let undo_subject = "Your email address was changed";
    let undo = link(&browser, &account.email, undo_subject).await?;
    follow(
        &browser,
        &undo,
        "Undo the change",
        "Your address is restored",
    )
    .await?;
    browser.open(PAGE).await?;
    browser.at("/login?next=%2Fsettings%2Faccount").await?;
    account.submit_sign_in(&browser).await?;
    browser.at(PAGE).await?;
    browser.finish().await
}

#[tokio::test]
async fn data_can_be_taken_out() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "exporter").await?;
    account.sign_in(&browser).await?;
    browser.open_alive(PAGE).await?;
    browser.click(button("Export my data")).await?;
    browser.find(text("Ready to download")).await?;
    browser.check().await?;
    let exports = browser
        .call("GET", "/api/v1/users/me/exports", None)
        .await?
        .json()?;
    let id = exports
        .pointer("/items/0/id")
        .and_then(serde_json::Value::as_str)
        .context("an export")?;
    let path = format!("/api/v1/users/me/exports/{id}/download");
    let content = browser.call("GET", &path, None).await?;
    assert_eq!(content.status, 200);
    assert!(content.body.contains(&account.email));
    link(&browser, &account.email, "Your data export is ready").await?;
    browser.finish().await
}

#[tokio::test]
async fn account_is_deleted_only_after_its_address_was_typed_and_can_be_kept() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "leaver").await?;
    account.sign_in(&browser).await?;
    browser.open_alive(PAGE).await?;
    browser.click(css(".card button.button-danger")).await?;
    browser.find(text("Deactivate your account?")).await?;
    browser.click(button("Cancel")).await?;
    browser.gone(css("dialog[open]")).await?;

    browser.click(button("Delete account")).await?;
    browser.find(text("Delete your account?")).await?;
    let confirm = css("#delete .button-danger");
    browser.click(confirm.clone()).await?;
    browser.find(text("This isn’t your email address.")).await?;
    browser.check().await?;
    browser.fill(css("#delete-email"), &account.email).await?;
    browser.click(confirm).await?;
    browser.at("/").await?;

    browser.open("/login").await?;
    account.submit_sign_in(&browser).await?;
    browser
        .find(text("This account is about to be deleted."))
        .await?;
    browser.check_after(&[403]).await?;
    let keep = link(&browser, &account.email, "Your account will be deleted").await?;
    follow(&browser, &keep, "Keep my account", "Your account stays").await?;
    browser.open("/login").await?;
    account.submit_sign_in(&browser).await?;
    browser.at("/dashboard").await?;
    browser.finish().await
}

#[tokio::test]
async fn wrong_password_is_told_to_the_owner() -> Result<()> {
    let stranger = Browser::start().await?;
    let account = Account::confirmed(&stranger, "guessed").await?;
    let guess = Account {
        password: "not the password".to_owned(),
        ..account.clone()
    };
    stranger.open("/login").await?;
    guess.submit_sign_in(&stranger).await?;
    stranger
        .find(text("The email address or password is incorrect."))
        .await?;
    stranger.check_after(&[401]).await?;
    stranger.finish().await?;

    let browser = Browser::start().await?;
    account.sign_in(&browser).await?;
    // A worker writes it down.
    browser
        .holds("the record of the failure", async || {
            let path = "/api/v1/users/me/security-events";
            let events = browser.call("GET", path, None).await?;
            Ok(events.body.contains("sign_in_failed"))
        })
        .await?;
    browser.open_alive("/settings/security").await?;
    browser.find(text("Sign-in failed: wrong password")).await?;
    browser.picture("security-events").await?;
    browser.check().await?;
    browser.finish().await
}
