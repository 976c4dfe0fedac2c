//! The bodies of refusals.

use std::any::Any;

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::problem;

use super::RequestInfo;
use crate::{error::ApiError, extract::Json};

/// Writes the problem document into every answer that carries a refusal.
pub(super) async fn write_bodies(request: Request, next: Next) -> Response {
    let info = request.extensions().get::<RequestInfo>().cloned();
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<ApiError>() else {
        return response;
    };
    let request_id = info.map(|info| info.id.to_string()).unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    let body = Json(error.problem(&request_id)).into_response().into_body();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(problem::CONTENT_TYPE),
    );
    Response::from_parts(parts, body)
}

/// The answer to a request whose handler panicked.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer asks for a function of this form"
)]
pub(super) fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(cause, "a handler panicked");
    ApiError::internal().into_response()
}
