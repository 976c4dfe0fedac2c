//! Writes the data of each language and the accessors of `Texts`.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::catalogue::{Argument, Catalogue, FORMATS, Key, Kind, Language, Message, Part, Pattern};

/// The texts of a language as an array in the order of the keys, read by `Pattern::from_json`.
pub(crate) fn json(catalogue: &Catalogue, language: &Language) -> String {
    let messages = catalogue.messages.iter().zip(&language.patterns);
    let patterns = messages
        .map(|(message, parts)| match parts.as_slice() {
            // A message without arguments must be plain, even an empty one.
            _ if message.arguments.is_empty() => Json::String(plain(parts)),
            _ => pattern(&message.arguments, parts),
        })
        .collect();
    Json::Array(patterns).to_string()
}

fn plain(parts: &[Part]) -> String {
    parts
        .iter()
        .filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn pattern(arguments: &[Argument], parts: &[Part]) -> Json {
    let place = |name: &String| arguments.iter().position(|a| a.name == *name);
    match parts {
        [] => json!(""),
        [Part::Text(text)] => json!(text),
        _ => parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => json!(text),
                Part::Argument(argument) => json!(place(argument)),
                Part::Number {
                    argument,
                    minimum_digits,
                    grouping,
                } => json!([place(argument), minimum_digits, grouping]),
                Part::Select {
                    argument,
                    default,
                    cases,
                } => {
                    let cases: Vec<Json> = cases
                        .iter()
                        .map(|(key, parts)| match key {
                            Key::Exact(number) => json!([number, pattern(arguments, parts)]),
                            Key::Word(word) => json!([word, pattern(arguments, parts)]),
                        })
                        .collect();
                    json!({ "on": place(argument), "default": default, "cases": cases })
                }
            })
            .collect(),
    }
}

/// The Rust source that `src/texts.rs` includes.
pub(crate) fn rust(catalogue: &Catalogue) -> Result<String, std::fmt::Error> {
    let mut source = String::new();
    let out = &mut source;
    writeln!(out, "const COUNT: usize = {};", catalogue.messages.len())?;
    write_coded(out, catalogue, "ERRORS", "error-")?;
    write_coded(out, catalogue, "VALIDATIONS", "validation-")?;
    write_coded(out, catalogue, "PERMISSIONS", "permission-")?;
    write_coded(out, catalogue, "ROLES", "role-name-")?;
    write_coded(out, catalogue, "WILDCARDS", "wildcard-")?;
    write_coded(out, catalogue, "ACTIONS", "audit-action-")?;
    write_coded(out, catalogue, "FACTS", "audit-fact-")?;
    write_coded(out, catalogue, "MAILS", "mail-kind-")?;
    write_coded(out, catalogue, "JOBS", "job-name-")?;
    write_coded(out, catalogue, "SCHEDULES", "schedule-name-")?;

    let english = catalogue.languages.iter().find(|l| l.code == "en");
    let shown = english.or(catalogue.languages.first());
    let mut accessors = String::new();
    for (index, message) in catalogue.messages.iter().enumerate() {
        let name = message.key.replace('-', "_");
        if FORMATS.iter().any(|(key, _)| *key == message.key) {
            writeln!(out, "const {}: usize = {index};", name.to_uppercase())?;
        } else {
            let text = shown.and_then(|language| language.patterns.get(index));
            write_accessor(&mut accessors, index, &name, message, text)?;
        }
    }
    writeln!(out, "impl Texts {{\n{accessors}}}")?;
    write_embedded(out, catalogue)?;
    Ok(source)
}

fn write_coded(
    out: &mut String,
    catalogue: &Catalogue,
    table: &str,
    prefix: &str,
) -> std::fmt::Result {
    writeln!(out, "const {table}: &[Coded] = &[")?;
    for (index, message) in catalogue.messages.iter().enumerate() {
        if let Some(name) = message.key.strip_prefix(prefix) {
            let uses = |name: &str| message.arguments.iter().any(|a| a.name == name);
            writeln!(
                out,
                "    Coded {{ name: {name:?}, index: {index}, uses_max: {}, uses_min: {} }},",
                uses("max"),
                uses("min"),
            )?;
        }
    }
    writeln!(out, "];")
}

fn write_accessor(
    out: &mut String,
    index: usize,
    name: &str,
    message: &Message,
    text: Option<&Pattern>,
) -> std::fmt::Result {
    let text = text.map(|parts| show(parts)).unwrap_or_default();
    writeln!(out, "    /// {}", document(&text))?;
    if message.arguments.is_empty() {
        return writeln!(
            out,
            "    pub fn {name}(&self) -> &str {{ self.plain({index}) }}"
        );
    }
    let (mut parameters, mut values) = (String::new(), Vec::new());
    for argument in &message.arguments {
        let name = argument.name.replace('-', "_");
        let (kind, value) = match argument.kind {
            Kind::Number => ("i64", "Number"),
            Kind::Text => ("&str", "Text"),
        };
        write!(parameters, ", {name}: {kind}")?;
        values.push(format!("Value::{value}({name})"));
    }
    let values = values.join(", ");
    writeln!(
        out,
        "    pub fn {name}(&self{parameters}) -> String {{ self.format({index}, &[{values}]) }}"
    )
}

/// The text with `{name}` for an argument and the default of each choice.
fn show(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Argument(argument) | Part::Number { argument, .. } => format!("{{{argument}}}"),
            Part::Select { default, cases, .. } => cases
                .get(*default)
                .map(|(_, parts)| show(parts))
                .unwrap_or_default(),
        })
        .collect()
}

/// One short line of code, so that nothing in the text is read as Markdown.
fn document(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = line.replace('`', "'");
    if let Some((end, _)) = line.char_indices().nth(150) {
        line.truncate(end);
        line.push('…');
    }
    if line.is_empty() {
        line.push(' ');
    }
    format!("`{line}`")
}

fn write_embedded(out: &mut String, catalogue: &Catalogue) -> std::fmt::Result {
    let (mut texts, mut data, mut statics) = (String::new(), String::new(), String::new());
    for Language { code, .. } in &catalogue.languages {
        let upper = code.to_uppercase();
        let mut variant = code.clone();
        if let Some(initial) = variant.get_mut(..1) {
            initial.make_ascii_uppercase();
        }
        writeln!(
            statics,
            "        static {upper}: std::sync::OnceLock<Texts> = std::sync::OnceLock::new();"
        )?;
        writeln!(texts, "            Locale::{variant} => &{upper},")?;
        writeln!(
            data,
            "            Locale::{variant} => include_str!(concat!(env!(\"OUT_DIR\"), \"/{code}.json\")),"
        )?;
    }
    write!(
        out,
        r#"
#[cfg(feature = "embedded")]
impl Texts {{
    /// The texts of a language, parsed at the first call.
    #[expect(clippy::expect_used, reason = "the build wrote the catalogue and these accessors together")]
    pub fn embedded(locale: Locale) -> &'static Self {{
{statics}        let texts = match locale {{
{texts}        }};
        texts.get_or_init(|| {{
            Self::from_json(locale, Self::embedded_json(locale)).expect("embedded catalogue is whole")
        }})
    }}

    /// The catalogue of a language, as a browser loads it for [`Texts::from_json`].
    pub fn embedded_json(locale: Locale) -> &'static str {{
        match locale {{
{data}        }}
    }}
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Source, check},
        pattern::{self, Value, Writing},
    };

    fn catalogue(language: &str, text: &str) -> Catalogue {
        let formats = "format-date = d\nformat-time = t\nformat-date-time = dt\n";
        check(&[Source {
            language: language.to_owned(),
            file: "a.ftl".to_owned(),
            text: format!("{formats}{text}"),
        }])
        .unwrap()
    }

    fn written(language: &'static str, text: &str, arguments: &[Value<'_>]) -> String {
        let catalogue = catalogue(language, text);
        let Json::Array(patterns) = json(&catalogue, &catalogue.languages[0]).parse().unwrap()
        else {
            panic!("the data is an array");
        };
        let pattern = pattern::Pattern::from_json(patterns[0].clone()).unwrap();
        let mut out = String::new();
        let isolate = ["ar", "he"].contains(&language);
        pattern.write(&mut out, Writing { language, isolate }, arguments);
        out
    }

    #[test]
    fn languages_to_come_are_written_by_their_rules() {
        let fr = "a = { $n ->\n [one] { $n } an\n [many] { $n } d’ans\n *[other] { $n } ans\n }";
        for (n, expected) in [
            (0, "0 an"),
            (1_500, "1\u{202f}500 ans"),
            (1_000_000, "1\u{202f}000\u{202f}000 d’ans"),
        ] {
            assert_eq!(written("fr", fr, &[Value::Number(n)]), expected);
        }
        let he = "a = { $n ->\n [one] שנה\n [two] שנתיים\n *[other] { $n } שנים\n }";
        for (n, expected) in [(1, "שנה"), (2, "שנתיים"), (3, "3 שנים")] {
            assert_eq!(written("he", he, &[Value::Number(n)]), expected);
        }
        let name = "a = שלום { $name }";
        assert_eq!(
            written("he", name, &[Value::Text("Ada")]),
            "שלום \u{2068}Ada\u{2069}"
        );
        assert_eq!(
            written("fr", "a = Bonjour { $name }", &[Value::Text("Ada")]),
            "Bonjour Ada"
        );
    }

    #[test]
    fn choices_fall_back_to_their_default() {
        let text = "a = { $c ->\n [red] Red\n *[blue] Blue\n }";
        assert_eq!(written("en", text, &[Value::Text("red")]), "Red");
        assert_eq!(written("en", text, &[Value::Text("pink")]), "Blue");
        let exact = "a = { $n ->\n [0] none\n [one] { $n } thing\n *[other] { $n } things\n }";
        assert_eq!(written("en", exact, &[Value::Number(0)]), "none");
        assert_eq!(written("en", exact, &[Value::Number(7)]), "7 things");
    }

    #[test]
    fn accessor_has_the_arguments_in_its_signature() {
        let text = "b-c = `Hi` { $name }, { $count ->\n [one] one\n *[other] { $count } more\n }";
        let source = rust(&catalogue("en", text)).unwrap();
        for expected in [
            "/// `'Hi' {name}, {count} more`\n",
            "pub fn b_c(&self, count: i64, name: &str) -> String",
            "Locale::En => &EN,",
        ] {
            assert!(source.contains(expected), "{source}");
        }
    }
}
