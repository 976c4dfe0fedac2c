//! How every page is looked at: on a laptop and on a phone, light or dark, in one direction of writing
//! or the other.

use anyhow::{Context as _, Result, ensure};
use e2e::{Browser, Viewport, css};
use serde_json::{Value, json};

/// Somebody who looks at one page after another.
pub(crate) struct Tour {
    pub(crate) browser: Browser,
    pub(crate) theme: &'static str,
    pub(crate) locale: &'static str,
}

impl Tour {
    pub(crate) async fn start(theme: &'static str, locale: &'static str) -> Result<Self> {
        Ok(Self {
            browser: Browser::start().await?,
            theme,
            locale,
        })
    }

    /// Gives whoever is signed in the theme and the language of the tour.
    pub(crate) async fn prefer(&self) -> Result<()> {
        let wishes = json!({ "theme": self.theme, "locale": self.locale });
        let path = "/api/v1/users/me";
        let answer = self.browser.call("PATCH", path, Some(&wishes)).await?;
        ensure!(answer.status == 200, "{answer:?}");
        Ok(())
    }

    /// The root element as it must be.
    pub(crate) fn root(&self) -> String {
        let dir = if self.locale == "ar" { "rtl" } else { "ltr" };
        format!(
            "html[lang={}][dir={dir}][data-theme={}]",
            self.locale, self.theme
        )
    }

    /// The addresses of the links that a selector finds in the open page, each once.
    pub(crate) async fn links(&self, selector: &str) -> Result<Vec<String>> {
        const SCRIPT: &str = "
            const links = [...document.querySelectorAll(arguments[0])];
            return [...new Set(links.map(link => link.getAttribute('href')))];";
        let links = self.browser.run(SCRIPT, vec![selector.into()]).await?;
        let links = links.as_array().context("links")?;
        let links = links.iter().filter_map(Value::as_str);
        Ok(links.map(str::to_owned).collect())
    }

    /// Loads a page of who is signed in, and looks at it.
    pub(crate) async fn look(&self, path: &str, name: &str) -> Result<()> {
        let browser = &self.browser;
        browser.open_alive(path).await?;
        self.see(name, &[]).await?;
        check_lines(browser).await
    }

    /// Looks at the page that is open, and that was refused with these statuses.
    pub(crate) async fn see(&self, name: &str, refused: &[u16]) -> Result<()> {
        let browser = &self.browser;
        // The mailbox is no page of the product and has a language of its own.
        if name != "mailbox" {
            browser.find(css(&self.root())).await?;
        }
        browser.check_after(refused).await?;
        self.picture(name, "1280").await?;
        browser.resize(Viewport::PHONE).await?;
        browser.check().await?;
        self.picture(name, "390").await?;
        browser.resize(Viewport::DESKTOP).await
    }

    pub(crate) async fn picture(&self, name: &str, width: &str) -> Result<()> {
        let Self {
            browser,
            theme,
            locale,
        } = self;
        browser
            .picture(&format!("{name}-{width}-{theme}-{locale}"))
            .await
    }
}

/// Names a page in pictures by its address.
pub(crate) fn name_of(path: &str) -> String {
    path.trim_start_matches('/').replace('/', "-")
}

/// Fails if a text that is cut off at its end has lines too low for the letters of a fallback font.
pub(crate) async fn check_lines(browser: &Browser) -> Result<()> {
    let script = "return [...document.querySelectorAll('body *')]
        .filter(e => {
            const {textOverflow, overflowX, lineHeight, fontSize} = getComputedStyle(e);
            return textOverflow === 'ellipsis' && overflowX === 'hidden'
                && parseFloat(lineHeight) < 1.4 * parseFloat(fontSize);
        })
        .map(e => e.className);";
    let low = browser.run(script, Vec::new()).await?;
    ensure!(low == json!([]), "lines too low: {low}");
    Ok(())
}
