//! Requests that another site makes a browser send.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::problem::code;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::{ApiSettings, cookies, error::ApiError};

/// Marks a request that a page makes in this process while it is rendered: no other site had a
/// hand in it. It is an extension, which nothing on the wire can set.
#[derive(Clone, Copy, Debug)]
pub struct Internal;

type Refuse = fn(ProtectionError) -> Response;

/// Refuses mutations that come from other sites, by `Sec-Fetch-Site` and `Origin`.
pub(super) fn layer(settings: &ApiSettings) -> CsrfLayer<Refuse> {
    let trusted = settings.cors_origins.iter().chain([&settings.public_url]);
    let layer = trusted.fold(CsrfLayer::new(), |layer, origin| {
        match layer.clone().add_trusted_origin(origin) {
            Ok(layer) => layer,
            Err(error) => {
                tracing::error!(%error, origin, "not an origin, so it is not trusted");
                layer
            }
        }
    });
    layer.with_rejection_response(|_| cross_origin())
}

/// Refuses a mutation that a session's cookie speaks for when nothing says where it comes from.
///
/// The layer lets requests without both headers pass, for programs; but programs have no session
/// cookies, and every browser of the last years sends one of the headers. With `Authorization` no
/// cookie speaks, and no other site can make a browser send one.
pub(super) async fn session_needs_proof(
    State(settings): State<Arc<ApiSettings>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let proven = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    let internal = request.extensions().get::<Internal>().is_some();
    let by_cookie =
        cookies::has_session(headers, &settings) && !headers.contains_key(header::AUTHORIZATION);
    if safe || proven || internal || !by_cookie {
        next.run(request).await
    } else {
        cross_origin()
    }
}

fn cross_origin() -> Response {
    ApiError::new(StatusCode::FORBIDDEN, code::CROSS_ORIGIN).into_response()
}
