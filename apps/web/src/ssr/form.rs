use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::BytesRejection},
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::de::DeserializeOwned;

use super::{PageRequest, WebState};
use crate::pages::errors;

/// The fields of a posted form; one that cannot be read is answered by an error page.
#[derive(Clone, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<WebState> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(page) = PageRequest::from_request_parts(&mut parts, state).await;
        let bytes = axum::body::Bytes::from_request(Request::from_parts(parts, body), state).await;
        let refused = match bytes {
            Ok(bytes) => match serde_urlencoded::from_bytes(&bytes) {
                Ok(form) => return Ok(Self(form)),
                Err(_) => StatusCode::BAD_REQUEST,
            },
            Err(rejection) => status(&rejection),
        };
        Err(errors::render(&page, refused))
    }
}

fn status(rejection: &BytesRejection) -> StatusCode {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// The parameters of a page's address. One that cannot be read counts as absent: an old or
/// mangled link still leads to its page.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequestParts<WebState> for Query<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(serde_urlencoded::from_str(query).unwrap_or_default()))
    }
}
