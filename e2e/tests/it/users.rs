//! The table of all accounts.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, Viewport, css, heading, link, text};

async fn rows(browser: &Browser) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('tbody tr')]
        .map(row => row.cells[1].textContent.trim());";
    let rows = browser.run(script, Vec::new()).await?;
    let rows = rows.as_array().context("rows")?;
    Ok(rows
        .iter()
        .filter_map(|row| row.as_str().map(str::to_owned))
        .collect())
}

async fn rows_until(
    browser: &Browser,
    what: &str,
    condition: impl Fn(&[String]) -> bool,
) -> Result<Vec<String>> {
    browser
        .until(what, async || {
            let rows = rows(browser).await?;
            Ok((!rows.is_empty() && condition(&rows)).then_some(rows))
        })
        .await
}

async fn superuser_on_users() -> Result<Browser> {
    let browser = Browser::start().await?;
    Account::superuser(&browser, "lister")?
        .sign_in(&browser)
        .await?;
    browser.open_alive("/admin/users").await?;
    browser.traffic().await?;
    Ok(browser)
}

#[tokio::test]
async fn search_and_filter_narrow_the_list_and_stay_in_the_address() -> Result<()> {
    let browser = superuser_on_users().await?;
    browser.fill(css("input[name=search]"), "person0").await?;
    let found = rows_until(&browser, "the people searched for", |rows| {
        rows.iter().all(|row| row.starts_with("person0"))
    })
    .await?;
    assert_eq!(found.len(), 9);
    assert_eq!(browser.path().await?, "/admin/users?search=person0");
    browser.check().await?;

    browser.click(link("Deactivated")).await?;
    browser
        .find(text("No one matches this search and filter."))
        .await?;
    assert!(browser.path().await?.contains("is_active=false"));
    browser.check().await?;

    browser.click(link("Active")).await?;
    let found = rows_until(&browser, "active people", |_| true).await?;
    assert_eq!(found.len(), 9);
    let documents = browser.traffic().await?.documents().len();
    assert_eq!(documents, 0, "all of it without loading a document");

    browser.reload().await?;
    browser.alive().await?;
    assert_eq!(rows(&browser).await?, found, "a reload shows the same");
    assert_eq!(browser.value(css("input[name=search]")).await?, "person0");
    browser.find(css(".segment[aria-current]")).await?;
    assert_eq!(
        browser.text_of(css(".segment[aria-current]")).await?,
        "Active"
    );
    browser.check().await?;

    browser.back().await?;
    browser
        .find(text("No one matches this search and filter."))
        .await?;
    browser.click(link("Show all users")).await?;
    rows_until(&browser, "everybody", |rows| rows.len() > 9).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn columns_sort_both_ways_and_say_so() -> Result<()> {
    let browser = superuser_on_users().await?;
    let head = |text: &str| format!("//th[normalize-space(.)='{text}']");
    let sort_of = async |text: &str| {
        let script = "return document.evaluate(arguments[0], document).iterateNext()
            .getAttribute('aria-sort');";
        browser.run(script, vec![head(text).into()]).await
    };
    assert_eq!(sort_of("Joined").await?, "descending");
    assert!(sort_of("Email").await?.is_null());

    browser.click(link("Email")).await?;
    let up = rows_until(&browser, "addresses in order", <[String]>::is_sorted).await?;
    assert_eq!(sort_of("Email").await?, "ascending");
    assert!(sort_of("Joined").await?.is_null());
    browser.check().await?;

    browser.click(link("Email")).await?;
    let down = rows_until(&browser, "addresses the other way round", |rows| {
        rows.iter().rev().is_sorted()
    })
    .await?;
    assert_eq!(sort_of("Email").await?, "descending");
    assert_ne!(up, down);
    browser.check().await?;
    let documents = browser.traffic().await?.documents().len();
    assert_eq!(documents, 0, "all of it without loading a document");
    browser.finish().await
}

#[tokio::test]
async fn pages_go_forth_and_back() -> Result<()> {
    let browser = superuser_on_users().await?;
    // Other journeys add people at the newest end; the oldest stay where they are.
    browser.open_alive("/admin/users?sort=created_at").await?;
    let first = rows(&browser).await?;
    let is_first = |rows: &[String]| rows == first;
    browser.traffic().await?;

    browser.click(link("Next")).await?;
    let second = rows_until(&browser, "the second page", |rows| !is_first(rows)).await?;
    assert!(
        second.iter().all(|row| !first.contains(row)),
        "no row is on both"
    );
    browser.check().await?;

    browser.click(link("Previous")).await?;
    rows_until(&browser, "the first page", is_first).await?;
    browser.back().await?;
    rows_until(&browser, "the second page again", |rows| rows == second).await?;
    browser.back().await?;
    rows_until(&browser, "the first page again", is_first).await?;
    let documents = browser.traffic().await?.documents().len();
    assert_eq!(documents, 0, "all of it without loading a document");

    browser.click(link("Next")).await?;
    rows_until(&browser, "the second page", |rows| rows == second).await?;
    browser.reload().await?;
    browser.alive().await?;
    assert_eq!(rows(&browser).await?, second, "a reload shows the same");
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn a_phone_shows_people_without_scrolling_sideways() -> Result<()> {
    let browser = superuser_on_users().await?;
    browser.resize(Viewport::PHONE).await?;
    for search in ["", "?search=person0"] {
        browser.open_alive(&format!("/admin/users{search}")).await?;
        let script = "const table = document.querySelector('.table-container');
            return [table.clientWidth, table.scrollWidth];";
        let widths = browser.run(script, Vec::new()).await?;
        assert_eq!(widths[0], widths[1], "the table fits");
    }
    let email = browser.text_of(css("tbody .users-email-below")).await?;
    assert!(email.starts_with("person0"), "{email}");
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn others_find_no_such_page() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "curious").await?;
    account.sign_in(&browser).await?;
    browser.traffic().await?;
    browser.open("/admin/users").await?;
    browser.find(heading("Page not found")).await?;
    browser.alive().await?;
    browser.check_after(&[404]).await?;
    let statuses: Vec<_> = browser
        .traffic()
        .await?
        .documents()
        .iter()
        .map(|page| page.status)
        .collect();
    assert_eq!(statuses, [404]);
    assert_eq!(
        browser
            .count(css(".app-sidebar a[href='/admin/users']"))
            .await?,
        0
    );
    browser.finish().await
}
