//! Without a mouse.

use anyhow::{Context as _, Result, bail};
use e2e::{Account, Browser, Key, css, heading, text};

/// More stops than any page has before what is looked for.
const STOPS: usize = 40;

/// Moves on by Tab until an element has the focus.
pub(crate) async fn tab_to(browser: &Browser, selector: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..STOPS {
        browser.press(Key::Tab).await?;
        if has_focus(browser, selector).await? {
            return Ok(());
        }
        passed.push(focused(browser).await?);
    }
    bail!("Tab never comes to {selector}, but to {passed:#?}")
}

async fn has_focus(browser: &Browser, selector: &str) -> Result<bool> {
    let script = "return document.activeElement.matches(arguments[0]);";
    let answer = browser.run(script, vec![selector.into()]).await?;
    Ok(answer == true)
}

async fn focused(browser: &Browser) -> Result<String> {
    let script = "return document.activeElement.outerHTML.slice(0, 120);";
    Ok(browser.run(script, Vec::new()).await?.to_string())
}

pub(crate) async fn wait_for_focus(browser: &Browser, selector: &str) -> Result<()> {
    browser
        .holds(&format!("the focus on {selector}"), async || {
            has_focus(browser, selector).await
        })
        .await
}

/// Follows the link that has the focus.
///
/// The key goes down on the link and may come up on its page: a form that waits there for its first
/// field would be sent empty. So the page is opened once more.
pub(crate) async fn follow(browser: &Browser) -> Result<()> {
    let script = "return document.activeElement.getAttribute('href');";
    let href = browser.run(script, Vec::new()).await?;
    let href = href.as_str().context("no link has the focus")?;
    browser.press(Key::Enter).await?;
    browser.at(href).await?;
    browser.open(href).await
}

#[tokio::test]
async fn skip_link_is_the_first_stop_and_leads_to_the_content() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "skip").await?;
    for path in ["/", "/register", "/missing"] {
        browser.open(path).await?;
        skip(&browser).await?;
        browser
            .check_after(if path == "/missing" { &[404] } else { &[] })
            .await?;
    }
    account.sign_in(&browser).await?;
    browser.open_alive("/dashboard").await?;
    skip(&browser).await?;
    browser.check().await?;
    browser.finish().await
}

/// Goes by the skip link to the content of a page that has just been opened.
pub(crate) async fn skip(browser: &Browser) -> Result<()> {
    // A window that has just opened may not take keys yet.
    browser
        .holds("the focus of the window", async || {
            let answer = browser.run("return document.hasFocus();", Vec::new());
            Ok(answer.await? == true)
        })
        .await?;
    browser.press(Key::Tab).await?;
    wait_for_focus(browser, ".skip-link").await?;
    browser.find(css(".skip-link")).await?;
    browser.press(Key::Enter).await?;
    wait_for_focus(browser, "#main").await
}

#[tokio::test]
async fn sign_in_menu_and_sign_out_need_no_mouse() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "keys").await?;
    browser.open("/login").await?;
    // The form waits for the address.
    wait_for_focus(&browser, "#email").await?;
    browser.press(account.email.as_str()).await?;
    tab_to(&browser, "#password").await?;
    browser.press(account.password.as_str()).await?;
    browser.press(Key::Enter).await?;
    browser.at("/dashboard").await?;
    browser.alive().await?;

    tab_to(&browser, "#user-menu-trigger").await?;
    menu(&browser).await?;
    browser.check().await?;

    // Up from the trigger goes to the last item.
    browser.press(Key::Up).await?;
    wait_for_focus(&browser, "#user-menu form button").await?;
    browser.press(Key::Enter).await?;
    browser.at("/login?signed_out=1").await?;
    browser.find(text("You are signed out.")).await?;
    browser.check().await?;
    browser.finish().await
}

/// The keys of the ARIA menu button pattern.
async fn menu(browser: &Browser) -> Result<()> {
    let item = |number: usize| {
        format!(
            "#user-menu [data-slot=dropdown-menu-item][href='{}']",
            ["/settings/profile", "/settings/security"][number]
        )
    };
    browser.press(Key::Enter).await?;
    wait_for_focus(browser, &item(0)).await?;
    browser.press(Key::Down).await?;
    wait_for_focus(browser, &item(1)).await?;
    browser.press(Key::Up).await?;
    wait_for_focus(browser, &item(0)).await?;
    browser.press(Key::End).await?;
    wait_for_focus(browser, "#user-menu form button").await?;
    browser.press(Key::Home).await?;
    wait_for_focus(browser, &item(0)).await?;
    browser.check().await?;
    browser.press(Key::Escape).await?;
    browser.gone(css("#user-menu-content")).await?;
    assert!(
        has_focus(browser, "#user-menu-trigger").await?,
        "Escape gives the focus back"
    );

    // An item that is used leads on and closes the menu.
    browser.press(Key::Down).await?;
    wait_for_focus(browser, &item(0)).await?;
    browser.press(Key::Down).await?;
    browser.press(Key::Enter).await?;
    browser.at("/settings/security").await?;
    browser.find(heading("Security")).await?;
    browser.gone(css("#user-menu-content")).await?;
    // The new page is read from its content on.
    wait_for_focus(browser, "#main").await?;
    back_to_trigger(browser).await
}

async fn back_to_trigger(browser: &Browser) -> Result<()> {
    for _ in 0..STOPS {
        if has_focus(browser, "#user-menu-trigger").await? {
            return Ok(());
        }
        browser.press_back_tab().await?;
    }
    bail!("Shift and Tab never come to the user menu")
}
