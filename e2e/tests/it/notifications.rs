//! What is new reaches a page that is open.

use anyhow::{Context, Result, ensure};
use e2e::{Account, Browser, Viewport, button, css, heading, link, text};

pub(crate) const UNREAD: &str = ".app-bell-count:not([hidden])";

/// Asks for an export, which notifies as soon as a worker has made it.
pub(crate) async fn export(browser: &Browser) -> Result<()> {
    let path = "/api/v1/users/me/export";
    let answer = browser.call("POST", path, None).await?;
    ensure!(answer.status == 202, "an export is made: {}", answer.status);
    Ok(())
}

#[tokio::test]
async fn a_notification_arrives_in_an_open_page() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let account = Account::confirmed(&here, "bell").await?;
    account.sign_in(&here).await?;
    account.sign_in(&there).await?;
    here.open_alive("/notifications").await?;
    here.find(text("Nothing here yet")).await?;
    there.open_alive("/dashboard").await?;

    export(&there).await?;
    here.find(text("Your data export is ready to download"))
        .await?;
    for browser in [&here, &there] {
        browser.find(css(UNREAD)).await?;
        let words = browser.text_of(css(".app-bell-count")).await?;
        ensure!(words == "1", "one is unread: {words}");
    }
    here.check().await?;

    // Read in one page, it is read in the other.
    here.click(button("Mark as read")).await?;
    here.gone(css(UNREAD)).await?;
    there.gone(css(UNREAD)).await?;
    here.gone(button("Mark as read")).await?;
    here.click(link("Unread")).await?;
    here.find(text("You’re all caught up")).await?;
    here.check().await?;
    there.check().await?;
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn a_page_that_was_away_catches_up() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "away").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/dashboard").await?;
    // While another tab is seen, this one does not listen.
    browser.new_tab().await?;
    browser.open_alive("/settings/profile").await?;
    export(&browser).await?;
    browser.find(css(UNREAD)).await?;
    browser.switch_tab(0).await?;
    browser.find(css(UNREAD)).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn preferences_are_kept() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "choice").await?;
    account.sign_in(&browser).await?;
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        browser.resize(viewport).await?;
        browser.open_alive("/settings/notifications").await?;
        browser.check().await?;
        let script = "return [...document.querySelectorAll('.tab')].every(tab => {
            const {left, right} = tab.getBoundingClientRect();
            return left >= 0 && right <= document.documentElement.clientWidth;
        });";
        let is_whole = browser.run(script, Vec::new()).await?;
        ensure!(is_whole == true, "no tab is cut off");
    }
    let choice = css("[aria-label='Data exports: in the app']");
    browser.click(choice.clone()).await?;
    browser
        .holds("the choice is kept", async || {
            let path = "/api/v1/notifications/preferences";
            let kept = browser.call("GET", path, None).await?.json()?;
            let items = kept["items"].as_array().context("a list")?;
            let export = items.iter().find(|item| item["kind"] == "export_ready");
            Ok(export.is_some_and(|item| item["in_app"] == false))
        })
        .await?;
    browser.reload().await?;
    browser.alive().await?;
    let ticked = css("[aria-label='Data exports: in the app']:checked");
    ensure!(browser.count(ticked).await? == 0, "it stays unticked");
    browser.finish().await
}

#[tokio::test]
async fn staff_announce_and_readers_put_it_away() -> Result<()> {
    let browser = Browser::start().await?;
    let root = Account::superuser(&browser, "announcer")?;
    root.sign_in(&browser).await?;
    // Somebody whose page is open all the while.
    let reader = Browser::start().await?;
    let account = Account::confirmed(&reader, "reader").await?;
    account.sign_in(&reader).await?;
    reader.open_alive("/dashboard").await?;
    browser.open_alive("/admin/announcements").await?;
    browser.find(heading("Announcements")).await?;
    browser.check().await?;
    browser.click(button("New announcement")).await?;
    browser
        .fill(css("[name=title_en]"), "Maintenance on Sunday")
        .await?;
    let long = "x".repeat(501);
    browser.fill(css("[name=text_en]"), &long).await?;
    browser.click(button("Announce")).await?;
    browser.find(text("Use at most 500 characters.")).await?;
    browser
        .fill(
            css("[name=text_en]"),
            "Away from six.\nBack at half past six.",
        )
        .await?;
    browser.check().await?;
    browser.click(button("Announce")).await?;
    browser.find(text("Announced")).await?;
    for (page, place) in [
        (&browser, ".announcement-list .session-facts > bdi"),
        (&reader, ".app-banner-text > span"),
    ] {
        let said = page.text_of(css(place)).await?;
        ensure!(
            said == "Away from six.\nBack at half past six.",
            "it is told in the lines that it was written in: {said}"
        );
    }
    reader.check().await?;

    browser.open_alive("/dashboard").await?;
    browser.find(text("Back at half past six.")).await?;
    browser.check().await?;
    // A short page stays as high as the window, and all of the sidebar can be seen.
    browser.open_alive("/teams").await?;
    browser.find(text("Back at half past six.")).await?;
    let script = "const root = document.documentElement;
        const foot = document.querySelector('.app-sidebar .app-user').getBoundingClientRect();
        return root.scrollHeight <= root.clientHeight && foot.bottom <= root.clientHeight;";
    let is_whole = browser.run(script, Vec::new()).await?;
    ensure!(is_whole == true, "the frame fits into the window");
    browser.click(css(".app-banner-dismiss")).await?;
    browser.gone(css(".app-banner")).await?;
    browser.open_alive("/settings/profile").await?;
    ensure!(
        browser.count(css(".app-banner")).await? == 0,
        "it stays away"
    );

    // Others would be told as long as it goes on.
    browser.open_alive("/admin/announcements").await?;
    browser.click(button("End now")).await?;
    browser.find(text("The announcement was ended")).await?;
    browser.check().await?;
    reader.gone(text("Back at half past six.")).await?;
    reader.check().await?;
    reader.finish().await?;
    browser.finish().await
}
