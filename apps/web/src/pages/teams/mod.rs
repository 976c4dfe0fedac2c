//! Pages of a team, at `/t/{slug}/…`.
//!
//! Every page of a team stands in a [`TeamPage`], which gets the team of the address and says so where
//! there is none to be shown. What somebody may not do is not offered: pages ask [`use_may`].

use contract::{Permission, TeamId, teams::Team};
use i18n::Texts;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Gap, Skeleton, SkeletonShape, Stack};

#[cfg(feature = "ssr")]
use crate::{answers::Answers, queries::teams::team_name, ssr::PageRequest};
use crate::{
    client::ClientError,
    layout::place::team_slug,
    pages::{missing::Missing, problem::Refusal},
    queries::teams::use_team_at,
};

#[derive(Clone, Copy)]
struct CurrentTeam(Signal<Team>);

/// Gets the team of the page, which changes when somebody changes it, or the user's role in it. Only
/// inside a [`TeamPage`].
pub(crate) fn use_team() -> Signal<Team> {
    expect_context::<CurrentTeam>().0
}

/// Says whether the user may do something in the team of the page.
pub(crate) fn use_may(permission: Permission) -> Memo<bool> {
    let team = use_team();
    Memo::new(move |_| team.with(|team| team.permissions.contains(permission)))
}

/// Names a role in the language of the page: those of the product are translated.
pub(crate) fn role_word(texts: &Texts, name: &str, built_in: Option<&str>) -> String {
    built_in
        .and_then(|role| texts.role(role))
        .unwrap_or(name)
        .to_owned()
}

/// What is to be shown.
#[derive(Clone, PartialEq, Eq)]
enum State {
    Asking,
    Missing,
    Refused(ClientError),
    Shown(TeamId),
}

/// What was found at a word in addresses.
type Found = (String, crate::client::Result<Option<Team>>);

impl State {
    fn of(answer: Option<&Found>) -> Self {
        match answer {
            None => Self::Asking,
            Some((_, Ok(None))) => Self::Missing,
            Some((_, Ok(Some(team)))) => Self::Shown(team.id),
            Some((_, Err(error))) => Self::Refused(error.clone()),
        }
    }
}

/// A page of the team in the address.
#[component]
pub(crate) fn TeamPage(
    /// The page.
    page: fn() -> AnyView,
) -> impl IntoView {
    let path = use_location().pathname;
    // While another page takes over, the address is of no team any more.
    let slug = Memo::new(move |last: Option<&String>| {
        let slug = path.with(|path| team_slug(path).map(str::to_owned));
        slug.or_else(|| last.cloned()).unwrap_or_default()
    });
    let found = use_team_at(slug.into());
    let state = Memo::new(move |_| found.latest.with(|answer| State::of(answer.as_ref())));
    move || match state.get() {
        State::Asking => view! { <Skeleton shape=SkeletonShape::Block /> }.into_any(),
        State::Missing => view! { <Missing /> }.into_any(),
        State::Refused(error) => view! { <Refusal error retry=found.retry /> }.into_any(),
        State::Shown(_) => {
            let team = found.latest.with_untracked(team_of);
            let shown = team.map(|team| {
                let current = Signal::derive(move || {
                    let team = team.clone();
                    found.latest.with(team_of).unwrap_or(team)
                });
                provide_context(CurrentTeam(current));
                view! { <Stack gap=Gap::Lg>{page()}</Stack> }
            });
            shown.into_any()
        }
    }
}

fn team_of(answer: &Option<Found>) -> Option<Team> {
    let (_, answer) = answer.as_ref()?;
    answer.as_ref().ok()?.clone()
}

/// Adds the team of the address to what a page shows; nothing for who is not signed in.
#[cfg(feature = "ssr")]
pub(crate) fn with_team(page: &PageRequest) -> (Answers, Option<Team>) {
    let slug = team_slug(&page.path).unwrap_or_default();
    let name = team_name(slug);
    let teams = &page.teams;
    match (&teams.refusal, &teams.current) {
        (Some(error), _) => {
            let refused = Err::<Option<Team>, _>(error.clone());
            (Answers::default().with(name, refused), None)
        }
        (None, team) => {
            let answer: crate::client::Result<_> = Ok(team.clone());
            (Answers::default().with(name, answer), team.clone())
        }
    }
}
