//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand};

/// The repository's folders and its own packages.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// The workspace's packages, without their dependencies.
    pub(crate) metadata: Metadata,
}

impl Workspace {
    pub(crate) fn discover() -> Result<Self> {
        // Cargo tells a program that it runs where its package is. What was compiled in may be
        // another checkout, where two share a target folder.
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let metadata = MetadataCommand::new()
            .manifest_path(package.join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("`cargo metadata` failed")?;
        Ok(Self {
            root: metadata.workspace_root.clone().into_std_path_buf(),
            target: metadata.target_directory.clone().into_std_path_buf(),
            metadata,
        })
    }

    /// Returns the folder for what this tool itself makes: assets, logs, tools.
    pub(crate) fn own(&self) -> PathBuf {
        self.target.join("pilaster")
    }

    /// Returns cargo, to be run at the root of the workspace.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        command
    }

    /// Writes a path relative to the root, for people.
    pub(crate) fn relative<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }

    /// Returns the folders of a package and of every package of ours that it is built from.
    pub(crate) fn folders_of(&self, package: &str) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        let mut waiting = vec![package.to_owned()];
        while let Some(name) = waiting.pop() {
            let Some(found) = self
                .metadata
                .packages
                .iter()
                .find(|found| *found.name == name)
            else {
                continue;
            };
            let Some(folder) = found.manifest_path.parent() else {
                continue;
            };
            let folder = folder.to_owned().into_std_path_buf();
            if folders.contains(&folder) {
                continue;
            }
            folders.push(folder);
            waiting.extend(
                found
                    .dependencies
                    .iter()
                    .filter(|dependency| {
                        dependency.path.is_some()
                            && dependency.kind != cargo_metadata::DependencyKind::Development
                    })
                    .map(|dependency| dependency.name.clone()),
            );
        }
        folders.sort();
        folders
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_bundle_is_made_from_the_web_crates_only() {
        let workspace = Workspace::discover().unwrap();
        let folders = workspace.folders_of("browser-app");
        let has = |folder: &str| folders.contains(&workspace.root.join(folder));
        assert!(has("apps/browser/app") && has("apps/web") && has("crates/contract"));
        assert!(!has("crates/services") && !has("crates/db"));
    }
}
