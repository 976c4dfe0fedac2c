use contract::users::{User, UserQuery};
use i18n::CivilDateTime;
use leptos::prelude::*;
use leptos_fetch::QueryClient;
use ui::{
    Avatar, AvatarSize, ButtonLink, ButtonSize, ButtonVariant, Card, CardContent, CardHeader,
    CardTitle, EmptyState, HeadingLevel, Skeleton, icons,
};

use crate::{
    contexts::{use_texts, use_user},
    pages::problem::Refusal,
    queries,
};

const SHOWN: u32 = 5;

/// The accounts that were made last, for superusers.
#[component]
pub(super) fn NewestUsers() -> impl IntoView {
    let texts = use_texts();
    let queries = expect_context::<QueryClient>();
    let query = UserQuery {
        limit: Some(SHOWN),
        ..UserQuery::default()
    };
    let key = serde_urlencoded::to_string(&query).unwrap_or_default();
    let newest = queries.resource(queries::users, move || key.clone());
    let list = move || {
        Suspend::new(async move {
            match newest.await {
                Ok(page) if page.items.is_empty() => view! {
                    <EmptyState
                        icon=icons::USERS
                        title=texts.users_empty_title()
                        level=HeadingLevel::H3
                    />
                }
                .into_any(),
                Ok(page) => view! {
                    <ul class="people">
                        {page
                            .items
                            .into_iter()
                            .map(|user| view! { <Person user /> })
                            .collect_view()}
                    </ul>
                }
                .into_any(),
                Err(error) => view! {
                    <CardContent>
                        <Refusal
                            error
                            retry=move |()| queries.invalidate_query_scope(queries::users)
                        />
                    </CardContent>
                }
                .into_any(),
            }
        })
    };
    view! {
        <Card>
            <CardHeader action=move || {
                view! {
                    <ButtonLink
                        href="/users"
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                    >
                        {texts.dashboard_all_users()}
                    </ButtonLink>
                }
            }>
                <CardTitle>{texts.dashboard_newest_users()}</CardTitle>
            </CardHeader>
            <Transition fallback=|| {
                view! {
                    <CardContent>
                        <Skeleton lines=5 />
                    </CardContent>
                }
            }>{list}</Transition>
        </Card>
    }
}

#[component]
fn Person(user: User) -> impl IntoView {
    let texts = use_texts();
    let zone = use_user(|user| user.time_zone.clone());
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
                {move || texts.date(CivilDateTime::in_zone(created_at, &zone.get()))}
            </p>
        </li>
    }
}
