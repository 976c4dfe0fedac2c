//! What somebody was told, the latest first. What is shown is in the address, as with all lists.
//!
//! Who acts as somebody else leaves it unread, so that the person sees it.

use contract::{
    NotificationId, Page,
    notifications::{Notification, NotificationKind, NotificationQuery},
    problem::code,
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};
use serde::Deserialize;
use ui::{
    Badge, BadgeVariant, Button, ButtonLink, ButtonSize, ButtonVariant, Card, Container,
    ContainerSize, EmptyState, Gap, HeadingLevel, Icon, IconData, IconSize, PageHeader, Pagination,
    Skeleton, Stack, Toasts, icons,
};

#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{
        Result,
        ask::{self, query_of},
        use_client,
    },
    contexts::{is_impersonated, set_title, use_calendar, use_texts},
    forms::use_alive,
    pages::problem::Refusal,
    queries::{use_queries, use_query},
};

const PATH: &str = "/notifications";
const UNREAD_PATH: &str = "/notifications?unread=true";
/// Where invitations are answered: plain pages, to which links load a document.
const INVITATIONS: &str = "/invitations/";

/// The page.
#[component]
pub fn Notifications() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.notifications_title());
    let search = use_location().search;
    let query = Memo::new(move |_| search.with(|search| read(search)));
    let only_unread = move || query.with(|query| query.unread == Some(true));
    let notifications = use_query(move || query.with(ask::notifications));
    let reading = use_reading();
    let list = move || match notifications.latest.get() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => {
            view! { <Empty only_unread=only_unread() /> }.into_any()
        }
        Some((path, Ok(page))) => {
            let query = query_of(&path);
            view! { <List page query reading /> }.into_any()
        }
        // The row beside which the page began is gone, or was never one.
        Some((_, Err(error))) if error.code() == code::INVALID => {
            view! { <Empty only_unread=true /> }.into_any()
        }
        Some((_, Err(error))) => view! { <Refusal error retry=notifications.retry /> }.into_any(),
    };
    let tab = move |is_current: bool| is_current.then_some("page");
    view! {
        <Container size=ContainerSize::Sm>
            <Stack gap=Gap::Lg>
                <PageHeader
                    title=texts.notifications_title()
                    description=texts.notifications_lead()
                >
                    {(!is_impersonated()).then(|| view! { <ReadAll reading /> })}
                </PageHeader>
                <nav class="tabs" aria-label=texts.notifications_filter()>
                    <a class="tab" href=PATH aria-current=move || tab(!only_unread())>
                        {texts.notifications_all()}
                    </a>
                    <a class="tab" href=UNREAD_PATH aria-current=move || tab(only_unread())>
                        {texts.notifications_unread()}
                    </a>
                    <A href="/settings/notifications" attr:class="tab notification-settings">
                        <Icon icon=icons::SETTINGS />
                        {texts.notifications_settings()}
                    </A>
                </nav>
                <div aria-busy=move || {
                    notifications.is_loading.get().then_some("true")
                }>{list}</div>
            </Stack>
        </Container>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let ask = ask::notifications(&read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// Reads the address. What cannot be understood counts as absent.
fn read(search: &str) -> NotificationQuery {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Address {
        unread: String,
        cursor: String,
    }
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let said: Address = serde_urlencoded::from_str(search).unwrap_or_default();
    NotificationQuery {
        unread: (said.unread == "true").then_some(true),
        limit: None,
        cursor: Some(said.cursor).filter(|cursor| !cursor.is_empty()),
    }
}

/// Names the page that shows a list.
fn address(query: &NotificationQuery) -> String {
    let said = serde_urlencoded::to_string(query).unwrap_or_default();
    if said.is_empty() {
        PATH.to_owned()
    } else {
        format!("{PATH}?{said}")
    }
}

/// Marking one notification as read, or all of them.
type Reading = Action<Option<NotificationId>, Result<()>>;

fn use_reading() -> Reading {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let reading = Action::new(move |id: &Option<NotificationId>| {
        let (client, id) = (client.clone(), *id);
        async move {
            match id {
                Some(id) => queries.read_notification(&client, id).await,
                None => queries.read_all_notifications(&client).await,
            }
        }
    });
    let done = reading.value();
    let input = reading.input();
    let last = StoredValue::new(None::<Option<NotificationId>>);
    Effect::new(move || {
        if let Some(input) = input.get() {
            last.set_value(Some(input));
        }
    });
    Effect::new(move || match done.get() {
        Some(Ok(())) if last.get_value() == Some(None) => {
            Toasts.success(texts.notifications_all_read());
        }
        None | Some(Ok(())) => {}
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    reading
}

#[component]
fn ReadAll(reading: Reading) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            disabled=Signal::derive(move || !alive.get())
            on:click=move |_| {
                Toasts.clear();
                reading.dispatch(None);
            }
        >
            <Icon icon=icons::CHECK />
            {texts.notifications_read_all()}
        </Button>
    }
}

/// Says that there is nothing, and why.
#[component]
fn Empty(only_unread: bool) -> impl IntoView {
    let texts = use_texts();
    let (icon, title, text) = if only_unread {
        (
            icons::CIRCLE_CHECK,
            texts.notifications_caught_up_title(),
            texts.notifications_caught_up_text(),
        )
    } else {
        (
            icons::BELL,
            texts.notifications_empty_title(),
            texts.notifications_empty_text(),
        )
    };
    view! {
        <Card>
            <EmptyState icon title text level=HeadingLevel::H2>
                {only_unread
                    .then(|| {
                        view! {
                            <ButtonLink href=PATH variant=ButtonVariant::Outline>
                                {texts.notifications_all()}
                            </ButtonLink>
                        }
                    })}
            </EmptyState>
        </Card>
    }
}

#[component]
fn List(page: Page<Notification>, query: NotificationQuery, reading: Reading) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let other_page = |cursor: String| {
        address(&NotificationQuery {
            cursor: Some(cursor),
            ..query.clone()
        })
    };
    let previous = page.previous_cursor.map(other_page);
    let next = page.next_cursor.map(other_page);
    let has_pages = previous.is_some() || next.is_some();
    let items = page.items;
    view! {
        <Stack gap=Gap::Md>
            <Card>
                <ul class="session-list notification-list">
                    <For
                        each=move || items.clone()
                        key=|notification| (notification.id, notification.read_at)
                        children=move |notification| view! { <Row notification reading alive /> }
                    />
                </ul>
            </Card>
            {has_pages
                .then(|| {
                    view! {
                        <Pagination
                            label=texts.notifications_pages()
                            previous_label=texts.action_previous()
                            next_label=texts.action_next()
                            previous
                            next
                        />
                    }
                })}
        </Stack>
    }
}

#[component]
fn Row(notification: Notification, reading: Reading, alive: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let href = address_of(&notification);
    let Notification {
        id,
        kind,
        team_id: _,
        data,
        read_at,
        created_at,
    } = notification;
    let icon = icon(&kind);
    let is_unread = read_at.is_none();
    let is_to_read = is_unread && !is_impersonated();
    let words = calendar.with_zone(|zone| texts.notification(&kind, &data, zone));
    let when = calendar.date_time(created_at);
    let words = match href {
        Some(href) => {
            let open = move |_| {
                if is_to_read {
                    reading.dispatch(Some(id));
                }
            };
            let is_plain = href.starts_with(INVITATIONS);
            view! {
                <a
                    class="link link-quiet"
                    href=href
                    rel=is_plain.then_some("external")
                    on:click=open
                >
                    {words}
                </a>
            }
            .into_any()
        }
        None => view! { <span>{words}</span> }.into_any(),
    };
    let class = if is_unread {
        "entry notification notification-unread"
    } else {
        "entry notification"
    };
    view! {
        <li class=class>
            <span class="session-icon">
                <Icon icon size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    {words}
                    {is_unread
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Accent dot=true>
                                    {texts.notifications_new()}
                                </Badge>
                            }
                        })}
                </p>
                <p class="session-facts">
                    <span>{when}</span>
                </p>
            </div>
            {is_to_read
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Sm
                            disabled=Signal::derive(move || !alive.get())
                            on:click=move |_| {
                                Toasts.clear();
                                reading.dispatch(Some(id));
                            }
                        >
                            {texts.notifications_read()}
                        </Button>
                    }
                })}
        </li>
    }
}

/// The page that a notification is about, if there is one to go to.
fn address_of(notification: &Notification) -> Option<String> {
    let team = |page: &str| {
        let slug = notification.data.slug.as_deref()?;
        Some(format!("/t/{slug}{page}"))
    };
    match notification.kind.parse().ok()? {
        NotificationKind::RoleChanged
        | NotificationKind::TeamKept
        | NotificationKind::TeamOffered
        | NotificationKind::OfferWithdrawn
        | NotificationKind::OfferDeclined
        | NotificationKind::OfferAccepted => team(""),
        NotificationKind::MemberJoined
        | NotificationKind::MemberLeft
        | NotificationKind::InvitationDeclined => team("/members"),
        NotificationKind::TeamDeleting => team("/settings"),
        NotificationKind::ProjectShared => {
            let id = notification.data.project_id?;
            team(&format!("/projects/{id}"))
        }
        NotificationKind::InvitationReceived => {
            let id = notification.data.invitation_id?;
            Some(format!("{INVITATIONS}{id}"))
        }
        NotificationKind::ExportReady => Some("/settings/account".to_owned()),
        NotificationKind::TeamMfaRequired | NotificationKind::Impersonated => {
            Some("/settings/security".to_owned())
        }
        // Of what is left behind there is nothing to see.
        NotificationKind::RemovedFromTeam => None,
    }
}

fn icon(kind: &str) -> IconData {
    match kind.parse() {
        Ok(NotificationKind::InvitationReceived | NotificationKind::InvitationDeclined) => {
            icons::MAIL
        }
        Ok(
            NotificationKind::RoleChanged
            | NotificationKind::TeamMfaRequired
            | NotificationKind::Impersonated,
        ) => icons::SHIELD,
        Ok(NotificationKind::RemovedFromTeam | NotificationKind::MemberLeft) => icons::LOG_OUT,
        Ok(NotificationKind::TeamDeleting) => icons::TRIANGLE_ALERT,
        Ok(NotificationKind::ProjectShared) => icons::FOLDER,
        Ok(NotificationKind::ExportReady) => icons::DOWNLOAD,
        Ok(
            NotificationKind::MemberJoined
            | NotificationKind::TeamOffered
            | NotificationKind::OfferWithdrawn
            | NotificationKind::OfferAccepted
            | NotificationKind::OfferDeclined
            | NotificationKind::TeamKept,
        ) => icons::USERS,
        Err(_) => icons::BELL,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ID: &str = "019a0000-0000-7000-8000-0000000000f1";

    fn news(kind: &str, data: &serde_json::Value) -> Notification {
        let news = json!({
            "id": ID, "kind": kind, "team_id": null, "data": data,
            "read_at": null, "created_at": "2026-07-02T16:05:00Z",
        });
        serde_json::from_value(news).unwrap()
    }

    #[test]
    fn what_is_shared_leads_to_the_project() {
        let shared = json!({"slug": "engines", "project_id": ID});
        let project = format!("/t/engines/projects/{ID}");
        assert_eq!(address_of(&news("project_shared", &shared)), Some(project));
        let old = json!({"slug": "engines"});
        assert_eq!(address_of(&news("project_shared", &old)), None);
    }

    #[test]
    fn an_invitation_leads_to_where_it_is_answered() {
        let received = json!({"slug": "engines", "invitation_id": ID});
        let page = format!("/invitations/{ID}");
        assert_eq!(
            address_of(&news("invitation_received", &received)),
            Some(page)
        );
        let old = json!({"slug": "engines"});
        assert_eq!(address_of(&news("invitation_received", &old)), None);
    }

    #[test]
    fn address_and_query_are_the_same_thing() {
        let query = NotificationQuery {
            unread: Some(true),
            limit: None,
            cursor: Some("abc".to_owned()),
        };
        assert_eq!(address(&query), "/notifications?unread=true&cursor=abc");
        assert_eq!(read("?unread=true&cursor=abc"), query);
        assert_eq!(address(&NotificationQuery::default()), PATH);
        assert_eq!(read("unread=perhaps&cursor="), NotificationQuery::default());
    }
}
