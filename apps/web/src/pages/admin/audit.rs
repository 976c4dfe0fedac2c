//! Who has changed what in the product as a whole.

use contract::{
    UserId,
    audit::{AuditEvent, AuditExportQuery, AuditFormat, AuditQuery},
    path,
};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Icon, SelectOption, Table, TableBody, TableCell, TableHead, TableHeader,
    TableRow, icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Named, Nothing, Time, listed},
    user_path,
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::use_texts,
    pages::{
        changes::{Changes, Subject, changes, subject},
        download::Download,
    },
    queries::use_query,
};

const PATH: &str = Section::Audit.path();

/// The actions that the filter offers.
const ACTIONS: [&str; 16] = [
    "users.create",
    "users.deactivate",
    "users.activate",
    "users.verify",
    "users.reset_mfa",
    "users.end_sessions",
    "users.impersonate",
    "users.end_impersonation",
    "users.give_role",
    "users.take_role",
    "roles.create",
    "roles.update",
    "roles.remove",
    "jobs.requeue",
    "jobs.requeue_all",
    "audit.export",
];

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::audit(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// The page.
#[component]
pub(super) fn Audit() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<AuditQuery>();
    let lines = use_query(move || query.with(admin::audit));
    let other_page = move |cursor| {
        let query = AuditQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::BOOK_OPEN,
        title: texts.admin_audit_empty(),
        text: texts.admin_narrowed_text(),
    };
    let table = move |items| view! { <Lines items /> }.into_any();
    let filters = move || {
        let AuditQuery {
            action,
            subject_id,
            from,
            to,
            ..
        } = query.get();
        let all = SelectOption::new("", texts.admin_all_actions());
        let words = |action| texts.audit_action(action).unwrap_or(action);
        let actions = ACTIONS.map(|action| SelectOption::new(action, words(action)));
        let subject = subject_id.map(|id| Filter::Kept {
            name: "subject_id",
            value: id.to_string(),
        });
        let action = Filter::Choice {
            name: "action",
            label: texts.admin_what(),
            value: action.unwrap_or_default(),
            options: [all].into_iter().chain(actions).collect(),
        };
        let day = |name, label, said: Option<String>| Filter::Day {
            name,
            label,
            value: said.unwrap_or_default(),
        };
        let from = day("from", texts.audit_from(), from);
        let to = day("to", texts.audit_to(), to);
        let fields: Vec<_> = subject.into_iter().chain([action, from, to]).collect();
        view! { <Filters path=PATH fields /> }
    };
    let actions = view! { <Exports query /> }.into_any();
    view! {
        <Frame section=Section::Audit actions>
            {filters}
            {listed(lines, other_page, nothing, table)}
        </Frame>
    }
}

/// Links to the files that hold what the page shows, on all of its pages.
#[component]
fn Exports(query: Memo<AuditQuery>) -> impl IntoView {
    let texts = use_texts();
    [
        (AuditFormat::Csv, texts.teams_audit_csv()),
        (AuditFormat::Jsonl, texts.teams_audit_json()),
    ]
    .map(|(format, text)| {
        let href = Signal::derive(move || query.with(|query| export(query, format)));
        view! {
            <Download href>
                <Icon icon=icons::DOWNLOAD />
                {text}
            </Download>
        }
    })
    .collect_view()
}

/// Names the file that holds the same part of the log.
fn export(query: &AuditQuery, format: AuditFormat) -> String {
    let AuditQuery {
        action,
        actor_id,
        subject_id,
        from,
        to,
        limit: _,
        cursor: _,
    } = query.clone();
    let query = AuditExportQuery {
        action,
        actor_id,
        subject_id,
        from,
        to,
        format,
    };
    address(path::ADMIN_AUDIT_EXPORT, &query)
}

#[component]
fn Lines(items: Vec<AuditEvent>) -> impl IntoView {
    let texts = use_texts();
    let rows = items
        .into_iter()
        .map(|line| view! { <Line line /> })
        .collect_view();
    view! {
        <Table label=texts.admin_audit()>
            <TableHeader>
                <TableHead class="admin-told">{texts.admin_what()}</TableHead>
                <TableHead>{texts.admin_who()}</TableHead>
                <TableHead class="admin-lesser">{texts.admin_facts()}</TableHead>
                <TableHead>{texts.admin_when()}</TableHead>
            </TableHeader>
            <TableBody>{rows}</TableBody>
        </Table>
    }
}

#[component]
fn Line(line: AuditEvent) -> impl IntoView {
    let texts = use_texts();
    let who = if line.actor_name.is_empty() {
        texts.admin_nobody().to_owned()
    } else {
        line.actor_name
    };
    let (kind, before, after) = (
        &line.subject_kind,
        line.before.as_ref(),
        line.after.as_ref(),
    );
    let changes = changes(kind, before, after);
    let account = line.subject_id.filter(|_| kind == "user");
    let href = account.map(|id| user_path(UserId::new(id)));
    let subject = subject(texts, kind, before, after).map(|name| {
        view! {
            <p class="admin-subject">
                <Subject name href />
            </p>
        }
    });
    // Where there is no room for a column of their own.
    let below = (!changes.is_empty()).then(|| {
        let changes = changes.clone();
        view! {
            <div class="admin-facts-below">
                <Changes changes />
            </div>
        }
    });
    view! {
        <TableRow>
            <TableCell header=true>
                <Named words=texts.audit_action(&line.action) key=line.action />
                {subject}
                {below}
            </TableCell>
            <TableCell label=texts.admin_who()>
                <span class="listing-who">
                    <span>{who}</span>
                    {line
                        .impersonator_id
                        .map(|_| {
                            view! {
                                <Badge variant=BadgeVariant::Warning>
                                    {texts.admin_impersonated()}
                                </Badge>
                            }
                        })}
                </span>
            </TableCell>
            <TableCell class="admin-lesser" label=texts.admin_facts()>
                {(!changes.is_empty()).then(|| view! { <Changes changes /> })}
            </TableCell>
            <TableCell label=texts.admin_when()>
                <Time at=line.created_at />
            </TableCell>
        </TableRow>
    }
}

#[cfg(test)]
mod tests {
    use i18n::Texts;

    use super::*;

    #[test]
    fn the_file_holds_what_the_page_shows() {
        let all = AuditQuery::default();
        assert_eq!(
            export(&all, AuditFormat::Csv),
            "/api/v1/admin/audit/export?format=csv"
        );
        let part = AuditQuery {
            action: Some("users.verify".to_owned()),
            from: Some("2026-03-02".to_owned()),
            cursor: Some("abc".to_owned()),
            ..AuditQuery::default()
        };
        assert_eq!(
            export(&part, AuditFormat::Jsonl),
            "/api/v1/admin/audit/export?action=users.verify&from=2026-03-02&format=jsonl"
        );
    }

    #[test]
    fn every_action_that_is_offered_has_words() {
        for locale in contract::Locale::ALL {
            for action in ACTIONS {
                let texts = Texts::embedded(locale);
                assert!(texts.audit_action(action).is_some(), "{action} in {locale}");
            }
        }
    }
}
