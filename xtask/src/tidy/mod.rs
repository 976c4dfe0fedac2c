//! `cargo xtask tidy`: the rules of the repository that no compiler checks.
//!
//! Each check is a pure function from what was read to the problems found, so that its tests can
//! hand it a repository that breaks the rule.

mod crates;
mod docs;
mod graph;
mod licences;
mod routes;

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::MetadataCommand;
use serde::Deserialize;

use crate::process;
use crate::workspace::Workspace;

/// `deny.toml`, in cargo-deny's own format, so that cargo-deny reads it too.
#[derive(Deserialize)]
struct Deny {
    licenses: licences::Rules,
    bans: graph::Rules,
}

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let deny: Deny =
        toml::from_str(&read(&workspace.root.join("deny.toml"))?).context("deny.toml")?;
    let mut problems = Vec::new();

    problems.extend(crates::check_edges(&workspace.metadata.packages));
    let architecture = read(&workspace.root.join("ARCHITECTURE.md")).unwrap_or_default();
    problems.extend(crates::check_table(&architecture));
    for package in &workspace.metadata.packages {
        let manifest = toml::from_str(&read(package.manifest_path.as_std_path())?)
            .with_context(|| package.manifest_path.to_string())?;
        problems.extend(crates::check_manifest(&package.name, &manifest));
        if !package.manifest_path.with_file_name("README.md").is_file() {
            problems.push(format!("{}: the crate has no README.md", package.name));
        }
    }

    problems.extend(graph::check(&deny.bans, &graph::Graph::native(workspace)?));
    problems.extend(graph::check_browser(&graph::Graph::browser(workspace)?));

    let everything = MetadataCommand::new()
        .manifest_path(workspace.root.join("Cargo.toml"))
        .exec()
        .context("`cargo metadata` failed")?;
    let used = everything
        .packages
        .iter()
        .map(|package| (package.name.as_str(), package.license.as_deref()));
    problems.extend(licences::check(&deny.licenses, used));

    let files = docs::Files::read(workspace)?;
    problems.extend(docs::check(&files));
    problems.extend(routes::check(files.texts()));

    problems.sort();
    problems.dedup();
    if problems.is_empty() {
        println!(
            "    {} crates of ours, {} in all",
            workspace.metadata.packages.len(),
            everything.packages.len()
        );
        return Ok(());
    }
    bail!("{} problems:\n  {}", problems.len(), problems.join("\n  "))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Runs `cargo tree` for a graph.
fn cargo_tree(workspace: &Workspace, arguments: &[&str]) -> Result<String> {
    process::capture(
        workspace
            .cargo()
            .args(["tree", "--prefix", "depth", "--format", " {p}"])
            .args(arguments),
    )
}
