//! Pages whose code no first view of another page should wait for: it is loaded in a chunk when the
//! first of the chunk's pages is opened. To the server they are pages like any other.
//!
//! The router knows chunks alone; inside of one, an enumeration of its places tells the pages apart.
//! A route for each page would weigh about half a kilobyte in each first view.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the result is that of loading, which the macro adds"
)]

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::{
    LazyRoute, PartialPathMatch, PathSegment, PossibleRouteMatch, hooks::use_location,
};

use super::{
    admin::AdminPages, notifications::Notifications, problem::Refusal, projects::ProjectPages,
    settings::SettingsPages, teams::TeamPages,
};
use crate::{
    browser,
    client::ClientError,
    contexts::{set_title, use_texts},
};

/// A part of the code that is loaded as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// The account of the user.
    Settings,
    /// What the user was told.
    Notifications,
    /// The user's teams, and the pages of each.
    Teams,
    /// The projects of a team.
    Projects,
    /// The pages of staff.
    Admin,
}

impl Chunk {
    /// Tells in which chunk the page at a path is, if in one.
    fn of(path: &str) -> Option<Self> {
        let mut parts = path.split('/').skip(1);
        match (parts.next()?, parts.next(), parts.next()) {
            ("settings", ..) => Some(Self::Settings),
            ("notifications", None, _) => Some(Self::Notifications),
            ("t", _, Some("projects")) => Some(Self::Projects),
            ("t" | "teams", ..) => Some(Self::Teams),
            ("admin", ..) => Some(Self::Admin),
            _ => None,
        }
    }

    /// Gets which of its pages the address leads to; none if there is no such page. While a page of
    /// another chunk takes over, it is the last one.
    pub(super) fn use_place<T>(self, place: fn(&str) -> Option<T>) -> Memo<Option<T>>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        let path = use_location().pathname;
        Memo::new(move |last: Option<&Option<T>>| {
            path.with(|path| match Self::of(path) {
                Some(chunk) if chunk == self => place(path),
                _ => last.cloned().flatten(),
            })
        })
    }
}

/// A route of the whole chunk.
impl PossibleRouteMatch for Chunk {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        (Self::of(path) == Some(*self)).then(|| PartialPathMatch::new("", Vec::new(), path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.push(PathSegment::Splat("page".into()));
    }
}

type Loaded = Result<AnyView, SplitLoaderError>;

/// The pages of [`Chunk::Settings`].
pub struct SettingsRoute;

/// The page of [`Chunk::Notifications`].
pub struct NotificationsRoute;

/// The pages of [`Chunk::Teams`].
pub struct TeamsRoute;

/// The pages of [`Chunk::Projects`].
pub struct ProjectsRoute;

/// The pages of [`Chunk::Admin`].
pub struct AdminRoute;

impl LazyRoute for SettingsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(settings().await)
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

impl LazyRoute for TeamsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(teams().await)
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

impl LazyRoute for AdminRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(admin().await)
    }
}

/// Loads the chunk of a page, if it has one, so that the page can be brought to life at once.
#[cfg(feature = "hydrate")]
pub(crate) async fn preload(path: &str) -> Result<(), SplitLoaderError> {
    match Chunk::of(path) {
        Some(Chunk::Settings) => preload_settings().await,
        Some(Chunk::Notifications) => preload_notifications().await,
        Some(Chunk::Teams) => preload_teams().await,
        Some(Chunk::Projects) => preload_projects().await,
        Some(Chunk::Admin) => preload_admin().await,
        None => Ok(()),
    }
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_settings))]
fn settings() -> Loaded {
    Ok(view! { <SettingsPages /> }.into_any())
}

#[wasm_split(notifications, fallible, wasm_split_path = leptos::wasm_split, preload(preload_notifications))]
fn notifications() -> Loaded {
    Ok(view! { <Notifications /> }.into_any())
}

#[wasm_split(teams, fallible, wasm_split_path = leptos::wasm_split, preload(preload_teams))]
fn teams() -> Loaded {
    Ok(view! { <TeamPages /> }.into_any())
}

#[wasm_split(projects, fallible, wasm_split_path = leptos::wasm_split, preload(preload_projects))]
fn projects() -> Loaded {
    Ok(view! { <ProjectPages /> }.into_any())
}

#[wasm_split(admin, fallible, wasm_split_path = leptos::wasm_split, preload(preload_admin))]
fn admin() -> Loaded {
    Ok(view! { <AdminPages /> }.into_any())
}

/// Offers the page's document where its chunk cannot be had: that of a newer build brings its own.
fn shown(chunk: Loaded) -> AnyView {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_of_a_path_tell_the_chunk() {
        for (path, chunk) in [
            ("/settings/profile", Some(Chunk::Settings)),
            ("/settings/", Some(Chunk::Settings)),
            ("/notifications", Some(Chunk::Notifications)),
            ("/notifications/1", None),
            ("/teams", Some(Chunk::Teams)),
            ("/teams/new", Some(Chunk::Teams)),
            ("/t/engines", Some(Chunk::Teams)),
            ("/t/projects", Some(Chunk::Teams)),
            ("/t/engines/members", Some(Chunk::Teams)),
            ("/t/engines/projects", Some(Chunk::Projects)),
            ("/t/engines/projects/1", Some(Chunk::Projects)),
            ("/t/engines/projects-of-old", Some(Chunk::Teams)),
            ("/admin/users/1", Some(Chunk::Admin)),
            ("/administration", None),
            ("/dashboard", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(Chunk::of(path), chunk, "{path}");
        }
    }
}
