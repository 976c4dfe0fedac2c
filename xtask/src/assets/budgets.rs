//! What a page may weigh, held by `budgets.toml`.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::Assets;
use super::files::CHUNKS;
use super::wasm::Entry;
use crate::http;
use crate::workspace::Workspace;

/// The budget file: bytes after brotli.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    app: App,
    public: Public,
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
struct Public {
    first_view: u64,
    pages: Vec<String>,
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
    for entry in Entry::ALL {
        println!(
            "    {:>10} {:>10}  {}",
            "",
            first_view(assets, entry)?,
            described(entry)
        );
    }
    Ok(())
}

fn described(entry: Entry) -> &'static str {
    match entry {
        Entry::App => "the app's first view (WASM and JS)",
        Entry::Public => "a form before sign-in (WASM and JS)",
    }
}

fn first_view(assets: &Assets, entry: Entry) -> Result<u64> {
    let mut sum = 0;
    for (name, hashed) in &assets.manifest.files {
        let is_code = is_script(name) || is_wasm(name);
        if is_code && !name.starts_with(CHUNKS) && entry_of(name) == entry {
            sum += size(assets, hashed)?.brotli;
        }
    }
    Ok(sum)
}

/// Whose file it is; what is not of the public bundle counts for the app.
fn entry_of(name: &str) -> Entry {
    if name.starts_with(Entry::Public.name()) {
        Entry::Public
    } else {
        Entry::App
    }
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
    for (entry, limit) in [
        (Entry::App, budgets.app.first_view),
        (Entry::Public, budgets.public.first_view),
    ] {
        let weight = first_view(assets, entry)?;
        over.extend(exceeds(described(entry), weight, limit));
    }
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

/// Fails when a page loads more script than the budget of its kind allows.
pub(crate) fn check_pages(workspace: &Workspace, assets: &Assets, port: u16) -> Result<()> {
    let Budgets { plain, public, .. } = read(workspace)?;
    let mut over = Vec::new();
    for page in &plain.pages {
        let Weight { js, wasm } = weigh(assets, port, page)?;
        over.extend(exceeds(&format!("JS of {page}"), js, plain.js));
        over.extend(exceeds(&format!("WASM of {page}"), wasm, plain.wasm));
    }
    for page in &public.pages {
        let Weight { js, wasm } = weigh(assets, port, page)?;
        over.extend(exceeds(page, js + wasm, public.first_view));
    }
    if over.is_empty() {
        Ok(())
    } else {
        bail!("over budget: {}", over.join("; "))
    }
}

/// The bytes of script that a page loads.
struct Weight {
    js: u64,
    wasm: u64,
}

fn weigh(assets: &Assets, port: u16, page: &str) -> Result<Weight> {
    let answer = http::get(port, page)?;
    if answer.status != 200 {
        bail!("{page} answered {}", answer.status);
    }
    let html = answer.text();
    let (mut js, mut wasm) = (inline_scripts(&html), 0);
    for loaded in loaded_assets(&html) {
        let hashed = loaded
            .strip_prefix("/assets/")
            .with_context(|| format!("{page} loads {loaded}, which is no asset"))?;
        if is_script(hashed) {
            js += size(assets, hashed)?.brotli;
        } else if is_wasm(hashed) {
            wasm += size(assets, hashed)?.brotli;
        }
    }
    println!("    {page}: {js} bytes of JS, {wasm} bytes of WASM");
    Ok(Weight { js, wasm })
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
