use contract::{Page, SessionId, sessions::Session};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Button, ButtonKind, ButtonSize, ButtonVariant, Card, CardContent,
    CardDescription, CardFooter, CardHeader, CardTitle, Icon, IconSize, Skeleton,
};

use super::device;
use crate::{
    client::ask,
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::{
        problem::Refusal,
        question::{Asked, Confirmation, Question, use_question},
        row_button::RowButton,
    },
    queries::{use_queries, use_query},
};

/// The path of the form by which this browser signs out, with scripts or without.
const SIGN_OUT: &str = "/logout";

/// Where the user is signed in, and the way to end it.
#[component]
pub(super) fn Sessions() -> impl IntoView {
    let texts = use_texts();
    let sessions = use_query(ask::sessions);
    let question = use_question();
    let list = move || match sessions.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=3 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=sessions.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.settings_sessions()}</CardTitle>
                <CardDescription>{texts.settings_sessions_text()}</CardDescription>
            </CardHeader>
            <div
                class="sessions"
                role="group"
                aria-label=texts.settings_sessions()
                tabindex="-1"
                node_ref=question.place
            >
                {list}
            </div>
        </Card>
        <Confirmation id="end-session" question />
    }
}

#[component]
fn List(mut page: Page<Session>) -> impl IntoView {
    let texts = use_texts();
    // The device in one's hands is what the others are compared with.
    page.items.sort_by_key(|session| !session.is_current);
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let is_cut = page.next_cursor.is_some();
    let has_others = is_cut || page.items.iter().any(|session| !session.is_current);
    let sessions = page.items;
    let note = if is_cut {
        Some(texts.settings_sessions_cut(shown))
    } else if has_others {
        None
    } else {
        Some(texts.settings_sessions_only().to_owned())
    };
    view! {
        // Keyed: a line that came to stand for another session would keep its handlers.
        <ul class="session-list">
            <For
                each=move || sessions.clone()
                key=|session| (session.id, session.last_seen_at, session.is_current)
                children=move |session| view! { <Row session /> }
            />
        </ul>
        {note.map(|note| view! { <p class="session-note">{note}</p> })}
        {has_others
            .then(|| {
                view! {
                    <CardFooter>
                        <EndOthersButton />
                    </CardFooter>
                }
            })}
    }
}

#[component]
fn Row(session: Session) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let Session {
        id,
        device: kind,
        created_at,
        last_seen_at,
        is_current,
        is_impersonated,
        ..
    } = session;
    let name = if is_impersonated {
        texts.events_by_staff().to_owned()
    } else {
        device::name(texts, session.browser.as_deref(), session.system.as_deref())
    };
    let begun = texts.settings_sessions_begun(&calendar.date(created_at));
    let seen = if is_current {
        texts.settings_sessions_now().to_owned()
    } else {
        texts.settings_sessions_seen(&calendar.date_time(last_seen_at))
    };
    let button = if is_current {
        view! {
            <form method="post" action=SIGN_OUT>
                <Button
                    kind=ButtonKind::Submit
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    label=texts.settings_sessions_end_named(&name)
                >
                    {texts.nav_sign_out()}
                </Button>
            </form>
        }
        .into_any()
    } else {
        view! { <EndButton id device=name.clone() /> }.into_any()
    };
    view! {
        <li class="session">
            <span class="session-icon">
                <Icon icon=device::icon(kind) size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    <span>{name}</span>
                    {is_impersonated
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Warning>
                                    {texts.settings_sessions_impersonated()}
                                </Badge>
                            }
                        })}
                    {is_current
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Success dot=true>
                                    {texts.settings_sessions_current()}
                                </Badge>
                            }
                        })}
                </p>
                <p class="session-facts">
                    {session
                        .address
                        .map(|address| view! { <bdi dir="ltr">{address}</bdi> })}
                    <span>{seen}</span>
                    <span>{begun}</span>
                </p>
            </div>
            {button}
        </li>
    }
}

#[component]
fn EndButton(id: SessionId, device: String) -> impl IntoView {
    let texts = use_texts();
    let queries = use_queries();
    let question = Question::of_page();
    let label = texts.settings_sessions_end_named(&device);
    let ask = move || {
        question.ask(
            Asked::new(
                texts.settings_sessions_end_title(&device),
                texts.settings_sessions_end_text(),
                texts.nav_sign_out(),
                move |client| async move { queries.end_session(&client, id).await },
            )
            .danger()
            .said(texts.settings_sessions_ended()),
        );
    };
    view! { <RowButton label act=ask word=texts.nav_sign_out() /> }
}

#[component]
fn EndOthersButton() -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move |_| {
        question.ask(
            Asked::new(
                texts.settings_sessions_end_others_title(),
                texts.settings_sessions_end_others_text(),
                texts.nav_sign_out(),
                move |client| async move { queries.end_other_sessions(&client).await },
            )
            .danger()
            .said(texts.settings_sessions_others_ended()),
        );
    };
    view! {
        <Button
            variant=ButtonVariant::Outline
            disabled=Signal::derive(move || !alive.get())
            on:click=ask
        >
            {texts.settings_sessions_end_others()}
        </Button>
    }
}
