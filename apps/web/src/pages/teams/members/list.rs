use contract::{
    Page, Permission,
    members::{Member, MemberQuery},
};
use leptos::prelude::*;
use ui::{Avatar, Badge, BadgeVariant, CardFooter, Pagination};

use super::{TeamRoles, address::Address, change::Changing, covers};
use crate::{
    contexts::{use_calendar, use_texts},
    pages::{
        question::{Asked, Question},
        roles::{RoleBadge, role_word},
        row_button::RowButton,
        teams::{find_role, use_may, use_team},
    },
    queries::use_queries,
};

/// A page of members, with links to the ones before and after.
#[component]
pub(super) fn MemberList(
    page: Page<Member>,
    query: MemberQuery,
    address: Address,
    changing: Changing,
) -> impl IntoView {
    let texts = use_texts();
    let other_page = |cursor: String| {
        address.with(&MemberQuery {
            cursor: Some(cursor),
            ..query.clone()
        })
    };
    let previous = page.previous_cursor.map(other_page);
    let next = page.next_cursor.map(other_page);
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let members = page.items;
    // Keyed by all that changes: a line that came to stand for another member would keep its
    // handlers.
    view! {
        <ul class="team-entries" aria-label=texts.teams_nav_members()>
            <For
                each=move || members.clone()
                key=|member| {
                    let Member { id, email, first_name, last_name, role, has_mfa, .. } = member;
                    (
                        *id,
                        email.clone(),
                        format!("{first_name} {last_name}"),
                        role.id,
                        role.name.clone(),
                        *has_mfa,
                    )
                }
                children=move |member| view! { <Row member changing /> }
            />
        </ul>
        <CardFooter>
            <Pagination
                label=texts.teams_members_pages()
                previous_label=texts.action_previous()
                next_label=texts.action_next()
                previous
                next
                class="full-width"
            >
                <span role="status">{texts.teams_members_shown(shown)}</span>
            </Pagination>
        </CardFooter>
    }
}

#[component]
fn Row(member: Member, changing: Changing) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let team = use_team();
    let me = team.with_untracked(|team| team.member_id);
    let role = role_word(texts, &member.role.name, member.role.built_in.as_deref());
    let name = member.full_name();
    let joined_at = member.joined_at;
    let joined = texts.teams_joined(&calendar.date(joined_at));
    let is_me = member.id == me;
    let email = member.email.clone();
    let mfa = member.has_mfa.map(|has_mfa| {
        if has_mfa {
            texts.teams_has_mfa()
        } else {
            texts.teams_has_no_mfa()
        }
    });
    view! {
        <li class="team-entry">
            <Avatar name=name.clone() />
            <div class="team-entry-text">
                <p class="session-name">
                    <bdi>{name.clone()}</bdi>
                    {is_me
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Outline>{texts.teams_you()}</Badge>
                            }
                        })}
                </p>
                <p class="session-facts">
                    <bdi dir="ltr">{email}</bdi>
                    <span>{joined}</span>
                    {mfa.map(|mfa| view! { <span>{mfa}</span> })}
                </p>
            </div>
            <RoleBadge role />
            {(!is_me).then(|| view! { <RowActions member name changing /> })}
        </li>
    }
}

/// What may be done about a member, by who holds all that the member holds.
#[component]
fn RowActions(member: Member, name: String, changing: Changing) -> impl IntoView {
    let team = use_team();
    let roles = TeamRoles::of_page();
    let may_update = use_may(Permission::MembersUpdate);
    let may_remove = use_may(Permission::MembersRemove);
    let texts = use_texts();
    let role = member.role.id;
    let is_below = Memo::new(move |_| {
        let own = team.with(|team| team.role.id);
        roles.with(
            |roles| match (find_role(roles, own), find_role(roles, role)) {
                (Some(mine), Some(theirs)) => covers(&mine.permissions, &theirs.permissions),
                _ => false,
            },
        )
    });
    let member = StoredValue::new(member);
    let name = StoredValue::new(name);
    let shows_update = Memo::new(move |_| is_below.get() && may_update.get());
    let shows_remove = Memo::new(move |_| is_below.get() && may_remove.get());
    let change = move || {
        shows_update.get().then(|| {
            view! {
                <RowButton
                    label=texts.teams_change_role_of(&name.get_value())
                    act=move || changing.ask(member.get_value())
                    word=texts.teams_change_role()
                />
            }
        })
    };
    view! {
        <div class="key-actions">
            {change}
            {move || shows_remove.get().then(|| view! { <RemoveButton member name /> })}
        </div>
    }
}

#[component]
fn RemoveButton(member: StoredValue<Member>, name: StoredValue<String>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        let (name, id) = (name.get_value(), member.with_value(|member| member.id));
        let title = team.with_untracked(|team| texts.teams_remove_title(&name, &team.name));
        question.ask(
            Asked::new(
                title,
                texts.teams_remove_text(),
                texts.teams_remove(),
                move |client| {
                    let team = team.with_untracked(|team| team.id);
                    let removed = async move { client.remove_member(team, id).await };
                    queries.remove_from_team(removed)
                },
            )
            .danger()
            .said(texts.teams_removed()),
        );
    };
    view! {
        <RowButton
            label=texts.teams_remove_named(&name.get_value())
            act=ask
            word=texts.teams_remove()
        />
    }
}
