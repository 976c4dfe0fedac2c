//! A message as the browser holds it, small to load and without a parser of Fluent.

use serde_json::Value as Json;

use crate::{number, plural};

/// What a caller passes for an argument of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Number(i64),
    Text(&'a str),
}

/// How a language is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writing {
    pub(crate) language: &'static str,
    pub(crate) isolate: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pattern {
    Plain(Box<str>),
    Parts(Box<[Part]>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Text(Box<str>),
    /// An argument, by its place in the alphabetical order.
    Argument(usize),
    Number {
        argument: usize,
        minimum_digits: usize,
        grouping: bool,
    },
    Select {
        argument: usize,
        default: usize,
        cases: Box<[(Key, Pattern)]>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Key {
    Exact(i64),
    /// A plural category if the argument is a number, else the text itself.
    Word(Box<str>),
}

impl Key {
    fn matches(&self, value: Value<'_>, language: &str) -> bool {
        match (self, value) {
            (Self::Exact(exact), Value::Number(n)) => *exact == n,
            (Self::Word(word), Value::Number(n)) => plural::category(language, n)
                .is_some_and(|category| category.as_str() == word.as_ref()),
            (Self::Word(word), Value::Text(text)) => word.as_ref() == text,
            (Self::Exact(_), Value::Text(_)) => false,
        }
    }
}

impl Pattern {
    /// Reads what `build/generate.rs` writes: a string for a plain text, else an array of parts.
    pub(crate) fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::String(text) => Some(Self::Plain(text.into())),
            Json::Array(parts) => parts
                .into_iter()
                .map(Part::from_json)
                .collect::<Option<_>>()
                .map(Self::Parts),
            _ => None,
        }
    }

    pub(crate) fn write(&self, out: &mut String, writing: Writing, arguments: &[Value<'_>]) {
        match self {
            Self::Plain(text) => out.push_str(text),
            Self::Parts(parts) => {
                for part in parts {
                    part.write(out, writing, arguments);
                }
            }
        }
    }
}

impl Part {
    fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::String(text) => Some(Self::Text(text.into())),
            Json::Number(_) => index(&json).map(Self::Argument),
            Json::Array(fields) => match fields.as_slice() {
                [argument, digits, grouping] => Some(Self::Number {
                    argument: index(argument)?,
                    minimum_digits: index(digits)?,
                    grouping: grouping.as_bool()?,
                }),
                _ => None,
            },
            Json::Object(mut fields) => {
                let Json::Array(cases) = fields.remove("cases")? else {
                    return None;
                };
                Some(Self::Select {
                    argument: index(fields.get("on")?)?,
                    default: index(fields.get("default")?)?,
                    cases: cases.into_iter().map(case).collect::<Option<_>>()?,
                })
            }
            _ => None,
        }
    }

    fn write(&self, out: &mut String, writing: Writing, arguments: &[Value<'_>]) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Argument(argument) => match arguments.get(*argument) {
                Some(Value::Number(n)) => number::write(out, writing.language, *n, 1, true),
                Some(Value::Text(text)) if writing.isolate => {
                    out.push('\u{2068}');
                    out.push_str(text);
                    out.push('\u{2069}');
                }
                Some(Value::Text(text)) => out.push_str(text),
                None => {}
            },
            Self::Number {
                argument,
                minimum_digits,
                grouping,
            } => {
                if let Some(Value::Number(n)) = arguments.get(*argument) {
                    number::write(out, writing.language, *n, *minimum_digits, *grouping);
                }
            }
            Self::Select {
                argument,
                default,
                cases,
            } => {
                let chosen = arguments
                    .get(*argument)
                    .and_then(|value| {
                        cases
                            .iter()
                            .find(|(key, _)| key.matches(*value, writing.language))
                    })
                    .or_else(|| cases.get(*default));
                if let Some((_, pattern)) = chosen {
                    pattern.write(out, writing, arguments);
                }
            }
        }
    }
}

fn index(json: &Json) -> Option<usize> {
    json.as_u64().and_then(|n| usize::try_from(n).ok())
}

fn case(json: Json) -> Option<(Key, Pattern)> {
    let Json::Array(fields) = json else {
        return None;
    };
    let [key, pattern] = <[Json; 2]>::try_from(fields).ok()?;
    let key = match key {
        Json::String(word) => Key::Word(word.into()),
        other => Key::Exact(other.as_i64()?),
    };
    Some((key, Pattern::from_json(pattern)?))
}
