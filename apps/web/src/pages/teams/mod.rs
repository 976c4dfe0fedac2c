//! Teams: those of the user, and the pages of each, at `/t/{slug}/…`.
//!
//! Every page of a team stands in a [`TeamPage`], which gets the team of the address, keeps it up to
//! date and says so where there is none to be shown. What somebody may not do is not offered: pages
//! ask [`use_team`] for the permissions, which change while they are shown.

mod address;
mod audit;
mod create;
mod grace;
mod list;
mod members;
mod overview;
mod picker;
mod roles;
mod settings;
mod states;

use contract::{Page, Permission, RoleId, TeamId, roles::Role, teams::Team};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::de::DeserializeOwned;
use ui::{Alert, AlertVariant, Button, ButtonSize, ButtonVariant, Gap, Stack};

use self::{
    audit::Audit,
    create::NewTeam,
    grace::Grace,
    list::Teams,
    members::Members,
    overview::Overview,
    roles::Roles,
    settings::TeamSettings,
    states::{Barred, Gone, KeptOut, Waiting},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, client::Client, ssr::PageRequest};
use crate::{
    client::{
        ClientError,
        ask::{self, Ask},
    },
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    layout::place::{page_of_team, team_slug},
    pages::{
        chunks::Chunk,
        missing::Missing,
        question::{Asked, Confirmation, Question, use_question},
        step_up::{StepUp, StepUpDialog},
    },
    queries::{Latest, Query, use_queries, use_query},
};

#[cfg(feature = "ssr")]
pub(crate) use self::picker::with_filter;
pub(crate) use self::{
    picker::{MemberFilter, MemberPicker},
    states::TeamRefusal,
};

#[cfg(feature = "ssr")]
pub(crate) mod load {
    //! Asking for what the pages show.

    pub(crate) use super::{
        audit::load as audit,
        list::{load as list, with_links},
        members::load as members,
        overview::load as overview,
        roles::load as roles,
        settings::load as settings,
    };
}

/// A page about teams, or of one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Mine,
    New,
    Overview,
    Members,
    Roles,
    Settings,
    Audit,
}

impl Place {
    fn of(path: &str) -> Option<Self> {
        match path {
            "/teams" => return Some(Self::Mine),
            "/teams/new" => return Some(Self::New),
            _ => {}
        }
        match page_of_team(path)? {
            "" => Some(Self::Overview),
            "members" => Some(Self::Members),
            "roles" => Some(Self::Roles),
            "settings" => Some(Self::Settings),
            "audit" => Some(Self::Audit),
            _ => None,
        }
    }
}

/// The page of the address.
#[component]
pub fn TeamPages() -> impl IntoView {
    let place = Chunk::Teams.use_place(Place::of);
    move || match place.get() {
        Some(Place::Mine) => view! { <Teams /> }.into_any(),
        Some(Place::New) => view! { <NewTeam /> }.into_any(),
        Some(Place::Overview) => view! { <Overview /> }.into_any(),
        Some(Place::Members) => view! { <Members /> }.into_any(),
        Some(Place::Roles) => view! { <Roles /> }.into_any(),
        Some(Place::Settings) => view! { <TeamSettings /> }.into_any(),
        Some(Place::Audit) => view! { <Audit /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[derive(Clone, Copy)]
struct CurrentTeam(Signal<Team>);

/// Gets the team of the page, which changes when somebody changes it, or the user's role in it. Only
/// inside a [`TeamPage`].
pub(crate) fn use_team() -> Signal<Team> {
    expect_context::<CurrentTeam>().0
}

/// Gets the answer to a question about the team of the page.
pub(crate) fn use_in_team<T>(ask: impl Fn(TeamId) -> Ask<T> + Send + Sync + 'static) -> Query<T>
where
    T: DeserializeOwned + PartialEq + Send + Sync + 'static,
{
    let team = use_team();
    use_query(move || ask(team.with(|team| team.id)))
}

/// Finds a role among those of a team.
pub(crate) fn find_role(roles: &[Role], id: RoleId) -> Option<&Role> {
    roles.iter().find(|role| role.id == id)
}

/// Says whether the user may do something in the team of the page.
pub(crate) fn use_may(permission: Permission) -> Memo<bool> {
    let team = use_team();
    Memo::new(move |_| team.with(|team| team.permissions.contains(permission)))
}

/// Says whether the team of the page is offered to the user.
fn use_is_offered() -> Memo<bool> {
    let team = use_team();
    Memo::new(move |_| team.with(|team| team.transfer_to == Some(team.member_id)))
}

/// What is to be shown.
#[derive(Clone, PartialEq, Eq)]
enum State {
    Asking,
    Missing,
    Refused(ClientError),
    Barred,
    KeptOut(TeamId),
    Shown(TeamId),
}

impl State {
    fn of(answer: Option<&Found>, needs: Option<Permission>) -> Self {
        match answer {
            None => Self::Asking,
            Some((_, Ok(page))) => match page.items.first() {
                None => Self::Missing,
                Some(team) if needs.is_some_and(|needs| !team.permissions.contains(needs)) => {
                    Self::Barred
                }
                Some(team) if team.is_kept_out => Self::KeptOut(team.id),
                Some(team) => Self::Shown(team.id),
            },
            // What cannot be a word in addresses is no team's.
            Some((_, Err(error))) if error.status() == 422 => Self::Missing,
            Some((_, Err(error))) => Self::Refused(error.clone()),
        }
    }
}

/// What was found at a word in addresses.
type Found = (String, crate::client::Result<Page<Team>>);

/// A page of the team in the address.
#[component]
pub(crate) fn TeamPage(
    /// What one needs to see it; being a member is enough if absent.
    #[prop(optional)]
    needs: Option<Permission>,
    /// What of it stays for who is kept out for want of a second factor.
    #[prop(optional)]
    open: Option<fn() -> AnyView>,
    /// The page.
    page: fn() -> AnyView,
) -> impl IntoView {
    let path = use_location().pathname;
    // While another page takes over, the address is of no team any more.
    let slug = Memo::new(move |last: Option<&String>| {
        let slug = path.with(|path| team_slug(path).map(str::to_owned));
        slug.or_else(|| last.cloned()).unwrap_or_default()
    });
    let found = use_query(move || slug.with(|slug| ask::team_at(slug)));
    let state = Memo::new(move |_| {
        found
            .latest
            .with(|answer| State::of(answer.as_ref(), needs))
    });
    #[cfg(feature = "hydrate")]
    live::keep_fresh();
    // The last one, as it was when its page was opened.
    let shown = StoredValue::new(None::<Team>);
    let show = move |content: Children| {
        let team = found
            .latest
            .with_untracked(|latest| team_of(latest.as_ref()));
        shown.set_value(team.clone());
        team.map(|team| view! { <Shown team latest=found.latest content /> })
            .into_any()
    };
    move || match state.get() {
        State::Asking => view! { <Waiting /> }.into_any(),
        State::Missing => {
            let gone = shown
                .get_value()
                .filter(|team| slug.with_untracked(|slug| *slug == team.slug));
            match gone {
                Some(team) => view! { <Gone name=team.name /> }.into_any(),
                None => view! { <Missing /> }.into_any(),
            }
        }
        State::Refused(error) => view! { <TeamRefusal error retry=found.retry /> }.into_any(),
        State::Barred => view! { <Barred /> }.into_any(),
        State::KeptOut(_) => show(Box::new(move || view! { <KeptOut open /> }.into_any())),
        State::Shown(_) => show(Box::new(page)),
    }
}

fn team_of(answer: Option<&Found>) -> Option<Team> {
    let (_, answer) = answer?;
    answer.as_ref().ok()?.items.first().cloned()
}

#[component]
fn Shown(team: Team, latest: Latest<Page<Team>>, content: Children) -> impl IntoView {
    let current = RwSignal::new(team);
    #[cfg(feature = "hydrate")]
    let queries = use_queries();
    Effect::new(move || {
        if let Some(team) = latest.with(|latest| team_of(latest.as_ref())) {
            #[cfg(feature = "hydrate")]
            if current.with_untracked(|current| current.permissions != team.permissions) {
                live::ask_anew(queries);
            }
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
                <Grace />
                {content()}
            </Stack>
        </div>
        <Confirmation id="team-question" question />
        <StepUpDialog step_up />
    }
}

/// Says that the team is about to be deleted, and lets an owner keep it.
#[component]
fn Ending() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let calendar = use_calendar();
    let delete_at = Memo::new(move |_| team.with(|team| team.delete_at));
    move || {
        delete_at.get().map(|at| {
            let day = calendar.date(at);
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
    let may = use_may(Permission::TeamDelete);
    let may_keep = Memo::new(move |_| may.get() && team.with(|team| !team.is_kept_out));
    let alive = use_alive();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        let name = team.with_untracked(|team| team.name.clone());
        question.ask(
            Asked::new(
                texts.teams_keep_title(&name),
                texts.teams_keep_text(),
                texts.teams_keep(),
                move |client| {
                    let id = team.with_untracked(|team| team.id);
                    queries.in_team(async move { client.restore_team(id).await.map(drop) })
                },
            )
            .said(texts.teams_kept()),
        );
    };
    move || {
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

/// Adds the team of the address to what a page shows; nothing for who is not signed in. Answers with
/// the team, unless it keeps the user out: nothing more is to be asked about it then.
#[cfg(feature = "ssr")]
pub(crate) fn with_team(page: &PageRequest) -> (Answers, Option<Team>) {
    let ask = ask::team_at(team_slug(&page.path).unwrap_or_default());
    if let Some(error) = &page.teams.refusal {
        let refused = Answers::default().with_answer(ask, Err(error.clone()));
        return (refused, None);
    }
    let named = page.teams.named.clone();
    let found = Page {
        items: named.iter().cloned().collect(),
        next_cursor: None,
        previous_cursor: None,
    };
    let open = named.filter(|team| !team.is_kept_out);
    (Answers::default().with_answer(ask, Ok(&found)), open)
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

    use contract::{Permission, path, teams::Team};
    use leptos::{ev, prelude::*};
    use ui::{
        dom::{all, first, set_attribute},
        rename_avatar,
    };

    use crate::{
        browser,
        queries::{Queries, use_queries},
    };

    /// How questions for a team by its word in addresses begin.
    const TEAM_AT: &str = "/api/v1/teams?";

    /// How questions for what is in a team begin.
    const IN_TEAM: &str = "/api/v1/teams/";

    /// How often the team is asked for while its page is looked at.
    const PERIOD: Duration = Duration::from_secs(15);

    /// Asks for the team now and then, and for all that is shown when somebody comes back to it.
    pub(super) fn keep_fresh() {
        let queries = use_queries();
        let ask = move || {
            if !document().hidden() {
                queries.forget_where(&|asked| asked.starts_with(TEAM_AT));
            }
        };
        let period = set_interval_with_handle(ask, PERIOD).ok();
        let focus = window_event_listener(ev::focus, move |_| queries.forget(path::TEAMS));
        on_cleanup(move || {
            if let Some(period) = period {
                period.clear();
            }
            focus.remove();
        });
    }

    /// Asks anew for what is shown of the team, for who may do something else in it by now: once the
    /// parts are gone that are not for them.
    pub(super) fn ask_anew(queries: Queries) {
        request_animation_frame(move || {
            queries.forget_where(&|asked| asked.starts_with(IN_TEAM));
        });
    }

    /// Hides the pages of the team in the frame, for who belongs to it no more.
    pub(super) fn hide_in_frame(is_hidden: bool) {
        for pages in all("[data-team-slug]") {
            set_attribute(&pages, "hidden", is_hidden.then_some(""));
        }
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
                hide_in_frame(false);
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
