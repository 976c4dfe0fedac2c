//! The keys by which programs act for the user.

mod create;
mod secret;

use contract::{ApiKeyId, Page, api_keys::ApiKey};
use leptos::prelude::*;
use ui::{
    Badge, Button, Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle,
    EmptyState, Icon, IconSize, Skeleton, icons,
};

use super::Settings;
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask,
    contexts::{set_title, use_calendar, use_texts},
    forms::use_alive,
    pages::{
        problem::Refusal,
        question::{Asked, Confirmation, Question, use_question},
        row_button::RowButton,
    },
    queries::{use_queries, use_query},
};
use create::CreateDialog;
use secret::{Secret, SecretDialog};

/// How the API is called with a key.
const EXAMPLE: &str = "curl https://…/api/v1/users/me \\\n  --header 'Authorization: Bearer plk_…'";

/// The page.
#[component]
pub(super) fn ApiKeys() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.api_keys_title());
    view! {
        <Settings title=texts.api_keys_title() lead=texts.api_keys_lead()>
            <Keys />
        </Settings>
    }
}

/// The keys, and what can be done with them.
#[component]
fn Keys() -> impl IntoView {
    let texts = use_texts();
    let keys = use_query(ask::api_keys);
    let is_creating = RwSignal::new(false);
    let secret = Secret::new();
    let question = use_question();
    let list = move || match keys.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=3 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => view! { <Empty /> }.into_any(),
        Some((_, Ok(page))) => view! { <List page secret /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=keys.retry />
            </CardContent>
        }
        .into_any(),
    };
    let alive = use_alive();
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.api_keys_title()}</CardTitle>
                <CardDescription>{texts.api_keys_card_text()}</CardDescription>
            </CardHeader>
            <div
                class="sessions"
                role="group"
                aria-label=texts.api_keys_title()
                tabindex="-1"
                node_ref=question.place
            >
                {list}
            </div>
            <CardFooter>
                <Button
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| is_creating.set(true)
                >
                    {texts.api_keys_create()}
                </Button>
            </CardFooter>
        </Card>
        <CreateDialog open=is_creating secret />
        <SecretDialog secret />
        <Confirmation id="change-key" question />
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    if page.user.is_none() {
        return Answers::default();
    }
    Answers::default().ask(&page.client, ask::api_keys()).await
}

#[component]
fn Empty() -> impl IntoView {
    let texts = use_texts();
    view! {
        <CardContent>
            <EmptyState
                icon=icons::KEY
                title=texts.api_keys_empty()
                text=texts.api_keys_empty_text()
            >
                <pre class="key-example" dir="ltr">
                    <code>{EXAMPLE}</code>
                </pre>
            </EmptyState>
        </CardContent>
    }
}

#[component]
fn List(page: Page<ApiKey>, secret: Secret) -> impl IntoView {
    let texts = use_texts();
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let note = page
        .next_cursor
        .is_some()
        .then(|| texts.api_keys_cut(shown));
    // Keyed by all that changes: a line that came to stand for another key would keep its handlers.
    view! {
        <ul class="session-list">
            <For
                each=move || page.items.clone()
                key=|key| (key.id, key.replaced_by, key.last_used_at, key.expires_at)
                children=move |key| view! { <Row key_shown=key secret /> }
            />
        </ul>
        {note.map(|note| view! { <p class="session-note">{note}</p> })}
    }
}

#[component]
fn Row(key_shown: ApiKey, secret: Secret) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let ApiKey {
        id,
        name,
        prefix,
        scopes,
        created_at,
        expires_at,
        last_used_at,
        replaced_by,
    } = key_shown;
    let date = move |at| calendar.date(at);
    let used = move || match last_used_at {
        Some(at) => texts.api_keys_used(&calendar.date_time(at)),
        None => texts.api_keys_never_used().to_owned(),
    };
    let is_replaced = replaced_by.is_some();
    let scopes: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
    view! {
        <li class="entry key">
            <span class="session-icon">
                <Icon icon=icons::KEY size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    <span>{name.clone()}</span>
                    {is_replaced.then(|| view! { <Badge>{texts.api_keys_replaced()}</Badge> })}
                </p>
                <p class="session-facts" dir="ltr">
                    <code>{format!("{prefix}…")}</code>
                    <span>{scopes.join(", ")}</span>
                </p>
                <p class="session-facts">
                    <span>{used}</span>
                    <span>{move || texts.api_keys_created(&date(created_at))}</span>
                    {expires_at
                        .map(|at| view! { <span>{move || texts.api_keys_expires(&date(at))}</span> })}
                </p>
            </div>
            <div class="key-actions">
                {(!is_replaced).then(|| view! { <RotateButton id name=name.clone() secret /> })}
                <RevokeButton id name />
            </div>
        </li>
    }
}

#[component]
fn RotateButton(id: ApiKeyId, name: String, secret: Secret) -> impl IntoView {
    let texts = use_texts();
    let queries = use_queries();
    let question = Question::of_page();
    let label = texts.api_keys_rotate_named(&name);
    let ask = move || {
        question.ask(
            Asked::new(
                texts.api_keys_rotate_title(&name),
                texts.api_keys_rotate_text(),
                texts.api_keys_rotate(),
                move |client| async move {
                    let made = queries.rotate_api_key(&client, id).await;
                    made.map(|made| secret.keep(made.key))
                },
            )
            .danger()
            .then(move || secret.open()),
        );
    };
    view! { <RowButton label act=ask word=texts.api_keys_rotate() /> }
}

#[component]
fn RevokeButton(id: ApiKeyId, name: String) -> impl IntoView {
    let texts = use_texts();
    let queries = use_queries();
    let question = Question::of_page();
    let label = texts.api_keys_revoke_named(&name);
    let ask = move || {
        question.ask(
            Asked::new(
                texts.api_keys_revoke_title(&name),
                texts.api_keys_revoke_text(),
                texts.api_keys_revoke(),
                move |client| async move { queries.revoke_api_key(&client, id).await },
            )
            .danger()
            .said(texts.api_keys_revoked()),
        );
    };
    view! { <RowButton label act=ask word=texts.api_keys_revoke() /> }
}
