use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

use crate::error::ApiError;

/// The id in the path.
pub(crate) struct Id<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Id<T>
where
    T: FromStr,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|error| ApiError::malformed().with_detail(error.body_text()))?;
        params
            .iter()
            .find_map(|(name, value)| (name == "id").then(|| value.parse().ok()))
            .flatten()
            .map(Self)
            .ok_or_else(|| ApiError::malformed().with_detail("the id in the path is not a UUID"))
    }
}
