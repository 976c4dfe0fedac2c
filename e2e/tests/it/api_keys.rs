//! Keys of programs, made and ended in the browser and used beside it.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, Key, button, css, field, heading, text};
use serde_json::Value;

use crate::keyboard::{tab_to, wait_for_focus};

const PAGE: &str = "/settings/api-keys";
/// The button that opens the form.
const CREATE: &str = ".card-footer button";

/// Asks who a key speaks for, as a program does: without the browser's cookies.
const ASK: &str = "
    const [key, done] = arguments;
    fetch('/api/v1/users/me', {
        headers: {Authorization: `Bearer ${key}`}, credentials: 'omit', cache: 'no-store',
    }).then(async answer => done({status: answer.status, body: await answer.text()}));";

/// The status of a program's call, and what it was told.
async fn ask(browser: &Browser, key: &str) -> Result<(u64, String)> {
    let answer = browser.run_async(ASK, vec![Value::from(key)]).await?;
    let status = answer.get("status").and_then(Value::as_u64);
    let body = answer.get("body").and_then(Value::as_str);
    Ok((
        status.context("a status")?,
        body.context("a body")?.to_owned(),
    ))
}

/// Makes a key that may read the account, and takes it from the dialog that shows it.
async fn create(browser: &Browser, name: &str) -> Result<String> {
    browser.click(css(CREATE)).await?;
    browser.fill(field("Name"), name).await?;
    browser.click(css("#scope-account-read")).await?;
    browser
        .click(css("#create-key button[type=submit]"))
        .await?;
    browser.find(text("Copy your new key")).await?;
    browser.check().await?;
    let key = browser.value(field("API key")).await?;
    assert!(key.starts_with("plk_"), "{key}");
    browser.click(button("I’ve stored it")).await?;
    browser.gone(css("#new-key[open]")).await?;
    Ok(key)
}

#[tokio::test]
async fn key_is_made_used_rotated_and_revoked() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "keys").await?;
    account.sign_in(&browser).await?;
    browser.open_alive(PAGE).await?;
    browser.find(heading("API keys")).await?;
    browser.find(text("No API keys yet")).await?;
    browser.check().await?;
    browser.picture("api-keys-empty").await?;

    let old = create(&browser, "Nightly report").await?;
    browser.find(text("Never used")).await?;
    let (status, body) = ask(&browser, &old).await?;
    assert_eq!(status, 200);
    assert!(body.contains(&account.email), "{body}");
    browser.reload().await?;
    browser.alive().await?;
    browser.find(text("Last used")).await?;
    let page = browser.page_text().await?;
    assert!(!page.contains(&old), "the key is shown once");
    browser.check().await?;
    browser.picture("api-keys").await?;

    browser
        .click(css(".key-actions button:first-child"))
        .await?;
    browser.find(text("Rotate Nightly report?")).await?;
    browser.click(css("#change-key .button-danger")).await?;
    browser.find(text("Copy your new key")).await?;
    let new = browser.value(field("API key")).await?;
    assert_ne!(new, old);
    browser.click(button("I’ve stored it")).await?;
    // The old key has a line below the new one by then.
    browser.find(css(".key:nth-child(2)")).await?;
    browser.find(text("Replaced")).await?;
    for key in [&old, &new] {
        assert_eq!(ask(&browser, key).await?.0, 200, "both work for a while");
    }

    browser
        .click(css(".key:first-child .key-actions button:last-child"))
        .await?;
    browser.find(text("Revoke Nightly report?")).await?;
    browser.click(css("#change-key .button-danger")).await?;
    browser.find(text("The key is revoked.")).await?;
    assert_eq!(ask(&browser, &new).await?.0, 401);
    assert_eq!(ask(&browser, &old).await?.0, 200);
    browser.check_after(&[401]).await?;

    browser.open_alive("/settings/security").await?;
    for event in ["API key revoked", "API key rotated", "API key created"] {
        browser.find(text(event)).await?;
    }
    browser.finish().await
}

#[tokio::test]
async fn form_says_what_is_missing_and_works_by_keyboard() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "keyboard-keys").await?;
    account.sign_in(&browser).await?;
    browser.open_alive(PAGE).await?;
    tab_to(&browser, CREATE).await?;
    browser.press(Key::Enter).await?;
    browser.find(css("#create-key[open]")).await?;
    browser
        .click(css("#create-key button[type=submit]"))
        .await?;
    browser.find(text("Choose at least one.")).await?;
    browser.find(css("#key-name[aria-invalid=true]")).await?;
    browser.check().await?;
    browser.press(Key::Escape).await?;
    browser.gone(css("#create-key[open]")).await?;
    wait_for_focus(&browser, CREATE).await?;
    browser.finish().await
}
