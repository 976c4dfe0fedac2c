//! What an entry of an audit log tells, as people read it.

use std::collections::BTreeSet;

use contract::permission::Pattern;
use i18n::{CivilDateTime, Texts};
use serde_json::{Map, Value};

use crate::pages::projects::{level_word, status_word};

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) name: String,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
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

/// Words the value of a fact.
pub(super) fn value(texts: &'static Texts, zone: &str, name: &str, value: &Value) -> String {
    match value {
        Value::Null => texts.state_none().to_owned(),
        Value::Bool(true) => texts.state_yes().to_owned(),
        Value::Bool(false) => texts.state_no().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if name == "permissions" => permissions(texts, text),
        Value::String(text) if name == "role" => {
            let built_in = text.to_ascii_lowercase();
            texts.role(&built_in).unwrap_or(text).to_owned()
        }
        Value::String(text) if name == "status" => match text.parse() {
            Ok(status) => status_word(texts, status).to_owned(),
            Err(_) => text.clone(),
        },
        Value::String(text) if name == "level" => match text.parse() {
            Ok(level) => level_word(texts, level).to_owned(),
            Err(_) => text.clone(),
        },
        Value::String(text) => match contract::time::read(text) {
            Some(at) => texts.date_time(CivilDateTime::in_zone(at, zone)),
            None => text.clone(),
        },
        Value::Array(items) => {
            let words = items
                .iter()
                .map(|item| self::value(texts, zone, name, item));
            words.collect::<Vec<_>>().join(", ")
        }
        Value::Object(_) => value.to_string(),
    }
}

/// Words permissions as a role keeps them, parted by spaces.
fn permissions(texts: &Texts, text: &str) -> String {
    let words = text.split(' ').map(|word| match word.parse() {
        Ok(Pattern::All) => texts.teams_role_everything().to_owned(),
        _ => texts.permission(word).unwrap_or(word).to_owned(),
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use contract::Locale;
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
    fn values_are_words() {
        let texts = Texts::embedded(Locale::En);
        let word = |name, told: Value| value(texts, "UTC", name, &told);
        assert_eq!(word("role", json!("Owner")), "Owner");
        assert_eq!(word("role", json!("Editor")), "Editor");
        assert_eq!(word("status", json!("done")), "Done");
        assert_eq!(word("level", json!("editor")), "Can edit");
        assert_eq!(word("status", json!("withdrawn")), "withdrawn");
        assert_eq!(
            word("permissions", json!("members:list *")),
            "List members, Everything"
        );
        assert_eq!(
            word("delete_at", json!("2026-11-03T16:05:00.5Z")),
            "Nov 3, 2026, 4:05\u{a0}PM"
        );
        assert_eq!(word("name", json!(null)), "None");
    }
}
