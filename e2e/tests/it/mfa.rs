//! The second factor, with a real authenticator and a real reader of QR codes.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use e2e::{Account, Browser, Key, Viewport, button, css, field, heading, link, text};

use crate::{
    keyboard::{follow, tab_to},
    proof,
};

/// Gives bytes to a program of the distribution and returns what it prints.
fn run(program: &str, arguments: &[&str], input: &[u8]) -> Result<String> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{program} does not run: `cargo xtask test` installs it"))?;
    // Dropped at the end of the statement, which ends the input.
    child
        .stdin
        .take()
        .context("the program has an input")?
        .write_all(input)?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{program}: {output:?}");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// The code that an authenticator shows, some seconds from now.
fn code(secret: &str, seconds: i64) -> Result<String> {
    let now = format!("{seconds} seconds");
    run("oathtool", &["--totp", "-b", secret, "--now", &now], &[])
}

/// Reads the QR code as a phone does: from what the screen shows.
async fn scan(browser: &Browser) -> Result<String> {
    let code = browser.find(css(".totp-qr")).await?;
    let picture = code.screenshot_as_png().await?;
    run("zbarimg", &["-q", "--raw", "-"], &picture)
}

/// An authenticator app that was set up.
pub(crate) struct SetUp {
    secret: String,
    /// The code that has confirmed it.
    used: String,
    recovery_codes: Vec<String>,
}

/// Sets an authenticator app up.
pub(crate) async fn set_up(browser: &Browser) -> Result<SetUp> {
    browser.open_alive("/settings/security").await?;
    browser.check().await?;
    browser.click(button("Set up authenticator app")).await?;
    let address = scan(browser).await?;
    let secret = browser.text_of(css("code.secret")).await?;
    ensure!(address.starts_with("otpauth://totp/"), "{address}");
    ensure!(address.contains(&format!("secret={secret}")), "{address}");
    browser.picture("mfa-set-up").await?;
    browser.check().await?;
    browser.fill(css("#totp-code"), "000000").await?;
    browser.click(button("Turn on")).await?;
    browser.find(text("This code is incorrect")).await?;
    browser.check_after(&[403]).await?;
    let used = code(&secret, 0)?;
    browser.fill(css("#totp-code"), &used).await?;
    browser.click(button("Turn on")).await?;
    browser
        .find(text("Each of these codes lets you in"))
        .await?;
    let codes = browser.text_of(css(".recovery-codes")).await?;
    let codes: Vec<_> = codes.lines().map(str::to_owned).collect();
    ensure!(codes.len() == 10, "{codes:?}");
    let file = browser.attribute(css("a[download]"), "href").await?;
    ensure!(codes.iter().all(|code| file.contains(code)), "{file}");
    browser.picture("mfa-recovery-codes").await?;
    browser.check().await?;
    browser.click(button("I have saved them")).await?;
    browser.find(text("10 left")).await?;
    browser.check().await?;
    Ok(SetUp {
        secret,
        used,
        recovery_codes: codes,
    })
}

/// Gives the password on the sign-in page, and is asked for a code.
async fn give_password(browser: &Browser, account: &Account) -> Result<()> {
    browser.open("/login").await?;
    account.submit_sign_in(browser).await?;
    browser
        .find(heading("Two-step verification"))
        .await
        .map(drop)
}

#[tokio::test]
async fn an_authenticator_app_is_set_up_and_signs_in() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "totp").await?;
    account.sign_in(&browser).await?;
    let SetUp {
        secret,
        used,
        recovery_codes,
    } = set_up(&browser).await?;
    browser
        .mail_about(&account.email, "Two-step verification is on")
        .await?;

    let there = Browser::start().await?;
    give_password(&there, &account).await?;
    there.picture("mfa").await?;
    there.check().await?;
    // That of the set-up was used; one of ten minutes ago is too old.
    for old in [used, code(&secret, -600)?] {
        there.fill(field("Code"), &old).await?;
        there.click(button("Continue")).await?;
        there.find(text("This code is incorrect")).await?;
        there.check_after(&[401]).await?;
    }
    there.fill(field("Code"), &code(&secret, 30)?).await?;
    there.click(css("label[for=trust-device]")).await?;
    there.click(button("Continue")).await?;
    there.at("/dashboard").await?;
    there.alive().await?;
    there
        .mail_about(&account.email, "New sign-in to your account")
        .await?;

    // A browser that is trusted is asked for the password alone, until it is not.
    there.open_alive("/settings/security").await?;
    there.find(text("Trusted browsers")).await?;
    there.picture("mfa-on").await?;
    there.check().await?;
    there.open("/logout").await?;
    there.click(button("Sign out")).await?;
    there.open("/login").await?;
    account.submit_sign_in(&there).await?;
    there.at("/dashboard").await?;
    there.open_alive("/settings/security").await?;
    there.click(button("Stop trusting")).await?;
    there.gone(text("Trusted browsers")).await?;
    there.check().await?;
    there.finish().await?;

    let lost = Browser::start().await?;
    give_password(&lost, &account).await?;
    lost.click(link("Use a recovery code instead")).await?;
    lost.find(field("Recovery code")).await?;
    lost.check().await?;
    let first = recovery_codes.first().context("a code")?;
    lost.fill(field("Recovery code"), &first.to_lowercase())
        .await?;
    lost.click(button("Continue")).await?;
    lost.at("/dashboard").await?;
    lost.alive().await?;
    lost.finish().await?;

    browser.reload().await?;
    browser.alive().await?;
    browser.find(text("9 left")).await?;
    browser.click(button("Turn off")).await?;
    browser
        .find(text("Signing in will ask for your password only"))
        .await?;
    browser.click(css("#remove-totp .button-danger")).await?;
    browser.find(button("Set up authenticator app")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn setting_up_goes_on_after_a_proof() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "totp-proof").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/security").await?;
    browser.click(button("Set up authenticator app")).await?;
    let secret = browser.text_of(css("code.secret")).await?;
    browser.fill(css("#totp-code"), &code(&secret, 0)?).await?;
    proof::ask_for_password(&browser).await?;
    browser.click(button("Turn on")).await?;
    proof::give_password(&browser, &account).await?;
    browser
        .find(text("Each of these codes lets you in"))
        .await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn codes_are_given_by_keyboard_on_a_phone() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "totp-phone").await?;
    account.sign_in(&browser).await?;
    browser.resize(Viewport::PHONE).await?;
    let SetUp { recovery_codes, .. } = set_up(&browser).await?;

    let there = Browser::start().await?;
    there.resize(Viewport::PHONE).await?;
    give_password(&there, &account).await?;
    there.picture("mfa-phone").await?;
    there.check().await?;
    tab_to(&there, "a[href*=recovery_code]").await?;
    follow(&there).await?;
    there.find(field("Recovery code")).await?;
    // The field has the focus.
    let last = recovery_codes.last().context("a code")?;
    there.press(last.as_str()).await?;
    there.press(Key::Enter).await?;
    there.at("/dashboard").await?;
    there.alive().await?;
    there.finish().await?;
    browser.finish().await
}
