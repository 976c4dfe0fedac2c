//! The same road for those whose browser runs no script.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, button, css, field, heading, text};

#[tokio::test]
async fn everything_up_to_the_dashboard_works_without_scripts() -> Result<()> {
    let browser = Browser::start_without_scripts().await?;
    let account = Account::new(&browser, "hedy");
    browser.open("/register").await?;
    browser.check().await?;

    // What is refused comes back with its reasons and with what was typed, but for the password.
    browser.fill(field("First name"), "Hedy").await?;
    browser.fill(field("Last name"), "Lamarr").await?;
    browser
        .fill(field("Email address"), "hedy at example")
        .await?;
    browser.fill(field("Password"), "short").await?;
    browser.click(button("Create account")).await?;
    browser.find(css("#email[aria-invalid=true]")).await?;
    browser.find(css("#password[aria-invalid=true]")).await?;
    browser.find(text("There are 2 problems to fix")).await?;
    assert_eq!(browser.value(field("First name")).await?, "Hedy");
    assert_eq!(
        browser.value(field("Email address")).await?,
        "hedy at example"
    );
    assert_eq!(browser.value(field("Password")).await?, "");
    browser.check_after(&[422]).await?;

    browser.fill(field("Email address"), &account.email).await?;
    browser.fill(field("Password"), &account.password).await?;
    browser.click(button("Create account")).await?;
    browser.at("/verify-email?sent=1").await?;
    browser.check().await?;

    let mails = browser.mails(&account.email, 1).await?;
    browser
        .open(mails.first().context("a mail")?.link()?)
        .await?;
    browser.click(button("Confirm address")).await?;
    browser.at("/verify-email?done=1").await?;
    browser.check().await?;

    browser.open("/login?next=/settings/security").await?;
    account.submit_sign_in(&browser).await?;
    browser.at("/settings/security").await?;
    browser.find(heading("Security")).await?;
    let trigger = css("#user-menu-trigger");
    let claimed = browser.attribute(trigger, "aria-haspopup").await?;
    assert_eq!(claimed, "", "no script may have run");
    browser.check().await?;
    preferences(&browser, "/settings/security").await?;

    browser.click(css("#user-menu-trigger")).await?;
    browser.click(button("Sign out")).await?;
    browser.at("/login?signed_out=1").await?;
    browser.find(text("You are signed out.")).await?;
    browser.check().await?;
    browser.open("/dashboard").await?;
    browser.at("/login?next=%2Fdashboard").await?;
    preferences(&browser, "/login?next=%2Fdashboard").await?;
    browser.finish().await
}

/// Switches language and theme, there and back, and ends on the same page.
async fn preferences(browser: &Browser, path: &str) -> Result<()> {
    for (menu, value, expected) in [
        ("language", "ar", "html[lang=ar][dir=rtl]"),
        ("language", "en", "html[lang=en][dir=ltr]"),
        ("theme", "dark", "html[data-theme=dark]"),
        ("theme", "light", "html[data-theme=light]"),
    ] {
        browser.click(css(&format!("#{menu}-menu-trigger"))).await?;
        browser
            .click(css(&format!("#{menu}-menu button[value={value}]")))
            .await?;
        browser.find(css(expected)).await?;
        browser.at(path).await?;
        browser.check().await?;
    }
    Ok(())
}

#[tokio::test]
async fn signed_in_pages_are_complete_without_scripts() -> Result<()> {
    let browser = Browser::start_without_scripts().await?;
    browser.open("/login?next=/admin/users").await?;
    Account::superuser(&browser, "radia")?
        .submit_sign_in(&browser)
        .await?;
    browser.at("/admin/users").await?;
    browser.find(css("tbody tr")).await?;
    browser.check().await?;

    browser.fill(css("input[name=search]"), "grace").await?;
    browser.click(button("Search")).await?;
    browser.find(text("Grace Hopper")).await?;
    assert!(browser.path().await?.contains("search=grace"));
    browser.check().await?;

    browser.open("/admin/users").await?;
    browser.click(css("a[rel=next]")).await?;
    browser.find(css("a[rel=prev]")).await?;
    browser.check().await?;

    browser.open("/dashboard").await?;
    browser.find(text("Newest users")).await?;
    browser.open("/settings/profile").await?;
    assert!(!browser.value(field("First name")).await?.is_empty());
    browser.check().await?;
    browser.finish().await
}
