//! One account, and what staff do to it.

mod acts;
mod roles;

use contract::{Permission, UserId, admin::UserDetail, users::User};
use leptos::prelude::*;
use ui::{
    Alert, AlertVariant, Badge, BadgeVariant, ButtonLink, ButtonSize, ButtonVariant, Card,
    CardContent, CardHeader, CardTitle, Container, ContainerSize, Gap, PageHeader, Stack,
};

use self::{
    acts::{Acts, Confirmation, use_question},
    roles::{UserRoles, use_change},
};
use super::{Section, list::answered, team_path};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::{set_title, use_calendar, use_texts, use_user},
    pages::roles::{RoleBadge, role_word},
    queries::use_query,
};

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(
    page: &PageRequest,
    id: UserId,
    staff: contract::PermissionSet,
) -> Answers {
    let answers = Answers::default().ask(&page.client, admin::user(id)).await;
    if staff.contains(Permission::ProductRolesList) {
        answers.ask(&page.client, admin::roles()).await
    } else {
        answers
    }
}

/// The page.
#[component]
pub(super) fn UserPage(id: UserId) -> impl IntoView {
    let texts = use_texts();
    set_title(texts.nav_users());
    let user = use_query(move || admin::user(id));
    let question = use_question(id);
    let change = use_change(id);
    let staff = use_user(|user| user.staff);
    let show = move |detail: UserDetail| {
        let facts = detail.clone();
        let is_within_reach = detail.is_within_reach;
        let held = detail.roles.clone();
        let shows_roles = move || {
            staff.get().contains(Permission::ProductRolesList).then(|| {
                let held = held.clone();
                view! { <UserRoles held change /> }
            })
        };
        view! {
            <Stack gap=Gap::Lg>
                <Heading user=detail.user.clone() />
                {(!is_within_reach)
                    .then(|| {
                        view! {
                            <Alert variant=AlertVariant::Info title=texts.admin_out_of_reach()>
                                {texts.admin_out_of_reach_text()}
                            </Alert>
                        }
                    })}
                <Facts detail=facts />
                {is_within_reach.then(|| view! { <Acts detail=detail.clone() question /> })}
                {shows_roles}
                <Teams detail />
                <Records id />
            </Stack>
        }
        .into_any()
    };
    view! {
        <Container size=ContainerSize::Md>{answered(user, show)}</Container>
        <Confirmation question />
    }
}

#[component]
fn Heading(user: User) -> impl IntoView {
    let texts = use_texts();
    let (variant, status) = if user.is_active {
        (BadgeVariant::Success, texts.users_active())
    } else {
        (BadgeVariant::Neutral, texts.users_inactive())
    };
    view! {
        <PageHeader title=user.full_name() description=user.email.clone()>
            <Badge variant dot=true>
                {status}
            </Badge>
            {user
                .is_superuser
                .then(|| {
                    view! { <Badge variant=BadgeVariant::Accent>{texts.users_superuser()}</Badge> }
                })}
            <ButtonLink
                href=Section::Users.path()
                variant=ButtonVariant::Outline
                size=ButtonSize::Sm
            >
                {texts.admin_all_users()}
            </ButtonLink>
        </PageHeader>
    }
}

#[component]
fn Facts(detail: UserDetail) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let time = move |at| calendar.date_time(at);
    let whole = |number: u64| texts.number(i64::try_from(number).unwrap_or(i64::MAX));
    let mfa = match detail.mfa.totp_since {
        Some(at) => texts.admin_mfa_since(&time(at)),
        None => texts.admin_mfa_none().to_owned(),
    };
    let lock = match detail.locked_until {
        Some(at) => texts.admin_locked_until(&time(at)),
        None => texts.number(detail.failed_sign_ins.into()),
    };
    let facts = [
        (texts.users_joined(), time(detail.user.created_at)),
        (texts.admin_mfa(), mfa),
        (texts.admin_passkeys(), whole(detail.passkeys)),
        (texts.admin_identities(), whole(detail.identities)),
        (texts.admin_sessions(), whole(detail.sessions)),
        (texts.admin_failed_sign_ins(), lock),
        (
            texts.language_label(),
            detail.user.locale.native_name().to_owned(),
        ),
    ];
    let rows = facts
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div class="admin-fact">
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    let deletion = detail.delete_at.map(|at| {
        view! {
            <Alert variant=AlertVariant::Warning title=texts.admin_deleting()>
                {texts.admin_deleting_text(&time(at))}
            </Alert>
        }
    });
    view! {
        {deletion}
        <Card>
            <CardHeader>
                <CardTitle>{texts.admin_account()}</CardTitle>
            </CardHeader>
            <CardContent>
                <dl class="admin-facts">{rows}</dl>
            </CardContent>
        </Card>
    }
}

#[component]
fn Teams(detail: UserDetail) -> impl IntoView {
    let texts = use_texts();
    let links = use_user(|user| user.staff.contains(Permission::AllTeamsRead));
    let is_empty = detail.teams.is_empty();
    let rows = detail
        .teams
        .into_iter()
        .map(|team| {
            let role = role_word(texts, &team.role.name, team.role.built_in.as_deref());
            let (id, name) = (team.id, team.name);
            let name = move || {
                let name = name.clone();
                if links.get() {
                    view! {
                        <a class="link" href=team_path(id)>
                            {name}
                        </a>
                    }
                    .into_any()
                } else {
                    view! { <span>{name}</span> }.into_any()
                }
            };
            view! {
                <li class="entry">
                    <div class="session-text">
                        <p class="session-name">{name}</p>
                        <p class="session-facts" dir="ltr">
                            {team.slug}
                        </p>
                    </div>
                    <RoleBadge role />
                </li>
            }
        })
        .collect_view();
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.admin_teams()}</CardTitle>
            </CardHeader>
            {is_empty
                .then(|| view! { <p class="session-note">{texts.admin_no_teams()}</p> })}
            <ul class="session-list">{rows}</ul>
        </Card>
    }
}

/// The ways to what is written down of the account.
#[component]
fn Records(id: UserId) -> impl IntoView {
    let texts = use_texts();
    let staff = use_user(|user| user.staff);
    let link = move |section: Section, query: &'static str, text: &'static str| {
        staff.get().contains(section.permission()).then(|| {
            let href = format!("{}?{query}={id}", section.path());
            view! {
                <ButtonLink href variant=ButtonVariant::Outline size=ButtonSize::Sm>
                    {text}
                </ButtonLink>
            }
        })
    };
    view! {
        <div class="session-actions">
            {move || link(Section::Events, "user_id", texts.admin_events_of())}
            {move || link(Section::Audit, "subject_id", texts.admin_audit_of())}
        </div>
    }
}
