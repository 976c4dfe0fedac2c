//! The browsers of which no second factor is asked.

use contract::{DeviceId, mfa::TrustedDevice};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Card, CardDescription, CardHeader, CardTitle, Icon, IconSize, Toasts,
};

use super::device;
use crate::{
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    pages::row_button::RowButton,
    queries::{use_queries, use_query},
};

/// The card; it is there only while a browser is trusted.
#[component]
pub(super) fn TrustedDevices() -> impl IntoView {
    let texts = use_texts();
    let devices = use_query(ask::trusted_devices);
    let untrust = use_untrust();
    move || {
        let Some((_, Ok(devices))) = devices.latest.get() else {
            return None;
        };
        if devices.is_empty() {
            return None;
        }
        // Keyed: a line that came to stand for another browser would keep its handlers.
        Some(view! {
            <Card>
                <CardHeader>
                    <CardTitle>{texts.settings_trusted()}</CardTitle>
                    <CardDescription>{texts.settings_trusted_text()}</CardDescription>
                </CardHeader>
                <ul class="session-list">
                    <For
                        each=move || devices.clone()
                        key=|trusted| (trusted.id, trusted.trusted_until)
                        children=move |trusted| view! { <Row trusted untrust /> }
                    />
                </ul>
            </Card>
        })
    }
}

fn use_untrust() -> Action<DeviceId, Result<()>> {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let untrust = Action::new(move |id: &DeviceId| {
        let (client, id) = (client.clone(), *id);
        async move { queries.untrust_device(&client, id).await }
    });
    let done = untrust.value();
    Effect::new(move || match done.get() {
        None => {}
        Some(Ok(())) => Toasts.success(texts.settings_trusted_removed()),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    untrust
}

#[component]
fn Row(trusted: TrustedDevice, untrust: Action<DeviceId, Result<()>>) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let TrustedDevice {
        id,
        browser,
        system,
        device,
        last_seen_at: _,
        trusted_until,
        is_current,
    } = trusted;
    let name = device::name(texts, browser.as_deref(), system.as_deref());
    let label = texts.settings_trusted_remove_named(&name);
    let until = texts.settings_trusted_until(&calendar.date(trusted_until));
    view! {
        <li class="session">
            <span class="session-icon">
                <Icon icon=device::icon(device) size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    <span>{name}</span>
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
                    <span>{until}</span>
                </p>
            </div>
            <RowButton
                label
                act=move || {
                    Toasts.clear();
                    untrust.dispatch(id);
                }
                word=texts.settings_trusted_remove()
            />
        </li>
    }
}
