//! What runs where, and what may run at all.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use e2e::{Account, Browser, Traffic, css};

const PLAIN: [&str; 6] = [
    "/",
    "/api/docs",
    "/verify-email?sent=1",
    "/verify-email?done=1",
    "/verify-email?token=unknown",
    "/forgot-password?sent=1",
];
/// Forms before sign-in, which a script makes comfortable.
const PUBLIC: [&str; 5] = [
    "/login",
    "/register",
    "/verify-email",
    "/forgot-password",
    "/reset-password?token=unknown",
];
const APP: [&str; 4] = [
    "/dashboard",
    "/settings/profile",
    "/settings/security",
    "/admin/users",
];

/// The directives of the page's content policy.
fn policy(traffic: &Traffic) -> Result<Vec<String>> {
    let documents = traffic.documents();
    let page = documents.last().context("a page")?;
    let policy = page.header("content-security-policy");
    Ok(policy
        .split(';')
        .map(|directive| directive.trim().to_owned())
        .collect())
}

fn assert_strict(policy: &[String], path: &str) {
    for directive in [
        "default-src 'none'",
        "style-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(
            policy.iter().any(|found| found == directive),
            "{path}: {directive} in {policy:?}"
        );
    }
    for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
        assert!(
            policy.iter().all(|found| !found.contains(word)),
            "{path}: {word} in {policy:?}"
        );
    }
}

#[tokio::test]
async fn plain_pages_load_no_code_and_may_run_none() -> Result<()> {
    let browser = Browser::start().await?;
    for path in PLAIN.into_iter().chain(["/missing"]) {
        browser.traffic().await?;
        browser.open(path).await?;
        browser
            .check_after(if path == "/missing" { &[404] } else { &[] })
            .await?;
        let traffic = browser.traffic().await?;
        let code = traffic.code();
        assert!(code.is_empty(), "{path} loads {code:?}");
        let foreign = traffic.foreign();
        assert!(foreign.is_empty(), "{path} loads {foreign:?}");
        let policy = policy(&traffic)?;
        assert_strict(&policy, path);
        assert!(
            policy.iter().all(|found| !found.starts_with("script-src")),
            "{path}: {policy:?}"
        );
    }
    browser.finish().await
}

#[tokio::test]
async fn signed_in_pages_run_the_bundle_and_nothing_else() -> Result<()> {
    let browser = Browser::start().await?;
    Account::superuser(&browser, "runner")?
        .sign_in(&browser)
        .await?;
    let mut nonces = BTreeSet::new();
    for path in APP {
        browser.traffic().await?;
        browser.open_alive(path).await?;
        nonces.insert(nonce(&browser, path).await?);
    }
    assert_eq!(
        nonces.len(),
        APP.len(),
        "each answer has a nonce of its own"
    );
    browser.finish().await
}

#[tokio::test]
async fn forms_before_sign_in_run_their_own_bundle_and_nothing_else() -> Result<()> {
    let browser = Browser::start().await?;
    let mut nonces = BTreeSet::new();
    for path in PUBLIC {
        browser.traffic().await?;
        browser.open(path).await?;
        browser.find(css("html[data-alive]")).await?;
        nonces.insert(nonce(&browser, path).await?);
    }
    assert_eq!(
        nonces.len(),
        PUBLIC.len(),
        "each answer has a nonce of its own"
    );
    browser.finish().await
}

/// Gets the nonce of the page that is open, which runs what it has loaded and nothing else.
async fn nonce(browser: &Browser, path: &str) -> Result<String> {
    browser.check().await?;
    let traffic = browser.traffic().await?;
    let code: Vec<_> = traffic
        .code()
        .iter()
        .map(|file| file.path.clone())
        .collect();
    assert!(
        !code.is_empty() && code.iter().all(|file| file.starts_with("/assets/")),
        "{path} loads {code:?}"
    );
    let policy = policy(&traffic)?;
    assert_strict(&policy, path);
    let scripts = policy.iter().find(|found| found.starts_with("script-src"));
    let scripts = scripts.context("a policy for scripts")?;
    let nonce = scripts
        .strip_prefix("script-src 'self' 'nonce-")
        .and_then(|rest| rest.strip_suffix("' 'wasm-unsafe-eval'"))
        .with_context(|| format!("{path}: {scripts}"))?;
    assert!(nonce.len() >= 16, "{path}: {nonce}");
    Ok(nonce.to_owned())
}

#[tokio::test]
async fn cookies_of_the_session_are_out_of_reach_of_scripts() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "cookies").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/dashboard").await?;
    let script = "return [document.cookie, JSON.stringify(localStorage), \
                  JSON.stringify(sessionStorage)].join(' ');";
    let seen = browser.run(script, Vec::new()).await?.to_string();
    assert!(
        !seen.contains("access") && !seen.contains("refresh"),
        "{seen}"
    );
    browser.check().await?;
    browser.finish().await
}
