//! Somebody signs in with an account elsewhere: at the sandbox's provider.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, Key, Viewport, button, css, field, heading, link, text};

use crate::keyboard::tab_to;

const SECURITY: &str = "/settings/security";
const CONTINUE: &str = "Continue with Sandbox";
const CONNECT: &str = "[aria-label='Connect Sandbox']";
const DISCONNECT: &str = "[aria-label='Disconnect Sandbox']";

/// Says at the provider whom to be.
async fn be(browser: &Browser, name: &str, email: &str) -> Result<()> {
    browser.find(heading("Who do you want to be?")).await?;
    browser.fill(css("input[name=name]"), name).await?;
    browser.fill(css("input[name=email]"), email).await?;
    browser.click(button("Continue")).await
}

#[tokio::test]
async fn signs_up_by_a_provider_and_comes_back() -> Result<()> {
    let browser = Browser::start().await?;
    let email = Account::new(&browser, "elsewhere").email;
    browser.open("/login?next=%2Fsettings%2Fprofile").await?;
    browser.check().await?;
    browser.click(link(CONTINUE)).await?;
    be(&browser, "Grace Hopper", &email).await?;
    browser.at("/settings/profile").await?;
    browser.alive().await?;
    assert_eq!(browser.value(field("First name")).await?, "Grace");
    browser.check().await?;

    // There is no password, and this is the only way in.
    browser.open_alive(SECURITY).await?;
    browser.find(text(&email)).await?;
    browser.click(css(DISCONNECT)).await?;
    browser.find(text("Disconnect Sandbox?")).await?;
    browser.click(css("#disconnect .button-danger")).await?;
    browser
        .find(text("This is the only way to sign in to your account."))
        .await?;
    browser.check_after(&[409]).await?;

    let again = Browser::start().await?;
    again.open("/register").await?;
    again.click(link(CONTINUE)).await?;
    be(&again, "Grace Hopper", &email).await?;
    again.at("/dashboard").await?;
    again.alive().await?;
    again.check().await?;
    again.finish().await?;
    browser.finish().await
}

#[tokio::test]
async fn connects_and_disconnects_with_the_keyboard_on_a_phone() -> Result<()> {
    let browser = Browser::start().await?;
    browser.resize(Viewport::PHONE).await?;
    let account = Account::confirmed(&browser, "connects").await?;
    account.sign_in(&browser).await?;
    browser.open_alive(SECURITY).await?;
    browser.check().await?;
    let email = Account::new(&browser, "other").email;

    tab_to(&browser, CONNECT).await?;
    browser.press(Key::Enter).await?;
    browser.find(heading("Who do you want to be?")).await?;
    tab_to(&browser, "input[name=email]").await?;
    browser.press(email.as_str()).await?;
    tab_to(&browser, "button[value=other]").await?;
    browser.press(Key::Enter).await?;
    browser.at(SECURITY).await?;
    browser.alive().await?;
    browser.find(text(&email)).await?;
    browser.check().await?;
    let mails = browser.mails(&account.email, 2).await?;
    let mail = mails.first().context("a mail")?;
    assert_eq!(mail.subject, "A new way to sign in was connected");

    tab_to(&browser, DISCONNECT).await?;
    browser.press(Key::Enter).await?;
    browser.find(text("Disconnect Sandbox?")).await?;
    browser.check().await?;
    tab_to(&browser, "#disconnect .button-danger").await?;
    browser.press(Key::Enter).await?;
    browser.find(text("The account is disconnected.")).await?;
    browser.find(css(CONNECT)).await?;
    assert_eq!(browser.count(text(&email)).await?, 0);
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn a_refusal_leads_back_to_the_form_and_says_why() -> Result<()> {
    let browser = Browser::start_without_scripts().await?;
    browser.open("/login").await?;
    browser.click(link(CONTINUE)).await?;
    browser.click(button("Deny")).await?;
    browser
        .at("/login?error=oauth.denied&next=%2Fdashboard")
        .await?;
    browser
        .find(text("You didn’t allow the provider to share your account"))
        .await?;
    browser.check().await?;

    browser.click(link(CONTINUE)).await?;
    browser.click(css("button[value=linus]")).await?;
    browser
        .find(text("Your provider hasn’t verified your email address."))
        .await?;
    browser.check().await?;
    browser.finish().await
}
