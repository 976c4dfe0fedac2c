//! The bar that every page is held to.

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::Browser;

const AXE: &str = include_str!("../vendor/axe.min.js");

/// How the browser itself words a request that was refused, and one that was not answered.
const REFUSED: &str = "the server responded with a status of ";
const UNANSWERED: &str = "Failed to load resource: net::ERR_";

impl Browser {
    /// Has axe look at pages even in a run without it.
    #[must_use]
    pub fn with_axe(mut self) -> Self {
        self.has_axe = true;
        self
    }

    /// Fails unless the page is fit to be seen: a silent console since the last check, no scrolling
    /// sideways, no violation found by axe.
    pub async fn check(&self) -> Result<()> {
        self.check_after(&[]).await
    }

    /// Checks a page on whose way there the server has refused requests with just these statuses,
    /// which the browser notes in the console; 0 stands for a request without an answer.
    pub async fn check_after(&self, refused: &[u16]) -> Result<()> {
        let path = self.path().await?;
        let page = || format!("the page {path} is not fit to be seen");
        self.check_console(refused).await.with_context(page)?;
        self.check_width().await.with_context(page)?;
        if self.has_axe {
            self.check_access().await.with_context(page)?;
        }
        Ok(())
    }

    /// Fails if the console has other messages than those of refused requests.
    pub(crate) async fn check_console(&self, refused: &[u16]) -> Result<()> {
        let entries = self.driver.browser_log().await?;
        let (statuses, others): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .map(|entry| refused_status(&entry.message).ok_or(entry))
            .partition(Result::is_ok);
        let others: Vec<_> = others
            .into_iter()
            .filter_map(Result::err)
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect();
        ensure!(others.is_empty(), "in the console:\n{}", others.join("\n"));
        let mut statuses: Vec<_> = statuses.into_iter().filter_map(Result::ok).collect();
        let mut refused = refused.to_vec();
        statuses.sort_unstable();
        refused.sort_unstable();
        ensure!(
            statuses == refused,
            "the server has refused with {statuses:?} instead of {refused:?}"
        );
        Ok(())
    }

    async fn check_width(&self) -> Result<()> {
        const SCRIPT: &str = "
            const root = document.documentElement;
            const wide = [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1
                    || e.getBoundingClientRect().left < -1)
                .slice(0, 5)
                .map(e => e.tagName + '.' + e.className);
            return {seen: root.clientWidth, needed: root.scrollWidth, window: innerWidth, wide};";
        let widths = self.run(SCRIPT, Vec::new()).await?;
        let of = |name| widths.get(name).and_then(Value::as_u64).unwrap_or_default();
        // On a phone, content that is too wide makes the window wider instead of scrolling.
        let screen = u64::from(self.viewport().await?.width());
        ensure!(
            of("seen") > 0 && of("needed") <= of("seen") && of("window") <= screen,
            "it scrolls sideways on {screen} pixels: {widths}"
        );
        Ok(())
    }

    async fn check_access(&self) -> Result<()> {
        const SCRIPT: &str = "
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations'], iframes: false})
                .then(({violations, passes}) => done({passes: passes.length, violations}))
                .catch(error => done({failed: String(error)}));";
        // It is half a megabyte, and stays as long as the document.
        if self.run("return typeof axe", Vec::new()).await? == "undefined" {
            self.driver.execute(AXE, Vec::new()).await?;
        }
        let result = self.driver.execute_async(SCRIPT, Vec::new()).await?;
        let result = result.json();
        let passes = result
            .get("passes")
            .and_then(Value::as_u64)
            .unwrap_or_default();
        let violations = result.get("violations").and_then(Value::as_array);
        match violations {
            Some(violations) if passes > 0 && violations.is_empty() => Ok(()),
            Some(violations) if passes > 0 => {
                let lines: Vec<_> = violations.iter().map(worded).collect();
                bail!("axe finds:\n{}", lines.join("\n"))
            }
            _ => bail!("axe did not run: {result}"),
        }
    }
}

/// Reads the status from the browser's own note about a refused request.
fn refused_status(message: &str) -> Option<u16> {
    if message.contains(UNANSWERED) {
        return Some(0);
    }
    let (_, rest) = message.split_once(REFUSED)?;
    rest.split(' ').next()?.parse().ok()
}

fn worded(violation: &Value) -> String {
    let of = |name| {
        violation
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let nodes = violation.get("nodes").and_then(Value::as_array);
    let nodes: Vec<_> = nodes
        .into_iter()
        .flatten()
        .map(|node| {
            let of = |name| node.get(name).and_then(Value::as_str).unwrap_or_default();
            format!("    {}\n    {}", of("html"), of("failureSummary"))
        })
        .collect();
    format!("  {}: {}\n{}", of("id"), of("help"), nodes.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_refused_requests_have_a_status() {
        let refused = "http://localhost:1/x - Failed to load resource: the server responded with a \
                       status of 404 (Not Found)";
        assert_eq!(refused_status(refused), Some(404));
        let unanswered =
            "http://localhost:1/x - Failed to load resource: net::ERR_INTERNET_DISCONNECTED";
        assert_eq!(refused_status(unanswered), Some(0));
        assert_eq!(
            refused_status("http://localhost:1/x 1:1 \"status of 404\""),
            None
        );
    }
}
