use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

use contract::{ProjectGrantId, RoleId, TeamId};

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
        id(parts, state, "id").await.map(Self)
    }
}

/// What may stand in the path beside `id`, under a name of its own.
pub(crate) trait PathName: FromStr {
    /// The name.
    const NAME: &'static str;
}

impl PathName for TeamId {
    const NAME: &'static str = "team_id";
}

impl PathName for RoleId {
    const NAME: &'static str = "role_id";
}

impl PathName for ProjectGrantId {
    const NAME: &'static str = "grant_id";
}

/// The id in the path that has the name of its kind.
pub(crate) struct IdOf<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for IdOf<T>
where
    T: PathName,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        id(parts, state, T::NAME).await.map(Self)
    }
}

async fn id<T, S>(parts: &mut Parts, state: &S, name: &str) -> Result<T, ApiError>
where
    T: FromStr,
    S: Send + Sync,
{
    named(parts, state, name)
        .await?
        .ok_or_else(|| ApiError::malformed().with_detail("the id in the path is not a UUID"))
}

/// What has a name in the path, if it can be read.
pub(super) async fn named<T, S>(
    parts: &mut Parts,
    state: &S,
    wanted: &str,
) -> Result<Option<T>, ApiError>
where
    T: FromStr,
    S: Send + Sync,
{
    let params = RawPathParams::from_request_parts(parts, state)
        .await
        .map_err(|error| ApiError::malformed().with_detail(error.body_text()))?;
    let found = params.iter().find(|(name, _)| *name == wanted);
    Ok(found.and_then(|(_, value)| value.parse().ok()))
}
