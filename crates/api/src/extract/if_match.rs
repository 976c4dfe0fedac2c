use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
    response::IntoResponse,
};
use serde::Serialize;

use super::Json;
use crate::error::ApiError;

/// The versions that the caller has seen; `None` if they accept any.
///
/// Weak and strong tags compare alike: a proxy that compresses makes strong ones weak.
pub(crate) struct IfMatch(pub(crate) Option<Vec<i64>>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        if !parts.headers.contains_key(header::IF_MATCH) {
            return Ok(Self(None));
        }
        let tags = parts
            .headers
            .get_all(header::IF_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim);
        let mut versions = Vec::new();
        for tag in tags {
            if tag == "*" {
                return Ok(Self(None));
            }
            let tag = tag.strip_prefix("W/").unwrap_or(tag);
            // A tag that is not of ours matches nothing, as the RFC has it.
            if let Ok(version) = tag.trim_matches('"').parse() {
                versions.push(version);
            }
        }
        Ok(Self(Some(versions)))
    }
}

/// A thing with the tag of its version, which a later [`IfMatch`] names.
pub(crate) fn tagged<T: Serialize>(version: i64, thing: T) -> impl IntoResponse {
    let tag = format!("\"{version}\"");
    ([(header::ETAG, tag)], Json(thing))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[tokio::test]
    async fn tags_compare_weakly_and_foreign_ones_match_nothing() {
        for (header, expected) in [
            (None, None),
            (Some("*"), None),
            (Some("\"3\""), Some(vec![3])),
            (Some("W/\"3\""), Some(vec![3])),
            (Some("\"3\", W/\"4\""), Some(vec![3, 4])),
            (Some("\"abc\""), Some(vec![])),
            (Some("\"é\""), Some(vec![])),
        ] {
            let mut request = Request::builder();
            if let Some(header) = header {
                request = request.header(header::IF_MATCH, header);
            }
            let (mut parts, ()) = request.body(()).unwrap().into_parts();
            let IfMatch(versions) = IfMatch::from_request_parts(&mut parts, &()).await.unwrap();
            assert_eq!(versions, expected, "{header:?}");
        }
    }
}
