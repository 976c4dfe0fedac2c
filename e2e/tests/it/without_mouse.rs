//! Ways through the product by keys alone.

use anyhow::Result;
use e2e::{Account, Browser, Key, css, heading, text};

use crate::{
    keyboard::{follow, skip, tab_to, wait_for_focus},
    notifications::{UNREAD, export},
};

#[tokio::test]
async fn staff_need_no_mouse() -> Result<()> {
    let person = Browser::start().await?;
    let account = Account::confirmed(&person, "found-by-key").await?;
    person.finish().await?;
    let staff = Browser::start().await?;
    Account::superuser(&staff, "key-keeper")?
        .sign_in(&staff)
        .await?;
    staff.open_alive("/dashboard").await?;
    tab_to(&staff, ".app-sidebar a[href='/admin/users']").await?;
    follow(&staff).await?;
    staff.alive().await?;

    skip(&staff).await?;
    tab_to(&staff, "input[name=search]").await?;
    staff.press(account.email.as_str()).await?;
    let found = account.email.replace('@', "%40");
    staff.at(&format!("/admin/users?search={found}")).await?;
    staff
        .holds("only the one searched for", async || {
            let asked = staff.count(css("#main [aria-busy=true]")).await?;
            Ok(asked == 0 && staff.count(css("tbody tr")).await? == 1)
        })
        .await?;
    staff.check().await?;
    tab_to(&staff, "#main tbody th a").await?;
    follow(&staff).await?;
    staff.alive().await?;
    staff.find(heading("Noor Haddad")).await?;

    let deactivate = "#main .session-list .button-danger";
    skip(&staff).await?;
    tab_to(&staff, deactivate).await?;
    staff.press(Key::Enter).await?;
    wait_for_focus(&staff, "#act-reason").await?;
    staff.check().await?;
    // Escape is no, and leads back to where the question came from.
    staff.press(Key::Escape).await?;
    staff.gone(css("#act")).await?;
    wait_for_focus(&staff, deactivate).await?;

    staff.press(Key::Enter).await?;
    wait_for_focus(&staff, "#act-reason").await?;
    staff.press("Asked for by mail").await?;
    staff.press(Key::Enter).await?;
    staff.find(text("The account was deactivated")).await?;
    staff.check().await?;
    staff.finish().await
}

#[tokio::test]
async fn what_the_bell_tells_is_read_without_a_mouse() -> Result<()> {
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "bell-keys")
        .await?
        .sign_in(&browser)
        .await?;
    browser.open_alive("/dashboard").await?;
    export(&browser).await?;
    browser.find(css(UNREAD)).await?;
    tab_to(&browser, ".app-bell").await?;
    browser.check().await?;
    follow(&browser).await?;
    browser.alive().await?;
    browser.find(heading("Notifications")).await?;

    skip(&browser).await?;
    tab_to(&browser, "#main .notification-unread .link").await?;
    tab_to(&browser, "#main .notification-unread button").await?;
    browser.press(Key::Enter).await?;
    browser.gone(css(UNREAD)).await?;
    browser.gone(css("#main .notification-unread")).await?;
    browser.check().await?;

    // Of what is new there is nothing more.
    browser.open_alive("/notifications").await?;
    skip(&browser).await?;
    tab_to(&browser, "#main .tab[href*=unread]").await?;
    follow(&browser).await?;
    browser.find(text("You’re all caught up")).await?;
    browser.check().await?;
    browser.finish().await
}
