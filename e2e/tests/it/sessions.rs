//! Sessions renew themselves, and end when they should.

use anyhow::Result;
use e2e::{Account, Browser, button, css, field, heading, text};

const ACCESS: &str = "pilaster_access";
const REFRESH: &str = "pilaster_refresh";

#[tokio::test]
async fn page_renews_an_access_token_that_has_run_out() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "renew").await?;
    account.sign_in(&browser).await?;
    browser.drop_cookie(ACCESS).await?;
    browser.traffic().await?;
    browser.open_alive("/dashboard").await?;
    browser.at("/dashboard").await?;
    browser.find(heading("Welcome, Noor")).await?;
    let statuses: Vec<_> = browser
        .traffic()
        .await?
        .documents()
        .iter()
        .map(|page| page.status)
        .collect();
    assert_eq!(statuses, [200], "nobody was sent to sign in");
    browser.check().await?;
    // The page has passed the new cookie on.
    browser.drop_cookie(ACCESS).await?;
    browser.finish().await
}

#[tokio::test]
async fn call_of_the_app_renews_an_access_token_that_has_run_out() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "fetch").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/profile").await?;
    browser.drop_cookie(ACCESS).await?;
    browser.traffic().await?;
    browser.fill(field("First name"), "Renewed").await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    let traffic = browser.traffic().await?;
    let calls: Vec<_> = traffic
        .api()
        .iter()
        .map(|call| (call.method.clone(), call.path.clone(), call.status))
        .collect();
    let expected = [
        ("PATCH", "/api/v1/users/me", 401),
        ("POST", "/api/v1/auth/refresh", 204),
        ("PATCH", "/api/v1/users/me", 200),
    ]
    .map(|(method, path, status)| (method.to_owned(), path.to_owned(), status));
    assert_eq!(calls, expected);
    assert!(traffic.documents().is_empty(), "the page stays");
    browser.check_after(&[401]).await?;
    browser.finish().await
}

#[tokio::test]
async fn session_that_is_gone_leads_to_sign_in_and_back() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "gone").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/profile").await?;
    browser.drop_cookie(ACCESS).await?;
    browser.drop_cookie(REFRESH).await?;
    browser.fill(field("First name"), "Nobody").await?;
    browser.click(button("Save")).await?;
    browser.at("/login?next=%2Fsettings%2Fprofile").await?;
    browser.check_after(&[401, 401]).await?;
    account.submit_sign_in(&browser).await?;
    browser.at("/settings/profile").await?;
    browser.alive().await?;
    assert_eq!(browser.value(field("First name")).await?, "Noor");
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn change_of_password_ends_the_sessions_of_other_browsers() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let account = Account::confirmed(&here, "password").await?;
    account.sign_in(&here).await?;
    account.sign_in(&there).await?;
    there.open_alive("/settings/profile").await?;
    here.open_alive("/settings/security").await?;

    let new_password = "nine muted trumpets at dawn";
    here.fill(field("Current password"), &account.password)
        .await?;
    here.fill(field("New password"), new_password).await?;
    here.click(button("Change password")).await?;
    here.find(text("Password changed.")).await?;
    assert_eq!(here.value(field("New password")).await?, "");
    here.check().await?;

    // There, the next action is the last.
    there.fill(field("First name"), "Stolen").await?;
    there.click(button("Save")).await?;
    there.at("/login?next=%2Fsettings%2Fprofile").await?;
    there.check_after(&[401, 401]).await?;

    // Here nothing has happened but a mail.
    here.click(css(".app-sidebar a[href='/settings/profile']"))
        .await?;
    assert_eq!(here.value(field("First name")).await?, "Noor");
    here.reload().await?;
    here.at("/settings/profile").await?;
    here.alive().await?;
    here.check().await?;
    here.mail_about(&account.email, "Your password was changed")
        .await?;

    account.submit_sign_in(&there).await?;
    there
        .find(text("The email address or password is incorrect."))
        .await?;
    there.check_after(&[401]).await?;
    let changed = Account {
        password: new_password.to_owned(),
        ..account
    };
    changed.submit_sign_in(&there).await?;
    there.at("/settings/profile").await?;
    there.alive().await?;
    there.check().await?;
    there.finish().await?;
    here.finish().await
}
