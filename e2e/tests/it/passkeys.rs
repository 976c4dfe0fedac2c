//! Passkeys, with a device that the browser itself stands in for.

use anyhow::Result;
use e2e::{Account, Browser, button, css, field, heading, text};

use crate::mfa;

/// Adds a passkey on the page of the settings.
async fn add(browser: &Browser, name: &str) -> Result<()> {
    browser.open_alive("/settings/security").await?;
    browser.find(text("No passkeys yet")).await?;
    browser.check().await?;
    browser.click(button("Add a passkey")).await?;
    browser.fill(css("#passkey-name"), name).await?;
    browser.picture("passkey-add").await?;
    browser.check().await?;
    browser.click(button("Continue")).await?;
    browser.find(text("The passkey has been added.")).await?;
    browser.find(text(name)).await?;
    browser.find(text("Never used")).await?;
    browser.picture("passkeys").await?;
    browser.check().await
}

async fn sign_out(browser: &Browser) -> Result<()> {
    browser.click(css("#user-menu-trigger")).await?;
    browser.click(button("Sign out")).await?;
    browser.at("/login?signed_out=1").await
}

#[tokio::test]
async fn passkey_is_added_signs_in_and_is_removed() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "passkey").await?;
    account.sign_in(&browser).await?;
    let device = browser.add_authenticator().await?;
    add(&browser, "Laptop").await?;
    assert_eq!(browser.kept_passkeys(&device).await?.len(), 1);
    browser
        .mail_about(&account.email, "A passkey was added to your account")
        .await?;

    browser.without_autofill().await?;
    sign_out(&browser).await?;
    browser.find(button("Sign in with a passkey")).await?;
    browser.check().await?;
    browser.click(button("Sign in with a passkey")).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;

    browser.open_alive("/settings/security").await?;
    browser.find(text("Last used")).await?;
    browser.click(button("Rename")).await?;
    browser.fill(css("#passkey-name"), "Old laptop").await?;
    browser
        .click(css("#name-passkey button[type=submit]"))
        .await?;
    browser.find(text("The passkey has been renamed.")).await?;
    browser.find(text("Old laptop")).await?;
    browser.click(button("Remove")).await?;
    browser.find(text("Remove Old laptop?")).await?;
    browser.check().await?;
    browser.click(button("Remove passkey")).await?;
    browser.find(text("The passkey has been removed.")).await?;
    browser.find(text("No passkeys yet")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn browser_offers_the_passkey_by_itself() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "autofill").await?;
    account.sign_in(&browser).await?;
    browser.add_authenticator().await?;
    add(&browser, "Phone").await?;
    browser.click(css("#user-menu-trigger")).await?;
    browser.click(button("Sign out")).await?;
    // The device answers at once, before anybody could touch it.
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn passkey_stands_in_for_the_app() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "second").await?;
    account.sign_in(&browser).await?;
    browser.add_authenticator().await?;
    add(&browser, "Laptop").await?;
    mfa::set_up(&browser).await?;
    browser.without_autofill().await?;
    sign_out(&browser).await?;
    account.submit_sign_in(&browser).await?;
    browser.find(heading("Two-step verification")).await?;
    browser.find(button("Use a passkey")).await?;
    browser.picture("mfa-passkey").await?;
    browser.check().await?;
    browser.click(button("Use a passkey")).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn copied_passkey_is_refused_and_its_owner_told() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "copied").await?;
    account.sign_in(&browser).await?;
    let device = browser.add_authenticator().await?;
    add(&browser, "Key").await?;
    browser.turn_back(&device).await?;
    browser.without_autofill().await?;
    sign_out(&browser).await?;
    browser.click(button("Sign in with a passkey")).await?;
    browser.find(text("This passkey wasn’t accepted.")).await?;
    browser.picture("error-passkey").await?;
    browser.check_after(&[401]).await?;

    browser.open("/login").await?;
    account.submit_sign_in(&browser).await?;
    browser.at("/dashboard").await?;
    browser.open_alive("/settings/security").await?;
    browser.find(text("Blocked")).await?;
    browser.check().await?;
    browser
        .mail_about(&account.email, "A passkey of yours was blocked")
        .await?;
    browser.finish().await
}

#[tokio::test]
async fn what_is_wrong_is_told_when_a_field_is_left() -> Result<()> {
    let browser = Browser::start().await?;
    browser.open("/register").await?;
    browser.find(css("html[data-alive]")).await?;
    browser.check().await?;
    browser
        .fill(field("Email address"), "noor at example")
        .await?;
    browser.fill(css("#password"), "passwordpassword").await?;
    browser.find(css("#email[aria-invalid=true]")).await?;
    browser.find(text("Enter an email address")).await?;
    browser.find(text("Very easy to guess")).await?;
    browser.picture("register-live").await?;
    browser.check().await?;

    // The words follow what is typed.
    browser
        .fill(field("Email address"), "noor@example.com")
        .await?;
    browser.gone(css("#email[aria-invalid=true]")).await?;
    browser
        .fill(css("#password"), "eleven slow ferries in fog")
        .await?;
    browser.find(text("Very hard to guess")).await?;
    browser.check().await?;

    // Nothing keeps the form from being sent: the server has the last word.
    browser.click(button("Create account")).await?;
    browser.find(css("#first-name[aria-invalid=true]")).await?;
    browser.find(heading("Create your account")).await?;
    browser.check_after(&[422]).await?;
    browser.finish().await
}
