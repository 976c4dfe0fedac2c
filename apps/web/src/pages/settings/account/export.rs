use std::time::Duration;

use contract::{
    Page,
    account::{Export, ExportState},
};
use leptos::prelude::*;
use ui::{
    Button, ButtonSize, ButtonVariant, Card, CardContent, CardDescription, CardFooter, CardHeader,
    CardTitle, Icon, IconSize, Skeleton, Spinner, Toasts, icons,
};

use crate::{
    client::{Result, ask, export_path, use_client},
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::{download::Download, problem::Refusal},
    queries::{Query, use_queries, use_query},
};

/// After how long it is asked again whether an archive is ready.
const ASK_AGAIN: Duration = Duration::from_secs(3);

/// What is kept of the user, to be taken away.
#[component]
pub(super) fn Exports() -> impl IntoView {
    let texts = use_texts();
    let exports = use_query(ask::exports);
    let alive = use_alive();
    let ask = use_request();
    follow_pending(&exports);
    let list = move || match exports.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=1 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=exports.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.account_export()}</CardTitle>
                <CardDescription>{texts.account_export_text()}</CardDescription>
            </CardHeader>
            <div role="group" aria-label=texts.account_export() aria-live="polite">
                {list}
            </div>
            <CardFooter>
                <Button
                    variant=ButtonVariant::Outline
                    disabled=Signal::derive(move || !alive.get())
                    loading=ask.pending()
                    on:click=move |_| {
                        Toasts.clear();
                        ask.dispatch(());
                    }
                >
                    {texts.account_export_ask()}
                </Button>
            </CardFooter>
        </Card>
    }
}

fn use_request() -> Action<(), Result<Export>> {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let ask = Action::new(move |(): &()| {
        let client = client.clone();
        async move { queries.request_export(&client).await }
    });
    let asked = ask.value();
    Effect::new(move || match asked.get() {
        None => {}
        Some(Ok(_)) => Toasts.success(texts.account_export_asked()),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    ask
}

/// Asks again while an archive is being made.
fn follow_pending(exports: &Query<Page<Export>>) {
    let (latest, retry) = (exports.latest, exports.retry);
    Effect::new(move || {
        let is_pending = latest.with(
            |latest| matches!(latest, Some((_, Ok(page))) if page.items.iter().any(is_pending)),
        );
        if is_pending {
            let handle = set_interval_with_handle(move || retry.run(()), ASK_AGAIN);
            on_cleanup(move || {
                if let Ok(handle) = handle {
                    handle.clear();
                }
            });
        }
    });
}

fn is_pending(export: &Export) -> bool {
    export.state == ExportState::Pending
}

#[component]
fn List(page: Page<Export>) -> impl IntoView {
    let rows = page
        .items
        .into_iter()
        .map(|export| view! { <Row export /> })
        .collect_view();
    view! { <ul class="session-list">{rows}</ul> }
}

#[component]
fn Row(export: Export) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let Export {
        id,
        state,
        size,
        created_at,
        expires_at,
    } = export;
    let made = calendar.date_time(created_at);
    let (status, action) = match state {
        ExportState::Pending => (
            texts.account_export_pending().to_owned(),
            view! { <Spinner /> }.into_any(),
        ),
        ExportState::Ready => {
            let label = texts.account_export_download_named(&made);
            (
                texts.account_export_ready(kilobytes(size)),
                view! {
                    <Download href=export_path(id) label size=ButtonSize::Sm>
                        {texts.account_export_download()}
                    </Download>
                }
                .into_any(),
            )
        }
    };
    view! {
        <li class="entry export">
            <span class="session-icon">
                <Icon icon=icons::DATABASE size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">{status}</p>
                <p class="session-facts">
                    <span>{texts.account_export_made(&made)}</span>
                    <span>{texts.account_export_until(&calendar.date_time(expires_at))}</span>
                </p>
            </div>
            {action}
        </li>
    }
}

/// The size of an archive, rounded up.
fn kilobytes(bytes: Option<i64>) -> i64 {
    bytes.unwrap_or_default().saturating_add(1023) / 1024
}
