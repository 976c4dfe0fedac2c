//! What surrounds the routes.
//!
//! From the outside in: [`edge`] (every request: its id, the client's address, the log line, the
//! headers that protect), then around API and forms [`guard`] (panics, other sites, bodies of
//! refusals), around the API alone the networks of administrators, the limits of clients and the reading
//! of bodies, then the routes.

mod csrf;
mod edge;
pub(crate) mod limits;
mod network;
mod problems;
mod request_info;
pub(crate) mod whole;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, header},
};
use tower_http::{catch_panic::CatchPanicLayer, cors::CorsLayer};

pub use csrf::Internal;
pub use edge::edge;
pub use network::is_outside_admin_network;
pub(crate) use network::{is_outside_admin_networks, stranger};
pub use request_info::RequestInfo;

use crate::ApiSettings;

/// Protects routes that browsers send forms or JSON to.
pub fn guard(router: Router, settings: &ApiSettings) -> Router {
    router
        .layer(csrf::layer(settings))
        .layer(axum::middleware::from_fn_with_state(
            settings.clone().into(),
            csrf::session_needs_proof,
        ))
        .layer(CatchPanicLayer::custom(problems::panicked))
        .layer(axum::middleware::from_fn(problems::write_bodies))
}

/// What the API has besides: a limit of bodies and the list of other sites that may call it.
pub(crate) fn api(router: Router, settings: &ApiSettings) -> Router {
    let router = router
        .layer(DefaultBodyLimit::max(settings.body_limit))
        .layer(axum::middleware::from_fn_with_state(
            settings.clone().into(),
            network::refuse_strangers,
        ));
    let router = guard(router, settings);
    if settings.cors_origins.is_empty() {
        router
    } else {
        router.layer(cors(settings))
    }
}

fn cors(settings: &ApiSettings) -> CorsLayer {
    let origins: Vec<HeaderValue> = settings
        .cors_origins
        .iter()
        .filter_map(|origin| HeaderValue::from_str(origin).ok())
        .collect();
    CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(true)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PATCH,
            Method::PUT,
            Method::DELETE,
        ])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_MATCH,
        ])
        .expose_headers([
            header::ETAG,
            header::RETRY_AFTER,
            HeaderName::from_static("x-request-id"),
            limits::RATE_LIMIT,
            limits::RATE_LIMIT_POLICY,
        ])
}
