use axum::http::{HeaderMap, header, request::Parts};
use contract::problem::code;
use services::{
    Caller, Error, api_keys,
    sessions::{self, Actor},
};

use crate::{
    ApiState, cookies,
    error::ApiError,
    layers::{Internal, RequestInfo},
};

/// Who asks, in a session or by a key.
pub(super) async fn caller(parts: &Parts, state: &ApiState) -> Result<Caller, ApiError> {
    match by_key(parts, state).await? {
        Some(caller) => Ok(caller),
        None => by_session(parts, state).await.map(Caller::from),
    }
}

/// Who asks in a session; a key is refused.
pub(super) async fn actor(parts: &Parts, state: &ApiState) -> Result<Actor, ApiError> {
    if by_key(parts, state).await?.is_some() {
        return Err(Error::Forbidden {
            code: code::KEY_NOT_ALLOWED,
        }
        .into());
    }
    by_session(parts, state).await
}

/// Who the key in `Authorization` speaks for; `None` if there is no such header.
///
/// A credential that is not accepted does not fall back to another one.
async fn by_key(parts: &Parts, state: &ApiState) -> Result<Option<Caller>, ApiError> {
    if !parts.headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let key = bearer(&parts.headers).ok_or_else(Error::unauthenticated)?;
    let caller = api_keys::authenticate(&state.ctx, key).await?;
    if let Some(info) = parts.extensions.get::<RequestInfo>() {
        info.set_user(caller.user.id);
    }
    Ok(Some(caller))
}

/// Who the session's cookie speaks for.
async fn by_session(parts: &Parts, state: &ApiState) -> Result<Actor, ApiError> {
    let token =
        cookies::access(&parts.headers, &state.settings).ok_or_else(Error::unauthenticated)?;
    let Some(info) = parts.extensions.get::<RequestInfo>() else {
        return Ok(sessions::authenticate(&state.ctx, token).await?);
    };
    let is_read = parts.method.is_safe();
    if !is_read {
        info.forget_actor();
    } else if let Some(actor) = info.actor(token) {
        return Ok(actor);
    }
    let actor = sessions::authenticate(&state.ctx, token).await?;
    info.set_user(actor.user.id);
    // Only a page asks more than once in one request.
    if is_read && parts.extensions.get::<Internal>().is_some() {
        info.keep_actor(token, &actor);
    }
    Ok(actor)
}

/// The token of the one `Authorization: Bearer`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bearer_is_read_and_anything_else_is_not() {
        for (values, expected) in [
            (&["Bearer plk_a"][..], Some("plk_a")),
            (&["bearer  plk_a "], Some("plk_a")),
            (&["Basic plk_a"], None),
            (&["plk_a"], None),
            (&["Bearer a", "Bearer b"], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, value.parse().unwrap());
            }
            assert_eq!(bearer(&headers), expected, "{values:?}");
        }
    }
}
