use contract::users::{User, UserQuery};
use leptos::prelude::*;
use ui::{
    Avatar, AvatarSize, ButtonLink, ButtonSize, ButtonVariant, Card, CardContent, CardHeader,
    CardTitle, EmptyState, HeadingLevel, Skeleton, icons,
};

#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask,
    contexts::{use_calendar, use_texts},
    pages::problem::Refusal,
    queries::use_query,
};

const SHOWN: u32 = 5;

fn query() -> UserQuery {
    UserQuery {
        limit: Some(SHOWN),
        ..UserQuery::default()
    }
}

/// Asks for what the part shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    Answers::default()
        .ask(&page.client, ask::users(&query()))
        .await
}

/// The accounts that were made last, for superusers.
#[component]
pub(super) fn NewestUsers() -> impl IntoView {
    let texts = use_texts();
    let newest = use_query(|| ask::users(&query()));
    let list = move || match newest.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=5 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => view! {
            <EmptyState
                icon=icons::USERS
                title=texts.users_empty_title()
                level=HeadingLevel::H3
            />
        }
        .into_any(),
        Some((_, Ok(page))) => view! {
            <ul class="people">
                {page
                    .items
                    .into_iter()
                    .map(|user| view! { <Person user /> })
                    .collect_view()}
            </ul>
        }
        .into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=newest.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader action=move || {
                view! {
                    <ButtonLink
                        href="/admin/users"
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                    >
                        {texts.dashboard_all_users()}
                    </ButtonLink>
                }
            }>
                <CardTitle>{texts.dashboard_newest_users()}</CardTitle>
            </CardHeader>
            {list}
        </Card>
    }
}

#[component]
fn Person(user: User) -> impl IntoView {
    let calendar = use_calendar();
    let created_at = user.created_at;
    view! {
        <li class="person">
            <Avatar name=user.full_name() size=AvatarSize::Md />
            <div class="person-text">
                <p class="person-name">{user.full_name()}</p>
                <p class="person-email" dir="ltr">
                    {user.email}
                </p>
            </div>
            <p class="person-date">
                {calendar.date(created_at)}
            </p>
        </li>
    }
}
