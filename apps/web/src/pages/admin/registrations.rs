//! Sign-ups that wait for their confirmation, for whom the mail does not reach.

use contract::{
    RegistrationId,
    admin::{Registration, SearchQuery},
};
use leptos::prelude::*;
use ui::{
    Button, ButtonSize, ButtonVariant, Table, TableBody, TableCell, TableHead, TableHeader,
    TableRow, icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Nothing, Time, listed},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::use_texts,
    forms::use_alive,
    pages::question::{Asked, Confirmation, Question, use_question},
    queries::{use_queries, use_query},
};

const PATH: &str = Section::Registrations.path();

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::registrations(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// The page.
#[component]
pub(super) fn Registrations() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<SearchQuery>();
    let pending = use_query(move || query.with(admin::registrations));
    let question = use_question();
    let other_page = move |cursor| {
        let query = SearchQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::MAIL_CHECK,
        title: texts.admin_registrations_empty(),
        text: texts.admin_registrations_empty_text(),
    };
    let table = move |items| view! { <Pending items /> }.into_any();
    let filters = move || {
        let value = query.get().search.unwrap_or_default();
        let label = texts.admin_registrations_search();
        let fields = vec![Filter::Text {
            name: "search",
            label,
            value,
        }];
        view! { <Filters path=PATH fields /> }
    };
    view! {
        <Frame section=Section::Registrations>
            {filters}
            {listed(pending, other_page, nothing, table)}
        </Frame>
        <Confirmation id="verify-registration" question />
    }
}

#[component]
fn Pending(items: Vec<Registration>) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Table label=texts.admin_registrations()>
            <TableHeader>
                <TableHead>{texts.users_name()}</TableHead>
                <TableHead class="admin-lesser">{texts.admin_signed_up()}</TableHead>
                <TableHead>
                    <span class="visually-hidden">{texts.admin_actions()}</span>
                </TableHead>
            </TableHeader>
            <TableBody>
                <For
                    each=move || items.clone()
                    key=|item| item.id
                    children=move |item| view! { <Row item /> }
                />
            </TableBody>
        </Table>
    }
}

#[component]
fn Row(item: Registration) -> impl IntoView {
    let texts = use_texts();
    let Registration {
        id,
        email,
        name,
        created_at,
        ..
    } = item;
    let address = email.clone();
    view! {
        <TableRow>
            <TableCell header=true>
                <span class="listing-who">
                    <span class="listing-line">{name}</span>
                    <span class="admin-note" dir="ltr">
                        {email}
                    </span>
                </span>
            </TableCell>
            <TableCell label=texts.admin_signed_up() class="admin-lesser">
                <Time at=created_at />
            </TableCell>
            <TableCell class="admin-action">
                <VerifyButton id address />
            </TableCell>
        </TableRow>
    }
}

#[component]
fn VerifyButton(id: RegistrationId, address: String) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move |_| {
        question.ask(
            Asked::new(
                texts.admin_registrations_verify_title(),
                texts.admin_registrations_verify_text(&address),
                texts.admin_registrations_verify(),
                move |client| queries.as_staff(async move { client.verify_registration(id).await }),
            )
            .said(texts.admin_registrations_verified()),
        );
    };
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            disabled=Signal::derive(move || !alive.get())
            on:click=ask
        >
            {texts.admin_registrations_verify()}
        </Button>
    }
}
