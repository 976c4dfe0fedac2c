//! App pages: one tree of routes for everything behind sign-in, the same on the server and in the
//! browser.

use contract::Locale;
use i18n::Texts;
use leptos::prelude::*;
use leptos_router::{
    Lazy,
    components::{FlatRoutes, Route, Router},
    path,
};
use ui::{Alert, AlertVariant};

use crate::{
    contexts,
    pages::{
        chunks::{AdminRoute, Chunk, NotificationsRoute, ProjectsRoute, SettingsRoute, TeamsRoute},
        dashboard::Dashboard,
        missing::Missing,
    },
    queries::Queries,
};

/// The id of the element that holds the app, inside the frame.
pub const ROOT_ID: &str = "main";

/// The id of the document's link to its texts.
pub const TEXTS_ID: &str = "texts";

/// What stands in the frame of an app page.
#[component]
pub fn App(
    /// The language of the document.
    locale: Locale,
    /// The texts in that language.
    texts: &'static Texts,
) -> impl IntoView {
    let refused = move |_| {
        view! { <Alert variant=AlertVariant::Danger title=texts.app_error_title()>{texts.app_error_text()}</Alert> }
    };
    view! {
        <ErrorBoundary fallback=refused>
            <AppProviders locale texts>
                <Router>
                    <Page />
                </Router>
            </AppProviders>
        </ErrorBoundary>
    }
}

/// The page at the document's address.
#[component]
fn Page() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::layout::alive::enliven_frame();
    view! {
        <FlatRoutes fallback=Missing>
            <Route path=path!("/dashboard") view=Dashboard />
            <Route path=Chunk::Settings view={Lazy::<SettingsRoute>::new()} />
            <Route path=Chunk::Notifications view={Lazy::<NotificationsRoute>::new()} />
            <Route path=Chunk::Teams view={Lazy::<TeamsRoute>::new()} />
            <Route path=Chunk::Projects view={Lazy::<ProjectsRoute>::new()} />
            <Route path=Chunk::Admin view={Lazy::<AdminRoute>::new()} />
        </FlatRoutes>
    }
}

/// What every component below may ask for.
#[component]
fn AppProviders(locale: Locale, texts: &'static Texts, children: Children) -> impl IntoView {
    contexts::i18n::provide_i18n(locale, texts);
    #[cfg(feature = "hydrate")]
    provide_context(crate::client::Client::in_browser());
    let queries = Queries::provide();
    let user = queries.me();
    contexts::theme::provide_theme(user.as_ref().map(|user| user.theme).unwrap_or_default());
    let auth = contexts::auth::provide_auth(user);
    queries.follow_me(auth);
    children()
}
