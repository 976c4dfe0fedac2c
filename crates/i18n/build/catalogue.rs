//! Reads the catalogues of all languages and checks them against each other.
//!
//! Terms and references to messages are replaced by what they stand for, so that what is left
//! needs no other message at run time. All problems are collected: whoever translates a file
//! wants the whole list.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use fluent_syntax::{
    ast::{self, CallArguments, Entry, Expression, InlineExpression, PatternElement, VariantKey},
    parser,
    unicode::unescape_unicode_to_string,
};

use crate::plural::{self, PluralCategory};

/// Messages that `Texts` words dates with, and the arguments that it offers them.
///
/// A language takes the ones that it needs: a clock of 24 hours has no use for `period`.
pub(crate) const FORMATS: [(&str, &[&str]); 3] = [
    ("format-date", &CIVIL),
    ("format-date-time", &CIVIL),
    ("format-time", &CIVIL),
];
const CIVIL: [&str; 7] = ["day", "hour", "hour12", "minute", "month", "period", "year"];

/// Names that are no names in Rust, or are taken by the hand-written methods of `Texts`.
const RESERVED: &str = "as async await become box break const continue crate date date-time do dyn \
    else embedded embedded-json enum error extern false final find fn for format format-civil \
    from-json gen if impl in let locale loop macro match mod move mut number override plain \
    plural-category priv pub ref return self static struct super time trait true try type typeof \
    unsafe unsized use validation virtual where while yield";

const CATEGORIES: [PluralCategory; 6] = [
    PluralCategory::Zero,
    PluralCategory::One,
    PluralCategory::Two,
    PluralCategory::Few,
    PluralCategory::Many,
    PluralCategory::Other,
];

/// A file of a language.
#[derive(Debug)]
pub(crate) struct Source {
    /// The folder's name.
    pub(crate) language: String,
    /// The file's name.
    pub(crate) file: String,
    /// What it holds.
    pub(crate) text: String,
}

/// What keeps the catalogues from being built.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    place: String,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// All languages, found to agree.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// The messages in the order of their keys.
    pub(crate) messages: Vec<Message>,
    /// The languages in the order of their codes.
    pub(crate) languages: Vec<Language>,
}

/// What is the same in every language.
#[derive(Debug)]
pub(crate) struct Message {
    /// The key, as in `users-count`.
    pub(crate) key: String,
    /// The arguments in alphabetical order.
    pub(crate) arguments: Vec<Argument>,
}

/// An argument of a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    /// The name without its `$`.
    pub(crate) name: String,
    /// What a caller passes.
    pub(crate) kind: Kind,
}

/// What a caller passes for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole number.
    Number,
    /// A text.
    Text,
}

/// The texts of a language.
#[derive(Debug)]
pub(crate) struct Language {
    /// The code, as in `en`.
    pub(crate) code: String,
    /// One pattern for each message, in the order of the keys.
    pub(crate) patterns: Vec<Pattern>,
}

/// Texts and arguments in a row.
pub(crate) type Pattern = Vec<Part>;

/// A piece of a pattern.
#[derive(Debug, PartialEq)]
pub(crate) enum Part {
    /// As it stands.
    Text(String),
    /// An argument.
    Argument(String),
    /// A number in a form of its own.
    Number {
        /// The argument.
        argument: String,
        /// Padded with zeros up to here.
        minimum_digits: u8,
        /// Whether thousands are set apart.
        grouping: bool,
    },
    /// A choice by an argument.
    Select {
        /// The argument.
        argument: String,
        /// The place of the case that is taken when none fits.
        default: usize,
        /// What to choose from.
        cases: Vec<(Key, Pattern)>,
    },
}

/// What a case of a choice fits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// This very number.
    Exact(i64),
    /// A plural category, or this very text.
    Word(String),
}

/// How a message uses an argument.
#[derive(Debug, Default)]
struct Use {
    number: bool,
    text: bool,
    /// The cases of choices that are not plurals, which every language must offer alike.
    choices: BTreeSet<Key>,
}

type Uses = BTreeMap<String, Use>;
type Parsed<'a> = BTreeMap<&'a str, (&'a str, &'a ast::Pattern<&'a str>)>;

/// A language after its references were followed.
struct Resolved {
    code: String,
    messages: BTreeMap<String, (String, Pattern, Uses)>,
}

/// Reads all files, or lists everything that is wrong with them.
pub(crate) fn check(sources: &[Source]) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    let languages: BTreeSet<&str> = sources.iter().map(|s| s.language.as_str()).collect();
    let resolved: Vec<Resolved> = languages
        .iter()
        .map(|language| resolve(language, sources, &mut problems))
        .collect();
    let messages = compare(&resolved, &mut problems);
    if !problems.is_empty() {
        problems.sort();
        problems.dedup();
        return Err(problems);
    }
    let languages = resolved
        .into_iter()
        .map(|language| Language {
            code: language.code,
            patterns: language
                .messages
                .into_values()
                .map(|(_, pattern, _)| pattern)
                .collect(),
        })
        .collect();
    Ok(Catalogue {
        messages,
        languages,
    })
}

/// Parses the files of one language and follows its references.
fn resolve(language: &str, sources: &[Source], problems: &mut Vec<Problem>) -> Resolved {
    let categories = categories(language);
    if categories.is_empty() {
        problems.push(Problem {
            place: language.to_owned(),
            what: "plural.rs has no rules for this language".to_owned(),
        });
    }
    let resources: Vec<(&str, ast::Resource<&str>)> = sources
        .iter()
        .filter(|source| source.language == language)
        .map(|source| (source.file.as_str(), parse(source, problems)))
        .collect();

    let mut messages = Parsed::new();
    let mut terms = Parsed::new();
    for (file, resource) in &resources {
        for entry in &resource.body {
            let (id, value, attributes, all) = match entry {
                Entry::Message(m) => (m.id.name, m.value.as_ref(), &m.attributes, &mut messages),
                Entry::Term(t) => (t.id.name, Some(&t.value), &t.attributes, &mut terms),
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => continue,
            };
            let mut report = |what: String| {
                problems.push(Problem {
                    place: format!("{language}/{file}:{id}"),
                    what,
                });
            };
            for attribute in attributes {
                let name = attribute.id.name;
                report(format!("attributes are not supported: `.{name}`"));
            }
            check_name(id, &mut report);
            if let Some(value) = value
                && let Some((other, _)) = all.insert(id, (*file, value))
            {
                report(format!("duplicate of the one in {other}"));
            }
        }
    }

    let mut resolved = BTreeMap::new();
    for (id, (file, pattern)) in &messages {
        let mut resolver = Resolver {
            place: format!("{language}/{file}:{id}"),
            messages: &messages,
            terms: &terms,
            categories: &categories,
            stack: vec![id],
            uses: Uses::new(),
            problems,
        };
        let mut parts = Vec::new();
        resolver.pattern(pattern, &mut parts);
        let uses = resolver.uses;
        resolved.insert((*id).to_owned(), ((*file).to_owned(), parts, uses));
    }
    Resolved {
        code: language.to_owned(),
        messages: resolved,
    }
}

fn parse<'a>(source: &'a Source, problems: &mut Vec<Problem>) -> ast::Resource<&'a str> {
    parser::parse(source.text.as_str()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let before = source.text.get(..error.pos.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            problems.push(Problem {
                place: format!("{}/{}:{line}", source.language, source.file),
                what: error.to_string(),
            });
        }
        resource
    })
}

/// Categories are learnt from samples, so that `plural.rs` states a rule once.
fn categories(language: &str) -> BTreeSet<&'static str> {
    (0..=111)
        .chain([1_000_000])
        .filter_map(|n| plural::category(language, n))
        .map(PluralCategory::as_str)
        .collect()
}

fn check_name(name: &str, report: &mut impl FnMut(String)) {
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || name.contains("--") || name.ends_with('-') {
        report(format!(
            "`{name}` must be small letters and digits joined by hyphens"
        ));
    }
    if RESERVED.split(' ').any(|word| word == name) {
        report(format!("`{name}` is reserved, choose a longer name"));
    }
}

struct Resolver<'a, 'p> {
    place: String,
    messages: &'p Parsed<'a>,
    terms: &'p Parsed<'a>,
    categories: &'p BTreeSet<&'static str>,
    stack: Vec<&'p str>,
    uses: Uses,
    problems: &'p mut Vec<Problem>,
}

impl<'a: 'p, 'p> Resolver<'a, 'p> {
    fn report(&mut self, what: impl Into<String>) {
        self.problems.push(Problem {
            place: self.place.clone(),
            what: what.into(),
        });
    }

    fn argument(&mut self, name: &str) -> &mut Use {
        if !self.uses.contains_key(name) {
            let mut found = Vec::new();
            check_name(name, &mut |what| found.push(what));
            for what in found {
                self.report(format!("argument {what}"));
            }
        }
        self.uses.entry(name.to_owned()).or_default()
    }

    fn pattern(&mut self, pattern: &'p ast::Pattern<&'a str>, out: &mut Pattern) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(out, value),
                PatternElement::Placeable { expression } => self.expression(expression, out),
            }
        }
    }

    fn expression(&mut self, expression: &'p Expression<&'a str>, out: &mut Pattern) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, out),
            Expression::Select { selector, variants } => self.select(selector, variants, out),
        }
    }

    fn inline(&mut self, inline: &'p InlineExpression<&'a str>, out: &mut Pattern) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                push_text(out, &unescape_unicode_to_string(value));
            }
            InlineExpression::NumberLiteral { value } => push_text(out, value),
            InlineExpression::VariableReference { id } => {
                self.argument(id.name);
                out.push(Part::Argument(id.name.to_owned()));
            }
            InlineExpression::FunctionReference { id, arguments } => {
                if let Some(part) = self.call(id.name, arguments) {
                    out.push(part);
                }
            }
            InlineExpression::MessageReference { id, attribute } => {
                if attribute.is_some() {
                    self.report(format!("attribute of `{}`: not supported", id.name));
                }
                self.follow(id.name, id.name, self.messages, out);
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                if attribute.is_some() || arguments.is_some() {
                    self.report(format!(
                        "term `-{}` with an attribute or parameters: not supported",
                        id.name
                    ));
                }
                self.follow(id.name, &format!("-{}", id.name), self.terms, out);
            }
            InlineExpression::Placeable { expression } => self.expression(expression, out),
        }
    }

    fn follow(&mut self, id: &'a str, shown: &str, all: &'p Parsed<'a>, out: &mut Pattern) {
        let Some((_, pattern)) = all.get(id) else {
            self.report(format!("refers to `{shown}`, which does not exist"));
            return;
        };
        if self.stack.contains(&id) {
            self.report(format!("refers to itself through `{shown}`"));
            return;
        }
        self.stack.push(id);
        self.pattern(pattern, out);
        self.stack.pop();
    }

    fn call(&mut self, name: &str, arguments: &CallArguments<&'a str>) -> Option<Part> {
        if name != "NUMBER" {
            self.report(format!("unknown function `{name}`"));
            return None;
        }
        let [InlineExpression::VariableReference { id }] = arguments.positional.as_slice() else {
            self.report("`NUMBER` takes one argument, as in `NUMBER($count)`");
            return None;
        };
        self.argument(id.name).number = true;
        let (mut minimum_digits, mut grouping) = (1, true);
        for named in &arguments.named {
            match (named.name.name, &named.value) {
                (
                    "minimumIntegerDigits",
                    InlineExpression::NumberLiteral { value }
                    | InlineExpression::StringLiteral { value },
                ) if value.parse::<u8>().is_ok_and(|n| (1..=21).contains(&n)) => {
                    minimum_digits = value.parse().unwrap_or(1);
                }
                ("useGrouping", InlineExpression::StringLiteral { value: "false" }) => {
                    grouping = false;
                }
                ("useGrouping", InlineExpression::StringLiteral { value: "true" }) => {}
                (other, _) => self.report(format!("`NUMBER` with this `{other}`: not supported")),
            }
        }
        Some(Part::Number {
            argument: id.name.to_owned(),
            minimum_digits,
            grouping,
        })
    }

    fn select(
        &mut self,
        selector: &'p InlineExpression<&'a str>,
        variants: &'p [ast::Variant<&'a str>],
        out: &mut Pattern,
    ) {
        let argument = match selector {
            InlineExpression::VariableReference { id } => id.name.to_owned(),
            InlineExpression::FunctionReference { id, arguments } => {
                match self.call(id.name, arguments) {
                    Some(Part::Number { argument, .. }) => argument,
                    _ => return,
                }
            }
            _ => {
                self.report("chooses by something that is not an argument");
                return;
            }
        };
        let mut cases: Vec<(Key, Pattern)> = Vec::new();
        for variant in variants {
            let key = match variant.key {
                VariantKey::Identifier { name } => Key::Word(name.to_owned()),
                VariantKey::NumberLiteral { value } => {
                    let Ok(number) = value.parse() else {
                        self.report(format!("`{value}` is not a whole number"));
                        continue;
                    };
                    Key::Exact(number)
                }
            };
            if cases.iter().any(|(other, _)| *other == key) {
                self.report(format!("has two variants {key} of ${argument}"));
            }
            let mut pattern = Vec::new();
            self.pattern(&variant.value, &mut pattern);
            cases.push((key, pattern));
        }
        self.check_cases(&argument, &cases);
        out.push(Part::Select {
            argument,
            default: variants.iter().position(|v| v.default).unwrap_or_default(),
            cases,
        });
    }

    /// Tells plurals from choices by a text: only plural categories and numbers make a plural.
    fn check_cases(&mut self, argument: &str, cases: &[(Key, Pattern)]) {
        let known = CATEGORIES.map(PluralCategory::as_str);
        let words: BTreeSet<&str> = cases
            .iter()
            .filter_map(|(key, _)| match key {
                Key::Word(word) => Some(word.as_str()),
                Key::Exact(_) => None,
            })
            .collect();
        let numeric = words.iter().all(|word| known.contains(word));
        if !numeric {
            if words.len() < cases.len() {
                self.report(format!(
                    "mixes numbers and texts in the variants of ${argument}"
                ));
            }
            let choices = cases.iter().map(|(key, _)| key.clone());
            let usage = self.argument(argument);
            usage.text = true;
            usage.choices.extend(choices);
            return;
        }
        self.argument(argument).number = true;
        if words.is_empty() {
            let choices = cases.iter().map(|(key, _)| key.clone());
            self.argument(argument).choices.extend(choices);
            return;
        }
        for category in self.categories.iter().filter(|c| !words.contains(*c)) {
            self.report(format!(
                "plural category `{category}` of ${argument} is missing"
            ));
        }
        for word in words.iter().filter(|word| !self.categories.contains(*word)) {
            self.report(format!(
                "this language has no plural category `{word}` (${argument})"
            ));
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => write!(f, "[{number}]"),
            Self::Word(word) => write!(f, "[{word}]"),
        }
    }
}

fn push_text(out: &mut Pattern, text: &str) {
    match out.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Part::Text(text.to_owned())),
    }
}

/// Holds the languages against each other, and settles the arguments of each message.
fn compare(languages: &[Resolved], problems: &mut Vec<Problem>) -> Vec<Message> {
    let keys: BTreeSet<&str> = languages
        .iter()
        .flat_map(|language| language.messages.keys())
        .map(String::as_str)
        .chain(FORMATS.iter().map(|(key, _)| *key))
        .collect();
    keys.into_iter()
        .map(|key| {
            // A missing message is reported where it would stand.
            let file = languages
                .iter()
                .find_map(|language| language.messages.get(key))
                .map_or("formats.ftl", |(file, ..)| file);
            let mut found: Vec<(String, &Uses)> = Vec::new();
            for language in languages {
                if let Some((file, _, uses)) = language.messages.get(key) {
                    found.push((format!("{}/{file}:{key}", language.code), uses));
                } else {
                    problems.push(Problem {
                        place: format!("{}/{file}:{key}", language.code),
                        what: "missing".to_owned(),
                    });
                }
            }
            Message {
                key: key.to_owned(),
                arguments: arguments(key, &found, problems),
            }
        })
        .collect()
}

fn arguments(key: &str, found: &[(String, &Uses)], problems: &mut Vec<Problem>) -> Vec<Argument> {
    let offered = FORMATS.iter().find(|(format, _)| *format == key);
    let names: BTreeSet<&str> = match offered {
        Some((_, names)) => names.iter().copied().collect(),
        None => found
            .iter()
            .flat_map(|(_, uses)| uses.keys())
            .map(String::as_str)
            .collect(),
    };
    let mut report = |place: &str, what: String| {
        problems.push(Problem {
            place: place.to_owned(),
            what,
        });
    };
    for (place, uses) in found {
        for name in uses.keys().filter(|name| !names.contains(name.as_str())) {
            report(
                place,
                format!("argument ${name} is not offered to this format"),
            );
        }
        for name in names.iter().filter(|_| offered.is_none()) {
            let Some(usage) = uses.get(*name) else {
                report(
                    place,
                    format!("argument ${name} is missing, another language has it"),
                );
                continue;
            };
            for choice in found
                .iter()
                .filter_map(|(_, other)| other.get(*name))
                .flat_map(|other| &other.choices)
                .filter(|choice| !usage.choices.contains(choice))
                .filter(|_| !usage.choices.is_empty())
            {
                report(place, format!("variant {choice} of ${name} is missing"));
            }
        }
    }
    let arguments: Vec<Argument> = names
        .into_iter()
        .map(|name| {
            let uses = || found.iter().filter_map(|(_, uses)| uses.get(name));
            let number =
                uses().any(|usage| usage.number) || (offered.is_some() && name != "period");
            if number && uses().any(|usage| usage.text) {
                for (place, _) in found {
                    report(place, format!("${name} is both a number and a text"));
                }
            }
            Argument {
                name: name.to_owned(),
                kind: if number { Kind::Number } else { Kind::Text },
            }
        })
        .collect();
    check_coded(key, &arguments, found, &mut report);
    arguments
}

/// How the keys of messages begin that are found by a code and have no arguments.
const PLAIN: [&str; 9] = [
    "error-",
    "permission-",
    "role-name-",
    "wildcard-",
    "audit-action-",
    "audit-fact-",
    "mail-kind-",
    "job-name-",
    "schedule-name-",
];

/// Messages that are found by a code get only what every refusal carries.
fn check_coded(
    key: &str,
    arguments: &[Argument],
    found: &[(String, &Uses)],
    report: &mut impl FnMut(&str, String),
) {
    for (place, _) in found {
        for Argument { name, kind } in arguments {
            if PLAIN.iter().any(|prefix| key.starts_with(prefix)) {
                report(
                    place,
                    format!("a message that is found by a code cannot have ${name}"),
                );
            }
            if key.starts_with("validation-")
                && !(*kind == Kind::Number && ["max", "min"].contains(&name.as_str()))
            {
                report(
                    place,
                    format!("the message of a rule has $min and $max as numbers, not ${name}"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMATS_FTL: &str = "format-date = d\nformat-time = t\nformat-date-time = dt\n";

    fn source(language: &str, file: &str, text: &str) -> Source {
        Source {
            language: language.to_owned(),
            file: file.to_owned(),
            text: text.to_owned(),
        }
    }

    fn check_two(en: &str, ar: &str) -> Result<Catalogue, Vec<String>> {
        check(&[
            source("en", "formats.ftl", FORMATS_FTL),
            source("ar", "formats.ftl", FORMATS_FTL),
            source("en", "a.ftl", en),
            source("ar", "a.ftl", ar),
        ])
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }

    #[track_caller]
    fn assert_problems(en: &str, ar: &str, expected: &[&str]) {
        assert_eq!(check_two(en, ar).unwrap_err(), expected);
    }

    #[test]
    fn missing_key_is_reported_where_it_would_stand() {
        assert_problems("a = A\nb = B", "a = A", &["ar/a.ftl:b: missing"]);
        assert_problems("a = A", "a = A\nb = B", &["en/a.ftl:b: missing"]);
    }

    #[test]
    fn missing_format_of_dates_is_reported() {
        let problems = check(&[source("en", "a.ftl", "a = A")]).unwrap_err();
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "en/formats.ftl:format-date: missing",
                "en/formats.ftl:format-date-time: missing",
                "en/formats.ftl:format-time: missing",
            ]
        );
    }

    #[test]
    fn argument_of_one_language_only_is_reported() {
        assert_problems(
            "a = { $name }",
            "a = A",
            &["ar/a.ftl:a: argument $name is missing, another language has it"],
        );
        assert_problems(
            "a = { $name }",
            "a = { $name } { $extra }",
            &["en/a.ftl:a: argument $extra is missing, another language has it"],
        );
    }

    #[test]
    fn duplicate_is_reported_across_files() {
        let problems = check(&[
            source("en", "formats.ftl", FORMATS_FTL),
            source("en", "a.ftl", "a = A"),
            source("en", "b.ftl", "a = B\n-t = T\n-t = U"),
        ])
        .unwrap_err();
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "en/b.ftl:a: duplicate of the one in a.ftl",
                "en/b.ftl:t: duplicate of the one in b.ftl",
            ]
        );
    }

    #[test]
    fn each_missing_plural_category_is_reported() {
        assert_problems(
            "a = { $n ->\n [one] x\n *[other] y\n }",
            "a = { $n ->\n [one] x\n [two] y\n *[other] z\n }",
            &[
                "ar/a.ftl:a: plural category `few` of $n is missing",
                "ar/a.ftl:a: plural category `many` of $n is missing",
                "ar/a.ftl:a: plural category `zero` of $n is missing",
            ],
        );
    }

    #[test]
    fn foreign_plural_category_is_reported() {
        let ar = "a = { NUMBER($n) }";
        assert_problems(
            "a = { $n ->\n [one] x\n [few] y\n *[other] z\n }",
            ar,
            &["en/a.ftl:a: this language has no plural category `few` ($n)"],
        );
    }

    #[test]
    fn unsupported_syntax_is_reported() {
        for (text, expected) in [
            ("a = { DATETIME($d) }", "a: unknown function `DATETIME`"),
            (
                "a = { NUMBER(5) }",
                "a: `NUMBER` takes one argument, as in `NUMBER($count)`",
            ),
            (
                "a = { NUMBER($n, style: \"percent\") }",
                "a: `NUMBER` with this `style`: not supported",
            ),
            (
                "a = A\n .title = T",
                "a: attributes are not supported: `.title`",
            ),
            ("a = { b }", "a: refers to `b`, which does not exist"),
            ("a = { -b }", "a: refers to `-b`, which does not exist"),
            ("a = { a }", "a: refers to itself through `a`"),
            (
                "-t = T\na = { -t(case: \"x\") }",
                "a: term `-t` with an attribute or parameters: not supported",
            ),
            (
                "a = { $x ->\n [1] one\n *[red] r\n }",
                "a: mixes numbers and texts in the variants of $x",
            ),
            (
                "a = { $x ->\n [red] s\n *[red] r\n }",
                "a: has two variants [red] of $x",
            ),
            ("type = T", "type: `type` is reserved, choose a longer name"),
            (
                "a = { $type }",
                "a: argument `type` is reserved, choose a longer name",
            ),
            (
                "fooBar = T",
                "fooBar: `fooBar` must be small letters and digits joined by hyphens",
            ),
            (
                "error-x = { $n }",
                "error-x: a message that is found by a code cannot have $n",
            ),
            (
                "validation-x = { $n }",
                "validation-x: the message of a rule has $min and $max as numbers, not $n",
            ),
        ] {
            let problems = check_two(text, text).unwrap_err();
            let expected = format!("en/a.ftl:{expected}");
            assert!(problems.contains(&expected), "{text}: {problems:?}");
        }
    }

    #[test]
    fn broken_syntax_is_reported_with_its_line() {
        let problems = check_two("a = A\n\nb = { $", "a = A\nb = B").unwrap_err();
        assert!(problems[0].starts_with("en/a.ftl:3: "), "{problems:?}");
    }

    #[test]
    fn language_without_rules_is_reported() {
        let problems = check(&[source("xx", "formats.ftl", FORMATS_FTL)]).unwrap_err();
        assert_eq!(
            problems[0].to_string(),
            "xx: plural.rs has no rules for this language"
        );
    }

    #[test]
    fn choice_must_offer_the_same_cases() {
        assert_problems(
            "a = { $c ->\n [red] r\n [green] g\n *[blue] b\n }",
            "a = { $c ->\n [red] r\n *[blue] b\n }",
            &["ar/a.ftl:a: variant [green] of $c is missing"],
        );
    }

    #[test]
    fn argument_that_is_number_and_text_is_reported() {
        assert_problems(
            "a = { NUMBER($c) }",
            "a = { $c ->\n [red] r\n *[blue] b\n }",
            &[
                "ar/a.ftl:a: $c is both a number and a text",
                "en/a.ftl:a: $c is both a number and a text",
            ],
        );
    }

    #[test]
    fn format_takes_a_part_of_what_it_is_offered() {
        let with = |format: &str| {
            let text = format!("format-date = d\nformat-date-time = x\nformat-time = {format}");
            check(&[source("en", "formats.ftl", &text)])
        };
        assert!(with("{ $hour }").is_ok());
        assert_eq!(
            with("{ $era }").unwrap_err()[0].to_string(),
            "en/formats.ftl:format-time: argument $era is not offered to this format"
        );
    }

    #[test]
    fn argument_is_a_number_if_any_language_says_so() {
        let catalogue = check_two("a = { $n } { $name }", "a = { NUMBER($n) } { $name }").unwrap();
        let message = &catalogue.messages[0];
        let kinds: Vec<_> = message
            .arguments
            .iter()
            .map(|a| (a.name.as_str(), a.kind))
            .collect();
        assert_eq!(kinds, [("n", Kind::Number), ("name", Kind::Text)]);
    }

    #[test]
    fn references_are_replaced_by_their_texts() {
        let text = "-brand = Pilaster\nhello = Hello { $name }\na = { -brand }: { hello }!";
        let catalogue = check_two(text, text).unwrap();
        assert_eq!(
            catalogue.languages[0].patterns[0],
            [
                Part::Text("Pilaster: Hello ".to_owned()),
                Part::Argument("name".to_owned()),
                Part::Text("!".to_owned()),
            ]
        );
    }
}
