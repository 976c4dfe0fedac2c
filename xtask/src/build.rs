//! `cargo xtask build`: one release binary with everything inside.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::assets::{self, Assets, Kind, budgets};
use crate::process;
use crate::progress::step;
use crate::workspace::Workspace;

#[derive(Args)]
pub(crate) struct Options {
    /// With `pilaster dev` and its stand-ins for the outside world: to try the product, not to
    /// run it in production.
    #[arg(long)]
    sandbox: bool,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let built = build(workspace, options.sandbox)?;
    let dist = workspace.root.join("dist");
    std::fs::create_dir_all(&dist)?;
    let binary = dist.join("pilaster");
    // A running binary cannot be written to, but can be replaced.
    let beside = dist.join("pilaster.new");
    std::fs::copy(&built.binary, &beside)?;
    std::fs::rename(&beside, &binary)?;

    println!("==> {}", workspace.relative(&binary));
    budgets::report(&built.assets)?;
    println!(
        "    {:>10}             dist/pilaster",
        std::fs::metadata(&binary)?.len()
    );
    budgets::check_bundles(workspace, &built.assets)
}

/// A release binary in cargo's target folder.
pub(crate) struct Built {
    pub(crate) binary: PathBuf,
    pub(crate) assets: Assets,
}

/// Builds the release binary with its assets inside.
pub(crate) fn build(workspace: &Workspace, sandbox: bool) -> Result<Built> {
    let assets = assets::build(workspace, Kind::Release)?;
    let features = if sandbox {
        "embedded-assets,sandbox"
    } else {
        "embedded-assets"
    };
    step("server (release)", || {
        process::run(
            workspace
                .cargo()
                .args([
                    "build",
                    "--release",
                    "--package",
                    "server",
                    "--features",
                    features,
                ])
                .env("PILASTER_ASSETS_DIR", &assets.dir),
        )
    })?;
    let binary = workspace.target.join("release/pilaster");
    check_contents(&binary, &assets)?;
    Ok(Built { binary, assets })
}

/// Fails when the binary was linked with other files than the ones that are reported.
fn check_contents(binary: &std::path::Path, assets: &Assets) -> Result<()> {
    let content = std::fs::read(binary).with_context(|| binary.display().to_string())?;
    for hashed in assets.manifest.files.values() {
        if !contains(&content, hashed.as_bytes()) {
            bail!(
                "{} does not hold {hashed}: the assets were built anew meanwhile; run the command \
                 again",
                binary.display()
            );
        }
    }
    Ok(())
}

fn contains(content: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else {
        return true;
    };
    let mut rest = content;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        let Some(from) = rest.get(at..) else {
            return false;
        };
        if from.starts_with(wanted) {
            return true;
        }
        rest = from.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_wherever_it_stands() {
        assert!(contains(b"aaab", b"aab"));
        assert!(contains(b"app.1.js", b"app.1.js"));
        assert!(!contains(b"app.1.j", b"app.1.js"));
        assert!(contains(b"", b""));
    }
}
