//! Passkeys, with a device that the browser itself stands in for.

use std::time::Duration;

use anyhow::Result;
use e2e::{Account, Browser, Key, Viewport, button, css, field, heading, text};

use crate::{
    keyboard::{tab_to, wait_for_focus},
    mfa, proof,
    whole::choose_language,
};

const SECURITY: &str = "/settings/security";

/// Adds a passkey on the page of the settings.
async fn add(browser: &Browser, name: &str) -> Result<()> {
    browser.open_alive(SECURITY).await?;
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

    browser.open_alive(SECURITY).await?;
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

/// Waits until the page has asked for a passkey so often.
async fn asked(browser: &Browser, times: u64) -> Result<()> {
    const SCRIPT: &str = "
        return performance.getEntriesByType('resource')
            .filter(entry => entry.name.endsWith('/api/v1/auth/passkeys/challenge')).length;";
    browser
        .holds(&format!("{times} questions to a passkey"), async || {
            Ok(browser.run(SCRIPT, Vec::new()).await? == times)
        })
        .await
}

#[tokio::test]
async fn browser_offers_the_passkey_however_long_the_page_is_open() -> Result<()> {
    let hour = Duration::from_hours(1);
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "patient").await?;
    account.sign_in(&browser).await?;
    let device = browser.add_authenticator().await?;
    add(&browser, "Phone").await?;
    browser.set_touched(&device, false).await?;
    browser.with_movable_clock().await?;
    sign_out(&browser).await?;
    asked(&browser, 1).await?;
    for times in [2, 3] {
        browser.pass(hour).await?;
        asked(&browser, times).await?;
    }
    browser.check().await?;
    // What is asked after the hour is answered.
    browser.set_touched(&device, true).await?;
    browser.pass(hour).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn passkeys_need_no_mouse_on_a_phone() -> Result<()> {
    let browser = Browser::start().await?;
    browser.resize(Viewport::PHONE).await?;
    let account = Account::confirmed(&browser, "passkey-keys").await?;
    account.sign_in(&browser).await?;
    browser.add_authenticator().await?;
    browser.open_alive(SECURITY).await?;
    tab_to(&browser, "#passkeys button").await?;
    browser.press(Key::Enter).await?;
    wait_for_focus(&browser, "#passkey-name").await?;
    browser.picture("passkey-add-phone").await?;
    browser.check().await?;
    browser.press("Phone").await?;
    browser.press(Key::Enter).await?;
    browser.find(text("The passkey has been added.")).await?;
    browser.picture("passkeys-phone").await?;
    browser.check().await?;

    browser.without_autofill().await?;
    browser.open("/logout").await?;
    tab_to(&browser, "form[action='/logout'] button").await?;
    browser.press(Key::Enter).await?;
    browser.at("/login?signed_out=1").await?;
    browser.find(button("Sign in with a passkey")).await?;
    browser.picture("login-passkey-phone").await?;
    browser.check().await?;
    tab_to(&browser, "[data-passkey] button").await?;
    browser.press(Key::Enter).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;

    browser.open_alive(SECURITY).await?;
    tab_to(&browser, "#passkeys .session-actions button:last-child").await?;
    browser.press(Key::Enter).await?;
    browser.find(text("Remove Phone?")).await?;
    browser.check().await?;
    tab_to(&browser, "#remove-passkey .button-danger").await?;
    browser.press(Key::Enter).await?;
    browser.find(text("The passkey has been removed.")).await?;
    browser.find(text("No passkeys yet")).await?;
    // The button that had the focus is gone.
    wait_for_focus(&browser, "#passkeys [role=group]").await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn passkey_is_added_and_signs_in_in_arabic() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "passkey-arabic").await?;
    account.sign_in(&browser).await?;
    browser.add_authenticator().await?;
    browser.open_alive(SECURITY).await?;
    choose_language(&browser, "ar").await?;
    browser.find(css("html[lang=ar][dir=rtl]")).await?;
    browser.alive().await?;
    browser.click(button("إضافة مفتاح مرور")).await?;
    browser.fill(css("#passkey-name"), "حاسوبي").await?;
    browser.picture("passkey-add-arabic").await?;
    browser.check().await?;
    browser
        .click(css("#name-passkey button[type=submit]"))
        .await?;
    browser.find(text("تمت إضافة مفتاح المرور.")).await?;
    browser.find(text("حاسوبي")).await?;
    browser.picture("passkeys-arabic").await?;
    browser.check().await?;

    browser.without_autofill().await?;
    browser.open("/logout").await?;
    browser.click(css("form[action='/logout'] button")).await?;
    browser.at("/login?signed_out=1").await?;
    browser.find(css("html[lang=ar][dir=rtl]")).await?;
    for (viewport, name) in [
        (Viewport::PHONE, "login-passkey-arabic-phone"),
        (Viewport::DESKTOP, "login-passkey-arabic"),
    ] {
        browser.resize(viewport).await?;
        browser.find(css("[data-passkey] button")).await?;
        browser.picture(name).await?;
        browser.check().await?;
    }
    browser.click(css("[data-passkey] button")).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn passkey_is_a_proof_beside_the_password() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "proof").await?;
    account.sign_in(&browser).await?;
    browser.add_authenticator().await?;
    add(&browser, "Laptop").await?;
    proof::ask_for(&browser, &["password", "passkey", "sign_in"]).await?;
    browser.click(button("Remove")).await?;
    browser.click(button("Remove passkey")).await?;
    browser.find(css("#step-up-password")).await?;
    browser.find(button("Use a passkey")).await?;
    browser.picture("step-up-passkey").await?;
    browser.check().await?;
    browser.resize(Viewport::PHONE).await?;
    browser.picture("step-up-passkey-phone").await?;
    browser.check().await?;
    browser.click(button("Use a passkey")).await?;
    browser.find(text("The passkey has been removed.")).await?;
    browser.find(text("No passkeys yet")).await?;
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
    browser.open_alive(SECURITY).await?;
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
