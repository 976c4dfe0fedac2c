//! The first page after sign-in: the account at a glance, what is left to set up, ways on.

mod newest_users;
mod setup;
mod teams;

use contract::{Permission, users::User};
use i18n::{CivilDateTime, Texts};
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, Card, CardContent, CardHeader, CardTitle, Gap, Grid, Icon, IconData,
    PageHeader, Stack, icons,
};

use self::{newest_users::NewestUsers, setup::Setup, teams::MyTeams};
use crate::contexts::{set_title, use_auth, use_texts, use_user};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};

/// The dashboard.
#[component]
pub fn Dashboard() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.nav_dashboard());
    let auth = use_auth();
    let lists_users = use_user(|user| user.staff.contains(Permission::UsersList));
    view! {
        <Stack gap=Gap::Lg>
            {move || auth.get().map(|user| view! { <Overview user /> })}
            <MyTeams />
            <div class="dashboard-columns">
                <Setup />
                <QuickLinks />
            </div>
            {move || lists_users.get().then(|| view! { <NewestUsers /> })}
        </Stack>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let user = page.user.as_deref();
    let answers = if user.is_some_and(|user| user.staff.contains(Permission::UsersList)) {
        newest_users::load(page).await
    } else {
        Answers::default()
    };
    teams::load(page, answers)
}

/// The greeting and the facts of the account.
#[component]
fn Overview(user: User) -> impl IntoView {
    let texts = use_texts();
    view! {
        <PageHeader
            title=texts.dashboard_greeting(&user.first_name)
            description=texts.dashboard_lead()
        >
            {user
                .is_superuser
                .then(|| {
                    view! {
                        <Badge variant=BadgeVariant::Accent>
                            {texts.dashboard_role_superuser()}
                        </Badge>
                    }
                })}
        </PageHeader>
        <Grid>
            <Fact
                icon=icons::MAIL_CHECK
                label=texts.dashboard_email()
                value=user.email.clone()
                note=texts.dashboard_email_confirmed()
                is_ltr=true
            />
            <Fact
                icon=icons::USER
                label=texts.dashboard_member_since()
                value=date(texts, &user)
                note=texts.dashboard_last_change(&changed(texts, &user))
            />
            <Fact
                icon=icons::LANGUAGES
                label=texts.dashboard_region()
                value=user.locale.native_name()
                note=user.time_zone.replace('_', " ")
            />
        </Grid>
    }
}

fn date(texts: &Texts, user: &User) -> String {
    texts.date(CivilDateTime::in_zone(user.created_at, &user.time_zone))
}

fn changed(texts: &Texts, user: &User) -> String {
    texts.date_time(CivilDateTime::in_zone(user.updated_at, &user.time_zone))
}

#[component]
fn Fact(
    icon: IconData,
    label: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] note: String,
    #[prop(optional)] is_ltr: bool,
) -> impl IntoView {
    view! {
        <Card class="account-fact">
            <div class="account-fact-label">
                <Icon icon />
                <span>{label}</span>
            </div>
            <p class="account-fact-value" dir=is_ltr.then_some("ltr")>
                {value}
            </p>
            <p class="account-fact-note">{note}</p>
        </Card>
    }
}

#[component]
fn QuickLinks() -> impl IntoView {
    let texts = use_texts();
    let lists_users = use_user(|user| user.staff.contains(Permission::UsersList));
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.dashboard_links()}</CardTitle>
            </CardHeader>
            <CardContent class="quick-links-content">
                <ul class="quick-links">
                    <QuickLink
                        href="/settings/profile"
                        icon=icons::USER
                        title=texts.nav_profile()
                        text=texts.dashboard_link_profile()
                    />
                    <QuickLink
                        href="/settings/security"
                        icon=icons::SHIELD
                        title=texts.nav_security()
                        text=texts.dashboard_link_security()
                    />
                    {move || {
                        lists_users
                            .get()
                            .then(|| {
                                view! {
                                    <QuickLink
                                        href="/admin/users"
                                        icon=icons::USERS
                                        title=texts.nav_users()
                                        text=texts.dashboard_link_users()
                                    />
                                }
                            })
                    }}
                    <QuickLink
                        href=contract::path::DOCS
                        icon=icons::CODE
                        title=texts.app_api_docs()
                        text=texts.dashboard_link_api()
                        external=true
                    />
                </ul>
            </CardContent>
        </Card>
    }
}

#[component]
fn QuickLink(
    href: &'static str,
    icon: IconData,
    title: &'static str,
    text: &'static str,
    #[prop(optional)] external: bool,
) -> impl IntoView {
    view! {
        <li>
            <a class="quick-link" href=href rel=external.then_some("external")>
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
