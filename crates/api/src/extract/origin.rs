use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{header, request::Parts},
};
use contract::Locale;
use services::Origin;

use crate::{ApiState, cookies, error::ApiError, layers::RequestInfo};

/// The most bytes of a `User-Agent` that are kept.
const USER_AGENT_MAX: usize = 300;

/// Where the request comes from.
pub(crate) struct ClientOrigin(pub(crate) Origin);

impl<S> FromRequestParts<S> for ClientOrigin
where
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let state = ApiState::from_ref(state);
        let info = parts.extensions.get::<RequestInfo>();
        let address = info.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.address);
        let request = info.map(|info| info.id);
        let user_agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        // Header text is ASCII here, so a cut is always between characters.
        let user_agent = user_agent.chars().take(USER_AGENT_MAX).collect();
        Ok(Self(Origin {
            address,
            user_agent,
            device: cookies::device(&parts.headers, &state.settings),
            request,
        }))
    }
}

/// The best language for the caller, by `Accept-Language`.
pub(crate) struct PreferredLocale(pub(crate) Locale);

impl<S: Send + Sync> FromRequestParts<S> for PreferredLocale {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let locale = parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .and_then(Locale::negotiate)
            .unwrap_or_default();
        Ok(Self(locale))
    }
}
