//! Where values come from.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use super::value::Value;

const PREFIX: &str = "PILASTER__";
const FILE_SUFFIX: &str = "_FILE";

/// What is wrong with one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    setting: String,
    message: String,
}

impl Problem {
    /// A problem of the setting `section.key`, or of a whole section.
    pub(crate) fn of(setting: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            setting: setting.into(),
            message: message.into(),
        }
    }

    fn new((section, key): &Name, message: impl Into<String>) -> Self {
        Self::of(format!("{section}.{key}"), message)
    }

    pub(super) fn is_about_same(&self, other: &Self) -> bool {
        self.setting == other.setting
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.setting, self.message)
    }
}

type Name = (String, String);

/// Values that are not yet read, and problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    flags: BTreeMap<Name, String>,
    variables: BTreeMap<Name, String>,
    files: BTreeMap<Name, PathBuf>,
    common: BTreeMap<String, String>,
    file: BTreeMap<Name, String>,
    required: BTreeMap<Name, &'static str>,
    problems: Vec<Problem>,
}

impl Sources {
    /// The file `pilaster.toml` of the working folder, if there is one, and the environment.
    #[expect(
        clippy::disallowed_methods,
        reason = "the environment is read here and nowhere else"
    )]
    pub(crate) fn ambient() -> anyhow::Result<Self> {
        let toml = match std::fs::read_to_string("pilaster.toml") {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(anyhow::Error::new(error).context("pilaster.toml")),
        };
        let env = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self::new(&toml, env)
    }

    pub(super) fn new(toml: &str, env: BTreeMap<String, String>) -> anyhow::Result<Self> {
        let mut sources = Self::default();
        let table: toml::Table = toml
            .parse()
            .map_err(|error| anyhow::anyhow!("pilaster.toml: {error}"))?;
        for (section, value) in table {
            match value {
                toml::Value::Table(keys) => {
                    for (key, value) in keys {
                        sources.file.insert((section.clone(), key), flatten(value));
                    }
                }
                _ => sources.problems.push(Problem::of(section, "is no section")),
            }
        }
        for (name, value) in env {
            let Some(rest) = name.strip_prefix(PREFIX) else {
                sources.common.insert(name, value);
                continue;
            };
            let rest = rest.to_ascii_lowercase();
            let Some((section, key)) = rest.split_once("__") else {
                sources
                    .problems
                    .push(Problem::of(name, "names no section and key"));
                continue;
            };
            let suffix = FILE_SUFFIX.to_ascii_lowercase();
            if let Some(key) = key.strip_suffix(&suffix) {
                sources
                    .files
                    .insert((section.to_owned(), key.to_owned()), value.into());
            } else {
                sources
                    .variables
                    .insert((section.to_owned(), key.to_owned()), value);
            }
        }
        Ok(sources)
    }

    /// Sets a value by a flag, which beats everything.
    pub(crate) fn set(&mut self, section: &str, key: &str, value: impl Into<String>) {
        self.flags
            .insert((section.to_owned(), key.to_owned()), value.into());
    }

    /// Sets a value that holds unless something else sets it.
    #[cfg(feature = "sandbox")]
    pub(crate) fn set_default(&mut self, section: &str, key: &str, value: impl Into<String>) {
        self.file
            .entry((section.to_owned(), key.to_owned()))
            .or_insert_with(|| value.into());
    }

    /// Makes it a problem if nothing sets a value; `why` says so.
    pub(crate) fn require(&mut self, section: &str, key: &str, why: &'static str) {
        self.required
            .insert((section.to_owned(), key.to_owned()), why);
    }

    pub(super) fn take<V: Value>(
        &mut self,
        section: &str,
        key: &str,
        common_name: Option<&str>,
        default: impl Fn() -> V,
    ) -> V {
        let name = (section.to_owned(), key.to_owned());
        let file = self
            .files
            .remove(&name)
            .and_then(|path| self.read_secret(&name, &path));
        // All are taken, so that what is left in the end is what nobody knows.
        let found = [
            self.flags.remove(&name),
            self.variables.remove(&name),
            file,
            common_name.and_then(|name| self.common.get(name).cloned()),
            self.file.remove(&name),
        ];
        let Some(text) = found.into_iter().flatten().next() else {
            if let Some(why) = self.required.get(&name) {
                self.problems.push(Problem::new(&name, *why));
            }
            return default();
        };
        V::parse(&text).unwrap_or_else(|message| {
            self.problems.push(Problem::new(&name, message));
            default()
        })
    }

    fn read_secret(&mut self, name: &Name, path: &Path) -> Option<String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Some(text.trim_end().to_owned()),
            Err(error) => {
                let message = format!("cannot be read from {}: {error}", path.display());
                self.problems.push(Problem::new(name, message));
                None
            }
        }
    }

    /// All problems, unknown settings among them.
    pub(super) fn finish(self) -> Vec<Problem> {
        let mut problems = self.problems;
        let unknown = self
            .flags
            .keys()
            .chain(self.variables.keys())
            .chain(self.files.keys())
            .chain(self.file.keys());
        problems.extend(unknown.map(|name| Problem::new(name, "is no setting")));
        problems
    }
}

/// A value of the file in the form that variables have.
fn flatten(value: toml::Value) -> String {
    match value {
        toml::Value::String(text) => text,
        toml::Value::Array(items) => items.into_iter().map(flatten).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
