//! Requests are judged when they are complete.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{FromRequest, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::ApiError;

/// How long a client may take over a whole body.
const DEADLINE: Duration = Duration::from_secs(10);

/// Reads the body before anybody asks who sends it.
///
/// Whoever is found out first and read afterwards keeps what they were allowed at the beginning for as
/// long as they trickle: a session that has ended and a role that was taken meanwhile would count.
pub(crate) async fn read(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    match whole(request, DEADLINE).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn whole(request: Request, deadline: Duration) -> Result<Request, ApiError> {
    let (parts, body) = request.into_parts();
    // With the parts, for among them is how large a body may be.
    let reading = Bytes::from_request(Request::from_parts(parts.clone(), body), &());
    match tokio::time::timeout(deadline, reading).await {
        Ok(bytes) => Ok(Request::from_parts(parts, Body::from(bytes?))),
        Err(_) => Err(ApiError::timed_out()),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware, routing::post};
    use futures_util::stream;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_body_is_passed_on_whole_or_refused() {
        let router = Router::new()
            .route("/", post(|body: String| async move { body }))
            .layer(middleware::from_fn(read))
            .layer(DefaultBodyLimit::max(8));
        let pieces = |count| Body::from_stream(stream::iter(vec![Ok::<_, Infallible>("x"); count]));
        let broken = Body::from_stream(stream::iter([Ok("x"), Err(std::io::Error::other("gone"))]));
        for (body, expected) in [
            (Body::empty(), StatusCode::OK),
            (Body::from("12345678"), StatusCode::OK),
            (Body::from("123456789"), StatusCode::PAYLOAD_TOO_LARGE),
            (pieces(8), StatusCode::OK),
            (pieces(9), StatusCode::PAYLOAD_TOO_LARGE),
            (broken, StatusCode::BAD_REQUEST),
        ] {
            let request = Request::post("/").body(body).unwrap();
            let answer = router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), expected);
        }
    }

    #[tokio::test]
    async fn a_body_that_does_not_end_in_time_is_refused() {
        let endless = Body::from_stream(stream::pending::<Result<&str, Infallible>>());
        let refusal = whole(Request::new(endless), Duration::ZERO)
            .await
            .unwrap_err();
        assert_eq!(refusal.problem("r").status, 408);
        let ready = whole(Request::new(Body::from("x")), Duration::ZERO).await;
        assert!(ready.is_ok());
    }
}
