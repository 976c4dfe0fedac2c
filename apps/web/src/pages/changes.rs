//! What an entry of an audit log tells, as people read it.

use std::collections::BTreeSet;

use contract::announcements::AnnouncementTexts;
use i18n::{CivilDateTime, Texts};
use leptos::prelude::*;
use serde_json::{Map, Value};
use ui::{Icon, IconSize, icons};

use crate::{
    contexts::{use_calendar, use_texts},
    pages::{
        admin::announcements,
        projects::{level_word, status_word},
    },
};

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    name: String,
    before: Option<Value>,
    after: Option<Value>,
}

/// Puts side by side what is told of before and after; what stayed the same is passed over, and so are
/// ids: they are for programs, and what they name is told beside them.
pub(super) fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<Change> {
    let none = Map::new();
    let facts = |told: Option<&Value>| told.and_then(Value::as_object).cloned();
    let (before, after) = (facts(before), facts(after));
    let is_change = before.is_some() && after.is_some();
    let (before, after) = (
        before.unwrap_or_else(|| none.clone()),
        after.unwrap_or(none),
    );
    let added = after.keys().filter(|name| !before.contains_key(*name));
    // The server's JSON keeps the order in which it was written, the browser's does not.
    let names: BTreeSet<&String> = before.keys().chain(added).collect();
    names
        .into_iter()
        .filter(|name| !name.ends_with("_id"))
        .map(|name| Change {
            name: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .filter(|change| !is_change || change.before != change.after)
        .filter(|change| is_told(change.before.as_ref()) || is_told(change.after.as_ref()))
        .collect()
}

fn is_told(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_null())
}

/// What has changed, each fact with its name.
#[component]
pub(super) fn Changes(changes: Vec<Change>) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let rows = changes
        .into_iter()
        .map(|change| {
            let Change {
                name,
                before,
                after,
            } = change;
            let label = fact_word(texts, &name);
            let word = |told: Option<Value>| {
                told.map(|told| calendar.with_zone(|zone| value(texts, zone, &name, &told)))
            };
            let (before, after) = (word(before), word(after));
            let arrow = (before.is_some() && after.is_some()).then(|| {
                view! {
                    <Icon
                        icon=icons::ARROW_RIGHT
                        size=IconSize::Sm
                        label=texts.teams_audit_becomes()
                    />
                }
            });
            view! {
                <div class="audit-change">
                    <dt>{label}</dt>
                    <dd>
                        {before.map(|text| view! { <del><bdi>{text}</bdi></del> })} {arrow}
                        {after.map(|text| view! { <ins><bdi>{text}</bdi></ins> })}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="audit-changes">{rows}</dl> }
}

/// What a fact is about, in words; one that is newer than this page by its name.
fn fact_word(texts: &Texts, name: &str) -> String {
    match texts.audit_fact(name) {
        Some(words) => words.to_owned(),
        None => name.replace('_', " "),
    }
}

/// Words the value of a fact.
fn value(texts: &'static Texts, zone: &str, name: &str, value: &Value) -> String {
    match value {
        Value::Null => texts.state_none().to_owned(),
        Value::Bool(true) => texts.state_yes().to_owned(),
        Value::Bool(false) => texts.state_no().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => word(texts, name, text).unwrap_or_else(|| plain(texts, zone, text)),
        Value::Array(items) => {
            let words = items
                .iter()
                .map(|item| self::value(texts, zone, name, item));
            words.collect::<Vec<_>>().join(", ")
        }
        Value::Object(_) => value.to_string(),
    }
}

/// Words a value that is a key of the code, if it is one that is known here.
fn word(texts: &'static Texts, name: &str, text: &str) -> Option<String> {
    match name {
        "permissions" => Some(permissions(texts, text)),
        "role" => texts.role(&text.to_ascii_lowercase()).map(str::to_owned),
        "status" => Some(status_word(texts, text.parse().ok()?).to_owned()),
        "level" => level(texts, text).map(str::to_owned),
        "kind" => texts.job_name(text).map(str::to_owned),
        "texts" => announced(text),
        _ => None,
    }
}

/// A time as people write it, and any other text as it is.
fn plain(texts: &Texts, zone: &str, text: &str) -> String {
    match contract::time::read(text) {
        Some(at) => texts.date_time(CivilDateTime::in_zone(at, zone)),
        None => text.to_owned(),
    }
}

/// Words permissions as a role keeps them, parted by spaces.
fn permissions(texts: &Texts, text: &str) -> String {
    let words = text.split(' ').map(|word| match word.parse() {
        Ok(granted) => texts.grant(granted),
        Err(_) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Words how much of a project is shared, or how much an announcement matters.
fn level(texts: &'static Texts, text: &str) -> Option<&'static str> {
    match text.parse() {
        Ok(level) => Some(level_word(texts, level)),
        Err(_) => Some(announcements::level_word(texts, text.parse().ok()?)),
    }
}

/// What an announcement says, in each of its languages.
fn announced(text: &str) -> Option<String> {
    let AnnouncementTexts { en, ar } = serde_json::from_str(text).ok()?;
    let said = [Some(en), ar].into_iter().flatten();
    let said = said.map(|said| format!("{}: {}", said.title, said.text));
    Some(said.collect::<Vec<_>>().join(" · "))
}

#[cfg(test)]
mod tests {
    use contract::{Locale, audit::Fact};
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stayed_the_same_is_passed_over() {
        let before = json!({"name": "Engine", "slug": "engine", "mfa_required_from": null});
        let after = json!({"name": "Engines", "slug": "engine", "mfa_required_from": null});
        let changed = changes(Some(&before), Some(&after));
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].name, "name");
        assert_eq!(changed[0].before, Some(json!("Engine")));
        assert_eq!(changed[0].after, Some(json!("Engines")));
    }

    #[test]
    fn a_new_thing_is_told_without_what_it_has_not() {
        let after = json!({"name": "Engine", "mfa_required_from": null});
        let told = changes(None, Some(&after));
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].before, None);
        assert_eq!(changes(None, None), []);
    }

    #[test]
    fn people_are_told_by_name() {
        let ada = "019a0000-0000-7000-8000-0000000000d1";
        let told = changes(None, Some(&json!({"owner": "Ada", "owner_id": ada})));
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].after, Some(json!("Ada")));
    }

    #[test]
    fn facts_are_words_unless_they_are_not_known() {
        let texts = Texts::embedded(Locale::En);
        for fact in Fact::ALL {
            assert_ne!(fact_word(texts, fact.as_str()), fact.as_str());
        }
        assert_eq!(fact_word(texts, "juggled_by"), "juggled by");
    }

    #[test]
    fn values_are_words() {
        let texts = Texts::embedded(Locale::En);
        let word = |name, told: Value| value(texts, "UTC", name, &told);
        assert_eq!(word("role", json!("Owner")), "Owner");
        assert_eq!(word("role", json!("Editor")), "Editor");
        assert_eq!(word("status", json!("done")), "Done");
        assert_eq!(word("level", json!("editor")), "Can edit");
        assert_eq!(word("status", json!("withdrawn")), "withdrawn");
        assert_eq!(
            word(
                "permissions",
                json!("members:list projects:* * projects:juggle")
            ),
            "List members, Everything about projects, Everything, projects:juggle"
        );
        assert_eq!(word("level", json!("warning")), "Warning");
        assert_eq!(word("kind", json!("mails.send")), "Send an email");
        assert_eq!(word("kind", json!("mails.juggle")), "mails.juggle");
        assert_eq!(
            word(
                "texts",
                json!(r#"{"en":{"title":"Soon","text":"We are away."}}"#)
            ),
            "Soon: We are away."
        );
        assert_eq!(
            word("delete_at", json!("2026-11-03T16:05:00.5Z")),
            "Nov 3, 2026, 4:05\u{a0}PM"
        );
        assert_eq!(word("name", json!(null)), "None");
    }
}
