//! What happened to anybody's account.

use contract::{
    Page, UserId,
    admin::{AccountEvent, AccountEventQuery},
};
use leptos::prelude::*;
use ui::{SelectOption, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, icons};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Nothing, OnlyOf, Time, listed},
    user_path,
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::use_texts,
    pages::settings::{device, security_events::words},
    queries::use_query,
};

const PATH: &str = Section::Events.path();

/// The kinds that the filter offers.
const KINDS: [&str; 14] = [
    "signed_in",
    "second_factor_failed",
    "account_locked",
    "password_changed",
    "password_reset",
    "email_changed",
    "totp_enabled",
    "totp_removed",
    "passkey_added",
    "passkey_copied",
    "refresh_token_reused",
    "mfa_reset_by_staff",
    "deactivated_by_staff",
    "impersonated",
];

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::events(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// The page.
#[component]
pub(super) fn Events() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<AccountEventQuery>();
    let events = use_query(move || query.with(admin::events));
    let other_page = move |cursor| {
        let query = AccountEventQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::SHIELD,
        title: texts.admin_events_empty(),
        text: texts.admin_narrowed_text(),
    };
    let table = move |items| view! { <EventTable items /> }.into_any();
    let filters = move || {
        let AccountEventQuery { user_id, kind, .. } = query.get();
        let all = SelectOption::new("", texts.admin_all_kinds());
        let kinds = KINDS.map(|kind| SelectOption::new(kind, words(texts, kind)));
        let user_id = user_id.map(|id| Filter::Kept {
            name: "user_id",
            value: id.to_string(),
        });
        let kind = Filter::Choice {
            name: "kind",
            label: texts.admin_kind(),
            value: kind.unwrap_or_default(),
            options: [all].into_iter().chain(kinds).collect(),
        };
        let fields = user_id.into_iter().chain([kind]).collect::<Vec<_>>();
        view! { <Filters path=PATH fields /> }
    };
    let only_of = move || {
        let AccountEventQuery { user_id, kind, .. } = query.get();
        let user_id = user_id?;
        let name = events.latest.with(|latest| match latest {
            Some((_, Ok(page))) => called(page, user_id),
            _ => None,
        });
        let all = AccountEventQuery {
            kind,
            ..AccountEventQuery::default()
        };
        let all = address(PATH, &all);
        Some(view! { <OnlyOf name all /> })
    };
    view! {
        <Frame section=Section::Events>
            {filters} {only_of}
            {listed(events, other_page, nothing, table)}
        </Frame>
    }
}

/// What an account is called, as far as its events tell: by its name, or by its address without one.
fn called(page: &Page<AccountEvent>, id: UserId) -> Option<String> {
    let mut people = page.items.iter().map(|event| &event.person);
    let person = people.find(|person| person.id == id)?;
    let name = if person.name.trim().is_empty() {
        &person.email
    } else {
        &person.name
    };
    Some(name.clone())
}

#[component]
fn EventTable(items: Vec<AccountEvent>) -> impl IntoView {
    let texts = use_texts();
    let rows = items
        .into_iter()
        .map(|event| {
            let device = device::name(texts, event.browser.as_deref(), event.system.as_deref());
            view! {
                <TableRow>
                    <TableCell header=true>{words(texts, &event.kind)}</TableCell>
                    <TableCell label=texts.admin_whom()>
                        <span class="listing-who">
                            <a class="listing-line link" href=user_path(event.person.id)>
                                {event.person.name}
                            </a>
                            <span class="admin-note" dir="ltr">
                                {event.person.email}
                            </span>
                        </span>
                    </TableCell>
                    <TableCell label=texts.admin_from() class="admin-lesser">
                        <span class="listing-who">
                            <span>{device}</span>
                            {event
                                .address
                                .map(|address| {
                                    view! {
                                        <span class="admin-note" dir="ltr">
                                            {address}
                                        </span>
                                    }
                                })}
                        </span>
                    </TableCell>
                    <TableCell label=texts.admin_when()>
                        <Time at=event.created_at />
                    </TableCell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <Table label=texts.admin_events()>
            <TableHeader>
                <TableHead>{texts.admin_what()}</TableHead>
                <TableHead>{texts.admin_whom()}</TableHead>
                <TableHead class="admin-lesser">{texts.admin_from()}</TableHead>
                <TableHead>{texts.admin_when()}</TableHead>
            </TableHeader>
            <TableBody>{rows}</TableBody>
        </Table>
    }
}
