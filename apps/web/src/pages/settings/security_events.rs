use contract::{
    Page,
    security_events::{SecurityEvent, SecurityEventQuery},
};
use i18n::Texts;
use leptos::prelude::*;
use ui::{
    Button, ButtonVariant, Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle,
    Icon, IconData, IconSize, Skeleton, Toasts, icons,
};

use super::device;
use crate::{
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::problem::Refusal,
    queries::use_query,
};

/// What happened to the user's account, newest first.
#[component]
pub(super) fn SecurityEvents() -> impl IntoView {
    let texts = use_texts();
    let events = use_query(|| ask::security_events(&SecurityEventQuery::default()));
    let list = move || match events.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=3 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=events.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.events_title()}</CardTitle>
                <CardDescription>{texts.events_text()}</CardDescription>
            </CardHeader>
            <div role="group" aria-label=texts.events_title()>
                {list}
            </div>
        </Card>
    }
}

#[component]
fn List(page: Page<SecurityEvent>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let older = RwSignal::new(Vec::new());
    let next = RwSignal::new(page.next_cursor);
    let more = use_more(older, next);
    let is_empty = page.items.is_empty();
    let rows = page
        .items
        .into_iter()
        .map(|event| view! { <Row event /> })
        .collect_view();
    view! {
        {is_empty.then(|| view! { <p class="session-note">{texts.events_empty()}</p> })}
        <ul class="session-list">
            {rows}
            <For each=move || older.get() key=|event: &SecurityEvent| event.id let:event>
                <Row event />
            </For>
        </ul>
        {move || {
            next.with(Option::is_some)
                .then(|| {
                    view! {
                        <CardFooter>
                            <Button
                                variant=ButtonVariant::Outline
                                disabled=Signal::derive(move || !alive.get())
                                loading=more.pending()
                                on:click=move |_| {
                                    more.dispatch(next.get_untracked());
                                }
                            >
                                {texts.events_more()}
                            </Button>
                        </CardFooter>
                    }
                })
        }}
    }
}

type More = Action<Option<String>, Result<Page<SecurityEvent>>>;

/// Asks for the page after what is shown, and adds it.
fn use_more(older: RwSignal<Vec<SecurityEvent>>, next: RwSignal<Option<String>>) -> More {
    let texts = use_texts();
    let client = use_client();
    let more = Action::new(move |cursor: &Option<String>| {
        let client = client.clone();
        let query = SecurityEventQuery {
            limit: None,
            cursor: cursor.clone(),
        };
        async move { client.get(ask::security_events(&query)).await }
    });
    let answer = more.value();
    Effect::new(move || match answer.get() {
        None => {}
        Some(Ok(page)) => {
            older.update(|older| older.extend(page.items));
            next.set(page.next_cursor);
        }
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    more
}

#[component]
fn Row(event: SecurityEvent) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let device = if is_by_staff(&event.kind) {
        texts.events_by_staff().to_owned()
    } else {
        device::name(texts, event.browser.as_deref(), event.system.as_deref())
    };
    let SecurityEvent {
        kind,
        address,
        created_at,
        ..
    } = event;
    let when = calendar.date_time(created_at);
    view! {
        <li class="entry event">
            <span class="session-icon">
                <Icon icon=icon(&kind) size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">{words(texts, &kind)}</p>
                <p class="session-facts">
                    <span>{when}</span>
                    <span>{device}</span>
                    {address.map(|address| view! { <bdi dir="ltr">{address}</bdi> })}
                </p>
            </div>
        </li>
    }
}

/// What happened, in words; a kind that is newer than this page is told without them.
pub(in crate::pages) fn words(texts: &'static Texts, kind: &str) -> &'static str {
    match kind {
        "signed_in" => texts.events_kind_signed_in(),
        "sign_in_failed" => texts.events_kind_sign_in_failed(),
        "second_factor_failed" => texts.events_kind_second_factor_failed(),
        "totp_enabled" => texts.events_kind_totp_enabled(),
        "totp_removed" => texts.events_kind_totp_removed(),
        "recovery_code_used" => texts.events_kind_recovery_code_used(),
        "recovery_codes_renewed" => texts.events_kind_recovery_codes_renewed(),
        "passkey_added" => texts.events_kind_passkey_added(),
        "passkey_removed" => texts.events_kind_passkey_removed(),
        "passkey_copied" => texts.events_kind_passkey_copied(),
        "password_changed" => texts.events_kind_password_changed(),
        "password_reset" => texts.events_kind_password_reset(),
        "identity_linked" => texts.events_kind_identity_linked(),
        "identity_unlinked" => texts.events_kind_identity_unlinked(),
        "refresh_token_reused" => texts.events_kind_refresh_token_reused(),
        "account_locked" => texts.events_kind_account_locked(),
        "api_key_created" => texts.events_kind_api_key_created(),
        "api_key_rotated" => texts.events_kind_api_key_rotated(),
        "api_key_revoked" => texts.events_kind_api_key_revoked(),
        "email_changed" => texts.events_kind_email_changed(),
        "email_change_undone" => texts.events_kind_email_change_undone(),
        "account_deactivated" => texts.events_kind_account_deactivated(),
        "deletion_requested" => texts.events_kind_deletion_requested(),
        "deletion_cancelled" => texts.events_kind_deletion_cancelled(),
        "export_requested" => texts.events_kind_export_requested(),
        "mfa_reset_by_staff" => texts.events_kind_mfa_reset_by_staff(),
        "deactivated_by_staff" => texts.events_kind_deactivated_by_staff(),
        "activated_by_staff" => texts.events_kind_activated_by_staff(),
        "verified_by_staff" => texts.events_kind_verified_by_staff(),
        "sessions_ended_by_staff" => texts.events_kind_sessions_ended_by_staff(),
        "impersonated" => texts.events_kind_impersonated(),
        _ => texts.events_kind_other(),
    }
}

/// Whether staff have done it, whose browser is not told.
fn is_by_staff(kind: &str) -> bool {
    kind == "impersonated" || kind.ends_with("_by_staff")
}

fn icon(kind: &str) -> IconData {
    match kind {
        "sign_in_failed"
        | "second_factor_failed"
        | "account_locked"
        | "refresh_token_reused"
        | "passkey_copied"
        | "impersonated" => icons::TRIANGLE_ALERT,
        "password_changed" | "password_reset" => icons::LOCK,
        "email_changed" | "email_change_undone" => icons::MAIL,
        kind if kind.starts_with("api_key_") || kind.starts_with("passkey_") => icons::KEY,
        _ => icons::SHIELD,
    }
}
