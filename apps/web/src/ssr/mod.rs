//! The server's side: routes, plain pages, rendering of app pages, cookies, policies.

mod app;
mod assets;
pub mod cookies;
mod csp;
mod form;
mod frame;
pub mod paths;
mod plain;
mod preferences;
mod teams;

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{Request, StatusCode},
    middleware,
    response::Response,
};

pub use form::{Form, Query};
pub use plain::{Head, PageRequest};
pub use teams::Teams;

pub(crate) use assets::texts_url;

use crate::pages;

/// The REST API, called in process.
pub type ApiService = tower::util::BoxCloneSyncService<Request<Body>, Response<Body>, Infallible>;

/// The largest form that is read.
const FORM_LIMIT: usize = 64 * 1024;

/// Marks a request for a page of administrators from outside of their networks. It is an extension,
/// which nothing on the wire can set.
#[derive(Clone, Copy, Debug)]
pub struct OutsideNetwork;

/// Where assets are.
pub trait Assets: Send + Sync {
    /// The address of an asset (`style.css` → `/assets/style.3f….css`).
    fn url(&self, name: &str) -> String;

    /// The addresses of the modules that pages load when they are first opened.
    fn chunks(&self) -> Vec<String>;
}

/// What the pages need to know about the deployment.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The address that people see, without a slash at its end.
    pub public_url: String,
    /// Whether pages reload themselves when the product is rebuilt.
    pub live_reload: bool,
    /// Whether the stand-ins for the outside world are here: links to the mailbox and the demo
    /// sign-ins are shown.
    pub sandbox: bool,
    /// Whether the reference of the API is served.
    pub api_docs: bool,
}

impl WebSettings {
    /// Whether cookies are sent over TLS only.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// What the routes share; cheap to clone.
#[derive(Clone)]
pub struct WebState {
    /// The REST API.
    pub api: ApiService,
    /// Where assets are.
    pub assets: Arc<dyn Assets>,
    /// The deployment.
    pub settings: Arc<WebSettings>,
}

impl WebState {
    /// Bundles the parts.
    pub fn new(api: ApiService, assets: Arc<dyn Assets>, settings: WebSettings) -> Self {
        Self {
            api,
            assets,
            settings: Arc::new(settings),
        }
    }
}

/// Builds the router of all pages, with the 404 page as its fallback.
pub fn router(state: WebState) -> Router {
    let pages = Router::new()
        .merge(pages::landing::routes())
        .merge(pages::api_docs::routes(&state.settings))
        .merge(pages::auth::routes())
        .merge(preferences::routes())
        .merge(frame::routes())
        .merge(app::routes())
        .fallback(async |page: PageRequest| pages::errors::render(&page, StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async |page: PageRequest| {
            pages::errors::render(&page, StatusCode::METHOD_NOT_ALLOWED)
        })
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(middleware::from_fn_with_state(state.clone(), plain::layer));
    Router::new()
        .merge(pages)
        .merge(assets::routes())
        .with_state(state)
}
