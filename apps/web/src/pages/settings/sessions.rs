use contract::{Page, SessionId, sessions::Session};
use leptos::{html, prelude::*};
use ui::{
    Badge, BadgeVariant, Button, ButtonKind, ButtonSize, ButtonVariant, Card, CardContent,
    CardDescription, CardFooter, CardHeader, CardTitle, Dialog, DialogClose, DialogContent,
    DialogDescription, DialogFooter, DialogTitle, Icon, IconSize, Skeleton, Toasts,
};

use super::device;
use crate::{
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::problem::Refusal,
    queries::{use_queries, use_query},
};

/// The path of the form by which this browser signs out, with scripts or without.
const SIGN_OUT: &str = "/logout";

/// What somebody wants to end.
#[derive(Clone)]
enum Ending {
    One { id: SessionId, device: String },
    Others,
}

/// The question whether it shall end, and the answer to it.
#[derive(Clone, Copy)]
struct Question {
    about: RwSignal<Option<Ending>>,
    is_open: RwSignal<bool>,
    alive: RwSignal<bool>,
    end: Action<Ending, Result<()>>,
}

impl Question {
    fn ask(self, about: Ending) {
        Toasts.clear();
        self.about.set(Some(about));
        self.is_open.set(true);
    }
}

/// Where the user is signed in, and the way to end it.
#[component]
pub(super) fn Sessions() -> impl IntoView {
    let texts = use_texts();
    let sessions = use_query(ask::sessions);
    let place = NodeRef::<html::Div>::new();
    let question = use_question(place);
    let list = move || match sessions.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=3 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page question /> }.into_any(),
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
                node_ref=place
            >
                {list}
            </div>
        </Card>
        <Confirmation question />
    }
}

fn use_question(place: NodeRef<html::Div>) -> Question {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let question = Question {
        about: RwSignal::new(None),
        is_open: RwSignal::new(false),
        alive: use_alive(),
        end: Action::new(move |ending: &Ending| {
            let (client, ending) = (client.clone(), ending.clone());
            async move {
                match ending {
                    Ending::One { id, .. } => queries.end_session(&client, id).await,
                    Ending::Others => queries.end_other_sessions(&client).await,
                }
            }
        }),
    };
    let ended = question.end.value();
    Effect::new(move || {
        let Some(result) = ended.get() else { return };
        question.is_open.set(false);
        match result {
            Ok(()) => {
                Toasts.success(match question.about.get_untracked() {
                    Some(Ending::Others) => texts.settings_sessions_others_ended(),
                    _ => texts.settings_sessions_ended(),
                });
                // The button that asked is about to go, and the focus with it.
                request_animation_frame(move || {
                    if let Some(place) = place.get_untracked() {
                        // It fails only for elements that have left the document.
                        drop(place.focus());
                    }
                });
            }
            Err(error) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
        }
    });
    question
}

#[component]
fn List(mut page: Page<Session>, question: Question) -> impl IntoView {
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
                children=move |session| view! { <Row session question /> }
            />
        </ul>
        {note.map(|note| view! { <p class="session-note">{note}</p> })}
        {has_others
            .then(|| {
                view! {
                    <CardFooter>
                        <Button
                            variant=ButtonVariant::Outline
                            disabled=Signal::derive(move || !question.alive.get())
                            on:click=move |_| question.ask(Ending::Others)
                        >
                            {texts.settings_sessions_end_others()}
                        </Button>
                    </CardFooter>
                }
            })}
    }
}

#[component]
fn Row(session: Session, question: Question) -> impl IntoView {
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
    let label = texts.settings_sessions_end_named(&name);
    let button = if is_current {
        view! {
            <form method="post" action=SIGN_OUT>
                <Button
                    kind=ButtonKind::Submit
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    label
                >
                    {texts.nav_sign_out()}
                </Button>
            </form>
        }
        .into_any()
    } else {
        let device = name.clone();
        view! {
            <Button
                variant=ButtonVariant::Outline
                size=ButtonSize::Sm
                label
                disabled=Signal::derive(move || !question.alive.get())
                on:click=move |_| {
                    question.ask(Ending::One { id, device: device.clone() });
                }
            >
                {texts.nav_sign_out()}
            </Button>
        }
        .into_any()
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

/// Asks once more, before something ends.
#[component]
fn Confirmation(question: Question) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        end,
        ..
    } = question;
    let title = move || {
        about.with(|about| match about {
            Some(Ending::One { device, .. }) => texts.settings_sessions_end_title(device),
            Some(Ending::Others) | None => texts.settings_sessions_end_others_title().to_owned(),
        })
    };
    let text = move || {
        about.with(|about| match about {
            Some(Ending::One { .. }) => texts.settings_sessions_end_text(),
            Some(Ending::Others) | None => texts.settings_sessions_end_others_text(),
        })
    };
    let confirm = move |_| {
        if let Some(about) = about.get_untracked() {
            end.dispatch(about);
        }
    };
    view! {
        <Dialog id="end-session" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{text}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=end.pending()
                        on:click=confirm
                    >
                        {texts.nav_sign_out()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
