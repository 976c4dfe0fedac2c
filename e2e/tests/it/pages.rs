//! Every page before sign-in and of one's own account, on a laptop and on a phone, light and dark, in
//! both directions of writing.

use anyhow::{Result, ensure};
use e2e::{Account, Browser, Viewport, css};
use serde_json::json;

use crate::{
    notifications::{UNREAD, export},
    tour::{Tour, name_of},
};

/// A page, its name in pictures, and the status it is answered with.
type Page = (&'static str, &'static str, u16);

const PLAIN: [Page; 21] = [
    ("/", "landing", 200),
    ("/api/docs", "api-docs", 200),
    ("/login", "login", 200),
    ("/register", "register", 200),
    ("/verify-email", "verify-ask", 200),
    ("/verify-email?sent=1", "verify-sent", 200),
    ("/verify-email?token=unknown", "verify-confirm", 200),
    ("/verify-email?done=1", "verify-done", 200),
    ("/forgot-password", "forgot-ask", 200),
    ("/forgot-password?sent=again", "forgot-sent", 200),
    ("/reset-password?token=unknown", "reset", 200),
    ("/login?reset=1", "login-after-reset", 200),
    ("/confirm-email?token=unknown", "email-confirm", 200),
    ("/confirm-email?done=waiting", "email-waiting", 200),
    ("/undo-email?token=unknown", "email-undo", 200),
    ("/undo-email?done=1", "email-undone", 200),
    ("/cancel-deletion?token=unknown", "deletion-cancel", 200),
    ("/cancel-deletion?done=1", "deletion-cancelled", 200),
    ("/invitations?done=1", "invitation-declined", 200),
    ("/dev/mail", "mailbox", 200),
    ("/missing", "missing", 404),
];

/// The links of a page of the settings to the pages that everybody has: of its tabs, and of the frame.
const OWN: &str = ".app a[href^='/']:not([rel='external'], [href^='/admin/'])";

#[tokio::test]
async fn pages_are_fit_to_be_seen_light_in_english() -> Result<()> {
    tour("light", "en").await
}

#[tokio::test]
async fn pages_are_fit_to_be_seen_dark_in_english() -> Result<()> {
    tour("dark", "en").await
}

#[tokio::test]
async fn pages_are_fit_to_be_seen_light_in_arabic() -> Result<()> {
    tour("light", "ar").await
}

#[tokio::test]
async fn pages_are_fit_to_be_seen_dark_in_arabic() -> Result<()> {
    tour("dark", "ar").await
}

#[tokio::test]
async fn header_goes_on_to_the_end_of_the_window() -> Result<()> {
    const COLOURS: &str = "
        const colour = e => getComputedStyle(e).backgroundColor;
        const [header, page] = ['.app-header', '.app'].map(e => document.querySelector(e));
        return [document.documentElement, header, page].map(colour);";
    const ENDS: &str = "
        const end = () => document.querySelector('.app-header').getBoundingClientRect().right;
        const short = end();
        document.querySelector('main').style.minHeight = '4000px';
        return [short, end(), document.documentElement.scrollHeight > innerHeight];";
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "header")
        .await?
        .sign_in(&browser)
        .await?;
    for theme in ["light", "dark"] {
        let wishes = json!({ "theme": theme });
        let answer = browser
            .call("PATCH", "/api/v1/users/me", Some(&wishes))
            .await?;
        ensure!(answer.status == 200, "{answer:?}");
        browser.open_alive("/teams").await?;
        // Nothing but the colour of the document is painted where a scroll bar has its place.
        let colours = browser.run(COLOURS, Vec::new()).await?;
        ensure!(colours[0] == colours[1], "{theme}: {colours}");
        ensure!(colours[0] != colours[2], "{theme}: {colours}");
        let ends = browser.run(ENDS, Vec::new()).await?;
        ensure!(ends[2] == true && ends[0] == ends[1], "{theme}: {ends}");
        browser.check().await?;
    }
    browser.finish().await
}

#[tokio::test]
async fn reference_leads_to_each_operation_below_the_header() -> Result<()> {
    const CLEAR: &str = "
        const top = e => e.getBoundingClientRect().top;
        const header = document.querySelector('.site-header').getBoundingClientRect().bottom;
        const title = top(document.querySelector('#get_user h3'));
        return location.hash === '#get_user' && title >= header && title < innerHeight;";
    let browser = Browser::start().await?;
    let is_clear = async || Ok(browser.run(CLEAR, Vec::new()).await? == true);
    browser.open("/api/docs").await?;
    browser
        .click(css(".reference-side a[href='#get_user']"))
        .await?;
    browser.holds("the operation in sight", is_clear).await?;

    browser.resize(Viewport::PHONE).await?;
    browser.open("/api/docs").await?;
    browser.click(css(".reference-menu summary")).await?;
    browser.check().await?;
    browser
        .click(css(".reference-menu a[href='#get_user']"))
        .await?;
    browser.holds("the operation in sight", is_clear).await?;
    browser.open("/api/docs#get_user").await?;
    browser.holds("the operation in sight", is_clear).await?;
    browser.finish().await
}

async fn tour(theme: &'static str, locale: &'static str) -> Result<()> {
    let tour = Tour::start(theme, locale).await?;
    prefer_before_sign_in(&tour).await?;
    for (path, name, status) in PLAIN {
        tour.browser.open(path).await?;
        let refused = [status];
        tour.see(name, if status < 400 { &[] } else { &refused })
            .await?;
    }
    Account::superuser(&tour.browser, "tourist")?
        .sign_in(&tour.browser)
        .await?;
    tour.prefer().await?;
    own(&tour).await?;
    menus(&tour).await?;
    tour.browser.finish().await
}

async fn prefer_before_sign_in(tour: &Tour) -> Result<()> {
    let browser = &tour.browser;
    browser.open("/login").await?;
    for (menu, value) in [("language", tour.locale), ("theme", tour.theme)] {
        browser.click(css(&format!("#{menu}-menu-trigger"))).await?;
        browser
            .click(css(&format!("#{menu}-menu button[value={value}]")))
            .await?;
        browser.gone(css(&format!("#{menu}-menu-content"))).await?;
    }
    browser.find(css(&tour.root())).await?;
    Ok(())
}

/// Looks at what everybody has, with something new to be told.
async fn own(tour: &Tour) -> Result<()> {
    let browser = &tour.browser;
    browser.open_alive("/settings/profile").await?;
    export(browser).await?;
    browser.find(css(UNREAD)).await?;
    let pages = tour.links(OWN).await?;
    for page in ["/dashboard", "/notifications", "/settings/notifications"] {
        assert!(pages.iter().any(|it| it == page), "{page} in {pages:?}");
    }
    for page in pages {
        tour.look(&page, &name_of(&page)).await?;
    }
    browser.open("/logout").await?;
    tour.see("logout", &[]).await
}

/// What is behind buttons is looked at as well.
async fn menus(tour: &Tour) -> Result<()> {
    let browser = &tour.browser;
    browser.open_alive("/dashboard").await?;
    for menu in ["user", "theme", "language"] {
        browser.click(css(&format!("#{menu}-menu-trigger"))).await?;
        browser.find(css(&format!("#{menu}-menu-content"))).await?;
        browser.check().await?;
        tour.picture(&format!("menu-{menu}"), "1280").await?;
    }
    browser.resize(Viewport::PHONE).await?;
    browser.open_alive("/dashboard").await?;
    browser.click(css(".app-menu summary")).await?;
    browser.find(css(".app-menu-panel")).await?;
    browser.check().await?;
    tour.picture("menu-navigation", "390").await?;
    browser
        .click(css(".app-menu-panel a[href='/admin/users']"))
        .await?;
    browser.at("/admin/users").await?;
    browser.gone(css(".app-menu-panel")).await?;
    browser.find(css("tbody tr")).await?;
    browser.check().await
}
