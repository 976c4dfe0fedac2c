//! The roles of a team: those of the product, and those that the team has made.

mod edit;

use contract::{
    Permission,
    permission::{Pattern, grants},
    roles::{Role, RoleName},
};
use i18n::Texts;
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Button, Card, CardContent, Icon, IconSize, PageHeader, Skeleton, icons,
};

use self::edit::EditDialog;
use super::{TeamPage, TeamRefusal, members::covers, use_may, use_team};
#[cfg(feature = "ssr")]
use super::{allowed, with_team};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask,
    contexts::{set_title, use_texts},
    forms::use_alive,
    layout::place::team_page,
    pages::{
        question::{Asked, Question},
        roles::{Editing, role_word},
        row_button::RowButton,
        teams::{find_role, use_in_team},
    },
    queries::use_queries,
};

/// The page.
#[component]
pub(super) fn Roles() -> impl IntoView {
    view! { <TeamPage needs=Permission::RolesList page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (answers, team) = with_team(page);
    match allowed(page, team.as_ref(), Permission::RolesList) {
        Some((client, id)) => answers.ask(&client, ask::team_roles(id)).await,
        None => answers,
    }
}

/// The permissions that a role of a team can grant, by what they are about.
fn groups() -> Vec<(&'static str, Vec<Permission>)> {
    let mut groups = Vec::<(&str, Vec<Permission>)>::new();
    for permission in Permission::ALL.iter().copied().filter(|it| it.is_of_team()) {
        let resource = permission.resource();
        match groups.iter_mut().find(|(name, _)| *name == resource) {
            Some((_, permissions)) => permissions.push(permission),
            None => groups.push((resource, vec![permission])),
        }
    }
    groups
}

/// What a group of permissions is about, in words.
fn group_word(texts: &'static Texts, resource: &'static str) -> &'static str {
    match resource {
        "team" => texts.teams_group_team(),
        "members" => texts.teams_nav_members(),
        "invitations" => texts.teams_group_invitations(),
        "roles" => texts.teams_nav_roles(),
        "audit" => texts.teams_nav_audit(),
        "projects" => texts.teams_nav_projects(),
        other => other,
    }
}

/// What a permission allows, in words.
fn permission_word(texts: &'static Texts, permission: Permission) -> &'static str {
    let word = permission.as_str();
    texts.permission(word).unwrap_or(word)
}

#[component]
fn Content() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.teams_nav_roles());
    let may_manage = use_may(Permission::RolesManage);
    let alive = use_alive();
    let editing = Editing::new();
    let roles = use_in_team(ask::team_roles);
    let list = move || match roles.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=5 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(roles))) => view! { <List roles editing /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <TeamRefusal error retry=roles.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <PageHeader title=texts.teams_nav_roles() description=texts.teams_roles_lead()>
            {move || {
                may_manage
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                disabled=Signal::derive(move || !alive.get())
                                on:click=move |_| editing.begin(None)
                            >
                                {texts.teams_role_create()}
                            </Button>
                        }
                    })
            }}
        </PageHeader>
        <Card>{list}</Card>
        {move || may_manage.get().then(|| view! { <EditDialog editing /> })}
    }
}

#[component]
fn List(roles: Vec<Role>, editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let own = team.with_untracked(|team| team.role.id);
    let mine = find_role(&roles, own).map(|role| role.permissions.clone());
    let mine = StoredValue::new(mine.unwrap_or_default());
    // Keyed by all that changes: a line that came to stand for another role would keep its handlers.
    view! {
        <ul class="team-entries" aria-label=texts.teams_nav_roles()>
            <For
                each=move || roles.clone()
                key=|role| (role.id, role.version, role.holders)
                children=move |role| {
                    let is_below = mine.with_value(|mine| covers(mine, &role.permissions));
                    view! { <Row role is_below editing /> }
                }
            />
        </ul>
    }
}

#[component]
fn Row(role: Role, is_below: bool, editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let may_manage = use_may(Permission::RolesManage);
    let is_own = role.built_in.is_none();
    let word = role_word(texts, &role.name, role.built_in.as_deref());
    let holders = role.holders;
    let id = role.id;
    let held = team.with_untracked(|team| {
        let members = team_page(&team.slug, "members");
        format!("{members}?role={id}")
    });
    let mine = RoleName {
        id: role.id,
        name: role.name.clone(),
        built_in: role.built_in.clone(),
    };
    let is_mine = Memo::new(move |_| team.with(|team| team.role == mine));
    let permissions = role.permissions.clone();
    let is_everything = permissions.contains(&Pattern::All);
    let icon = if is_own { icons::USER } else { icons::SHIELD };
    let name = StoredValue::new(word.clone());
    let role = StoredValue::new(role);
    let can_change = is_own && is_below;
    view! {
        <li class="team-entry">
            <span class="session-icon team-entry-icon">
                <Icon icon size=IconSize::Md />
            </span>
            <div class="team-entry-text">
                <p class="session-name">
                    <bdi>{word}</bdi>
                    {(!is_own)
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Outline>
                                    {texts.teams_role_built_in()}
                                </Badge>
                            }
                        })}
                    {move || {
                        is_mine
                            .get()
                            .then(|| {
                                view! {
                                    <Badge variant=BadgeVariant::Accent>
                                        {texts.teams_role_yours()}
                                    </Badge>
                                }
                            })
                    }}
                </p>
                <p class="session-facts">
                    <a class="link" href=held>
                        {texts.teams_role_holders(holders)}
                    </a>
                    {is_everything.then(|| view! { <span>{texts.teams_role_everything()}</span> })}
                </p>
                {(!is_everything).then(|| view! { <Grants permissions /> })}
            </div>
            <div class="key-actions">
                {move || {
                    (can_change && may_manage.get())
                        .then(|| {
                            view! {
                                <RowButton
                                    label=texts.teams_role_edit_named(&name.get_value())
                                    act=move || editing.begin(Some(role.get_value()))
                                    word=texts.action_edit()
                                />
                                <RemoveButton role name />
                            }
                        })
                }}
            </div>
        </li>
    }
}

/// What a role allows, in words, behind a line that says how much it is.
#[component]
fn Grants(permissions: Vec<Pattern>) -> impl IntoView {
    let texts = use_texts();
    let granted: Vec<_> = Permission::ALL
        .iter()
        .copied()
        .filter(|permission| permission.is_of_team() && grants(&permissions, *permission))
        .collect();
    let number = i64::try_from(granted.len()).unwrap_or(i64::MAX);
    let words = granted
        .into_iter()
        .map(|permission| view! { <li>{permission_word(texts, permission)}</li> })
        .collect_view();
    view! {
        <details class="team-grants">
            <summary>
                {texts.teams_role_grants(number)} <Icon icon=icons::CHEVRON_DOWN size=IconSize::Sm />
            </summary>
            <ul>{words}</ul>
        </details>
    }
}

#[component]
fn RemoveButton(role: StoredValue<Role>, name: StoredValue<String>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        let id = role.with_value(|role| role.id);
        let title = texts.teams_role_remove_title(&name.get_value());
        question.ask(
            Asked::new(
                title,
                texts.teams_role_remove_text(),
                texts.teams_remove(),
                move |client| {
                    let team = team.with_untracked(|team| team.id);
                    let removed = async move { client.remove_team_role(team, id).await };
                    queries.remove_from_team(removed)
                },
            )
            .danger()
            .said(texts.teams_role_removed()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_of_teams_is_offered_once_and_in_words() {
        let offered: Vec<_> = groups().into_iter().flat_map(|(_, all)| all).collect();
        let all = Permission::ALL.iter().copied();
        let all: Vec<_> = all.filter(|permission| permission.is_of_team()).collect();
        assert_eq!(offered.len(), all.len());
        assert!(all.iter().all(|permission| offered.contains(permission)));
        for locale in contract::Locale::ALL {
            let texts = Texts::embedded(locale);
            for permission in &all {
                assert!(texts.permission(permission.as_str()).is_some());
            }
            for (resource, _) in groups() {
                assert_ne!(
                    group_word(texts, resource),
                    resource,
                    "{resource} has words"
                );
            }
        }
    }
}
