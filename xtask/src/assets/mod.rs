//! The browser's files: one folder of hashed names and a manifest.
//!
//! `manifest.json` maps plain names to hashed ones: `{"files": {"style.css": "style.<hash>.css"}}`.
//! A name changes with its content, so every file may be cached for ever. Release files have a
//! `.br` and a `.gz` sibling. Nothing is rebuilt while its inputs stay the same.

pub(crate) mod budgets;
mod dead_code;
mod files;
mod fingerprint;
mod style;
mod wasm;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::progress::step;
use crate::toolchain::Wasm;
use crate::workspace::Workspace;
use fingerprint::Fingerprint;
use wasm::Entry;

#[derive(Args)]
pub(crate) struct Options {
    /// Optimised and compressed, as the release binary holds them.
    #[arg(long)]
    release: bool,
}

/// Which of the two sets of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Compiled quickly, with debug assertions: hydration mismatches are reported in the console.
    Dev,
    /// Small.
    Release,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// A finished folder.
pub(crate) struct Assets {
    pub(crate) dir: PathBuf,
    pub(crate) manifest: Manifest,
    /// Whether this call wrote anything.
    pub(crate) changed: bool,
}

#[derive(Serialize, Deserialize, Default)]
pub(crate) struct Manifest {
    pub(crate) files: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, Default, PartialEq, Eq)]
struct Stamp {
    wasm: String,
    all: String,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let kind = if options.release {
        Kind::Release
    } else {
        Kind::Dev
    };
    let assets = build(workspace, kind)?;
    println!("{}", assets.dir.display());
    if kind == Kind::Release {
        budgets::report(&assets)?;
        budgets::check_bundles(workspace, &assets)?;
    }
    Ok(())
}

/// Builds what has changed since the last time.
pub(crate) fn build(workspace: &Workspace, kind: Kind) -> Result<Assets> {
    let dir = workspace.own().join("assets").join(kind.name());
    let stamp_file = workspace
        .own()
        .join("assets")
        .join(format!("{}.stamp.json", kind.name()));
    let stamp: Stamp = read_json(&stamp_file).unwrap_or_default();

    let way = Wasm::prepare(workspace)?;
    let wasm_inputs = wasm_inputs(workspace, kind, &way)?;
    let all_inputs = all_inputs(workspace, &wasm_inputs)?;
    if stamp.all == all_inputs
        && let Some(manifest) = complete_manifest(&dir)
    {
        return Ok(Assets {
            dir,
            manifest,
            changed: false,
        });
    }

    let bundles = workspace.own().join("bundle").join(kind.name());
    let folder = |entry: Entry| bundles.join(entry.name());
    let is_whole = |entry| wasm::Bundle::exists(entry, &folder(entry));
    if stamp.wasm != wasm_inputs || !Entry::ALL.into_iter().all(is_whole) {
        step(&format!("browser bundles ({})", kind.name()), || {
            Entry::ALL
                .into_iter()
                .try_for_each(|entry| wasm::build(workspace, entry, kind, &way, &folder(entry)))
        })?;
    }
    let manifest = step(&format!("assets ({})", kind.name()), || {
        let bundles = Entry::ALL
            .into_iter()
            .map(|entry| wasm::Bundle::load(workspace, entry, &folder(entry)))
            .collect::<Result<Vec<_>>>()?;
        let sheet = style::bundle(&workspace.root.join("apps/web/style/main.css"))?;
        let public = files::read_tree(&workspace.root.join("apps/web/public"))?;
        files::write(&dir, kind, &bundles, sheet, public)
    })?;
    write_json(
        &stamp_file,
        &Stamp {
            wasm: wasm_inputs,
            all: all_inputs,
        },
    )?;
    Ok(Assets {
        dir,
        manifest,
        changed: true,
    })
}

fn wasm_inputs(workspace: &Workspace, kind: Kind, way: &Wasm) -> Result<String> {
    let mut inputs = Fingerprint::new();
    inputs.text(kind.name());
    inputs.text(way.name());
    for file in ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"] {
        inputs.file(&workspace.root.join(file))?;
    }
    inputs.tree(&workspace.root.join("locales"), |_| true)?;
    let mut folders: Vec<_> = Entry::ALL
        .into_iter()
        .flat_map(|entry| workspace.folders_of(entry.package()))
        .collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        // Style sheets, static files and tests are no part of the module.
        inputs.tree(&folder, |name| {
            !matches!(name, "style" | "public" | "tests" | "boot.js")
        })?;
    }
    Ok(inputs.finish())
}

fn all_inputs(workspace: &Workspace, wasm: &str) -> Result<String> {
    let mut inputs = Fingerprint::new();
    inputs.text(wasm);
    for entry in Entry::ALL {
        inputs.file(&workspace.root.join(entry.boot().0))?;
    }
    for folder in ["apps/web/style", "apps/web/public", "crates/ui/style"] {
        inputs.tree(&workspace.root.join(folder), |_| true)?;
    }
    Ok(inputs.finish())
}

fn complete_manifest(dir: &Path) -> Option<Manifest> {
    let manifest: Manifest = read_json(&dir.join("manifest.json"))?;
    manifest
        .files
        .values()
        .all(|name| dir.join(name).is_file())
        .then_some(manifest)
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// Writes a file at once: whoever reads it sees the old or the new one.
fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("tmp");
    std::fs::write(&beside, serde_json::to_vec_pretty(value)?)?;
    std::fs::rename(&beside, path).with_context(|| format!("cannot write {}", path.display()))
}
