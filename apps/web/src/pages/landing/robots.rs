//! What search engines are asked to leave alone.

use axum::{
    Router,
    http::{HeaderValue, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::ssr::WebState;

const ROBOTS: &str = "User-agent: *\nAllow: /api/docs\nDisallow: /api/\nDisallow: /dashboard\nDisallow: /settings/\nDisallow: /users\nDisallow: /verify-email\nDisallow: /reset-password\nDisallow: /unlock\n";

/// The route of `/robots.txt`.
pub(super) fn routes() -> Router<WebState> {
    Router::new().route("/robots.txt", get(show))
}

async fn show() -> Response {
    let mut response = ROBOTS.into_response();
    let lifetime = HeaderValue::from_static("public, max-age=86400");
    response.headers_mut().insert(CACHE_CONTROL, lifetime);
    response
}
