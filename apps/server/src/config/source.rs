//! Where values come from.

use std::{collections::BTreeMap, fmt, io, path::Path};

use super::{dotenv, value::Value};

const TOML: &str = "pilaster.toml";
const PREFIX: &str = "PILASTER__";
const FILE_SUFFIX: &str = "_FILE";
const UNKNOWN: &str = "is no setting";

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

/// The text of a setting.
#[derive(Debug)]
struct Text {
    value: String,
    /// The line, if it is of the file `.env`.
    line: Option<usize>,
}

impl Text {
    /// A problem of this text, told with the line where it stands.
    fn problem(&self, name: &Name, message: &str) -> Problem {
        match self.line {
            Some(line) => Problem::new(name, format!("{message} ({})", dotenv::place(line))),
            None => Problem::new(name, message),
        }
    }
}

/// Variables: those of the environment, or those of the file `.env`.
#[derive(Debug, Default)]
struct Variables {
    settings: BTreeMap<Name, Text>,
    /// Names of files with values.
    files: BTreeMap<Name, Text>,
    common: BTreeMap<String, Text>,
}

impl Variables {
    fn add(&mut self, name: String, text: Text, problems: &mut Vec<Problem>) {
        let Some(rest) = name.strip_prefix(PREFIX) else {
            self.common.insert(name, text);
            return;
        };
        let rest = rest.to_ascii_lowercase();
        let Some((section, key)) = rest.split_once("__") else {
            let message = match text.line {
                Some(line) => format!("names no section and key ({})", dotenv::place(line)),
                None => "names no section and key".to_owned(),
            };
            problems.push(Problem::of(name, message));
            return;
        };
        let suffix = FILE_SUFFIX.to_ascii_lowercase();
        let (variables, key) = match key.strip_suffix(&suffix) {
            Some(key) => (&mut self.files, key),
            None => (&mut self.settings, key),
        };
        variables.insert((section.to_owned(), key.to_owned()), text);
    }

    /// Takes all that is said of a setting, so that what is left in the end is what nobody knows.
    fn take(&mut self, name: &Name, common_name: Option<&str>) -> Said {
        Said {
            setting: self.settings.remove(name),
            file: self.files.remove(name),
            common: common_name.and_then(|name| self.common.remove(name)),
        }
    }

    fn unknown(&self) -> impl Iterator<Item = Problem> {
        self.settings
            .iter()
            .chain(&self.files)
            .map(|(name, text)| text.problem(name, UNKNOWN))
    }
}

/// What variables say of one setting.
struct Said {
    setting: Option<Text>,
    file: Option<Text>,
    common: Option<Text>,
}

impl Said {
    /// What holds of it.
    fn text(self, name: &Name, problems: &mut Vec<Problem>) -> Option<Text> {
        let Self {
            setting,
            file,
            common,
        } = self;
        setting
            .or_else(|| read_secret(name, &file?, problems))
            .or(common)
    }
}

fn read_secret(name: &Name, path: &Text, problems: &mut Vec<Problem>) -> Option<Text> {
    match std::fs::read_to_string(&path.value) {
        Ok(text) => Some(Text {
            value: text.trim_end().to_owned(),
            line: path.line,
        }),
        Err(error) => {
            let message = format!("cannot be read from {}: {error}", path.value);
            problems.push(path.problem(name, &message));
            None
        }
    }
}

/// Values that are not yet read, and problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    flags: BTreeMap<Name, Text>,
    environment: Variables,
    dotenv: Variables,
    file: BTreeMap<Name, Text>,
    required: BTreeMap<Name, &'static str>,
    problems: Vec<Problem>,
}

impl Sources {
    /// The environment, and the files `.env` and `pilaster.toml` of the working folder, where they
    /// are.
    #[expect(
        clippy::disallowed_methods,
        reason = "the environment is read here and nowhere else"
    )]
    pub(crate) fn ambient() -> anyhow::Result<Self> {
        let toml = read_if_there(TOML)?;
        let dotenv = read_if_there(dotenv::FILE)?;
        let environment = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        Self::new(&toml, environment, &dotenv)
    }

    pub(super) fn new(
        toml: &str,
        environment: impl IntoIterator<Item = (String, String)>,
        dotenv: &str,
    ) -> anyhow::Result<Self> {
        let mut sources = Self::default();
        let table: toml::Table = toml
            .parse()
            .map_err(|error| anyhow::anyhow!("{TOML}: {error}"))?;
        for (section, value) in table {
            match value {
                toml::Value::Table(keys) => {
                    for (key, value) in keys {
                        sources
                            .file
                            .insert((section.clone(), key), text(flatten(value)));
                    }
                }
                _ => sources.problems.push(Problem::of(section, "is no section")),
            }
        }
        for (name, value) in environment {
            sources
                .environment
                .add(name, text(value), &mut sources.problems);
        }
        let (variables, problems) = dotenv::read(dotenv);
        sources.problems.extend(problems);
        for dotenv::Variable { name, value, line } in variables {
            let line = Some(line);
            sources
                .dotenv
                .add(name, Text { value, line }, &mut sources.problems);
        }
        Ok(sources)
    }

    /// Sets a value by a flag, which beats everything.
    pub(crate) fn set(&mut self, section: &str, key: &str, value: impl Into<String>) {
        self.flags
            .insert((section.to_owned(), key.to_owned()), text(value));
    }

    /// Sets a value that holds unless something else sets it.
    #[cfg(feature = "sandbox")]
    pub(crate) fn set_default(&mut self, section: &str, key: &str, value: impl Into<String>) {
        self.file
            .entry((section.to_owned(), key.to_owned()))
            .or_insert_with(|| text(value));
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
        let flag = self.flags.remove(&name);
        let environment = self.environment.take(&name, common_name);
        let dotenv = self.dotenv.take(&name, common_name);
        let file = self.file.remove(&name);
        let required = self.required.get(&name);
        let found = flag
            .or_else(|| environment.text(&name, &mut self.problems))
            .or_else(|| dotenv.text(&name, &mut self.problems))
            .or(file);
        // An empty value is how a variable takes a setting back.
        let found = found.filter(|text| required.is_none() || !text.value.is_empty());
        let Some(text) = found else {
            if let Some(why) = required {
                self.problems.push(Problem::new(&name, *why));
            }
            return default();
        };
        V::parse(&text.value).unwrap_or_else(|message| {
            self.problems.push(text.problem(&name, &message));
            default()
        })
    }

    /// All problems, unknown settings among them.
    pub(super) fn finish(self) -> Vec<Problem> {
        let mut problems = self.problems;
        problems.extend(self.environment.unknown());
        problems.extend(self.dotenv.unknown());
        let unknown = self.flags.iter().chain(&self.file);
        problems.extend(unknown.map(|(name, text)| text.problem(name, UNKNOWN)));
        problems
    }
}

fn text(value: impl Into<String>) -> Text {
    Text {
        value: value.into(),
        line: None,
    }
}

fn read_if_there(path: &str) -> anyhow::Result<String> {
    match std::fs::read_to_string(Path::new(path)) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(anyhow::Error::new(error).context(path.to_owned())),
    }
}

/// A value of the file in the form that variables have; the items of a list are lines.
fn flatten(value: toml::Value) -> String {
    match value {
        toml::Value::String(text) => text,
        toml::Value::Array(items) => {
            let items: Vec<_> = items.into_iter().map(flatten).collect();
            items.join("\n")
        }
        other => other.to_string(),
    }
}
