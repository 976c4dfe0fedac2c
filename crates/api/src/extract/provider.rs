use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use contract::oauth::ProviderId;
use services::Error;

use crate::error::ApiError;

/// The provider in the path; one that nobody knows is no such thing.
pub(crate) struct InPath(pub(crate) ProviderId);

impl<S: Send + Sync> FromRequestParts<S> for InPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|error| ApiError::malformed().with_detail(error.body_text()))?;
        params
            .iter()
            .find_map(|(name, value)| (name == "provider").then(|| value.parse().ok()))
            .flatten()
            .map(Self)
            .ok_or_else(|| Error::NotFound.into())
    }
}
