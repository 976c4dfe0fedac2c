//! Somebody sees where they are signed in, and ends it from afar.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, Viewport, button, css, field, text};

const SECURITY: &str = "/settings/security";
const ROWS: &str = ".session";
/// What ends another session; that of this browser is a form.
const END: &str = ".session > button";

#[tokio::test]
async fn session_ended_from_another_browser_is_over_at_its_next_action() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let account = Account::confirmed(&here, "devices").await?;
    account.sign_in(&there).await?;
    account.sign_in(&here).await?;
    there.open_alive("/settings/profile").await?;

    here.open_alive(SECURITY).await?;
    assert_eq!(here.count(css(ROWS)).await?, 2);
    let current = here.text_of(css(".session:first-child")).await?;
    assert!(
        current.contains("Chrome on Linux") && current.contains("This device"),
        "{current}"
    );
    assert!(current.contains("127.0.0.1"), "{current}");
    let other = here.text_of(css(".session:last-child")).await?;
    assert!(
        other.contains("Chrome on Linux") && other.contains("Last seen"),
        "{other}"
    );

    // Asked, and thought better of.
    here.click(css(END)).await?;
    here.find(text("Sign out Chrome on Linux?")).await?;
    here.check().await?;
    here.click(button("Cancel")).await?;
    here.gone(css("#end-session")).await?;
    assert_eq!(here.count(css(ROWS)).await?, 2);

    here.click(css(END)).await?;
    here.click(css("#end-session .button-danger")).await?;
    here.find(text("The device is signed out.")).await?;
    here.find(text("You’re signed in on this device only."))
        .await?;
    assert_eq!(here.count(css(ROWS)).await?, 1);
    here.check().await?;

    there.fill(field("First name"), "Stolen").await?;
    there.click(button("Save")).await?;
    there.at("/login?next=%2Fsettings%2Fprofile").await?;
    there.check_after(&[401, 401]).await?;
    here.reload().await?;
    here.alive().await?;
    here.check().await?;
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn all_others_end_together_on_a_phone() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let account = Account::confirmed(&here, "others").await?;
    account.sign_in(&there).await?;
    // A second one, whose cookies are lost.
    account.sign_in(&there).await?;
    account.sign_in(&here).await?;
    there.open_alive("/dashboard").await?;

    here.resize(Viewport::PHONE).await?;
    here.open_alive(SECURITY).await?;
    assert_eq!(here.count(css(ROWS)).await?, 3);
    here.check().await?;
    here.click(button("Sign out all other devices")).await?;
    here.find(css("#end-session")).await?;
    here.check().await?;
    here.click(css("#end-session .button-danger")).await?;
    here.find(text("All other devices are signed out.")).await?;
    here.find(text("You’re signed in on this device only."))
        .await?;
    here.check().await?;

    // A page of its own is an action, too.
    there.open("/settings/profile").await?;
    there.at("/login?next=%2Fsettings%2Fprofile").await?;
    there.check().await?;
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn this_device_is_signed_out_from_the_list_without_scripts() -> Result<()> {
    let browser = Browser::start_without_scripts().await?;
    let scripted = Browser::start().await?;
    let account = Account::confirmed(&scripted, "listed").await?;
    account.sign_in(&scripted).await?;
    browser.open("/login?next=/settings/security").await?;
    account.submit_sign_in(&browser).await?;
    browser.at(SECURITY).await?;
    assert_eq!(browser.count(css(ROWS)).await?, 2);
    let dead = browser.find(css(END)).await?;
    assert!(
        !dead.is_enabled().await.context("the button is there")?,
        "no script can have made it work"
    );
    browser.check().await?;
    browser.click(css(".session form button")).await?;
    browser.at("/login?signed_out=1").await?;
    browser.open("/dashboard").await?;
    browser.at("/login?next=%2Fdashboard").await?;
    browser.finish().await?;
    scripted.finish().await
}
