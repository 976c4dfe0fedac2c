use contract::{
    identities::{Identities as IdentityList, Identity},
    oauth::{LinkStarted, Provider, ProviderId, Providers},
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, AlertVariant, Button, ButtonSize, ButtonVariant, Card, CardContent, CardDescription,
    CardHeader, CardTitle, Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter,
    DialogTitle, Icon, IconSize, Skeleton, Toasts,
};

use crate::{
    browser,
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::{problem::Refusal, provider, step_up::use_step_up},
    queries::{use_queries, use_query},
};

/// The name of what the address says when an account could not be connected.
const ERROR: &str = "oauth_error";

/// The providers that are set up, and the user's accounts there.
#[derive(Clone, PartialEq, Eq)]
struct Connections {
    providers: Vec<Provider>,
    identities: Vec<Identity>,
}

impl Connections {
    fn of(providers: Result<Providers>, identities: Result<IdentityList>) -> Result<Self> {
        Ok(Self {
            providers: providers?.items,
            identities: identities?.items,
        })
    }
}

/// What is to be done with an account, and the question before it is disconnected.
#[derive(Clone, Copy)]
struct Question {
    about: RwSignal<Option<Provider>>,
    is_open: RwSignal<bool>,
    alive: RwSignal<bool>,
    unlink: Action<ProviderId, Result<()>>,
    link: Action<ProviderId, Result<LinkStarted>>,
}

impl Question {
    fn ask(self, about: Provider) {
        Toasts.clear();
        self.about.set(Some(about));
        self.is_open.set(true);
    }

    fn connect(self, about: Provider) {
        Toasts.clear();
        self.about.set(Some(about));
        self.go(self.link);
    }

    fn disconnect(self) {
        self.go(self.unlink);
    }

    /// Does it with the provider that it is about.
    fn go<T: Send + Sync + 'static>(self, action: Action<ProviderId, T>) {
        if let Some(provider) = self.about.get_untracked() {
            action.dispatch(provider.id);
        }
    }
}

/// The accounts elsewhere by which the user signs in; nothing where there can be none.
#[component]
pub(super) fn Identities() -> impl IntoView {
    let providers = use_query(ask::oauth_providers);
    let identities = use_query(ask::identities);
    let latest = Memo::new(move |_| {
        let (_, providers) = providers.latest.get()?;
        let (_, identities) = identities.latest.get()?;
        Some(Connections::of(providers, identities))
    });
    let retry = Callback::new(move |()| {
        providers.retry.run(());
        identities.retry.run(());
    });
    let is_empty = Memo::new(move |_| {
        latest.with(|latest| match latest {
            Some(Ok(connections)) => rows(connections).is_empty(),
            _ => false,
        })
    });
    let place = NodeRef::<html::Div>::new();
    let question = use_question(place);
    view! {
        {move || (!is_empty.get()).then(|| view! { <Connected latest retry place question /> })}
        <Confirmation question />
    }
}

#[component]
fn Connected(
    latest: Memo<Option<Result<Connections>>>,
    retry: Callback<()>,
    place: NodeRef<html::Div>,
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let list = move || match latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some(Ok(connections)) => view! { <List connections question /> }.into_any(),
        Some(Err(error)) => view! {
            <CardContent>
                <Refusal error retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.identities_title()}</CardTitle>
                <CardDescription>{texts.identities_text()}</CardDescription>
            </CardHeader>
            <Failure />
            <div
                class="identities"
                role="group"
                aria-label=texts.identities_title()
                tabindex="-1"
                node_ref=place
            >
                {list}
            </div>
        </Card>
    }
}

/// Why an account could not be connected, if the provider has sent somebody back without.
#[component]
fn Failure() -> impl IntoView {
    let texts = use_texts();
    let error = use_query_map().with_untracked(|query| query.get(ERROR));
    let words = error.and_then(|code| texts.error(&code));
    words.map(|words| {
        view! {
            <CardContent>
                <Alert variant=AlertVariant::Danger title=texts.identities_failed_title()>
                    {words}
                </Alert>
            </CardContent>
        }
    })
}

fn use_question(place: NodeRef<html::Div>) -> Question {
    let client = use_client();
    let queries = use_queries();
    let linking = client.clone();
    let question = Question {
        about: RwSignal::new(None),
        is_open: RwSignal::new(false),
        alive: use_alive(),
        unlink: Action::new(move |provider: &ProviderId| {
            let (client, provider) = (client.clone(), *provider);
            async move { queries.unlink_identity(&client, provider).await }
        }),
        link: Action::new(move |provider: &ProviderId| {
            let (client, provider) = (linking.clone(), *provider);
            async move { client.link_identity(provider).await }
        }),
    };
    follow(question, place);
    question
}

/// Says how it has ended, or leaves for the provider.
fn follow(question: Question, place: NodeRef<html::Div>) {
    let texts = use_texts();
    let step_up = use_step_up();
    let refused = move |code: &str| Toasts.danger(texts.error(code).unwrap_or_default());
    let unlinked = question.unlink.value();
    Effect::new(move || {
        let Some(result) = unlinked.get() else { return };
        question.is_open.set(false);
        match result {
            Ok(()) => {
                Toasts.success(texts.identities_disconnected());
                // The button that asked is about to go, and the focus with it.
                request_animation_frame(move || {
                    if let Some(place) = place.get_untracked() {
                        // It fails only for elements that have left the document.
                        drop(place.focus());
                    }
                });
            }
            Err(error) if step_up.asks(&error, move || question.disconnect()) => {}
            Err(error) => refused(error.code()),
        }
    });
    let started = question.link.value();
    Effect::new(move || match started.get() {
        None => {}
        Some(Ok(started)) => browser::load(&started.authorize_url),
        Some(Err(error)) if step_up.asks(&error, move || question.go(question.link)) => {}
        Some(Err(error)) => refused(error.code()),
    });
}

/// The providers that are set up, and then those that are no more but by which one signed in.
fn rows(connections: &Connections) -> Vec<(Provider, Option<Identity>)> {
    let Connections {
        providers,
        identities,
    } = connections;
    let identity_at = |provider: ProviderId| {
        identities
            .iter()
            .find(|identity| identity.provider == provider)
            .cloned()
    };
    let present = providers
        .iter()
        .map(|provider| (provider.clone(), identity_at(provider.id)));
    let is_gone = |identity: &&Identity| {
        providers
            .iter()
            .all(|provider| provider.id != identity.provider)
    };
    let gone = identities.iter().filter(is_gone).map(|identity| {
        let provider = Provider {
            id: identity.provider,
            name: identity.provider.to_string(),
        };
        (provider, Some(identity.clone()))
    });
    present.chain(gone).collect()
}

#[component]
fn List(connections: Connections, question: Question) -> impl IntoView {
    let rows = rows(&connections)
        .into_iter()
        .map(|(provider, identity)| view! { <Row provider identity question /> })
        .collect_view();
    view! { <ul class="identity-list">{rows}</ul> }
}

#[component]
fn Row(provider: Provider, identity: Option<Identity>, question: Question) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let mark = provider::mark(provider.id);
    let name = provider.name.clone();
    let is_connected = identity.is_some();
    let facts = match identity {
        None => view! { <span>{texts.identities_none()}</span> }.into_any(),
        Some(identity) => {
            let since = texts.identities_since(&calendar.date(identity.created_at));
            view! {
                {identity.email.map(|email| view! { <bdi dir="ltr">{email}</bdi> })}
                <span>{since}</span>
            }
            .into_any()
        }
    };
    view! {
        <li class="identity">
            <span class="identity-icon">
                <Icon icon=mark size=IconSize::Lg />
            </span>
            <div class="identity-text">
                <p class="identity-name">
                    <span>{name}</span>
                </p>
                <p class="identity-facts">{facts}</p>
            </div>
            <Change provider is_connected question />
        </li>
    }
}

/// The button that connects or disconnects.
#[component]
fn Change(provider: Provider, is_connected: bool, question: Question) -> impl IntoView {
    let texts = use_texts();
    let (label, text) = if is_connected {
        let label = texts.identities_disconnect_named(&provider.name);
        (label, texts.identities_disconnect())
    } else {
        let label = texts.identities_connect_named(&provider.name);
        (label, texts.identities_connect())
    };
    let change = move |_| {
        if is_connected {
            question.ask(provider.clone());
        } else {
            question.connect(provider.clone());
        }
    };
    let pending = question.link.pending();
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            label
            disabled=Signal::derive(move || !question.alive.get() || pending.get())
            on:click=change
        >
            {text}
        </Button>
    }
}

/// Asks once more, before a way in is given up.
#[component]
fn Confirmation(question: Question) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        unlink,
        ..
    } = question;
    let title = move || {
        about.with(|about| {
            let name = about.as_ref().map_or("", |provider| provider.name.as_str());
            texts.identities_disconnect_title(name)
        })
    };
    view! {
        <Dialog id="disconnect" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.identities_disconnect_text()}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=unlink.pending()
                        on:click=move |_| question.disconnect()
                    >
                        {texts.identities_disconnect()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
