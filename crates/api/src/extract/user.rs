use axum::{
    extract::{FromRef, FromRequestParts},
    http::{header, request::Parts},
};
use services::{
    Error,
    sessions::{self, Actor},
};

use crate::{
    ApiState, cookies,
    error::ApiError,
    layers::{Internal, RequestInfo},
};

/// The signed-in person; without one the request ends with 401.
pub(crate) struct CurrentUser(pub(crate) Actor);

impl<S> FromRequestParts<S> for CurrentUser
where
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let state = ApiState::from_ref(state);
        // A credential of a kind that is not accepted must not fall back to another one.
        if parts.headers.contains_key(header::AUTHORIZATION) {
            return Err(Error::unauthenticated().into());
        }
        let token =
            cookies::access(&parts.headers, &state.settings).ok_or_else(Error::unauthenticated)?;
        let Some(info) = parts.extensions.get::<RequestInfo>() else {
            return Ok(Self(sessions::authenticate(&state.ctx, token).await?));
        };
        let is_read = parts.method.is_safe();
        if !is_read {
            info.forget_actor();
        } else if let Some(actor) = info.actor(token) {
            return Ok(Self(actor));
        }
        let actor = sessions::authenticate(&state.ctx, token).await?;
        info.set_user(actor.user.id);
        // Only a page asks more than once in one request.
        if is_read && parts.extensions.get::<Internal>().is_some() {
            info.keep_actor(token, &actor);
        }
        Ok(Self(actor))
    }
}
