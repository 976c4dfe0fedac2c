//! The two cookies of a session.

use axum::http::{HeaderMap, HeaderValue, header};
use services::sessions::Tokens;

use crate::{ApiSettings, error::ApiError};

/// The names depend on the scheme: `__Host-` makes browsers insist on TLS, the path `/` and the
/// very host, which plain `http` in development cannot offer.
struct Names {
    access: &'static str,
    refresh: &'static str,
}

const fn names(https: bool) -> Names {
    if https {
        Names {
            access: "__Host-pilaster_access",
            refresh: "__Host-pilaster_refresh",
        }
    } else {
        Names {
            access: "pilaster_access",
            refresh: "pilaster_refresh",
        }
    }
}

pub(crate) fn access<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings.is_https()).access)
}

pub(crate) fn refresh<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings.is_https()).refresh)
}

/// Whether a request speaks for a session, in whatever state.
pub(crate) fn has_session(headers: &HeaderMap, settings: &ApiSettings) -> bool {
    access(headers, settings).is_some() || refresh(headers, settings).is_some()
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        // Another program's cookie may hold any bytes; only ours have to be text.
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| std::str::from_utf8(pair).ok()?.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The headers that hand a session's tokens to the browser.
pub(crate) fn set(tokens: &Tokens, settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let names = names(settings.is_https());
    headers([
        cookie(
            names.access,
            &tokens.access,
            tokens.access_ttl.as_secs(),
            settings,
        ),
        cookie(
            names.refresh,
            &tokens.refresh,
            tokens.refresh_ttl.as_secs(),
            settings,
        ),
    ])
}

/// The headers that make the browser forget its session.
pub(crate) fn clear(settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let names = names(settings.is_https());
    headers([
        cookie(names.access, "", 0, settings),
        cookie(names.refresh, "", 0, settings),
    ])
}

fn cookie(name: &str, value: &str, max_age: u64, settings: &ApiSettings) -> String {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    format!("{name}={value}; HttpOnly{secure}; SameSite=Lax; Path=/; Max-Age={max_age}")
}

fn headers(cookies: [String; 2]) -> Result<HeaderMap, ApiError> {
    let mut headers = HeaderMap::with_capacity(cookies.len());
    for cookie in cookies {
        let value = HeaderValue::try_from(cookie).map_err(|error| {
            tracing::error!(%error, "a session cookie cannot be written");
            ApiError::internal()
        })?;
        headers.append(header::SET_COOKIE, value);
    }
    Ok(headers)
}
