//! The members of a team, and who is invited. What is shown is in the address, as with all lists.

mod address;
mod change;
mod invitations;
mod invite;
mod list;
mod search;

use contract::{Permission, RoleId, permission::Pattern, problem::code, roles::Role};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use ui::{
    Button, ButtonLink, ButtonVariant, Card, CardContent, EmptyState, Icon, PageHeader, Skeleton,
    icons,
};

use self::{
    address::{Address, is_inviting, read},
    change::{ChangeDialog, Changing},
    invitations::Invitations,
    invite::InviteDialog,
    list::MemberList,
    search::Search,
};
use super::{TeamPage, TeamRefusal, use_may, use_team};
#[cfg(feature = "ssr")]
use super::{allowed, overview::pending, with_team};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask::{self, Ask, query_of},
    contexts::{set_status, set_title, use_texts},
    forms::use_alive,
    pages::teams::{find_role, use_in_team},
};

/// The page.
#[component]
pub(super) fn Members() -> impl IntoView {
    view! { <TeamPage needs=Permission::MembersList page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (mut answers, team) = with_team(page);
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::MembersList) {
        let members = ask::members(id, &read(page.query()));
        answers = answers.ask(&client, members).await;
    }
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::RolesList) {
        answers = answers.ask(&client, ask::team_roles(id)).await;
    }
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::InvitationsList) {
        answers = answers.ask(&client, ask::invitations(id, &pending())).await;
    }
    answers
}

/// The roles of the team, for who may see them.
#[derive(Clone, Copy)]
struct TeamRoles(Memo<Vec<Role>>);

impl TeamRoles {
    /// Provides them to the parts of the page; none to who may not see them.
    fn provide() {
        let may_list = use_may(Permission::RolesList);
        let roles = use_in_team(move |team| {
            if may_list.get() {
                ask::team_roles(team)
            } else {
                Ask::nothing()
            }
        });
        provide_context(Self(Memo::new(move |_| {
            roles.latest.with(|answer| match answer {
                Some((_, Ok(roles))) => roles.clone(),
                _ => Vec::new(),
            })
        })));
    }

    fn of_page() -> Memo<Vec<Role>> {
        expect_context::<Self>().0
    }
}

/// Those of some roles that the user may give: none that grants what they do not hold.
fn to_give(roles: &[Role], own: RoleId) -> Vec<Role> {
    let mine = find_role(roles, own).map(|role| role.permissions.clone());
    let mine = mine.unwrap_or_default();
    let given = roles.iter().filter(|role| covers(&mine, &role.permissions));
    given.cloned().collect()
}

/// Whether who holds some patterns holds others too.
pub(super) fn covers(mine: &[Pattern], theirs: &[Pattern]) -> bool {
    theirs
        .iter()
        .all(|theirs| mine.iter().any(|mine| mine.covers(*theirs)))
}

#[component]
fn Content() -> impl IntoView {
    TeamRoles::provide();
    let texts = use_texts();
    set_title(texts.teams_nav_members());
    let search = use_location().search;
    let alive = use_alive();
    let may_invite = use_may(Permission::InvitationsCreate);
    let may_see_invitations = use_may(Permission::InvitationsList);
    let is_inviting = RwSignal::new(search.with_untracked(|search| is_inviting(search)));
    forget_dialog(is_inviting);
    let changing = Changing::new();
    view! {
        <PageHeader title=texts.teams_nav_members() description=texts.teams_members_lead()>
            {move || {
                may_invite
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                disabled=Signal::derive(move || !alive.get())
                                on:click=move |_| is_inviting.set(true)
                            >
                                <Icon icon=icons::MAIL />
                                {texts.teams_invite()}
                            </Button>
                        }
                    })
            }}
        </PageHeader>
        <Found changing />
        {move || may_see_invitations.get().then(|| view! { <Invitations /> })}
        {move || may_invite.get().then(|| view! { <InviteDialog open=is_inviting /> })}
        <ChangeDialog changing />
    }
}

/// Takes out of the address that the dialog is open, once it was closed.
fn forget_dialog(open: RwSignal<bool>) {
    let search = use_location().search;
    let address = Address::of(use_team());
    let navigate = use_navigate();
    Effect::new(move || {
        if !open.get() && search.with_untracked(|search| is_inviting(search)) {
            let shown = search.with_untracked(|search| read(search));
            // Going back leads to where one came from, and does not open it anew.
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address.with(&shown), options);
        }
    });
}

/// The members that were searched for.
#[component]
fn Found(changing: Changing) -> impl IntoView {
    let team = use_team();
    let search = use_location().search;
    let query = Memo::new(move |_| search.with(|search| read(search)));
    let members = use_in_team(move |team| query.with(|query| ask::members(team, query)));
    let list = move || match members.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=5 />
            </CardContent>
        }
        .into_any(),
        Some((path, Ok(page))) => {
            // While the next page is on its way, the links are those of the one that is shown.
            let query = query_of(&path);
            let address = Address::of(team);
            if page.items.is_empty() {
                view! { <Nobody address /> }.into_any()
            } else {
                view! { <MemberList page query address changing /> }.into_any()
            }
        }
        Some((_, Err(error))) if error.code() == code::INVALID => {
            set_status(error.status());
            view! { <Nobody address=Address::of(team) /> }.into_any()
        }
        Some((_, Err(error))) => view! {
            <CardContent>
                <TeamRefusal error retry=members.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Search query />
        <Card>
            <div
                class="listing"
                aria-busy=move || members.is_loading.get().then_some("true")
            >
                {list}
            </div>
        </Card>
    }
}

/// Says that nobody was found.
#[component]
fn Nobody(address: Address) -> impl IntoView {
    let texts = use_texts();
    view! {
        <EmptyState
            icon=icons::USERS
            title=texts.users_empty_title()
            text=texts.users_empty_narrowed()
        >
            <ButtonLink href=address.plain() variant=ButtonVariant::Outline>
                {texts.teams_members_all()}
            </ButtonLink>
        </EmptyState>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(id: u8, permissions: Vec<Pattern>) -> Role {
        Role {
            id: role_id(id),
            name: String::new(),
            built_in: None,
            permissions,
            holders: 0,
            version: 1,
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn role_id(id: u8) -> RoleId {
        let text = format!("019a0000-0000-7000-8000-0000000000d{id}");
        text.parse().unwrap()
    }

    #[test]
    fn nobody_is_offered_a_role_that_grants_more_than_their_own() {
        let one = Pattern::One(Permission::MembersList);
        let members = Pattern::Resource("members");
        let roles = [
            role(1, vec![Pattern::All]),
            role(2, vec![members]),
            role(3, vec![one]),
        ];
        let ids = |own: u8| -> Vec<RoleId> {
            let given = to_give(&roles, role_id(own));
            given.iter().map(|role| role.id).collect()
        };
        assert_eq!(ids(1), [role_id(1), role_id(2), role_id(3)]);
        assert_eq!(ids(2), [role_id(2), role_id(3)]);
        assert_eq!(ids(3), [role_id(3)]);
        assert_eq!(ids(9), []);
    }
}
