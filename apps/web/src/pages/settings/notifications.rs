//! How somebody is told what: each kind of news, each way.

use contract::notifications::{
    Channel, NotificationPreference, NotificationPreferenceUpdate,
    NotificationPreferences as Preferences,
};
use leptos::prelude::*;
use ui::{
    Card, CardContent, CardDescription, CardHeader, CardTitle, CheckboxCell, Skeleton, Table,
    TableBody, TableCell, TableHead, TableHeader, TableRow, Toasts,
};

use super::Settings;
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{Result, ask, use_client},
    contexts::{is_impersonated, set_title, use_texts},
    forms::use_alive,
    pages::problem::Refusal,
    queries::{use_queries, use_query},
};

/// The page.
#[component]
pub(super) fn NotificationPreferences() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.notifications_preferences_title());
    let preferences = use_query(ask::notification_preferences);
    let failures = RwSignal::new(0_u32);
    let update = use_update(failures);
    let table = move || match preferences.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=6 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(preferences))) => view! { <Choices preferences update failures /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=preferences.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Settings
            title=texts.notifications_preferences_title()
            lead=texts.notifications_preferences_lead()
        >
            <Card>
                <CardHeader>
                    <CardTitle>{texts.notifications_preferences_kind()}</CardTitle>
                    <CardDescription>{texts.notifications_preferences_text()}</CardDescription>
                </CardHeader>
                {table}
            </Card>
        </Settings>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    Answers::default()
        .ask(&page.client, ask::notification_preferences())
        .await
}

type Keep = Action<NotificationPreferenceUpdate, Result<()>>;

/// Keeps a choice behind the scenes. `failures` counts those that could not be kept, after which the
/// boxes show once more what is.
fn use_update(failures: RwSignal<u32>) -> Keep {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let update = Action::new(move |input: &NotificationPreferenceUpdate| {
        let (client, input) = (client.clone(), *input);
        async move {
            queries
                .update_notification_preference(&client, &input)
                .await
        }
    });
    let done = update.value();
    Effect::new(move || match done.get() {
        None | Some(Ok(())) => {}
        Some(Err(error)) => {
            failures.update(|failures| *failures += 1);
            Toasts.danger(texts.error(error.code()).unwrap_or_default());
        }
    });
    update
}

#[component]
fn Choices(preferences: Preferences, update: Keep, failures: RwSignal<u32>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let items = preferences.items;
    view! {
        <Table label=texts.notifications_settings() keeps_columns=true class="preferences">
            <TableHeader>
                <TableHead>{texts.notifications_preferences_what()}</TableHead>
                <TableHead class="preference">{texts.notifications_preferences_in_app()}</TableHead>
                <TableHead class="preference">{texts.notifications_preferences_mail()}</TableHead>
            </TableHeader>
            <TableBody>
                <For
                    each=move || {
                        let failures = failures.get();
                        items.clone().into_iter().map(move |item| (item, failures))
                    }
                    key=|(item, failures)| (item.kind, item.in_app, item.mail, *failures)
                    children=move |(preference, _)| view! { <Row preference update alive /> }
                />
            </TableBody>
        </Table>
    }
}

#[component]
fn Row(preference: NotificationPreference, update: Keep, alive: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let is_fixed = is_impersonated();
    let NotificationPreference { kind, in_app, mail } = preference;
    let name = texts.notification_kind(kind);
    let cell = move |channel: Channel, checked: bool, label: String| {
        let choose = move |ev| {
            Toasts.clear();
            update.dispatch(NotificationPreferenceUpdate {
                kind: Some(kind),
                channel,
                is_enabled: event_target_checked(&ev),
            });
        };
        view! {
            <TableCell class="preference">
                <CheckboxCell
                    label
                    checked
                    disabled=Signal::derive(move || is_fixed || !alive.get())
                    on:change=choose
                />
            </TableCell>
        }
    };
    view! {
        <TableRow>
            <TableCell header=true class="preference-kind">
                {name.to_owned()}
            </TableCell>
            {cell(Channel::InApp, in_app, texts.notifications_preferences_in_app_of(name))}
            {cell(Channel::Mail, mail, texts.notifications_preferences_mail_of(name))}
        </TableRow>
    }
}
