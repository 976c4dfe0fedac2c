use contract::{
    identities::{Identities as IdentityList, Identity},
    oauth::{LinkStarted, Provider, ProviderId, Providers},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, AlertVariant, Button, ButtonSize, ButtonVariant, Card, CardContent, CardDescription,
    CardHeader, CardTitle, Icon, IconSize, Skeleton, Toasts,
};

use crate::{
    browser,
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::{
        problem::Refusal,
        provider,
        question::{Asked, Confirmation, Question},
        step_up::use_step_up,
    },
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

/// Has an account connected, and tells which.
type Link = Action<ProviderId, (ProviderId, Result<LinkStarted>)>;

/// What can be done with an account.
#[derive(Clone, Copy)]
struct Ways {
    alive: RwSignal<bool>,
    link: Link,
    /// The question before one is disconnected.
    question: Question,
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
    let ways = Ways {
        alive: use_alive(),
        link: use_link(),
        question: Question::new(),
    };
    view! {
        {move || (!is_empty.get()).then(|| view! { <Connected latest retry ways /> })}
        <Confirmation id="disconnect" question=ways.question />
    }
}

#[component]
fn Connected(
    latest: Memo<Option<Result<Connections>>>,
    retry: Callback<()>,
    ways: Ways,
) -> impl IntoView {
    let texts = use_texts();
    let list = move || match latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some(Ok(connections)) => view! { <List connections ways /> }.into_any(),
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
                node_ref=ways.question.place
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

/// Leaves for the provider, to come back with an account there.
fn use_link() -> Link {
    let texts = use_texts();
    let client = use_client();
    let step_up = use_step_up();
    let link = Action::new(move |provider: &ProviderId| {
        let (client, provider) = (client.clone(), *provider);
        async move { (provider, client.link_identity(provider).await) }
    });
    let started = link.value();
    Effect::new(move || match started.get() {
        None => {}
        Some((_, Ok(started))) => browser::load(&started.authorize_url),
        Some((provider, Err(error))) => step_up.refused(texts, &error, move || {
            link.dispatch(provider);
        }),
    });
    link
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
fn List(connections: Connections, ways: Ways) -> impl IntoView {
    let rows = rows(&connections);
    // Keyed by all that changes: a line that came to stand for another one would keep its handlers.
    view! {
        <ul class="identity-list">
            <For
                each=move || rows.clone()
                key=|(provider, identity)| {
                    let identity = identity.as_ref();
                    (provider.id, identity.map(|it| (it.email.clone(), it.created_at)))
                }
                children=move |(provider, identity)| view! { <Row provider identity ways /> }
            />
        </ul>
    }
}

#[component]
fn Row(provider: Provider, identity: Option<Identity>, ways: Ways) -> impl IntoView {
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
            <Change provider is_connected ways />
        </li>
    }
}

/// The button that connects or disconnects.
#[component]
fn Change(provider: Provider, is_connected: bool, ways: Ways) -> impl IntoView {
    let texts = use_texts();
    let queries = use_queries();
    let Ways {
        alive,
        link,
        question,
    } = ways;
    let Provider { id, name } = provider;
    let (label, text) = if is_connected {
        let label = texts.identities_disconnect_named(&name);
        (label, texts.identities_disconnect())
    } else {
        let label = texts.identities_connect_named(&name);
        (label, texts.identities_connect())
    };
    let change = move |_| {
        if !is_connected {
            Toasts.clear();
            link.dispatch(id);
            return;
        }
        question.ask(
            Asked::new(
                texts.identities_disconnect_title(&name),
                texts.identities_disconnect_text(),
                texts.identities_disconnect(),
                move |client| async move { queries.unlink_identity(&client, id).await },
            )
            .danger()
            .said(texts.identities_disconnected()),
        );
    };
    let pending = link.pending();
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            label
            disabled=Signal::derive(move || !alive.get() || pending.get())
            on:click=change
        >
            {text}
        </Button>
    }
}
