//! Licences of everything in the lock file.

use std::collections::BTreeSet;

use serde::Deserialize;

/// `[licenses]` of deny.toml.
#[derive(Deserialize)]
pub(super) struct Rules {
    allow: BTreeSet<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

/// More licences for one crate.
#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

/// Checks each crate's SPDX expression.
pub(super) fn check<'a>(
    rules: &Rules,
    packages: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<String> {
    let problem = |(name, licence): (&str, Option<&str>)| {
        let Some(licence) = licence else {
            return Some(format!("{name}: no licence is declared"));
        };
        let exception = rules
            .exceptions
            .iter()
            .find(|exception| exception.name == name);
        let allowed = |id: &str| {
            rules.allow.contains(id)
                || exception.is_some_and(|exception| exception.allow.contains(id))
        };
        (!satisfied(licence, &allowed))
            .then(|| format!("{name}: the licence {licence} is not allowed"))
    };
    packages.filter_map(problem).collect()
}

/// Says whether allowed licences satisfy an expression; older crates write `/` for `OR`.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser {
        tokens: &tokens,
        allowed,
    };
    parser.or() && parser.tokens.is_empty()
}

struct Parser<'a> {
    tokens: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Parser<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn skip(&mut self, token: &str) -> bool {
        let found = self.tokens.first() == Some(&token);
        if found {
            self.next();
        }
        found
    }

    // Both sides are always read, whatever the first one gave: the rest must be consumed.
    fn or(&mut self) -> bool {
        let mut any = self.and();
        while self.skip("OR") {
            any |= self.and();
        }
        any
    }

    fn and(&mut self) -> bool {
        let mut all = self.licence();
        while self.skip("AND") {
            all &= self.licence();
        }
        all
    }

    fn licence(&mut self) -> bool {
        if self.skip("(") {
            let inner = self.or();
            return self.skip(")") && inner;
        }
        let Some(id) = self.next() else {
            return false;
        };
        if self.skip("WITH") {
            let exception = self.next().unwrap_or_default();
            return (self.allowed)(&format!("{id} WITH {exception}"));
        }
        (self.allowed)(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(expression: &str) -> bool {
        satisfied(expression, &|id| {
            ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&id)
        })
    }

    #[test]
    fn expressions_are_understood() {
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "GPL-3.0/MIT",
            "MIT AND (GPL-3.0 OR ISC)",
            "(MIT OR GPL-3.0) AND ISC",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(holds(good), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "Apache-2.0",
            "(MIT",
            "MIT MIT",
            "",
        ] {
            assert!(!holds(bad), "{bad}");
        }
    }

    #[test]
    fn a_licence_outside_the_list_is_refused_unless_excepted() {
        let rules: Rules = toml::from_str(
            "allow = ['MIT']\n[[exceptions]]\ncrate = 'notify'\nallow = ['CC0-1.0']",
        )
        .unwrap();
        let packages = [
            ("a", Some("MIT")),
            ("b", Some("GPL-3.0")),
            ("c", None),
            ("notify", Some("CC0-1.0")),
        ];
        assert_eq!(
            check(&rules, packages.into_iter()),
            [
                "b: the licence GPL-3.0 is not allowed",
                "c: no licence is declared"
            ]
        );
    }
}
