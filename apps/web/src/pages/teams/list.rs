//! The user's teams.

use contract::Page;
use leptos::prelude::*;
use ui::{
    Avatar, ButtonLink, Card, CardContent, Container, ContainerSize, EmptyState, Gap, HeadingLevel,
    Icon, PageHeader, Skeleton, Stack, icons,
};

#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{ask, teams::TeamLink},
    contexts::{set_title, use_texts},
    layout::place::team_page,
    pages::{
        problem::Refusal,
        roles::{RoleBadge, role_word},
    },
    queries::use_query,
};

/// The page.
#[component]
pub(super) fn Teams() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.teams_title());
    let teams = use_query(ask::my_teams::<TeamLink>);
    let list = move || match teams.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=3 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => view! { <Empty /> }.into_any(),
        Some((_, Ok(page))) => view! { <List page /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=teams.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Container size=ContainerSize::Md>
            <Stack gap=Gap::Lg>
                <PageHeader title=texts.teams_title() description=texts.teams_lead()>
                    <ButtonLink href="/teams/new">{texts.teams_create()}</ButtonLink>
                </PageHeader>
                <Card>{list}</Card>
            </Stack>
        </Container>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) fn load(page: &PageRequest) -> Answers {
    with_links(page, Answers::default())
}

/// Adds the teams of the frame, as links.
#[cfg(feature = "ssr")]
pub(crate) fn with_links(page: &PageRequest, answers: Answers) -> Answers {
    let ask = ask::my_teams::<TeamLink>();
    if let Some(error) = &page.teams.refusal {
        return answers.with_answer(ask, Err(error.clone()));
    }
    let links = Page {
        items: page.teams.mine.iter().cloned().map(Into::into).collect(),
        next_cursor: page.teams.is_cut.then(String::new),
        previous_cursor: None,
    };
    answers.with_answer(ask, Ok(&links))
}

#[component]
fn Empty() -> impl IntoView {
    let texts = use_texts();
    view! {
        <EmptyState
            icon=icons::USERS
            title=texts.teams_empty_title()
            text=texts.teams_empty_text()
            level=HeadingLevel::H2
        >
            <ButtonLink href="/teams/new">{texts.teams_create()}</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn List(page: Page<TeamLink>) -> impl IntoView {
    let texts = use_texts();
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let is_cut = page.next_cursor.is_some();
    let rows = page
        .items
        .into_iter()
        .map(|team| view! { <Row team /> })
        .collect_view();
    view! {
        <ul class="team-list">{rows}</ul>
        {is_cut.then(|| view! { <p class="session-note">{texts.teams_cut(shown)}</p> })}
    }
}

#[component]
fn Row(team: TeamLink) -> impl IntoView {
    let texts = use_texts();
    let role = role_word(texts, &team.role.name, team.role.built_in.as_deref());
    // The frame of a team comes with its document.
    view! {
        <li>
            <a class="team-link" href=team_page(&team.slug, "") rel="external">
                <Avatar name=team.name.clone() class="avatar-team" />
                <span class="team-link-text">
                    <bdi class="team-link-name">{team.name}</bdi>
                    <span class="team-link-slug" dir="ltr">
                        {team_page(&team.slug, "")}
                    </span>
                </span>
                <RoleBadge role />
                <Icon icon=icons::CHEVRON_RIGHT class="quick-link-arrow" />
            </a>
        </li>
    }
}
