use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

use contract::{GrantId, RoleId};

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
        named(parts, state, "id").await.map(Self)
    }
}

/// The role in the path of something else.
pub(crate) struct RoleInPath(pub(crate) RoleId);

impl<S: Send + Sync> FromRequestParts<S> for RoleInPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        named(parts, state, "role_id").await.map(Self)
    }
}

/// The grant in the path of a project.
pub(crate) struct GrantInPath(pub(crate) GrantId);

impl<S: Send + Sync> FromRequestParts<S> for GrantInPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        named(parts, state, "grant_id").await.map(Self)
    }
}

/// The id in the path that has a name.
pub(super) async fn named<T, S>(parts: &mut Parts, state: &S, wanted: &str) -> Result<T, ApiError>
where
    T: FromStr,
    S: Send + Sync,
{
    let params = RawPathParams::from_request_parts(parts, state)
        .await
        .map_err(|error| ApiError::malformed().with_detail(error.body_text()))?;
    params
        .iter()
        .find_map(|(name, value)| (name == wanted).then(|| value.parse().ok()))
        .flatten()
        .ok_or_else(|| ApiError::malformed().with_detail("the id in the path is not a UUID"))
}
