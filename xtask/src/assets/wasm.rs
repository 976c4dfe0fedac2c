//! The WASM module and its glue.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::Kind;
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

/// What wasm-bindgen made of the linked module.
pub(super) struct Bundle {
    pub(super) wasm: Vec<u8>,
    pub(super) js: String,
    /// Scripts of dependencies, by the path under which the glue imports them.
    pub(super) snippets: Vec<(String, String)>,
}

impl Bundle {
    pub(super) fn exists(dir: &Path) -> bool {
        dir.join("app_bg.wasm").is_file() && dir.join("app.js").is_file()
    }

    pub(super) fn load(dir: &Path) -> Result<Self> {
        let read = |name: &str| {
            std::fs::read(dir.join(name)).with_context(|| format!("{}/{name}", dir.display()))
        };
        let mut snippets = Vec::new();
        for (path, content) in super::files::read_tree(&dir.join("snippets"))? {
            snippets.push((format!("snippets/{path}"), String::from_utf8(content)?));
        }
        Ok(Self {
            wasm: read("app_bg.wasm")?,
            js: String::from_utf8(read("app.js")?)?,
            snippets,
        })
    }
}

/// Compiles the browser crate and runs wasm-bindgen over it.
pub(super) fn build(workspace: &Workspace, kind: Kind, way: &Wasm, dir: &Path) -> Result<()> {
    let mut cargo = way.cargo_build(workspace);
    cargo.args(["-p", "browser-app"]);
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
    .join("browser_app.wasm");
    process::run(&mut cargo)?;
    bind(&module, kind, dir)
}

fn bind(module: &Path, kind: Kind, dir: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // The boot script says where the module is, since its name is hashed.
        .omit_default_module_path(true)
        .remove_name_section(kind == Kind::Release)
        .remove_producers_section(kind == Kind::Release);
    let mut output = bindgen.generate_output()?;
    if kind == Kind::Release {
        // Names are in memory although the section will not be written.
        let names: Vec<&str> = output
            .wasm()
            .functions()
            .filter_map(|function| function.name.as_deref())
            .collect();
        check_names(&names)?;
    }
    if dir.exists() {
        std::fs::remove_dir_all(dir)?;
    }
    output.emit(dir)
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
    fn a_module_without_names_proves_nothing() {
        assert!(check_names(&[]).is_err());
    }
}
