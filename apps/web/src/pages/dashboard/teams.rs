use contract::Page;
use leptos::prelude::*;
use ui::{
    Avatar, ButtonLink, ButtonSize, ButtonVariant, Card, CardContent, CardHeader, CardTitle,
    EmptyState, HeadingLevel, Icon, Skeleton, icons,
};

#[cfg(feature = "ssr")]
use crate::{answers::Answers, pages::teams::load, ssr::PageRequest};
use crate::{
    client::{ask, teams::TeamLink},
    contexts::use_texts,
    layout::place::team_page,
    pages::{problem::Refusal, roles::role_word},
    queries::use_query,
};

/// How many teams are shown; the others are on the page of all.
const SHOWN: usize = 6;

/// Adds what the part shows.
#[cfg(feature = "ssr")]
pub(super) fn load(page: &PageRequest, answers: Answers) -> Answers {
    load::with_links(page, answers)
}

/// The user's teams, or the way to the first one.
#[component]
pub(super) fn MyTeams() -> impl IntoView {
    let texts = use_texts();
    let teams = use_query(ask::my_teams::<TeamLink>);
    let list = move || match teams.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => view! {
            <EmptyState
                icon=icons::USERS
                title=texts.dashboard_first_team()
                text=texts.teams_empty_text()
                level=HeadingLevel::H3
            >
                <ButtonLink href="/teams/new">{texts.teams_create()}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <Links page /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=teams.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader action=move || {
                view! {
                    <ButtonLink
                        href="/teams"
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                    >
                        {texts.teams_all()}
                    </ButtonLink>
                }
            }>
                <CardTitle>{texts.dashboard_teams()}</CardTitle>
            </CardHeader>
            {list}
        </Card>
    }
}

#[component]
fn Links(page: Page<TeamLink>) -> impl IntoView {
    let texts = use_texts();
    let links = page.items.into_iter().take(SHOWN);
    let links = links
        .map(|team| {
            let href = team_page(&team.slug, "");
            let role = role_word(texts, &team.role.name, team.role.built_in.as_deref());
            // The frame of a team comes with its document.
            view! {
                <li>
                    <a class="quick-link" href=href rel="external">
                        <Avatar name=team.name.clone() class="avatar-team" />
                        <span class="quick-link-text">
                            <bdi class="quick-link-title">{team.name}</bdi>
                            <bdi class="quick-link-note">{role}</bdi>
                        </span>
                        <Icon icon=icons::CHEVRON_RIGHT class="quick-link-arrow" />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <CardContent class="quick-links-content">
            <ul class="quick-links dashboard-teams">{links}</ul>
        </CardContent>
    }
}
