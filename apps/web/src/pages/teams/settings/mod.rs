//! What a team is called, what it asks of its members, and its end.

mod close;
mod mfa;
mod name;
mod transfer;

use contract::{
    Permission, RoleId, members::MemberQuery, page::MAX_LIMIT, roles::TeamRole, teams::Team,
};
use leptos::prelude::*;
use ui::{Container, ContainerSize, Gap, PageHeader, Stack};

use self::{
    close::{Delete, Leave},
    mfa::Mfa,
    name::NameForm,
    transfer::Transfer,
};
use super::{TeamPage, use_may, use_team};
#[cfg(feature = "ssr")]
use super::{allowed, with_team};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, client::ask, ssr::PageRequest};
use crate::{
    contexts::{set_title, use_texts},
    forms::use_alive,
};

/// Those who have no second factor, as far as one page goes.
fn without_mfa() -> MemberQuery {
    MemberQuery {
        has_mfa: Some(false),
        limit: Some(MAX_LIMIT),
        ..MemberQuery::default()
    }
}

/// As many members as tell whether there is anybody else.
fn two() -> MemberQuery {
    MemberQuery {
        limit: Some(2),
        ..MemberQuery::default()
    }
}

/// As many members with a role as tell whether somebody is the only one.
fn two_of(role: RoleId) -> MemberQuery {
    MemberQuery {
        role_id: Some(role),
        ..two()
    }
}

/// Whether the user owns the team, perhaps with others.
fn is_owner(team: &Team) -> bool {
    team.role.built_in.as_deref() == Some(TeamRole::Owner.as_str())
}

/// The page.
#[component]
pub(super) fn TeamSettings() -> impl IntoView {
    view! {
        <TeamPage
            needs=Permission::TeamRead
            open=|| view! { <Open /> }.into_any()
            page=|| view! { <Content /> }.into_any()
        />
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (mut answers, team) = with_team(page);
    let may_list = allowed(page, team.as_ref(), Permission::MembersList);
    let Some((client, id)) = may_list else {
        return answers;
    };
    for (needs, query) in [
        (Permission::TeamUpdate, without_mfa()),
        (Permission::TeamTransfer, two()),
    ] {
        if allowed(page, team.as_ref(), needs).is_some() {
            answers = answers.ask(&client, ask::members(id, &query)).await;
        }
    }
    if let Some(owned) = team.as_ref().filter(|team| is_owner(team)) {
        let owners = ask::members(id, &two_of(owned.role.id));
        answers = answers.ask(&client, owners).await;
    }
    let may_transfer = allowed(page, team.as_ref(), Permission::TeamTransfer);
    let to = team.as_ref().and_then(|team| team.transfer_to);
    if let (Some(_), Some(to)) = (may_transfer, to) {
        answers = answers.ask(&client, ask::member(id, to)).await;
    }
    answers
}

#[component]
fn Content() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.teams_nav_settings());
    let may_update = use_may(Permission::TeamUpdate);
    let may_transfer = use_may(Permission::TeamTransfer);
    let may_leave = use_may(Permission::TeamLeave);
    let may_delete = use_may(Permission::TeamDelete);
    view! {
        <Container size=ContainerSize::Sm>
            <Stack gap=Gap::Lg>
                <PageHeader
                    title=texts.teams_nav_settings()
                    description=texts.teams_settings_lead()
                />
                {move || may_update.get().then(|| view! { <NameForm /> })}
                {move || may_update.get().then(|| view! { <Mfa /> })}
                {move || may_transfer.get().then(|| view! { <Transfer /> })}
                {move || may_leave.get().then(|| view! { <Leave /> })}
                {move || may_delete.get().then(|| view! { <Delete /> })}
            </Stack>
        </Container>
    }
}

/// Whether the team is about to be deleted.
fn use_is_ending() -> Memo<bool> {
    let team = use_team();
    Memo::new(move |_| team.with(|team| team.delete_at.is_some()))
}

/// Whether a change of the team cannot be sent: the page has not come alive yet, or the team is about
/// to be deleted and stays as it is.
fn use_is_fixed() -> Signal<bool> {
    let alive = use_alive();
    let is_ending = use_is_ending();
    Signal::derive(move || !alive.get() || is_ending.get())
}

/// What is open to every member, also to who is kept out: to leave.
#[component]
fn Open() -> impl IntoView {
    view! {
        <Container size=ContainerSize::Sm class="settings">
            <Leave />
        </Container>
    }
}
