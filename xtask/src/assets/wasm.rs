//! The WASM modules and their glue: that of signed-in pages, cut into what the first view needs and
//! the chunks of other pages, and the small one of the forms before sign-in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use rustc_demangle::demangle;
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use super::{Kind, dead_code};
use crate::process;
use crate::toolchain::Wasm;
use crate::workspace::Workspace;

/// Crates whose code costs more than a budget bears, and which a feature can bring back unseen.
const UNWANTED: &[&str] = &[
    "regex",
    "regex_automata",
    "regex_syntax",
    "idna",
    "idna_adapter",
];
const UNWANTED_FAMILIES: &[&str] = &["icu_"];
/// The linker folds functions of equal code under the name of any one of them, so a few names of
/// a crate do not mean that it is linked in; one that is brings hundreds.
const FOLDED: usize = 8;

/// The script that loads chunks; scripts and module call it by this name.
pub(super) const LOADER: &str = "chunks.js";

/// A browser crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Signed-in pages.
    App,
    /// The forms before sign-in.
    Public,
}

impl Entry {
    pub(super) const ALL: [Self; 2] = [Self::App, Self::Public];

    /// The name of its files.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Public => "public",
        }
    }

    pub(super) const fn package(self) -> &'static str {
        match self {
            Self::App => "browser-app",
            Self::Public => "browser-public",
        }
    }

    /// The script that starts it, from the root of the workspace, and what it is served as.
    pub(super) const fn boot(self) -> (&'static str, &'static str) {
        match self {
            Self::App => ("apps/browser/app/boot.js", "boot.js"),
            Self::Public => ("apps/browser/public/boot.js", "public-boot.js"),
        }
    }

    /// The script that wasm-bindgen writes.
    pub(super) fn glue(self) -> String {
        format!("{}.js", self.name())
    }

    /// The module as wasm-bindgen writes it.
    fn bound(self) -> String {
        format!("{}_bg.wasm", self.name())
    }

    /// The module as cargo links it.
    fn linked(self) -> String {
        format!("{}.wasm", self.package().replace('-', "_"))
    }
}

/// What was made of a linked module.
pub(super) struct Bundle {
    pub(super) entry: Entry,
    /// The script that starts it.
    pub(super) boot: String,
    pub(super) wasm: Vec<u8>,
    pub(super) js: String,
    /// The script that loads chunks, where there are any.
    pub(super) loader: Option<String>,
    /// The modules that are loaded later, by the name under which the loader fetches them.
    pub(super) chunks: Vec<(String, Vec<u8>)>,
    /// Scripts of dependencies, by the path under which the glue imports them.
    pub(super) snippets: Vec<(String, String)>,
}

impl Bundle {
    pub(super) fn exists(entry: Entry, dir: &Path) -> bool {
        [entry.bound(), entry.glue()]
            .iter()
            .all(|name| dir.join(name).is_file())
    }

    pub(super) fn load(workspace: &Workspace, entry: Entry, dir: &Path) -> Result<Self> {
        let read = |name: &str| {
            std::fs::read(dir.join(name)).with_context(|| format!("{}/{name}", dir.display()))
        };
        let mut snippets = Vec::new();
        for (path, content) in super::files::read_tree(&dir.join("snippets"))? {
            snippets.push((format!("snippets/{path}"), String::from_utf8(content)?));
        }
        let mut chunks = super::files::read_tree(dir)?;
        chunks.retain(|(name, _)| is_module(name) && *name != entry.bound());
        let loader = match entry {
            Entry::App => Some(String::from_utf8(read(LOADER)?)?),
            Entry::Public => None,
        };
        let boot =
            std::fs::read_to_string(workspace.root.join(entry.boot().0)).context(entry.boot().0)?;
        Ok(Self {
            entry,
            boot,
            wasm: read(&entry.bound())?,
            js: String::from_utf8(read(&entry.glue())?)?,
            loader,
            chunks,
            snippets,
        })
    }
}

fn is_module(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "wasm")
}

/// Compiles a browser crate and runs wasm-bindgen over its module, or the main part of it.
pub(super) fn build(
    workspace: &Workspace,
    entry: Entry,
    kind: Kind,
    way: &Wasm,
    dir: &Path,
) -> Result<()> {
    let mut cargo = way.cargo_build(workspace);
    cargo.args(["-p", entry.package()]);
    let module = match kind {
        Kind::Dev => {
            // Debug information would make a module of 40 MB; the names stay for panics.
            cargo.env("CARGO_PROFILE_DEV_DEBUG", "false");
            Wasm::output(workspace, "debug")
        }
        Kind::Release => {
            cargo.args(["--profile", "wasm-release"]);
            Wasm::output(workspace, "wasm-release")
        }
    }
    .join(entry.linked());
    process::run(&mut cargo)?;
    let linked = std::fs::read(&module).with_context(|| module.display().to_string())?;
    if kind == Kind::Release {
        let names = function_names(&linked)?;
        check_names(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    if dir.exists() {
        std::fs::remove_dir_all(dir)?;
    }
    match entry {
        Entry::App => bind_parts(&linked, kind, dir),
        Entry::Public => bind_whole(&linked, kind, dir),
    }
}

/// Cuts the module of the app, and binds its main part.
fn bind_parts(linked: &[u8], kind: Kind, dir: &Path) -> Result<()> {
    let main = dir.join("main.wasm");
    let chunks = split(linked, &main, dir)?;
    if kind == Kind::Release {
        for part in chunks.iter().chain([&main]) {
            std::fs::write(part, dead_code::empty(&std::fs::read(part)?)?)?;
        }
        for chunk in &chunks {
            strip(chunk)?;
        }
    }
    bindgen(Entry::App, kind)?
        .input_path(&main)
        // Chunks are linked to the main part by the names that the linker gave.
        .keep_lld_exports(true)
        .demangle(false)
        .generate(dir)?;
    Ok(std::fs::remove_file(main)?)
}

/// Binds a module that is loaded as a whole.
fn bind_whole(linked: &[u8], kind: Kind, dir: &Path) -> Result<()> {
    bindgen(Entry::Public, kind)?
        .input_bytes(Entry::Public.name(), linked.to_vec())
        .generate(dir)?;
    if kind == Kind::Release {
        // The relocations, which only the cutting needs.
        strip(&dir.join(Entry::Public.bound()))?;
    }
    Ok(())
}

fn bindgen(entry: Entry, kind: Kind) -> Result<Bindgen> {
    let mut bindgen = Bindgen::new();
    bindgen
        .out_name(entry.name())
        .web(true)?
        .typescript(false)
        // The boot script says where the module is, since its name is hashed.
        .omit_default_module_path(true)
        .remove_name_section(kind == Kind::Release)
        .remove_producers_section(kind == Kind::Release);
    Ok(bindgen)
}

fn strip(module: &Path) -> Result<()> {
    let stripped = without_custom_sections(&std::fs::read(module)?)?;
    Ok(std::fs::write(module, stripped)?)
}

/// Cuts the linked module at its split points and returns the files of the chunks.
fn split(linked: &[u8], main: &Path, dir: &Path) -> Result<Vec<PathBuf>> {
    let (loader, glue) = (format!("./{LOADER}"), format!("./{}", Entry::App.glue()));
    let mut options = wasm_split_cli_support::Options::new(linked);
    options.output_dir = dir;
    options.main_out_path = main;
    options.link_name = &loader;
    options.main_module = &glue;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the module cannot be cut into chunks: {error:#}"))?;
    Ok(parts.split_modules)
}

/// Reads the names of all functions, which the linker has kept.
fn function_names(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else {
            continue;
        };
        let KnownCustom::Name(subsections) = section.as_known() else {
            continue;
        };
        for subsection in subsections {
            if let Name::Function(functions) = subsection? {
                for function in functions {
                    names.push(format!("{:#}", demangle(function?.name)));
                }
            }
        }
    }
    Ok(names)
}

/// Drops what only tools read: names, producers, features.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let mut stripped = module.get(..HEADER).context("no module")?.to_vec();
    let mut start = HEADER;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let is_custom = matches!(payload, Payload::CustomSection(_));
        if let Some((_, range)) = payload.as_section() {
            let end = usize::try_from(range.end)?;
            if !is_custom {
                // From the section's id on, which stands before the range.
                stripped.extend(module.get(start..end).context("a broken section")?);
            }
            start = end;
        }
    }
    Ok(stripped)
}

/// Fails when an unwanted crate is linked in.
fn check_names(names: &[&str]) -> Result<()> {
    let found: BTreeSet<&str> = names
        .iter()
        .copied()
        .filter(|name| is_unwanted(name))
        .collect();
    if names.is_empty() {
        bail!("the linked module has no names, so nothing can be said about what is in it");
    }
    if found.len() <= FOLDED {
        return Ok(());
    }
    let shown: Vec<&str> = found.iter().take(10).copied().collect();
    bail!(
        "the browser bundle holds {} functions of crates that must stay out of it:\n  {}",
        found.len(),
        shown.join("\n  ")
    );
}

fn is_unwanted(name: &str) -> bool {
    // A name holds several paths, as in `<idna[5c2f]::Config as core[81d0]::fmt::Debug>::fmt`;
    // each begins with its crate, which has a hash in brackets or, in the older form, none.
    let in_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '[' | ']');
    name.split(|c| !in_path(c)).any(|path| {
        let path = path.trim_start_matches('[');
        path.split_once("::").is_some_and(|(first, _)| {
            let first = first.split('[').next().unwrap_or_default();
            UNWANTED.contains(&first)
                || UNWANTED_FAMILIES
                    .iter()
                    .any(|family| first.starts_with(family))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_of_unwanted_crates_are_found() {
        for name in [
            "regex::Regex::new",
            "<regex_automata::meta::Regex as core::fmt::Debug>::fmt",
            "core::ptr::drop_in_place<idna::uts46::Uts46>",
            "icu_normalizer::properties::canonical",
            "<regex[bdab7a2d80a7e4bd]::regex::string::Regex>::new",
            "<[idna[5c2f0d2a3b8e9f10]::Label] as core[81d0]::fmt::Debug>::fmt",
        ] {
            assert!(is_unwanted(name), "{name}");
        }
        let linked: Vec<String> = (0..100).map(|n| format!("regex::f{n}")).collect();
        let names: Vec<&str> = linked.iter().map(String::as_str).collect();
        assert!(check_names(&names).is_err());
    }

    #[test]
    fn a_folded_function_is_no_crate() {
        assert!(check_names(&["web::main", "regex::Regex::new"]).is_ok());
    }

    #[test]
    fn other_names_pass() {
        for name in [
            "web::pages::regex::list",
            "contract::icu",
            "my_regex::x",
            "leptos::mount",
        ] {
            assert!(!is_unwanted(name), "{name}");
        }
        assert!(check_names(&["web::main"]).is_ok());
    }

    #[test]
    fn a_stripped_module_has_its_sections_and_no_names() {
        // The header, a custom section named "a" that holds one byte, an empty type section,
        // another custom section.
        let custom = [0, 3, 1, b'a', 7];
        let types = [1, 1, 0];
        let module = [b"\0asm\x01\0\0\0".as_slice(), &custom, &types, &custom].concat();
        let stripped = without_custom_sections(&module).unwrap();
        assert_eq!(stripped, [b"\0asm\x01\0\0\0".as_slice(), &types].concat());
        assert!(without_custom_sections(b"no module").is_err());
    }

    #[test]
    fn a_module_without_names_proves_nothing() {
        assert!(check_names(&[]).is_err());
    }
}
