//! Crates that must not be built, by the graph that cargo really builds.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Deserialize;

use super::cargo_tree;
use crate::workspace::Workspace;

/// What pulls in an async runtime, a database or randomness of the system has no place in a page.
const NOT_IN_BROWSER: &[&str] = &[
    "axum",
    "chrono-tz",
    "getrandom",
    "hyper",
    "mio",
    "reqwest",
    "sea-orm",
    "sqlx",
    "tokio",
    "zxcvbn",
];

/// `[bans]` of deny.toml.
#[derive(Deserialize)]
pub(super) struct Rules {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
    /// The only crates that may bring it.
    #[serde(default)]
    wrappers: Vec<String>,
    /// One version is welcome, two are not.
    #[serde(default)]
    deny_multiple_versions: bool,
}

/// Crates with their versions and with those that depend on them.
#[derive(Default)]
pub(super) struct Graph {
    versions: BTreeMap<String, BTreeSet<String>>,
    parents: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Returns all that is built for this machine: product, tests and tools.
    pub(super) fn native(workspace: &Workspace) -> Result<Self> {
        let text = cargo_tree(
            workspace,
            &[
                "--workspace",
                "--exclude",
                "browser-app",
                "--exclude",
                "browser-public",
                "--edges",
                "normal,build,dev",
                "--features",
                "server/sandbox,server/embedded-assets",
            ],
        )?;
        Ok(Self::parse(&text))
    }

    /// Returns what is compiled to WASM.
    pub(super) fn browser(workspace: &Workspace) -> Result<Self> {
        let text = cargo_tree(
            workspace,
            &[
                "--package",
                "browser-app",
                "--package",
                "browser-public",
                "--target",
                "wasm32-unknown-unknown",
                "--edges",
                "normal,no-proc-macro",
            ],
        )?;
        Ok(Self::parse(&text))
    }

    /// Reads lines such as `2 hyper v1.12.0 (*)`.
    fn parse(text: &str) -> Self {
        let mut graph = Self::default();
        let mut path: Vec<String> = Vec::new();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let (Some(depth), Some(name), Some(version)) = (
                words.next().and_then(|word| word.parse().ok()),
                words.next(),
                words.next(),
            ) else {
                continue;
            };
            path.truncate(depth);
            graph
                .versions
                .entry(name.to_owned())
                .or_default()
                .insert(version.to_owned());
            let parents = graph.parents.entry(name.to_owned()).or_default();
            parents.extend(path.last().cloned());
            path.push(name.to_owned());
        }
        graph
    }

    fn parents_of(&self, name: &str) -> Vec<&str> {
        self.parents
            .get(name)
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect()
    }
}

/// Checks the bans of deny.toml.
pub(super) fn check(rules: &Rules, graph: &Graph) -> Vec<String> {
    rules
        .deny
        .iter()
        .filter_map(|ban| problem(ban, graph))
        .collect()
}

fn problem(ban: &Ban, graph: &Graph) -> Option<String> {
    let Ban { name, reason, .. } = ban;
    let versions = graph.versions.get(name)?;
    if ban.deny_multiple_versions {
        return (versions.len() > 1).then(|| {
            let versions: Vec<&str> = versions.iter().map(String::as_str).collect();
            format!("{name}: two versions, {}: {reason}", versions.join(" and "))
        });
    }
    let parents = graph.parents_of(name);
    let unexpected: Vec<&str> = parents
        .into_iter()
        .filter(|parent| !ban.wrappers.iter().any(|wrapper| wrapper == parent))
        .collect();
    (!unexpected.is_empty() || ban.wrappers.is_empty()).then(|| {
        format!(
            "{name}: banned, brought by {}: {reason}",
            unexpected.join(", ")
        )
    })
}

/// Checks what is compiled to WASM.
pub(super) fn check_browser(graph: &Graph) -> Vec<String> {
    NOT_IN_BROWSER
        .iter()
        .filter(|name| graph.versions.contains_key(**name))
        .map(|name| {
            format!(
                "{name}: not in the browser, brought by {}",
                graph.parents_of(name).join(", ")
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0 server v0.1.0 (/p/apps/server)\n1 axum v0.8.9\n2 hyper v1.12.0\n\
                        1 thirtyfour v0.38.1\n2 reqwest v0.13.5\n3 hyper v1.12.0 (*)\n\n\
                        0 e2e v0.1.0 (/p/e2e)\n1 hyper v0.14.0\n";

    fn rules(text: &str) -> Rules {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_banned_crate_names_who_brings_it() {
        let rules = rules("deny = [{ crate = 'reqwest', reason = 'one client' }]");
        assert_eq!(
            check(&rules, &Graph::parse(TREE)),
            ["reqwest: banned, brought by thirtyfour: one client"]
        );
    }

    #[test]
    fn a_recorded_way_in_is_no_problem_and_any_other_is() {
        let rules =
            rules("deny = [{ crate = 'reqwest', wrappers = ['thirtyfour'], reason = 'r' }]");
        assert!(check(&rules, &Graph::parse(TREE)).is_empty());
        let other = format!("{TREE}1 reqwest v0.13.5\n");
        assert_eq!(
            check(&rules, &Graph::parse(&other)),
            ["reqwest: banned, brought by e2e: r"]
        );
    }

    #[test]
    fn a_second_version_is_a_problem() {
        let rules =
            rules("deny = [{ crate = 'hyper', deny-multiple-versions = true, reason = 'r' }]");
        assert_eq!(
            check(&rules, &Graph::parse(TREE)),
            ["hyper: two versions, v0.14.0 and v1.12.0: r"]
        );
    }

    #[test]
    fn an_absent_crate_is_no_problem() {
        let rules = rules("deny = [{ crate = 'ring', reason = 'r' }]");
        assert!(check(&rules, &Graph::parse(TREE)).is_empty());
    }

    #[test]
    fn the_browser_gets_no_runtime() {
        let graph = Graph::parse("0 browser-app v0.1.0\n1 web v0.1.0\n2 tokio v1.54.0\n");
        assert_eq!(
            check_browser(&graph),
            ["tokio: not in the browser, brought by web"]
        );
    }
}
