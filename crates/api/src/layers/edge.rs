//! What every request passes first and every answer last.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use contract::path;
use services::{Clock, Ids};
use tower_http::catch_panic::CatchPanicLayer;
use uuid::Uuid;

use super::{
    problems,
    request_info::{RequestInfo, client_address},
};
use crate::ApiSettings;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const YEAR_OF_TLS: &str = "max-age=31536000; includeSubDomains";
/// The policy of answers that do not bring their own: they are no pages.
const CSP: &str = "default-src 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), \
     magnetometer=(), microphone=(), payment=(), usb=()";

#[derive(Clone)]
struct Edge {
    settings: Arc<ApiSettings>,
    clock: Clock,
    ids: Ids,
}

/// Gives every request its id and client address, logs its one line, and gives every answer the
/// headers that protect it, unless it brings its own.
pub fn edge(router: Router, settings: Arc<ApiSettings>, clock: Clock, ids: Ids) -> Router {
    router
        .layer(CatchPanicLayer::custom(problems::panicked))
        .layer(axum::middleware::from_fn(problems::write_bodies))
        .layer(from_fn_with_state(
            Edge {
                settings,
                clock,
                ids,
            },
            pass,
        ))
}

async fn pass(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = edge.ids.uuid(edge.clock.now()).unwrap_or(Uuid::nil());
    let trusted = &edge.settings.trusted_proxies;
    let address = client_address(request.extensions(), request.headers(), trusted);
    let info = RequestInfo::new(id, address);
    request.extensions_mut().insert(info.clone());
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("unmatched", MatchedPath::as_str)
        .to_owned();

    let mut response = next.run(request).await;

    let status = response.status();
    let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    let user_id = info.user().map(tracing::field::display);
    // Levels are fixed where an event is written.
    macro_rules! log {
        ($level:ident) => {
            tracing::$level!(
                %method, route, status = status.as_u16(), duration_us, request_id = %id, user_id,
                "request"
            )
        };
    }
    if is_routine(&route) && status.as_u16() < 400 {
        log!(debug);
    } else {
        log!(info);
    }
    protect(response.headers_mut(), id, edge.settings.is_https());
    response
}

/// Whether requests of this route say nothing of the product's use while they succeed: machines ask
/// for health, and browsers for files, far more often than people do anything.
fn is_routine(route: &str) -> bool {
    matches!(route, path::HEALTHZ | path::READYZ)
        || route.starts_with("/assets/")
        || route.starts_with("/dev/")
}

fn protect(headers: &mut HeaderMap, id: Uuid, https: bool) {
    if let Ok(id) = HeaderValue::try_from(id.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
    let defaults = [
        (header::CACHE_CONTROL, "private, no-store"),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    let tls = https.then_some((header::STRICT_TRANSPORT_SECURITY, YEAR_OF_TLS));
    for (name, value) in defaults.into_iter().chain(tls) {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
}
