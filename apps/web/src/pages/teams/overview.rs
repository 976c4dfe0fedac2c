//! The first page of a team: what it is, who is in it, what to do next.

use contract::{
    MemberId, Page, Permission,
    invitations::{Invitation, InvitationQuery},
    members::{Member, MemberQuery},
    page::MAX_LIMIT,
    teams::Team,
};
use leptos::prelude::*;
use ui::{
    Alert, AlertVariant, Avatar, BadgeVariant, Button, ButtonLink, ButtonSize, ButtonVariant, Card,
    CardContent, CardHeader, CardTitle, Grid, GridColumns, Icon, IconData, PageHeader, Skeleton,
    icons,
};

use super::{TeamPage, TeamRefusal, use_is_offered, use_may, use_team};
#[cfg(feature = "ssr")]
use super::{allowed, with_team};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask,
    contexts::{set_title, use_calendar, use_texts},
    forms::use_alive,
    layout::place::team_page,
    pages::{
        question::{Asked, Question},
        roles::{RoleBadge, role_word},
        teams::use_in_team,
    },
    queries::use_queries,
};

/// How many members are shown.
const SHOWN: u32 = 5;

fn newest() -> MemberQuery {
    MemberQuery {
        limit: Some(SHOWN),
        ..MemberQuery::default()
    }
}

/// All that wait for an answer, as far as one page goes.
pub(super) fn pending() -> InvitationQuery {
    InvitationQuery {
        limit: Some(MAX_LIMIT),
        cursor: None,
    }
}

/// The page.
#[component]
pub(super) fn Overview() -> impl IntoView {
    view! { <TeamPage needs=Permission::TeamRead page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (mut answers, team) = with_team(page);
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::MembersList) {
        answers = answers.ask(&client, ask::members(id, &newest())).await;
    }
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::RolesList) {
        answers = answers.ask(&client, ask::team_roles(id)).await;
    }
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::InvitationsList) {
        answers = answers.ask(&client, ask::invitations(id, &pending())).await;
    }
    answers
}

#[component]
fn Content() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let name = Memo::new(move |_| team.with(|team| team.name.clone()));
    let role = Memo::new(move |_| team.with(|team| role_of(texts, team)));
    set_title(&name.get_untracked());
    let may_list = use_may(Permission::MembersList);
    view! {
        <Offer />
        {move || {
            let (name, role) = (name.get(), role.get());
            view! {
                <PageHeader title=name description=texts.teams_overview_lead()>
                    <RoleBadge role variant=BadgeVariant::Accent />
                </PageHeader>
            }
        }}
        <Facts />
        <div class="dashboard-columns">
            <NextSteps />
            {move || may_list.get().then(|| view! { <People /> })}
        </div>
    }
}

fn role_of(texts: &i18n::Texts, team: &Team) -> String {
    role_word(texts, &team.role.name, team.role.built_in.as_deref())
}

/// Offers the team to who is to take it over.
#[component]
fn Offer() -> impl IntoView {
    let texts = use_texts();
    let is_offered = use_is_offered();
    move || {
        is_offered.get().then(|| {
            view! {
                <Alert variant=AlertVariant::Info title=texts.teams_offer_title()>
                    <p>{texts.teams_offer_text()}</p>
                    <AnswerOffer />
                </Alert>
            }
        })
    }
}

#[component]
fn AnswerOffer() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let alive = use_alive();
    let queries = use_queries();
    let question = Question::of_page();
    let id = move || team.with_untracked(|team| team.id);
    let accept = move |_| {
        question.ask(
            Asked::new(
                texts.teams_accept_title(),
                texts.teams_accept_text(),
                texts.teams_accept(),
                move |client| {
                    let accepted = async move { client.accept_transfer(id()).await.map(drop) };
                    queries.in_team(accepted)
                },
            )
            .said(texts.teams_accepted()),
        );
    };
    let decline = move |_| {
        question.ask(
            Asked::new(
                texts.teams_decline_title(),
                texts.teams_decline_text(),
                texts.teams_decline(),
                move |client| queries.in_team(async move { client.decline_transfer(id()).await }),
            )
            .danger()
            .said(texts.teams_declined()),
        );
    };
    view! {
        <div class="key-actions alert-action">
            <Button
                size=ButtonSize::Sm
                disabled=Signal::derive(move || !alive.get())
                on:click=accept
            >
                {texts.teams_accept()}
            </Button>
            <Button
                variant=ButtonVariant::Outline
                size=ButtonSize::Sm
                disabled=Signal::derive(move || !alive.get())
                on:click=decline
            >
                {texts.teams_decline()}
            </Button>
        </div>
    }
}

#[component]
fn Facts() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let calendar = use_calendar();
    let may_see_roles = use_may(Permission::RolesList);
    let may_see_invitations = use_may(Permission::InvitationsList);
    let created_at = team.with_untracked(|team| team.created_at);
    let day = move |at| calendar.date(at);
    let since = move || day(created_at);
    let mfa = move || match team.with(|team| team.mfa_required_from) {
        Some(from) => texts.teams_mfa_from(&day(from)),
        None => texts.teams_mfa_free().to_owned(),
    };
    view! {
        <Grid columns=GridColumns::Four>
            {move || may_see_roles.get().then(|| view! { <MemberCount /> })}
            {move || may_see_invitations.get().then(|| view! { <InvitationCount /> })}
            <Fact icon=icons::SHIELD label=texts.teams_mfa() value=Signal::derive(mfa) />
            <Fact icon=icons::INFO label=texts.teams_since() value=Signal::derive(since) />
        </Grid>
    }
}

#[component]
fn MemberCount() -> impl IntoView {
    let texts = use_texts();
    let roles = use_in_team(ask::team_roles);
    let count = move || {
        roles.latest.with(|answer| match answer {
            Some((_, Ok(roles))) => texts.number(roles.iter().map(|role| role.holders).sum()),
            _ => "–".to_owned(),
        })
    };
    view! { <Fact icon=icons::USERS label=texts.teams_nav_members() value=Signal::derive(count) /> }
}

#[component]
fn InvitationCount() -> impl IntoView {
    let texts = use_texts();
    let invitations = use_in_team(|team| ask::invitations(team, &pending()));
    let count = move || {
        invitations.latest.with(|answer| match answer {
            Some((_, Ok(page))) => counted(texts, page),
            _ => "–".to_owned(),
        })
    };
    view! { <Fact icon=icons::MAIL label=texts.teams_pending() value=Signal::derive(count) /> }
}

fn counted(texts: &i18n::Texts, page: &Page<Invitation>) -> String {
    let number = texts.number(i64::try_from(page.items.len()).unwrap_or(i64::MAX));
    if page.next_cursor.is_some() {
        texts.teams_more_than(&number)
    } else {
        number
    }
}

#[component]
fn Fact(icon: IconData, label: &'static str, value: Signal<String>) -> impl IntoView {
    view! {
        <Card class="account-fact">
            <div class="account-fact-label">
                <Icon icon />
                <span>{label}</span>
            </div>
            <p class="account-fact-value">{value}</p>
        </Card>
    }
}

/// Ways on, as far as the role lets one go.
#[component]
fn NextSteps() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let steps = [
        (
            Some(Permission::InvitationsCreate),
            "members?invite=1",
            icons::MAIL,
            texts.teams_step_invite(),
            texts.teams_step_invite_text(),
        ),
        (
            None,
            "projects",
            icons::FOLDER,
            texts.teams_step_projects(),
            texts.teams_step_projects_text(),
        ),
        (
            Some(Permission::RolesManage),
            "roles",
            icons::KEY,
            texts.teams_step_roles(),
            texts.teams_step_roles_text(),
        ),
        (
            Some(Permission::TeamUpdate),
            "settings",
            icons::SHIELD,
            texts.teams_step_mfa(),
            texts.teams_step_mfa_text(),
        ),
        (
            Some(Permission::AuditRead),
            "audit",
            icons::BOOK_OPEN,
            texts.teams_nav_audit(),
            texts.teams_step_audit_text(),
        ),
    ];
    let list = move || {
        let (slug, permissions) = team.with(|team| (team.slug.clone(), team.permissions));
        steps
            .into_iter()
            .filter(|(needs, ..)| needs.is_none_or(|needs| permissions.contains(needs)))
            .map(|(_, page, icon, title, text)| {
                let href = team_page(&slug, page);
                view! { <Step href icon title text /> }
            })
            .collect_view()
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.teams_next()}</CardTitle>
            </CardHeader>
            <CardContent class="quick-links-content">
                <ul class="quick-links">{list}</ul>
            </CardContent>
        </Card>
    }
}

#[component]
fn Step(href: String, icon: IconData, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <li>
            <a class="quick-link" href=href>
                <span class="quick-link-icon">
                    <Icon icon />
                </span>
                <span class="quick-link-text">
                    <span class="quick-link-title">{title}</span>
                    <span class="quick-link-note">{text}</span>
                </span>
                <Icon icon=icons::CHEVRON_RIGHT class="quick-link-arrow" />
            </a>
        </li>
    }
}

/// Some members.
#[component]
fn People() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let members = use_in_team(|team| ask::members(team, &newest()));
    let me = team.with_untracked(|team| team.member_id);
    let href = team.with_untracked(|team| team_page(&team.slug, "members"));
    let list = move || match members.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=5 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => {
            let rows = page.items.into_iter();
            let rows = rows
                .map(|member| view! { <Person member me /> })
                .collect_view();
            view! { <ul class="people">{rows}</ul> }.into_any()
        }
        Some((_, Err(error))) => view! {
            <CardContent>
                <TeamRefusal error retry=members.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader action=move || {
                view! {
                    <ButtonLink
                        href=href.clone()
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                    >
                        {texts.teams_all_members()}
                    </ButtonLink>
                }
            }>
                <CardTitle>{texts.teams_nav_members()}</CardTitle>
            </CardHeader>
            {list}
        </Card>
    }
}

#[component]
fn Person(member: Member, me: MemberId) -> impl IntoView {
    let texts = use_texts();
    let role = role_word(texts, &member.role.name, member.role.built_in.as_deref());
    let name = member.full_name();
    let is_me = member.id == me;
    view! {
        <li class="person">
            <Avatar name=name.clone() />
            <div class="person-text">
                <p class="person-name">
                    <bdi>{name}</bdi>
                    {is_me.then(|| view! { <span class="text-muted">" " {texts.teams_you()}</span> })}
                </p>
                <p class="person-email" dir="ltr">
                    {member.email}
                </p>
            </div>
            <RoleBadge role />
        </li>
    }
}
