//! Pages whose code no first view of another page should wait for: it is loaded in a chunk of its
//! own when such a page is first opened. To the server they are pages like any other.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the result is that of loading, which the macro adds"
)]

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::{LazyRoute, hooks::use_location};

use super::{
    admin::Admin,
    announcements::Announcements,
    notifications::Notifications,
    problem::Refusal,
    projects::{ProjectDetail, Projects},
    settings::{
        account::Account, api_keys::ApiKeys, notifications::NotificationPreferences,
        profile::Profile, security::Security,
    },
    teams::{Audit, Members, NewTeam, Overview, Roles, TeamSettings, Teams},
};
#[cfg(feature = "hydrate")]
use crate::layout::place::{team_page, team_slug};
use crate::{
    browser,
    client::ClientError,
    contexts::{set_title, use_texts},
};

type Chunk = Result<AnyView, SplitLoaderError>;

/// The profile, in the chunk of the settings.
pub struct ProfileRoute;

/// The page of password and sessions, in the chunk of the settings.
pub struct SecurityRoute;

/// The page of API keys, in the chunk of the settings.
pub struct ApiKeysRoute;

/// The page of the account as a whole, in the chunk of the settings.
pub struct AccountRoute;

/// The pages of staff, all in one chunk.
pub struct AdminRoute;

/// The list of a team's projects, in the chunk of projects.
pub struct ProjectsRoute;

/// One project, in the chunk of projects.
pub struct ProjectRoute;

/// The user's teams, in the chunk of teams.
pub struct TeamsRoute;

/// The form of a new team, in the chunk of teams.
pub struct NewTeamRoute;

/// The first page of a team, in the chunk of teams.
pub struct OverviewRoute;

/// The members of a team, in the chunk of teams.
pub struct MembersRoute;

/// The roles of a team, in the chunk of teams.
pub struct RolesRoute;

/// The settings of a team, in the chunk of teams.
pub struct TeamSettingsRoute;

/// The audit log of a team, in the chunk of teams.
pub struct AuditRoute;

/// The list of notifications.
pub struct NotificationsRoute;

/// The page of how one is told what, in the chunk of the settings.
pub struct NotificationPreferencesRoute;

/// The announcements, for the staff.
pub struct AnnouncementsRoute;

impl LazyRoute for ProfileRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(profile().await)
    }
}

impl LazyRoute for SecurityRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(security().await)
    }
}

impl LazyRoute for ApiKeysRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(api_keys().await)
    }
}

impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(account().await)
    }
}

impl LazyRoute for AdminRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(admin().await)
    }
}

impl LazyRoute for TeamsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(teams().await)
    }
}

impl LazyRoute for NewTeamRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(new_team().await)
    }
}

impl LazyRoute for OverviewRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(team().await)
    }
}

impl LazyRoute for MembersRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(members().await)
    }
}

impl LazyRoute for RolesRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(roles().await)
    }
}

impl LazyRoute for TeamSettingsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(team_settings().await)
    }
}

impl LazyRoute for AuditRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(audit().await)
    }
}

impl LazyRoute for ProjectsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(projects().await)
    }
}

impl LazyRoute for ProjectRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(project().await)
    }
}

impl LazyRoute for NotificationsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(notifications().await)
    }
}

impl LazyRoute for NotificationPreferencesRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(notification_preferences().await)
    }
}

impl LazyRoute for AnnouncementsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(announcements().await)
    }
}

/// Loads the chunk of a page, if it has one, so that the page can be brought to life at once.
#[cfg(feature = "hydrate")]
pub(crate) async fn preload(path: &str) -> Result<(), SplitLoaderError> {
    match path {
        "/settings/profile" => preload_profile().await,
        "/settings/security" => preload_security().await,
        "/settings/api-keys" => preload_api_keys().await,
        "/settings/account" => preload_account().await,
        "/settings/notifications" => preload_notification_preferences().await,
        "/notifications" => preload_notifications().await,
        "/admin/announcements" => preload_announcements().await,
        path if path.starts_with("/admin/") => preload_admin().await,
        "/teams" => preload_teams().await,
        "/teams/new" => preload_new_team().await,
        path => preload_of_team(path).await,
    }
}

/// Loads the chunk of a page of a team, if the path names one.
#[cfg(feature = "hydrate")]
async fn preload_of_team(path: &str) -> Result<(), SplitLoaderError> {
    let Some(slug) = team_slug(path) else {
        return Ok(());
    };
    match path.strip_prefix(&team_page(slug, "")).unwrap_or_default() {
        "" => preload_team().await,
        "/members" => preload_members().await,
        "/roles" => preload_roles().await,
        "/settings" => preload_team_settings().await,
        "/audit" => preload_audit().await,
        "/projects" => preload_projects().await,
        page if page.starts_with("/projects/") => preload_project().await,
        _ => Ok(()),
    }
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_profile))]
fn profile() -> Chunk {
    Ok(view! { <Profile /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_security))]
fn security() -> Chunk {
    Ok(view! { <Security /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_api_keys))]
fn api_keys() -> Chunk {
    Ok(view! { <ApiKeys /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_account))]
fn account() -> Chunk {
    Ok(view! { <Account /> }.into_any())
}

#[wasm_split(admin, fallible, wasm_split_path = leptos::wasm_split, preload(preload_admin))]
fn admin() -> Chunk {
    Ok(view! { <Admin /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_teams))]
fn teams() -> Chunk {
    Ok(view! { <Teams /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_new_team))]
fn new_team() -> Chunk {
    Ok(view! { <NewTeam /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_team))]
fn team() -> Chunk {
    Ok(view! { <Overview /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_members))]
fn members() -> Chunk {
    Ok(view! { <Members /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_roles))]
fn roles() -> Chunk {
    Ok(view! { <Roles /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_team_settings))]
fn team_settings() -> Chunk {
    Ok(view! { <TeamSettings /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_audit))]
fn audit() -> Chunk {
    Ok(view! { <Audit /> }.into_any())
}

#[wasm_split(projects, fallible, wasm_split_path = leptos::wasm_split, preload(preload_projects))]
fn projects() -> Chunk {
    Ok(view! { <Projects /> }.into_any())
}

#[wasm_split(projects, fallible, wasm_split_path = leptos::wasm_split, preload(preload_project))]
fn project() -> Chunk {
    Ok(view! { <ProjectDetail /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_notification_preferences))]
fn notification_preferences() -> Chunk {
    Ok(view! { <NotificationPreferences /> }.into_any())
}

#[wasm_split(notifications, fallible, wasm_split_path = leptos::wasm_split, preload(preload_notifications))]
fn notifications() -> Chunk {
    Ok(view! { <Notifications /> }.into_any())
}

#[wasm_split(announcements, fallible, wasm_split_path = leptos::wasm_split, preload(preload_announcements))]
fn announcements() -> Chunk {
    Ok(view! { <Announcements /> }.into_any())
}

/// Offers the page's document where its chunk cannot be had: that of a newer build brings its own.
fn shown(chunk: Chunk) -> AnyView {
    chunk.unwrap_or_else(|_| {
        set_title(use_texts().app_error_title());
        let location = use_location();
        let retry = move |()| {
            let path = location.pathname.get_untracked();
            let search = location.search.get_untracked();
            let separator = if search.is_empty() { "" } else { "?" };
            browser::load(&format!("{path}{separator}{search}"));
        };
        view! { <Refusal error=ClientError::Offline retry /> }.into_any()
    })
}
