//! What a page may weigh, held by `budgets.toml`.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::Assets;
use super::files::CHUNKS;
use crate::http;
use crate::workspace::Workspace;

/// The budget file: bytes after brotli.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    app: App,
    style: Style,
    plain: Plain,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct App {
    first_view: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Style {
    sheet: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    wasm: u64,
    js: u64,
    pages: Vec<String>,
}

/// The sizes of one file.
struct Size {
    raw: u64,
    brotli: u64,
}

fn size(assets: &Assets, hashed: &str) -> Result<Size> {
    let length = |name: &str| -> Result<u64> {
        let path = assets.dir.join(name);
        Ok(std::fs::metadata(&path)
            .with_context(|| path.display().to_string())?
            .len())
    };
    Ok(Size {
        raw: length(hashed)?,
        brotli: length(&format!("{hashed}.br"))?,
    })
}

/// Prints the sizes of all files.
pub(crate) fn report(assets: &Assets) -> Result<()> {
    println!("    {:>10} {:>10}  file", "bytes", "brotli");
    for (name, hashed) in &assets.manifest.files {
        let size = size(assets, hashed)?;
        println!("    {:>10} {:>10}  {name}", size.raw, size.brotli);
    }
    println!(
        "    {:>10} {:>10}  the app's first view (WASM and JS)",
        "",
        first_view(assets)?
    );
    Ok(())
}

fn first_view(assets: &Assets) -> Result<u64> {
    let mut sum = 0;
    for (name, hashed) in &assets.manifest.files {
        if !name.starts_with(CHUNKS) && (is_script(name) || is_wasm(name)) {
            sum += size(assets, hashed)?.brotli;
        }
    }
    Ok(sum)
}

fn is_script(name: &str) -> bool {
    ending(name) == Some("js")
}

fn is_wasm(name: &str) -> bool {
    ending(name) == Some("wasm")
}

fn ending(name: &str) -> Option<&str> {
    Some(name.rsplit_once('.')?.1)
}

fn read(workspace: &Workspace) -> Result<Budgets> {
    let text = std::fs::read_to_string(workspace.root.join("budgets.toml"))
        .context("cannot read budgets.toml")?;
    toml::from_str(&text).context("budgets.toml")
}

/// Fails when the browser's files are heavier than the budget.
pub(crate) fn check_bundles(workspace: &Workspace, assets: &Assets) -> Result<()> {
    let budgets = read(workspace)?;
    let sheet = assets
        .manifest
        .files
        .get("style.css")
        .context("no style sheet was built")?;
    let mut over = Vec::new();
    over.extend(exceeds(
        "the app's first view",
        first_view(assets)?,
        budgets.app.first_view,
    ));
    over.extend(exceeds(
        "the style sheet",
        size(assets, sheet)?.brotli,
        budgets.style.sheet,
    ));
    if over.is_empty() {
        Ok(())
    } else {
        bail!("over budget: {}", over.join("; "))
    }
}

/// Fails when a page before sign-in loads more script than the budget allows.
pub(crate) fn check_plain_pages(workspace: &Workspace, assets: &Assets, port: u16) -> Result<()> {
    let plain = read(workspace)?.plain;
    let mut over = Vec::new();
    for page in &plain.pages {
        let answer = http::get(port, page)?;
        if answer.status != 200 {
            bail!("{page} answered {}", answer.status);
        }
        let html = answer.text();
        let (mut js, mut wasm) = (inline_scripts(&html), 0);
        for loaded in loaded_assets(&html) {
            let Some(hashed) = loaded.strip_prefix("/assets/") else {
                over.push(format!("{page} loads {loaded}, which is no asset"));
                continue;
            };
            if is_script(hashed) {
                js += size(assets, hashed)?.brotli;
            } else if is_wasm(hashed) {
                wasm += size(assets, hashed)?.brotli;
            }
        }
        over.extend(exceeds(&format!("JS of {page}"), js, plain.js));
        over.extend(exceeds(&format!("WASM of {page}"), wasm, plain.wasm));
        println!("    {page}: {js} bytes of JS, {wasm} bytes of WASM");
    }
    if over.is_empty() {
        Ok(())
    } else {
        bail!("over budget: {}", over.join("; "))
    }
}

fn exceeds(what: &str, bytes: u64, limit: u64) -> Option<String> {
    (bytes > limit).then(|| format!("{what} takes {bytes} bytes of {limit}"))
}

/// Returns the opening tags of one element.
fn tags<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    html.split(&format!("<{element}"))
        .skip(1)
        .filter(|rest| rest.starts_with([' ', '>', '\n']))
        .filter_map(|rest| rest.split('>').next())
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// Returns what a page loads and runs at once. A prefetch is for the next page and costs this
/// one nothing.
fn loaded_assets(html: &str) -> Vec<&str> {
    let scripts = tags(html, "script")
        .into_iter()
        .filter_map(|tag| attribute(tag, "src"));
    let links = tags(html, "link")
        .into_iter()
        .filter(|tag| matches!(attribute(tag, "rel"), Some("preload" | "modulepreload")))
        .filter_map(|tag| attribute(tag, "href"));
    let mut loaded: Vec<&str> = scripts.chain(links).collect();
    loaded.sort_unstable();
    loaded.dedup();
    loaded
}

fn inline_scripts(html: &str) -> u64 {
    html.split("<script")
        .skip(1)
        .filter_map(|rest| rest.split("</script>").next()?.split_once('>'))
        .map(|(_, content)| content.len() as u64)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = r#"<link rel="stylesheet" href="/assets/style.1.css">
        <link rel="modulepreload" href="/assets/app.1.js"><link rel="preload" as="fetch" href="/assets/app.1.wasm">
        <link rel="prefetch" href="/assets/later.js"><script type="module" src="/assets/boot.1.js"></script>"#;

    #[test]
    fn scripts_and_preloads_count_and_prefetches_do_not() {
        assert_eq!(
            loaded_assets(APP),
            [
                "/assets/app.1.js",
                "/assets/app.1.wasm",
                "/assets/boot.1.js"
            ]
        );
    }

    #[test]
    fn a_plain_page_loads_nothing() {
        let html = r#"<html><link rel="stylesheet" href="/assets/style.1.css"><a href="/login">x</a></html>"#;
        assert!(loaded_assets(html).is_empty());
        assert_eq!(inline_scripts(html), 0);
    }

    #[test]
    fn an_inline_script_is_weighed() {
        assert_eq!(inline_scripts("<script nonce=\"x\">let a;</script>"), 6);
    }

    #[test]
    fn a_budget_is_exceeded_by_one_byte() {
        assert_eq!(exceeds("x", 10, 10), None);
        assert_eq!(exceeds("x", 11, 10).unwrap(), "x takes 11 bytes of 10");
    }
}
