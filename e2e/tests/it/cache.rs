//! The query cache: what is known is not asked for again, what has changed is.

use anyhow::Result;
use e2e::{Account, Browser, By, button, css, field, heading, text};

async fn calls(browser: &Browser) -> Result<Vec<String>> {
    let traffic = browser.traffic().await?;
    let calls = traffic.api();
    Ok(calls
        .iter()
        .map(|call| format!("{} {}", call.method, call.path))
        .collect())
}

fn text_in_table(text: &str) -> By {
    By::XPath(format!("//tbody//*[text()='{text}']"))
}

async fn go(browser: &Browser, href: &str, title: &str) -> Result<()> {
    browser
        .click(css(&format!(".app-sidebar a[href='{href}']")))
        .await?;
    browser.at(href).await?;
    browser.find(heading(title)).await?;
    Ok(())
}

#[tokio::test]
async fn first_view_of_a_page_asks_the_api_for_nothing() -> Result<()> {
    let browser = Browser::start().await?;
    Account::superuser(&browser, "cacher")?
        .sign_in(&browser)
        .await?;
    for path in [
        "/dashboard",
        "/admin/users",
        "/settings/profile",
        "/settings/security",
    ] {
        browser.traffic().await?;
        browser.open_alive(path).await?;
        browser.check().await?;
        assert_eq!(calls(&browser).await?, [""; 0], "{path} came complete");
    }
    browser.finish().await
}

#[tokio::test]
async fn what_was_fetched_once_is_shown_again_without_a_request() -> Result<()> {
    let browser = Browser::start().await?;
    Account::superuser(&browser, "cacher")?
        .sign_in(&browser)
        .await?;
    browser.open_alive("/settings/security").await?;
    browser.traffic().await?;

    go(&browser, "/admin/users", "Users").await?;
    browser.find(css("tbody tr")).await?;
    let first = calls(&browser).await?;
    let lists = first
        .iter()
        .filter(|call| call.starts_with("GET /api/v1/users?"))
        .count();
    assert_eq!(lists, 1, "{first:?}");

    go(&browser, "/settings/security", "Security").await?;
    go(&browser, "/admin/users", "Users").await?;
    browser.find(css("tbody tr")).await?;
    assert_eq!(calls(&browser).await?, [""; 0], "it was still fresh");
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn change_of_the_profile_makes_lists_of_users_stale() -> Result<()> {
    let browser = Browser::start().await?;
    Account::superuser(&browser, "cacher")?
        .sign_in(&browser)
        .await?;
    browser.open_alive("/admin/users").await?;
    go(&browser, "/settings/profile", "Profile").await?;
    browser.traffic().await?;
    browser.fill(field("First name"), "Renamed").await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    // It appears where the pointer rests.
    let opacity = "return getComputedStyle(document.querySelector('.toast')).opacity;";
    browser
        .holds("a toast that can be seen", async || {
            Ok(browser.run(opacity, Vec::new()).await? == "1")
        })
        .await?;
    let saved = calls(&browser).await?;
    assert!(
        saved.contains(&"PATCH /api/v1/users/me".to_owned()),
        "{saved:?}"
    );

    go(&browser, "/admin/users", "Users").await?;
    browser
        .holds("the new name in the list", async || {
            Ok(browser.count(text_in_table("Renamed Haddad")).await? > 0)
        })
        .await?;
    let again = calls(&browser).await?;
    assert!(
        again
            .iter()
            .any(|call| call.starts_with("GET /api/v1/users?")),
        "{again:?}"
    );
    browser.check().await?;
    browser.finish().await
}
