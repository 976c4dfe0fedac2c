use contract::{
    Page,
    audit::{AuditEvent, AuditQuery},
    teams::Team,
};
use i18n::Texts;
use leptos::prelude::*;
use ui::{CardFooter, Icon, IconData, IconSize, Pagination, icons};

use super::address;
use crate::{
    contexts::{use_calendar, use_texts},
    layout::place::team_page,
    pages::{
        changes::{Changes, Subject, changes, subject},
        teams::use_team,
    },
};

/// A page of the log, with links to the ones before and after.
#[component]
pub(super) fn EventList(page: Page<AuditEvent>, query: AuditQuery) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let other_page = |cursor: String| {
        let query = AuditQuery {
            cursor: Some(cursor),
            ..query.clone()
        };
        team.with_untracked(|team| address(team, &query))
    };
    let previous = page.previous_cursor.map(other_page);
    let next = page.next_cursor.map(other_page);
    let events = page.items;
    view! {
        <ol class="team-entries" aria-label=texts.teams_nav_audit()>
            <For
                each=move || events.clone()
                key=|event| event.id
                children=move |event| view! { <Row event /> }
            />
        </ol>
        <CardFooter>
            <Pagination
                label=texts.teams_audit_pages()
                previous_label=texts.action_previous()
                next_label=texts.action_next()
                previous
                next
                class="full-width"
            />
        </CardFooter>
    }
}

#[component]
fn Row(event: AuditEvent) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let href = use_team().with_untracked(|team| page_of(team, &event));
    let AuditEvent {
        action,
        actor_name,
        impersonator_id,
        via,
        subject_kind,
        before,
        after,
        address,
        created_at,
        ..
    } = event;
    let when = calendar.date_time(created_at);
    let (before, after) = (before.as_ref(), after.as_ref());
    let changes = changes(&subject_kind, before, after);
    let subject = subject(texts, &subject_kind, before, after).map(|name| {
        view! {
            <span aria-hidden="true">"·"</span>
            <Subject name href />
        }
    });
    let actor = if actor_name.is_empty() {
        nobody_word(texts, &via).to_owned()
    } else {
        actor_name
    };
    // An action that is newer than this page is told by its name.
    let words = texts.audit_action(&action).unwrap_or(&action).to_owned();
    view! {
        <li class="team-entry audit-entry">
            <span class="session-icon team-entry-icon">
                <Icon icon=icon(&action) size=IconSize::Md />
            </span>
            <div class="team-entry-text">
                <p class="session-name">
                    <span>{words}</span>
                    {subject}
                </p>
                <p class="session-facts">
                    <bdi>{actor}</bdi>
                    {impersonator_id
                        .is_some()
                        .then(|| view! { <span>{texts.teams_audit_impersonated()}</span> })}
                    <span>{when}</span>
                    {via_word(texts, &via).map(|via| view! { <span>{via}</span> })}
                    {address.map(|address| view! { <bdi dir="ltr">{address}</bdi> })}
                </p>
                {(!changes.is_empty()).then(|| view! { <Changes changes /> })}
            </div>
        </li>
    }
}

/// Where what was changed has a page, if it is there still.
fn page_of(team: &Team, event: &AuditEvent) -> Option<String> {
    let id = event.subject_id?;
    let has_page = event.subject_kind == "project" && event.action != "projects.delete";
    has_page.then(|| team_page(&team.slug, &format!("projects/{id}")))
}

/// Who has done what nobody with an account has done.
fn nobody_word(texts: &'static Texts, via: &str) -> &'static str {
    match via {
        "link" => texts.teams_audit_stranger(),
        _ => texts.teams_audit_system(),
    }
}

fn via_word(texts: &'static Texts, via: &str) -> Option<&'static str> {
    match via {
        "api_key" => Some(texts.teams_audit_via_key()),
        "job" => Some(texts.teams_audit_via_job()),
        "command" => Some(texts.teams_audit_via_command()),
        "link" => Some(texts.teams_audit_via_link()),
        _ => None,
    }
}

fn icon(action: &str) -> IconData {
    match action.split('.').next().unwrap_or_default() {
        "members" => icons::USERS,
        "invitations" => icons::MAIL,
        "roles" => icons::KEY,
        "projects" => icons::FOLDER,
        "audit" => icons::DOWNLOAD,
        _ => icons::SETTINGS,
    }
}

#[cfg(test)]
mod tests {
    use contract::Locale;

    use super::*;

    #[test]
    fn a_link_is_followed_by_somebody() {
        let texts = Texts::embedded(Locale::En);
        assert_eq!(nobody_word(texts, "link"), "Somebody without an account");
        assert_eq!(nobody_word(texts, "job"), "The system");
    }
}
