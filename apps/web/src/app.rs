//! App pages: one tree of routes for everything behind sign-in, the same on the server and in the
//! browser.

use std::time::Duration;

use contract::Locale;
use i18n::Texts;
use leptos::{prelude::*, task::spawn_local};
use leptos_fetch::{QueryClient, QueryOptions};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};
use ui::{Alert, AlertVariant, Toaster};

use crate::{
    browser, contexts,
    layout::signed_in::Layout,
    pages::{
        dashboard::Dashboard,
        missing::Missing,
        settings::{profile::Profile, security::Security},
        users::Users,
    },
    queries,
};

/// The paths of app pages, which the server routes here.
pub const PATHS: [&str; 4] = [
    "/dashboard",
    "/settings/profile",
    "/settings/security",
    "/users",
];

/// The id of the document's link to its texts.
pub const TEXTS_ID: &str = "texts";

/// How long an answer is used without asking again behind the scenes.
const FRESH: Duration = Duration::from_secs(30);

/// The body of an app page.
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
                    <Layout>
                        <FlatRoutes fallback=Missing>
                            <Route path=path!("/dashboard") view=Dashboard ssr=SsrMode::Async />
                            <Route
                                path=path!("/settings/profile")
                                view=Profile
                                ssr=SsrMode::Async
                            />
                            <Route
                                path=path!("/settings/security")
                                view=Security
                                ssr=SsrMode::Async
                            />
                            <Route path=path!("/users") view=Users ssr=SsrMode::Async />
                        </FlatRoutes>
                    </Layout>
                </Router>
            </AppProviders>
        </ErrorBoundary>
    }
}

/// What every component below may ask for.
#[component]
fn AppProviders(locale: Locale, texts: &'static Texts, children: Children) -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_meta::provide_meta_context();
    contexts::i18n::provide_i18n(locale, texts);
    #[cfg(feature = "hydrate")]
    provide_context(crate::client::Client::in_browser());
    QueryClient::new()
        .with_options(QueryOptions::new().with_stale_time(FRESH))
        .provide();
    provide_session();
    view! {
        <Toaster label=texts.app_notifications() dismiss_label=texts.action_dismiss()>
            {children()}
        </Toaster>
    }
}

/// Provides who is signed in and the theme, both of which follow the query cache.
///
/// The user comes with the document: the server has asked for it before rendering, and the
/// browser's cache starts with the same value.
fn provide_session() {
    let user = SharedValue::new(contexts::auth::known_user).into_inner();
    let queries = expect_context::<QueryClient>();
    if let Some(user) = &user {
        queries.set_query(queries::me, (), Ok(user.clone()));
    }
    let theme =
        contexts::theme::provide_theme(user.as_ref().map(|user| user.theme).unwrap_or_default());
    let auth = contexts::auth::provide_auth(user);

    let cached = queries.subscribe_value(queries::me, || ());
    Effect::new(move || {
        if let Some(Ok(user)) = cached.get() {
            auth.maybe_update(|known| {
                let is_news = known.as_ref() != Some(&user);
                *known = Some(user);
                is_news
            });
        }
    });
    Effect::new(move || {
        if let Some(chosen) = auth.with(|user| user.as_ref().map(|user| user.theme)) {
            theme.set(chosen);
        }
    });
    Effect::new(move |before: Option<contract::Theme>| {
        let theme = theme.get();
        // The document already has the first one.
        if before.is_some_and(|before| before != theme) {
            browser::apply_theme(theme);
        }
        theme
    });
}

/// Asks for the signed-in user again once the cached answer is stale, without making anyone wait.
pub(crate) fn revalidate_session() {
    let queries = expect_context::<QueryClient>();
    spawn_local(async move { queries.prefetch_query(queries::me, ()).await });
}
