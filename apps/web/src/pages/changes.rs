//! What an entry of an audit log tells, as people read it.

use std::collections::BTreeSet;

use contract::{Locale, announcements::AnnouncementTexts, audit::Fact};
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

/// How many characters of a value are shown at once.
const MAX_LENGTH: usize = 120;

/// What the actions of a team's log are about, in the order in which people see it.
pub(super) const GROUPS: [&str; 6] = [
    "teams",
    "members",
    "invitations",
    "roles",
    "projects",
    "audit",
];

/// Names what actions are about.
pub(super) fn group_word(texts: &'static Texts, group: &str) -> Option<&'static str> {
    match group {
        "teams" => Some(texts.teams_group_team()),
        "members" => Some(texts.teams_nav_members()),
        "invitations" => Some(texts.teams_group_invitations()),
        "roles" => Some(texts.teams_nav_roles()),
        "projects" => Some(texts.teams_nav_projects()),
        "audit" => Some(texts.teams_nav_audit()),
        _ => None,
    }
}

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    name: String,
    before: Option<Value>,
    after: Option<Value>,
}

/// Which fact tells what a thing of a kind is called.
fn naming(subject_kind: &str) -> Option<Fact> {
    match subject_kind {
        "project" | "role" => Some(Fact::Name),
        "member" | "user" => Some(Fact::User),
        "invitation" => Some(Fact::Email),
        "job" => Some(Fact::Kind),
        "announcement" => Some(Fact::Texts),
        _ => None,
    }
}

/// What the thing is called that was changed; not all lines tell it.
pub(super) fn subject(
    texts: &'static Texts,
    subject_kind: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Option<String> {
    let fact = naming(subject_kind)?;
    let told = [after, before].into_iter().flatten();
    let mut told = told.filter_map(|facts| facts.get(fact.as_str())?.as_str());
    let text = told.find(|text| !text.is_empty())?;
    if fact == Fact::Texts {
        return announced_title(texts, text);
    }
    Some(word(texts, fact.as_str(), text).unwrap_or_else(|| text.to_owned()))
}

/// Puts side by side what is told of before and after; what stayed the same is passed over, and so are
/// ids: they are for programs, and what they name is told beside them. What the thing is called is told
/// as the [`subject`], unless that has changed.
pub(super) fn changes(
    subject_kind: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Vec<Change> {
    // A title is not all that is announced.
    let naming = naming(subject_kind).filter(|fact| *fact != Fact::Texts);
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
        .filter(|change| {
            let is_naming = naming.is_some_and(|fact| fact.as_str() == change.name);
            !is_naming || change.before.is_some() && change.after.is_some()
        })
        .filter(|change| is_told(change.before.as_ref()) || is_told(change.after.as_ref()))
        .collect()
}

fn is_told(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_null() && value != "")
}

/// What was changed, with a link to its page where there is one.
#[component]
pub(super) fn Subject(name: String, href: Option<String>) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a class="link" href=href>
                <bdi>{name}</bdi>
            </a>
        }
        .into_any(),
        None => view! { <bdi>{name}</bdi> }.into_any(),
    }
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
            let told = match (word(before), word(after)) {
                (Some(before), Some(after)) => view! { <Changed before after /> }.into_any(),
                // Neither what is gone nor what is new is a change: there is but one to tell.
                (one, other) => one.or(other).map(long).into_any(),
            };
            view! {
                <div class="audit-change">
                    <dt>{label}</dt>
                    <dd>{told}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="audit-changes">{rows}</dl> }
}

#[component]
fn Changed(before: String, after: String) -> impl IntoView {
    let texts = use_texts();
    view! {
        <del>{long(before)}</del>
        <Icon icon=icons::ARROW_RIGHT size=IconSize::Sm label=texts.teams_audit_becomes() />
        <ins>{long(after)}</ins>
    }
}

/// A value; of a long one its beginning, behind which is the whole.
fn long(text: String) -> AnyView {
    match beginning(&text) {
        Some(beginning) => view! {
            <details class="audit-long">
                <summary>
                    <bdi>{beginning}</bdi>
                </summary>
                <bdi>{text}</bdi>
            </details>
        }
        .into_any(),
        None => view! { <bdi>{text}</bdi> }.into_any(),
    }
}

/// How a value begins that is too long for a line.
fn beginning(text: &str) -> Option<String> {
    let is_long = text.chars().nth(MAX_LENGTH).is_some();
    is_long.then(|| {
        let beginning: String = text.chars().take(MAX_LENGTH).collect();
        format!("{}…", beginning.trim_end())
    })
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
        Value::Number(number) => match number.as_i64() {
            Some(whole) => texts.number(whole),
            None => number.to_string(),
        },
        Value::String(text) if text.is_empty() => texts.state_none().to_owned(),
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
        "action" => {
            let word = texts.audit_action(text).or(group_word(texts, text));
            word.map(str::to_owned)
        }
        "texts" => announced(text),
        // A day of a span is one in UTC, for every reader; a moment is worded as any other.
        "from" | "to" if contract::time::read(text).is_none() => {
            let day = contract::time::read_from(text)?;
            Some(texts.date(CivilDateTime::in_zone(day, "UTC")))
        }
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

/// What an announcement is called in the language of the reader.
fn announced_title(texts: &Texts, text: &str) -> Option<String> {
    let AnnouncementTexts { en, ar } = serde_json::from_str(text).ok()?;
    let said = match texts.locale() {
        Locale::Ar => ar.unwrap_or(en),
        Locale::En => en,
    };
    Some(said.title)
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
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stayed_the_same_is_passed_over() {
        let before = json!({"name": "Engine", "slug": "engine", "mfa_required_from": null});
        let after = json!({"name": "Engines", "slug": "engine", "mfa_required_from": null});
        let changed = changes("team", Some(&before), Some(&after));
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].name, "name");
        assert_eq!(changed[0].before, Some(json!("Engine")));
        assert_eq!(changed[0].after, Some(json!("Engines")));
    }

    #[test]
    fn a_new_thing_is_told_without_what_it_has_not() {
        let after = json!({"name": "Engine", "description": "", "mfa_required_from": null});
        let told = changes("team", None, Some(&after));
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].before, None);
        assert_eq!(changes("team", None, None), []);
    }

    #[test]
    fn people_are_told_by_name() {
        let ada = "019a0000-0000-7000-8000-0000000000d1";
        let told = changes(
            "project",
            None,
            Some(&json!({"owner": "Ada", "owner_id": ada})),
        );
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].after, Some(json!("Ada")));
    }

    #[test]
    fn what_was_changed_is_told_by_name() {
        let announced =
            r#"{"en":{"title":"Soon","text":"Away."},"ar":{"title":"قريبا","text":"."}}"#;
        let texts = Texts::embedded(Locale::En);
        for (kind, facts, expected) in [
            ("project", json!({"name": "Engine"}), Some("Engine")),
            ("role", json!({"name": "Editor"}), Some("Editor")),
            (
                "member",
                json!({"user": "Ada", "role": "Viewer"}),
                Some("Ada"),
            ),
            ("user", json!({"user": "Ada"}), Some("Ada")),
            (
                "invitation",
                json!({"email": "a…@example.com"}),
                Some("a…@example.com"),
            ),
            ("job", json!({"kind": "mails.send"}), Some("Send an email")),
            ("announcement", json!({"texts": announced}), Some("Soon")),
            ("team", json!({"name": "Engines"}), None),
            ("user", json!({"user": null}), None),
            ("user", json!({"reason": "ticket 1"}), None),
        ] {
            for (before, after) in [(Some(&facts), None), (None, Some(&facts))] {
                let told = subject(texts, kind, before, after);
                assert_eq!(told.as_deref(), expected, "{kind}: {facts}");
            }
        }
        let arabic = Texts::embedded(Locale::Ar);
        let facts = json!({ "texts": announced });
        let told = subject(arabic, "announcement", None, Some(&facts));
        assert_eq!(told.as_deref(), Some("قريبا"));
        assert_eq!(subject(texts, "user", None, None), None);
    }

    #[test]
    fn a_name_is_told_twice_only_where_it_has_changed() {
        let (old, new) = (json!({"name": "Engine"}), json!({"name": "Mill"}));
        let texts = Texts::embedded(Locale::En);
        assert_eq!(changes("project", None, Some(&new)), []);
        assert_eq!(changes("project", Some(&old), None), []);
        assert_eq!(changes("project", Some(&old), Some(&new)).len(), 1);
        let told = subject(texts, "project", Some(&old), Some(&new));
        assert_eq!(told.as_deref(), Some("Mill"));
        // Of a member it is the person, and a line may tell them on one side alone.
        let told = changes("member", Some(&json!({"user": "Ada", "projects": 4})), None);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].name, "projects");
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
        for group in GROUPS {
            assert!(group_word(texts, group).is_some(), "{group}");
        }
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
        assert_eq!(word("action", json!("roles.update")), "Changed a role");
        assert_eq!(word("action", json!("roles")), "Roles");
        assert_eq!(word("action", json!("juggling")), "juggling");
        assert_eq!(word("from", json!("2026-03-02")), "Mar 2, 2026");
        assert_eq!(word("to", json!("one day")), "one day");
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
        assert_eq!(word("description", json!("")), "None");
        assert_eq!(word("jobs", json!(1200)), "1,200");
        let arabic = Texts::embedded(Locale::Ar);
        assert_eq!(value(arabic, "UTC", "projects", &json!(4)), "٤");
    }

    #[test]
    fn a_long_value_is_told_by_its_beginning() {
        assert_eq!(beginning(&"ß".repeat(120)), None);
        let long = beginning(&"ß".repeat(121)).unwrap();
        assert_eq!(long, format!("{}…", "ß".repeat(120)));
    }
}
