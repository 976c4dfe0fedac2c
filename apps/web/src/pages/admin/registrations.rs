//! Sign-ups that wait for their confirmation, for whom the mail does not reach.

use contract::{
    RegistrationId,
    admin::{Registration, SearchQuery},
};
use leptos::prelude::*;
use ui::{
    Button, ButtonSize, ButtonVariant, Dialog, DialogClose, DialogContent, DialogDescription,
    DialogFooter, DialogTitle, Table, TableBody, TableCell, TableHead, TableHeader, TableRow,
    Toasts, icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Nothing, Time, listed},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{Result, admin, use_client},
    contexts::use_texts,
    forms::use_alive,
    queries::{use_queries, use_query},
};

const PATH: &str = Section::Registrations.path();

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::registrations(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// The question whether an address is to be taken for confirmed, and the answer to it.
#[derive(Clone, Copy)]
struct Question {
    about: RwSignal<Option<(RegistrationId, String)>>,
    is_open: RwSignal<bool>,
    act: Action<RegistrationId, Result<()>>,
}

fn use_question() -> Question {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let question = Question {
        about: RwSignal::new(None),
        is_open: RwSignal::new(false),
        act: Action::new(move |id: &RegistrationId| {
            let (client, id) = (client.clone(), *id);
            async move {
                let verified = client.verify_registration(id).await;
                queries.forget_staff();
                verified
            }
        }),
    };
    let done = question.act.value();
    Effect::new(move || {
        let Some(result) = done.get() else { return };
        question.is_open.set(false);
        match result {
            Ok(()) => Toasts.success(texts.admin_registrations_verified()),
            Err(error) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
        }
    });
    question
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
    let table = move |items| view! { <Pending items question /> }.into_any();
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
        <Confirmation question />
    }
}

#[component]
fn Pending(items: Vec<Registration>, question: Question) -> impl IntoView {
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
                    children=move |item| view! { <Row item question /> }
                />
            </TableBody>
        </Table>
    }
}

#[component]
fn Row(item: Registration, question: Question) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let Registration {
        id,
        email,
        name,
        created_at,
        ..
    } = item;
    let asked = email.clone();
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
            <TableCell class="admin-lesser">
                <Time at=created_at />
            </TableCell>
            <TableCell class="admin-action">
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| {
                        Toasts.clear();
                        question.about.set(Some((id, asked.clone())));
                        question.is_open.set(true);
                    }
                >
                    {texts.admin_registrations_verify()}
                </Button>
            </TableCell>
        </TableRow>
    }
}

#[component]
fn Confirmation(question: Question) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        act,
    } = question;
    let text = move || {
        about.with(|about| {
            let email = about.as_ref().map_or("", |(_, email)| email);
            texts.admin_registrations_verify_text(email)
        })
    };
    let confirm = move |_| {
        if let Some((id, _)) = about.get_untracked() {
            act.dispatch(id);
        }
    };
    view! {
        <Dialog id="verify-registration" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.admin_registrations_verify_title()}</DialogTitle>
                <DialogDescription>{text}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button loading=act.pending() on:click=confirm>
                        {texts.admin_registrations_verify()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
