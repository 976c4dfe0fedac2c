use axum::{extract::FromRequestParts, http::request::Parts};
use contract::oauth::ProviderId;
use services::Error;

use super::id::named;
use crate::error::ApiError;

/// The provider in the path; one that nobody knows is no such thing.
pub(crate) struct InPath(pub(crate) ProviderId);

impl<S: Send + Sync> FromRequestParts<S> for InPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        named(parts, state, "provider")
            .await?
            .map(Self)
            .ok_or_else(|| Error::NotFound.into())
    }
}
