//! Documents: found by their readers, their links lead somewhere, their settings exist.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};

use crate::process;
use crate::workspace::Workspace;

const ENV_EXAMPLE: &str = ".env.example";
const ENV_PREFIX: &str = "PILASTER__";
/// How documents write "any setting".
const ENV_PATTERN: &str = "PILASTER__SECTION__KEY";
/// Folders of one machine, not of the project. In two parts, so as not to find themselves.
const MACHINE_FOLDERS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// All files of the repository by path, with the content of those that are text.
pub(super) struct Files(BTreeMap<String, Option<String>>);

impl Files {
    /// Reads what git knows or would add.
    pub(super) fn read(workspace: &Workspace) -> Result<Self> {
        let list = process::capture(
            std::process::Command::new("git")
                .current_dir(&workspace.root)
                .args(["ls-files", "--cached", "--others", "--exclude-standard"]),
        )
        .context("the list of files comes from git")?;
        let files = list
            .lines()
            .filter(|path| workspace.root.join(path).is_file())
            .map(|path| {
                (
                    path.to_owned(),
                    std::fs::read_to_string(workspace.root.join(path)).ok(),
                )
            })
            .collect();
        Ok(Self(files))
    }

    /// The text files, by their paths.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(|(path, _)| is_document(path))
    }

    fn exists(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.0.contains_key(path) || self.0.keys().any(|file| file.starts_with(&folder))
    }
}

fn is_document(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "md")
}

/// Runs all checks.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut problems = check_links(files);
    problems.extend(check_unlinked(files));
    problems.extend(check_machine_paths(files));
    problems.extend(check_settings(files));
    problems
}

/// Every relative link leads to a file or folder.
fn check_links(files: &Files) -> Vec<String> {
    files
        .documents()
        .flat_map(|(document, text)| {
            links(text).into_iter().filter_map(move |link| {
                let target = resolve(document, link)?;
                (!files.exists(&target))
                    .then(|| format!("{document}: the link {link} leads nowhere"))
            })
        })
        .collect()
}

/// Every page under docs/ is reached from the top or from docs/README.md, every picture from
/// some document.
fn check_unlinked(files: &Files) -> Vec<String> {
    let mut from_top = BTreeSet::new();
    let mut from_anywhere = BTreeSet::new();
    for (document, text) in files.documents() {
        let targets: Vec<String> = links(text)
            .into_iter()
            .filter_map(|link| resolve(document, link))
            .collect();
        if !document.contains('/') || document == "docs/README.md" {
            from_top.extend(targets.iter().cloned());
        }
        from_anywhere.extend(targets);
    }
    files
        .0
        .keys()
        .filter(|path| path.starts_with("docs/") && *path != "docs/README.md")
        .filter(|path| {
            let linked = if is_document(path) {
                &from_top
            } else {
                &from_anywhere
            };
            !linked.contains(*path)
        })
        .map(|path| format!("{path}: no document links to it"))
        .collect()
}

/// No file names a folder of somebody's machine.
fn check_machine_paths(files: &Files) -> Vec<String> {
    files
        .texts()
        .flat_map(|(path, text)| {
            MACHINE_FOLDERS
                .iter()
                .filter(|folder| names_folder(text, folder))
                .map(move |folder| format!("{path}: names {folder}, a folder of one machine"))
        })
        .collect()
}

fn names_folder(text: &str, folder: &str) -> bool {
    // Inside a longer path it is a folder like any other.
    let ends_a_name = |before: &str| {
        before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || "._-~}*".contains(c))
    };
    let mut parts = text.split(folder).peekable();
    while let Some(before) = parts.next() {
        if parts.peek().is_some() && !ends_a_name(before) {
            return true;
        }
    }
    false
}

/// Every setting that a document names is in the example.
fn check_settings(files: &Files) -> Vec<String> {
    let Some(Some(example)) = files.0.get(ENV_EXAMPLE) else {
        return vec![format!("{ENV_EXAMPLE} is missing")];
    };
    let known: BTreeSet<&str> = settings(example).collect();
    files
        .documents()
        .flat_map(|(document, text)| settings(text).map(move |name| (document, name)))
        .filter(|(_, name)| {
            let base = name.strip_suffix("_FILE").unwrap_or(name);
            !known.contains(name) && !known.contains(base) && !name.starts_with(ENV_PATTERN)
        })
        .map(|(document, name)| format!("{document}: {name} is not in {ENV_EXAMPLE}"))
        .collect()
}

fn settings(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    text.split(move |c| !is_part(c)).filter(|word| {
        word.strip_prefix(ENV_PREFIX)
            .is_some_and(|rest| !rest.is_empty())
    })
}

/// Returns the targets of links and pictures outside code.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        if in_code {
            continue;
        }
        // Even pieces stand outside of backticks. A link whose text is code begins after one.
        for (index, piece) in line.split('`').enumerate() {
            if index % 2 == 0 {
                found.extend(piece.split("](").skip(1).filter_map(|rest| {
                    rest.split([')', ' '])
                        .next()
                        .filter(|target| !target.is_empty())
                }));
            }
        }
    }
    found
}

/// Makes a link's target relative to the root; `None` for other sites, places in the page, and
/// the items that a crate's README links to for rustdoc.
fn resolve(document: &str, link: &str) -> Option<String> {
    let path = link.split('#').next().filter(|path| !path.is_empty())?;
    if path.contains("::") || path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        Files(
            entries
                .iter()
                .map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())))
                .collect(),
        )
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let files = files(&[
            (
                "README.md",
                "[a](docs/a.md#x) [b](https://example.com) [`c`](gone.md)\n```\n[d](d.md)\n```",
            ),
            (
                "docs/a.md",
                "![p](../picture.png) [up](../README.md) [docs](.)",
            ),
        ]);
        assert_eq!(
            check_links(&files),
            [
                "README.md: the link gone.md leads nowhere",
                "docs/a.md: the link ../picture.png leads nowhere"
            ]
        );
    }

    #[test]
    fn a_page_that_nobody_links_to_is_found() {
        let files = files(&[
            ("README.md", "[a](docs/a.md)"),
            ("docs/a.md", "[b](b.md) ![p](p.png)"),
            ("docs/b.md", ""),
            ("docs/p.png", ""),
        ]);
        assert_eq!(
            check_unlinked(&files),
            ["docs/b.md: no document links to it"]
        );
    }

    #[test]
    fn a_folder_of_a_machine_is_found() {
        let machine = format!("see {}x", MACHINE_FOLDERS[0]);
        let inside = format!("see src{}mod.rs", MACHINE_FOLDERS[1]);
        let files = files(&[("a.md", machine.as_str()), ("b.md", inside.as_str())]);
        assert_eq!(check_machine_paths(&files).len(), 1);
    }

    #[test]
    fn a_setting_that_does_not_exist_is_found() {
        let files = files(&[
            (ENV_EXAMPLE, "# PILASTER__AUTH__SECRETS=\n"),
            (
                "README.md",
                "`PILASTER__AUTH__SECRETS_FILE`, `PILASTER__SECTION__KEY`, `PILASTER__`, `PILASTER__AUTH__SALT`",
            ),
        ]);
        assert_eq!(
            check_settings(&files),
            ["README.md: PILASTER__AUTH__SALT is not in .env.example"]
        );
    }

    #[test]
    fn the_example_must_exist() {
        assert_eq!(check_settings(&files(&[])), [".env.example is missing"]);
    }
}
