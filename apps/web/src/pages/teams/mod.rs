//! Teams: those of the user, and the pages of each, at `/t/{slug}/…`.
//!
//! Every page of a team stands in a [`TeamPage`], which gets the team of the address, keeps it up to
//! date and says so where there is none to be shown. What somebody may not do is not offered: pages
//! ask [`use_team`] for the permissions, which change while they are shown.

mod audit;
mod create;
mod list;
mod members;
mod overview;
mod picker;
mod question;
mod roles;
mod settings;
mod states;

use contract::{Permission, TeamId, teams::Team};
use i18n::{CivilDateTime, Texts};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Alert, AlertVariant, Button, ButtonSize, ButtonVariant, Gap, Stack};

use self::{
    question::{Confirmation, use_question},
    states::{Barred, Waiting},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, client::Client, queries::teams::team_name, ssr::PageRequest};
use crate::{
    client::{ClientError, use_client},
    contexts::{use_texts, use_user},
    forms::use_alive,
    layout::place::team_slug,
    pages::{
        missing::Missing,
        step_up::{StepUp, StepUpDialog},
    },
    queries::{teams::use_team_at, use_queries},
};

#[cfg(feature = "ssr")]
pub(crate) use self::picker::with_filter;
pub use self::{
    audit::Audit, create::NewTeam, list::Teams, members::Members, overview::Overview, roles::Roles,
    settings::TeamSettings,
};
pub(crate) use self::{
    picker::{MemberFilter, MemberPicker},
    question::{Asked, Question},
    states::TeamRefusal,
};

#[cfg(feature = "ssr")]
pub(crate) mod load {
    //! Asking for what the pages show.

    pub(crate) use super::{
        audit::load as audit,
        list::{links, load as list},
        members::load as members,
        overview::load as overview,
        roles::load as roles,
        settings::load as settings,
    };
}

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
    Barred,
    Shown(TeamId),
}

impl State {
    fn of(answer: Option<&Found>, needs: Option<Permission>) -> Self {
        match answer {
            None => Self::Asking,
            Some((_, Ok(None))) => Self::Missing,
            Some((_, Ok(Some(team)))) => {
                if needs.is_none_or(|needs| team.permissions.contains(needs)) {
                    Self::Shown(team.id)
                } else {
                    Self::Barred
                }
            }
            Some((_, Err(error))) => Self::Refused(error.clone()),
        }
    }
}

/// What was found at a word in addresses.
type Found = (String, crate::client::Result<Option<Team>>);

/// A page of the team in the address.
#[component]
pub(crate) fn TeamPage(
    /// What one needs to see it; being a member is enough if absent.
    #[prop(optional)]
    needs: Option<Permission>,
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
    let state = Memo::new(move |_| {
        found
            .latest
            .with(|answer| State::of(answer.as_ref(), needs))
    });
    #[cfg(feature = "hydrate")]
    live::keep_fresh();
    move || match state.get() {
        State::Asking => view! { <Waiting /> }.into_any(),
        State::Missing => view! { <Missing /> }.into_any(),
        State::Refused(error) => view! { <TeamRefusal error retry=found.retry /> }.into_any(),
        State::Barred => view! { <Barred /> }.into_any(),
        State::Shown(_) => {
            let team = found
                .latest
                .with_untracked(|latest| team_of(latest.as_ref()));
            team.map(|team| view! { <Shown team latest=found.latest page /> })
                .into_any()
        }
    }
}

fn team_of(answer: Option<&Found>) -> Option<Team> {
    let (_, answer) = answer?;
    answer.as_ref().ok()?.clone()
}

#[component]
fn Shown(team: Team, latest: RwSignal<Option<Found>>, page: fn() -> AnyView) -> impl IntoView {
    let current = RwSignal::new(team);
    Effect::new(move || {
        if let Some(team) = latest.with(|latest| team_of(latest.as_ref())) {
            current.maybe_update(|current| {
                let is_news = *current != team;
                *current = team;
                is_news
            });
        }
    });
    let current = current.into();
    provide_context(CurrentTeam(current));
    #[cfg(feature = "hydrate")]
    live::follow_in_frame(current);
    let step_up = StepUp::provide();
    let question = use_question();
    view! {
        <div class="team-page" tabindex="-1" node_ref=question.place>
            <Stack gap=Gap::Lg>
                <Ending />
                {page()}
            </Stack>
        </div>
        <Confirmation question />
        <StepUpDialog step_up />
    }
}

/// Says that the team is about to be deleted, and lets an owner keep it.
#[component]
fn Ending() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let zone = use_user(|user| user.time_zone.clone());
    let delete_at = Memo::new(move |_| team.with(|team| team.delete_at));
    move || {
        delete_at.get().map(|at| {
            let day = texts.date(CivilDateTime::in_zone(at, &zone.get()));
            view! {
                <Alert
                    variant=AlertVariant::Warning
                    title=texts.teams_ending_title(&day)
                >
                    <p>{texts.teams_ending_text()}</p>
                    <Keep />
                </Alert>
            }
        })
    }
}

#[component]
fn Keep() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let may_keep = use_may(Permission::TeamDelete);
    let alive = use_alive();
    let client = use_client();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        let client = client.clone();
        let name = team.with_untracked(|team| team.name.clone());
        question.ask(
            Asked::new(
                texts.teams_keep_title(&name),
                texts.teams_keep_text(),
                texts.teams_keep(),
                move || {
                    let client = client.clone();
                    let id = team.with_untracked(|team| team.id);
                    async move {
                        let kept = client.restore_team(id);
                        queries.in_team(async { kept.await.map(drop) }).await
                    }
                },
            )
            .said(texts.teams_kept()),
        );
    };
    move || {
        let ask = ask.clone();
        may_keep.get().then(move || {
            view! {
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    class="alert-action"
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| ask()
                >
                    {texts.teams_keep()}
                </Button>
            }
        })
    }
}

/// Adds the team of the address to what a page shows; nothing for who is not signed in.
#[cfg(feature = "ssr")]
pub(crate) fn with_team(page: &PageRequest) -> (Answers, Option<Team>) {
    let slug = team_slug(&page.path).unwrap_or_default();
    let name = team_name(slug);
    let teams = &page.teams;
    match (&teams.refusal, &teams.named) {
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

/// Whom the API is asked as, if the team may be seen by them.
#[cfg(feature = "ssr")]
pub(crate) fn allowed(
    page: &PageRequest,
    team: Option<&Team>,
    needs: Permission,
) -> Option<(Client, TeamId)> {
    let team = team?;
    let client = page.client.clone();
    team.permissions
        .contains(needs)
        .then_some((client, team.id))
}

/// What a page of a team does only in a browser.
#[cfg(feature = "hydrate")]
mod live {
    use std::time::Duration;

    use contract::{Permission, teams::Team};
    use leptos::{ev, prelude::*};
    use ui::{
        dom::{all, first, set_attribute},
        rename_avatar,
    };

    use crate::{browser, queries::use_queries};

    /// How often the team is asked for while its page is looked at.
    const PERIOD: Duration = Duration::from_secs(15);

    /// Asks for the team now and then, and for all that is shown when somebody comes back to it.
    pub(super) fn keep_fresh() {
        let queries = use_queries();
        let ask = move || {
            if !document().hidden() {
                queries.revalidate_team();
            }
        };
        let period = set_interval_with_handle(ask, PERIOD).ok();
        let focus = window_event_listener(ev::focus, move |_| queries.forget_team());
        on_cleanup(move || {
            if let Some(period) = period {
                period.clear();
            }
            focus.remove();
        });
    }

    /// Follows in the frame what the team is called and what the user may do in it. A frame of
    /// another team is left for one of this team.
    pub(super) fn follow_in_frame(team: Signal<Team>) {
        Effect::new(move || {
            team.with(|team| {
                let framed = first("[data-team-slug]");
                let framed = framed.and_then(|frame| frame.get_attribute("data-team-slug"));
                if framed.as_ref() != Some(&team.slug) {
                    return browser::load(&browser::own_path());
                }
                for item in all("[data-permission]") {
                    let needs = item.get_attribute("data-permission");
                    let needs = needs.and_then(|word| word.parse::<Permission>().ok());
                    let may = needs.is_some_and(|needs| team.permissions.contains(needs));
                    set_attribute(&item, "hidden", (!may).then_some(""));
                }
                for place in all("[data-team=name]") {
                    place.set_text_content(Some(&team.name));
                }
                for avatar in all("[data-team=avatar]") {
                    rename_avatar(&avatar, &team.name);
                }
            });
        });
    }
}
