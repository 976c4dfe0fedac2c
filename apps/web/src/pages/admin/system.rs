//! How the product is.

use contract::admin::{DatabaseKind, SystemStatus};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Button, ButtonSize, ButtonVariant, Card, Grid, Icon, IconData, icons,
};

use super::{
    Frame, Section,
    list::{Time, answered},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::use_texts,
    forms::use_alive,
    queries::{use_queries, use_query},
};

/// Bytes of a mebibyte.
const MEBIBYTE: i64 = 1024 * 1024;

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    Answers::default().ask(&page.client, admin::system()).await
}

/// The page.
#[component]
pub(super) fn System() -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let queries = use_queries();
    let status = use_query(admin::system);
    let show = |status: SystemStatus| view! { <Facts status /> }.into_any();
    view! {
        <Frame section=Section::System>
            {answered(status, show)}
            <div>
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| queries.forget_staff()
                >
                    {texts.admin_refresh()}
                </Button>
            </div>
        </Frame>
    }
}

#[component]
fn Facts(status: SystemStatus) -> impl IntoView {
    let texts = use_texts();
    let SystemStatus {
        version,
        started_at,
        uptime_seconds,
        database,
        redis,
        queue_lag_seconds,
        jobs_queued,
        jobs_dead,
        users,
        teams,
        sessions,
    } = status;
    let database_name = match database.kind {
        DatabaseKind::Sqlite => "SQLite",
        DatabaseKind::Postgres => "PostgreSQL",
    };
    let size = database
        .bytes
        .map(|bytes| texts.admin_mebibytes(bytes / MEBIBYTE));
    let is_open = database.keeps_teams_apart == Some(false);
    let queue = texts.admin_queue_note(jobs_queued, jobs_dead);
    view! {
        <Grid>
            <Fact icon=icons::SERVER label=texts.admin_version() value=version>
                <span>{texts.admin_since()}</span>
                " "
                <Time at=started_at />
                " "
                <span>{texts.admin_uptime(uptime_seconds / 3600)}</span>
            </Fact>
            <Fact icon=icons::DATABASE label=texts.admin_database() value=database_name>
                <Works is_well=database.is_ready />
                " "
                <span>{size}</span>
                " "
                {is_open
                    .then(|| {
                        view! {
                            <Badge variant=BadgeVariant::Warning dot=true>
                                {texts.admin_wall_open()}
                            </Badge>
                        }
                    })}
            </Fact>
            <Fact
                icon=icons::ZAP
                label="Redis"
                value=if redis.is_some() { texts.admin_redis_used() } else { texts.admin_redis_none() }
            >
                {redis.map(|is_well| view! { <Works is_well /> })}
            </Fact>
            <Fact
                icon=icons::ZAP
                label=texts.admin_queue_lag()
                value=texts.admin_seconds(queue_lag_seconds)
            >
                <span>{queue}</span>
            </Fact>
            <Fact icon=icons::USERS label=texts.nav_users() value=texts.number(users)>
                <span>{texts.admin_sessions_note(sessions)}</span>
            </Fact>
            <Fact icon=icons::GLOBE label=texts.admin_teams() value=texts.number(teams)>
                {""}
            </Fact>
        </Grid>
    }
}

#[component]
fn Works(is_well: bool) -> impl IntoView {
    let texts = use_texts();
    let (variant, text) = if is_well {
        (BadgeVariant::Success, texts.admin_works())
    } else {
        (BadgeVariant::Danger, texts.admin_fails())
    };
    view! { <Badge variant dot=true>{text}</Badge> }
}

#[component]
fn Fact(
    icon: IconData,
    label: &'static str,
    #[prop(into)] value: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Card class="account-fact">
            <div class="account-fact-label">
                <Icon icon />
                <span>{label}</span>
            </div>
            <p class="account-fact-value">{value}</p>
            <p class="account-fact-note">{children()}</p>
        </Card>
    }
}
