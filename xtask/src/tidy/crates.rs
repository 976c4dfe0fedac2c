//! The layers: which crate may depend on which, and what it must never see.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Package};

/// One row of the crate table.
struct Layer {
    name: &'static str,
    /// Crates of ours that it may depend on.
    may: &'static [&'static str],
    /// Crates of others that it must not name.
    never: &'static [&'static str],
}

/// What would weigh down the browser, or tie the wire to one side of it.
const BROWSER_NEVER: &[&str] = &["chrono-tz", "regex", "reqwest", "sea-orm", "sqlx", "url"];

const LAYERS: &[Layer] = &[
    Layer {
        name: "contract",
        may: &[],
        never: &[
            "axum",
            "chrono-tz",
            "http",
            "leptos",
            "regex",
            "reqwest",
            "sea-orm",
            "sqlx",
            "tokio",
            "url",
        ],
    },
    Layer {
        name: "i18n",
        may: &["contract"],
        never: &["axum", "leptos", "regex", "sea-orm", "tokio"],
    },
    Layer {
        name: "db",
        may: &["contract"],
        never: &["axum", "http", "leptos"],
    },
    Layer {
        name: "services",
        may: &["contract", "db", "i18n"],
        never: &["axum", "http", "leptos", "tower", "tower-http"],
    },
    Layer {
        name: "api",
        may: &["contract", "services"],
        never: &["leptos", "sea-orm", "sea-orm-migration", "sqlx"],
    },
    Layer {
        name: "ui",
        may: &[],
        never: &[
            "axum",
            "chrono-tz",
            "gloo-net",
            "leptos_router",
            "regex",
            "reqwest",
            "sea-orm",
            "sqlx",
            "url",
        ],
    },
    Layer {
        name: "credentials",
        may: &[],
        never: BROWSER_NEVER,
    },
    Layer {
        name: "web",
        may: &["contract", "credentials", "i18n", "ui"],
        never: BROWSER_NEVER,
    },
    Layer {
        name: "browser-app",
        may: &["web"],
        never: BROWSER_NEVER,
    },
    Layer {
        name: "browser-public",
        may: &["contract", "credentials"],
        never: BROWSER_NEVER,
    },
    Layer {
        name: "server",
        may: &[
            "api", "contract", "db", "i18n", "sandbox", "services", "web",
        ],
        never: &[],
    },
    Layer {
        name: "sandbox",
        may: &["contract"],
        never: &["leptos", "sea-orm", "sqlx"],
    },
    Layer {
        name: "testkit",
        may: &[
            "api",
            "contract",
            "db",
            "sandbox",
            "services",
            "testkit-macros",
        ],
        never: &["leptos"],
    },
    Layer {
        name: "testkit-macros",
        may: &[],
        never: &[],
    },
    Layer {
        name: "e2e",
        may: &[],
        never: &[],
    },
    Layer {
        name: "xtask",
        may: &[],
        never: &[],
    },
];

/// Crates of ours that tests of every crate may use.
const TEST_SUPPORT: &[&str] = &["sandbox", "testkit"];

fn layer(name: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == name)
}

/// Checks the real dependencies against the table.
pub(super) fn check_edges(packages: &[Package]) -> Vec<String> {
    let dependencies = packages.iter().flat_map(|package| {
        package.dependencies.iter().map(|dependency| Edge {
            from: &package.name,
            to: &dependency.name,
            ours: dependency.path.is_some(),
            for_tests: dependency.kind == DependencyKind::Development,
        })
    });
    let names: BTreeSet<&str> = packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut problems: Vec<String> = dependencies.filter_map(|edge| edge.problem()).collect();
    let known: BTreeSet<&str> = LAYERS.iter().map(|layer| layer.name).collect();
    for name in names.difference(&known) {
        problems.push(format!(
            "{name}: the crate is missing from the table in xtask/src/tidy/crates.rs"
        ));
    }
    for name in known.difference(&names) {
        problems.push(format!(
            "{name}: xtask/src/tidy/crates.rs lists a crate that does not exist"
        ));
    }
    problems
}

struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    ours: bool,
    for_tests: bool,
}

impl Edge<'_> {
    fn problem(&self) -> Option<String> {
        let Self {
            from,
            to,
            ours,
            for_tests,
        } = self;
        let layer = layer(from)?;
        if *ours {
            let allowed = layer.may.contains(to) || (*for_tests && TEST_SUPPORT.contains(to));
            return (!allowed).then(|| format!("{from}: must not depend on {to}"));
        }
        (!for_tests && layer.never.contains(to)).then(|| format!("{from}: must never see {to}"))
    }
}

/// Checks that every dependency takes its version from the workspace.
pub(super) fn check_manifest(name: &str, manifest: &toml::Table) -> Vec<String> {
    const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let tables = std::iter::once(manifest).chain(
        targets
            .into_iter()
            .flat_map(|targets| targets.values())
            .filter_map(toml::Value::as_table),
    );
    tables
        .flat_map(|table| KINDS.iter().filter_map(|kind| table.get(*kind)?.as_table()))
        .flatten()
        .filter(|(_, dependency)| {
            dependency.get("workspace").and_then(toml::Value::as_bool) != Some(true)
        })
        .map(|(dependency, _)| format!("{name}: {dependency} must be `workspace = true`"))
        .collect()
}

/// Checks that the table in ARCHITECTURE.md is this one.
pub(super) fn check_table(text: &str) -> Vec<String> {
    let documented = table(text);
    if documented.is_empty() {
        return vec![
            "ARCHITECTURE.md: no table with the columns Crate and May depend on".to_owned(),
        ];
    }
    let mut problems = Vec::new();
    for layer in LAYERS {
        let real: BTreeSet<&str> = layer.may.iter().copied().collect();
        match documented.get(layer.name) {
            Some(listed) if *listed == real => {}
            found => problems.push(format!(
                "ARCHITECTURE.md: `{}` {}; its row must say that it may depend on {}",
                layer.name,
                if found.is_some() {
                    "is described wrongly"
                } else {
                    "is missing"
                },
                described(&real),
            )),
        }
    }
    for name in documented.keys().filter(|name| layer(name).is_none()) {
        problems.push(format!("ARCHITECTURE.md: `{name}` does not exist"));
    }
    problems
}

fn described(names: &BTreeSet<&str>) -> String {
    if names.is_empty() {
        return "nothing of ours".to_owned();
    }
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Reads the Markdown table: names in backticks count, words do not.
fn table(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut rows = BTreeMap::new();
    let mut lines = text.lines().skip_while(|line| !is_header(line));
    lines.next();
    for line in lines.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let (Some(names), Some(may)) = (cells.first(), cells.get(2)) else {
            continue;
        };
        for name in in_backticks(names) {
            rows.insert(name, in_backticks(may).collect());
        }
    }
    rows
}

fn is_header(line: &str) -> bool {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    cells.first() == Some(&"Crate") && cells.get(2) == Some(&"May depend on")
}

fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge<'a>(from: &'a str, to: &'a str, ours: bool, for_tests: bool) -> Edge<'a> {
        Edge {
            from,
            to,
            ours,
            for_tests,
        }
    }

    #[test]
    fn a_forbidden_layer_is_refused() {
        assert_eq!(
            edge("web", "services", true, false).problem().unwrap(),
            "web: must not depend on services"
        );
        assert_eq!(edge("api", "services", true, false).problem(), None);
    }

    #[test]
    fn test_support_is_for_tests() {
        assert!(edge("api", "testkit", true, false).problem().is_some());
        assert_eq!(edge("api", "testkit", true, true).problem(), None);
        assert!(edge("api", "db", true, true).problem().is_some());
    }

    #[test]
    fn a_foreign_crate_in_the_wrong_layer_is_refused() {
        assert_eq!(
            edge("services", "axum", false, false).problem().unwrap(),
            "services: must never see axum"
        );
        assert_eq!(edge("services", "tokio", false, false).problem(), None);
    }

    #[test]
    fn versions_come_from_the_workspace() {
        let manifest = toml::from_str(
            "[dependencies]\nserde = '1'\ntokio.workspace = true\n\
             [target.'cfg(unix)'.dev-dependencies]\ninsta = { version = '1' }",
        )
        .unwrap();
        assert_eq!(
            check_manifest("api", &manifest),
            [
                "api: serde must be `workspace = true`",
                "api: insta must be `workspace = true`"
            ]
        );
    }

    fn document(change: impl Fn(&str) -> String) -> String {
        let mut text = "# Map\n\n| Crate | One line | May depend on | Must never see |\n| --- | --- | --- | --- |\n".to_owned();
        for layer in LAYERS {
            let row = format!(
                "| `{}` | x | {} | `y` |",
                layer.name,
                described(&layer.may.iter().copied().collect())
            );
            text.push_str(&change(&row));
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_same_table_passes() {
        assert!(check_table(&document(str::to_owned)).is_empty());
    }

    #[test]
    fn a_table_that_differs_is_refused() {
        let wrong = document(|row| row.replace("| `contract`, `services` |", "| `services` |"));
        assert_eq!(
            check_table(&wrong),
            [
                "ARCHITECTURE.md: `api` is described wrongly; its row must say that it may depend on `contract`, `services`"
            ]
        );
        let missing = document(|row| row.replace("`e2e`", "e2e"));
        assert_eq!(check_table(&missing).len(), 1);
        assert_eq!(check_table("no table").len(), 1);
    }
}
