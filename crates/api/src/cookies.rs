//! The cookies: two of a session, one of the session that somebody comes back to who acts as somebody
//! else, one of a sign-in that waits for its second factor, one of a browser
//! that is away to a provider, one of a question to a passkey, and one by which a browser is known
//! again.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use contract::mfa::{LoginAnswer, MfaRequired};
use services::{
    auth::{self, SignIn},
    devices::DeviceToken,
    oauth::FLOW_TTL,
    passkeys,
    sessions::Tokens,
};

use crate::{ApiSettings, error::ApiError};

/// How long a browser keeps what it is known by: no browser keeps a cookie for much longer.
const DEVICE_TTL: Duration = Duration::from_hours(365 * 24);

/// The names depend on the scheme: `__Host-` makes browsers insist on TLS, the path `/` and the
/// very host, which plain `http` in development cannot offer.
struct Names {
    access: &'static str,
    refresh: &'static str,
    own_refresh: &'static str,
    challenge: &'static str,
    ceremony: &'static str,
    device: &'static str,
    oauth: &'static str,
}

fn names(settings: &ApiSettings) -> Names {
    if settings.is_https() {
        Names {
            access: "__Host-pilaster_access",
            refresh: "__Host-pilaster_refresh",
            own_refresh: "__Host-pilaster_own",
            challenge: "__Host-pilaster_challenge",
            ceremony: "__Host-pilaster_passkey",
            device: "__Host-pilaster_device",
            oauth: "__Host-pilaster_oauth",
        }
    } else {
        Names {
            access: "pilaster_access",
            refresh: "pilaster_refresh",
            own_refresh: "pilaster_own",
            challenge: "pilaster_challenge",
            ceremony: "pilaster_passkey",
            device: "pilaster_device",
            oauth: "pilaster_oauth",
        }
    }
}

pub(crate) fn access<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings).access)
}

pub(crate) fn refresh<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings).refresh)
}

/// The refresh token of the session that somebody comes back to who acts as somebody else.
pub(crate) fn own_refresh<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings).own_refresh)
}

pub(crate) fn challenge<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings).challenge)
}

pub(crate) fn ceremony<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings).ceremony)
}

pub(crate) fn device(headers: &HeaderMap, settings: &ApiSettings) -> Option<DeviceToken> {
    find(headers, names(settings).device).map(DeviceToken::new)
}

/// What a browser has kept that is away to a provider.
pub(crate) fn oauth_state<'a>(headers: &'a HeaderMap, settings: &ApiSettings) -> Option<&'a str> {
    find(headers, names(settings).oauth)
}

/// The header by which a browser keeps what it must bring back from a provider.
pub(crate) fn keep_oauth_state(state: &str, settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let name = names(settings).oauth;
    headers([cookie(name, state, FLOW_TTL, settings)])
}

/// The value by which a browser forgets it.
pub(crate) fn forget_oauth_state(settings: &ApiSettings) -> Result<HeaderValue, ApiError> {
    let name = names(settings).oauth;
    value(cookie(name, "", Duration::ZERO, settings))
}

/// Whether a request speaks for a session, in whatever state.
pub(crate) fn has_session(headers: &HeaderMap, settings: &ApiSettings) -> bool {
    access(headers, settings).is_some()
        || refresh(headers, settings).is_some()
        || own_refresh(headers, settings).is_some()
        || challenge(headers, settings).is_some()
        || ceremony(headers, settings).is_some()
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
    headers(session(tokens, settings))
}

/// The headers that hand the tokens of somebody else's session to the browser, which keeps that of its
/// own aside for `own_ttl`.
pub(crate) fn impersonate(
    tokens: &Tokens,
    own: &str,
    own_ttl: Duration,
    settings: &ApiSettings,
) -> Result<HeaderMap, ApiError> {
    let name = names(settings).own_refresh;
    let [access, refresh] = session(tokens, settings);
    headers([access, refresh, cookie(name, own, own_ttl, settings)])
}

/// The headers that bring the browser back to its own session.
pub(crate) fn end_impersonation(
    tokens: &Tokens,
    settings: &ApiSettings,
) -> Result<HeaderMap, ApiError> {
    let name = names(settings).own_refresh;
    let [access, refresh] = session(tokens, settings);
    headers([access, refresh, cookie(name, "", Duration::ZERO, settings)])
}

/// The headers that make the browser forget its session, and the one that it would come back to.
pub(crate) fn clear_all(settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let names = names(settings);
    headers([
        cookie(names.access, "", Duration::ZERO, settings),
        cookie(names.refresh, "", Duration::ZERO, settings),
        cookie(names.own_refresh, "", Duration::ZERO, settings),
    ])
}

/// The headers that make the browser forget its session.
pub(crate) fn clear(settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let names = names(settings);
    headers([
        cookie(names.access, "", Duration::ZERO, settings),
        cookie(names.refresh, "", Duration::ZERO, settings),
    ])
}

/// The header that hands the name of a question to a passkey to the browser.
pub(crate) fn set_ceremony(token: &str, settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let name = names(settings).ceremony;
    headers([cookie(name, token, passkeys::CEREMONY_TTL, settings)])
}

/// The header that makes the browser forget an answered question.
pub(crate) fn clear_ceremony(settings: &ApiSettings) -> Result<HeaderMap, ApiError> {
    let name = names(settings).ceremony;
    headers([cookie(name, "", Duration::ZERO, settings)])
}

/// The headers that a sign-in ends in, and what its answer says.
pub(crate) fn sign_in(
    sign_in: SignIn,
    settings: &ApiSettings,
) -> Result<(HeaderMap, LoginAnswer), ApiError> {
    let names = names(settings);
    match sign_in {
        SignIn::Session {
            user,
            tokens,
            device,
        } => {
            let [access, refresh] = session(&tokens, settings);
            let cookies = headers([
                access,
                refresh,
                cookie(names.device, device.as_str(), DEVICE_TTL, settings),
                cookie(names.own_refresh, "", Duration::ZERO, settings),
                cookie(names.challenge, "", Duration::ZERO, settings),
                cookie(names.ceremony, "", Duration::ZERO, settings),
            ])?;
            Ok((cookies, LoginAnswer::User(user)))
        }
        SignIn::Challenge { methods, token } => {
            let challenge = cookie(names.challenge, &token, auth::CHALLENGE_TTL, settings);
            let answer = LoginAnswer::MfaRequired(MfaRequired {
                mfa_required: true,
                methods,
            });
            Ok((headers([challenge])?, answer))
        }
    }
}

fn session(tokens: &Tokens, settings: &ApiSettings) -> [String; 2] {
    let names = names(settings);
    [
        cookie(names.access, &tokens.access, tokens.access_ttl, settings),
        cookie(names.refresh, &tokens.refresh, tokens.refresh_ttl, settings),
    ]
}

fn cookie(name: &str, value: &str, max_age: Duration, settings: &ApiSettings) -> String {
    let max_age = max_age.as_secs();
    let secure = if settings.is_https() { "; Secure" } else { "" };
    format!("{name}={value}; HttpOnly{secure}; SameSite=Lax; Path=/; Max-Age={max_age}")
}

fn headers<const N: usize>(cookies: [String; N]) -> Result<HeaderMap, ApiError> {
    let mut headers = HeaderMap::with_capacity(cookies.len());
    for cookie in cookies {
        headers.append(header::SET_COOKIE, value(cookie)?);
    }
    Ok(headers)
}

fn value(cookie: String) -> Result<HeaderValue, ApiError> {
    HeaderValue::try_from(cookie).map_err(|error| {
        tracing::error!(%error, "a cookie cannot be written");
        ApiError::internal()
    })
}
