//! From the landing page to signing out, as somebody who has never been here.

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, button, css, field, heading, link, text};

#[tokio::test]
async fn stranger_signs_up_and_makes_the_product_their_own() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::new(&browser, "grace");
    sign_up(&browser, &account).await?;
    confirm(&browser, &account).await?;
    sign_in(&browser, &account).await?;
    walk_without_loading(&browser).await?;
    change_profile(&browser).await?;
    change_language(&browser).await?;
    change_theme(&browser).await?;
    sign_out(&browser).await?;
    browser.finish().await
}

async fn sign_up(browser: &Browser, account: &Account) -> Result<()> {
    browser.open("/").await?;
    browser.check().await?;
    browser
        .click(css(".site-header a[href='/register']"))
        .await?;
    browser.find(heading("Create your account")).await?;
    browser.check().await?;
    browser.fill(field("First name"), "Grace").await?;
    browser.fill(field("Last name"), "Hopper").await?;
    browser.fill(field("Email address"), &account.email).await?;
    browser.fill(field("Password"), &account.password).await?;
    browser.click(button("Create account")).await?;
    browser.at("/verify-email?sent=1").await?;
    browser.find(text(&account.email)).await?;
    browser.check().await
}

async fn confirm(browser: &Browser, account: &Account) -> Result<()> {
    let mails = browser.mails(&account.email, 1).await?;
    let mail = mails.first().context("a mail")?;
    assert_eq!(mail.subject, "Confirm your email address");
    // The same mail, as a person finds it.
    browser.click(link("Open the sandbox mailbox")).await?;
    browser.at("/dev/mail").await?;
    browser.find(text(&account.email)).await?;
    browser.check().await?;

    let link_in_mail = mail.link()?;
    // Scanners of mail open links too; whoever comes after them must still be able to confirm.
    for _ in 0..2 {
        browser.open(link_in_mail).await?;
        browser.find(heading("Confirm your address")).await?;
        browser.check().await?;
    }
    browser.click(button("Confirm address")).await?;
    browser.at("/verify-email?done=1").await?;
    browser.check().await?;
    browser.click(link("Sign in")).await?;
    browser.at("/login").await
}

async fn sign_in(browser: &Browser, account: &Account) -> Result<()> {
    browser.check().await?;
    account.submit_sign_in(browser).await?;
    browser.at("/dashboard").await?;
    browser.find(heading("Welcome, Grace")).await?;
    browser.alive().await?;
    browser.check().await?;
    let html = browser.call("GET", "/dashboard", None).await?.body;
    assert!(
        html.contains("Welcome, Grace"),
        "complete from the server: {html}"
    );
    Ok(())
}

/// Links inside the app change the view, not the document.
async fn walk_without_loading(browser: &Browser) -> Result<()> {
    browser.traffic().await?;
    for (href, title) in [
        ("/settings/security", "Security"),
        ("/settings/profile", "Profile"),
        ("/dashboard", "Welcome, Grace"),
    ] {
        browser
            .click(css(&format!(".app-sidebar a[href='{href}']")))
            .await?;
        browser.at(href).await?;
        browser.find(heading(title)).await?;
        browser.check().await?;
    }
    let documents = browser.traffic().await?.documents().len();
    assert_eq!(documents, 0, "links of the app load no document");
    Ok(())
}

async fn change_profile(browser: &Browser) -> Result<()> {
    browser
        .click(css(".app-sidebar a[href='/settings/profile']"))
        .await?;
    browser.fill(field("First name"), "Amazing").await?;
    browser
        .choose(css("select[name=time_zone]"), "Asia/Beirut")
        .await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    // Every view of the name follows.
    browser.find(text("Amazing Hopper")).await?;
    browser.check().await?;
    browser.reload().await?;
    browser.alive().await?;
    assert_eq!(browser.value(field("First name")).await?, "Amazing");
    assert_eq!(
        browser.value(css("select[name=time_zone]")).await?,
        "Asia/Beirut"
    );
    browser.check().await
}

async fn change_language(browser: &Browser) -> Result<()> {
    choose_language(browser, "ar").await?;
    browser.find(css("html[lang=ar][dir=rtl]")).await?;
    browser.find(heading("الملف الشخصي")).await?;
    browser.alive().await?;
    browser.check().await?;
    // It is the account's language from now on, wherever it signs in.
    let user = browser
        .call("GET", "/api/v1/users/me", None)
        .await?
        .json()?;
    assert_eq!(user["locale"], "ar");
    choose_language(browser, "en").await?;
    browser.find(css("html[lang=en][dir=ltr]")).await?;
    browser.alive().await?;
    browser.check().await
}

pub(crate) async fn choose_language(browser: &Browser, locale: &str) -> Result<()> {
    browser.click(css("#language-menu-trigger")).await?;
    browser
        .click(css(&format!("#language-menu button[value={locale}]")))
        .await
}

async fn change_theme(browser: &Browser) -> Result<()> {
    browser.traffic().await?;
    browser.click(css("#theme-menu-trigger")).await?;
    browser.click(css("#theme-menu button[value=dark]")).await?;
    browser.find(css("html[data-theme=dark]")).await?;
    browser
        .holds("the theme to be kept", async || {
            let user = browser
                .call("GET", "/api/v1/users/me", None)
                .await?
                .json()?;
            Ok(user["theme"] == "dark")
        })
        .await?;
    assert!(
        browser.traffic().await?.documents().is_empty(),
        "a theme changes in place"
    );
    browser.check().await?;
    // Nothing flashes, as the document itself says it, before any style or script is there.
    let html = browser.call("GET", "/dashboard", None).await?.body;
    assert!(html.contains("data-theme=\"dark\""), "{html}");
    browser.reload().await?;
    browser.alive().await?;
    let ground = browser
        .run(
            "return getComputedStyle(document.body).backgroundColor;",
            Vec::new(),
        )
        .await?;
    assert_ne!(ground, "rgb(255, 255, 255)", "the page is dark");
    browser.check().await
}

async fn sign_out(browser: &Browser) -> Result<()> {
    browser.click(css("#user-menu-trigger")).await?;
    browser.click(button("Sign out")).await?;
    browser.at("/login?signed_out=1").await?;
    browser.find(text("You are signed out.")).await?;
    // The theme stays with the browser.
    browser.find(css("html[data-theme=dark]")).await?;
    browser.check().await?;
    browser.open("/dashboard").await?;
    browser.at("/login?next=%2Fdashboard").await?;
    browser.check().await
}

#[tokio::test]
async fn language_of_the_sign_up_is_that_of_the_mail_and_the_account() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::new(&browser, "layla");
    browser.open("/register").await?;
    choose_language(&browser, "ar").await?;
    browser.find(css("html[lang=ar][dir=rtl]")).await?;
    browser.fill(css("#first-name"), "ليلى").await?;
    browser.fill(css("#last-name"), "حداد").await?;
    browser.fill(css("#email"), &account.email).await?;
    browser.fill(css("#password"), &account.password).await?;
    browser.click(css(".auth-form button[type=submit]")).await?;
    browser.at("/verify-email?sent=1").await?;
    browser.check().await?;
    let mails = browser.mails(&account.email, 1).await?;
    let mail = mails.first().context("a mail")?;
    assert!(mail.subject.ends_with("عنوان بريدك الإلكتروني"), "{mail:?}");
    assert!(mail.text.contains("ليلى"), "{mail:?}");
    browser.open(mail.link()?).await?;
    browser.click(css(".auth-form button[type=submit]")).await?;
    browser.at("/verify-email?done=1").await?;
    browser.check().await?;

    // A browser that speaks English, but not its user.
    let other = Browser::start().await?;
    other.open("/login").await?;
    other.find(css("html[lang=en]")).await?;
    account.submit_sign_in(&other).await?;
    other.at("/dashboard").await?;
    other.find(css("html[lang=ar][dir=rtl]")).await?;
    other.find(text("ليلى")).await?;
    other.alive().await?;
    other.check().await?;
    other.finish().await?;
    browser.finish().await
}
