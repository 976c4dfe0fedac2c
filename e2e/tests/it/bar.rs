//! A check that notices nothing would let everything pass.

use anyhow::{Context as _, Result};
use e2e::Browser;

#[tokio::test]
async fn every_flaw_of_a_page_is_noticed() -> Result<()> {
    let browser = Browser::start().await?.with_axe();
    for (script, noticed) in [
        ("console.debug('a word')", "a word"),
        ("setTimeout(() => { throw new Error('a bug'); })", "a bug"),
        (
            "document.body.append(Object.assign(document.createElement('style'), \
             {textContent: 'p { color: red }'}))",
            "Content Security Policy",
        ),
        (
            "fetch('https://example.com').catch(() => {})",
            "Content Security Policy",
        ),
        ("document.body.style.width = '3000px'", "scrolls sideways"),
        (
            "document.querySelector('main').append(document.createElement('button'))",
            "button-name",
        ),
        ("document.title = ''", "document-title"),
    ] {
        browser.open("/login").await?;
        browser.check().await?;
        browser.run(script, Vec::new()).await?;
        let mut flaw = browser.check().await.err();
        if flaw.is_none() {
            // What happens a moment later is noticed by the next check.
            flaw = browser.check().await.err();
        }
        let flaw = flaw.with_context(|| format!("not noticed: {script}"))?;
        assert!(format!("{flaw:#}").contains(noticed), "{script}: {flaw:#}");
    }
    browser.finish().await
}

#[tokio::test]
async fn refusals_that_are_expected_must_happen() -> Result<()> {
    let browser = Browser::start().await?;
    browser.open("/login").await?;
    assert!(browser.check_after(&[404]).await.is_err());
    browser.open("/missing").await?;
    assert!(browser.check().await.is_err());
    browser.finish().await
}
