//! How often a client may ask.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method},
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::path;
use services::{
    Error,
    limits::{Decision, Key, Quota, Rule},
};

use super::{Internal, RequestInfo};
use crate::{ApiState, error::ApiError};

pub(super) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
pub(super) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Counts the request for its client, refuses it if there were too many, and tells in the answer how
/// much is left.
pub(crate) async fn count(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let limits = &state.ctx.limits;
    let Some((rule, client)) = subject(&request) else {
        return next.run(request).await;
    };
    let Some((quota, decision)) = limits.quota(rule).zip(limits.count(rule, &client).await) else {
        return next.run(request).await;
    };
    let mut response = match decision.retry_after {
        None => next.run(request).await,
        Some(retry_after) => ApiError::from(Error::RateLimited { retry_after }).into_response(),
    };
    tell(response.headers_mut(), rule, quota, decision);
    response
}

/// What is counted, and for whom.
fn subject(request: &Request) -> Option<(Rule, Key)> {
    let rule = rule(request.method(), request.uri().path())?;
    let info = request.extensions().get::<RequestInfo>()?;
    // The reads of a page are one request of its visitor; what it sends on is counted as ever.
    let is_inner_read = rule == Rule::Read && request.extensions().get::<Internal>().is_some();
    if is_inner_read && !info.is_first_read() {
        return None;
    }
    Some((rule, Key::client(info.address)))
}

/// The rule of an operation. One that is new to `/auth` is taken for a proof of who somebody is until
/// it is told apart here.
fn rule(method: &Method, path: &str) -> Option<Rule> {
    if !path.starts_with("/api/") {
        return None;
    }
    if begins_sign_in(path) {
        return Some(Rule::SignIn);
    }
    if method.is_safe() {
        return Some(Rule::Read);
    }
    Some(match path {
        path::REGISTER => Rule::Register,
        path::RESEND_VERIFICATION | path::FORGOT_PASSWORD | path::CHANGE_EMAIL => Rule::AskMail,
        path::VERIFY_EMAIL
        | path::RESET_PASSWORD
        | path::UNLOCK
        | path::CONFIRM_EMAIL_CHANGE
        | path::UNDO_EMAIL_CHANGE
        | path::CANCEL_DELETION
        | path::PREVIEW_INVITATION
        | path::ACCEPT_INVITATION
        | path::REGISTER_BY_INVITATION
        | path::DECLINE_INVITATION => Rule::UseToken,
        path::REFRESH => Rule::Refresh,
        path::LOGOUT
        | path::PASSWORD_STRENGTH
        | path::PASSKEY_LOGIN_CHALLENGE
        | path::MFA_PASSKEY_CHALLENGE
        | path::STEP_UP_PASSKEY_CHALLENGE => Rule::Write,
        path if path.starts_with("/api/v1/auth/") => Rule::SignIn,
        _ => Rule::Write,
    })
}

/// Whether a path is [`path::OAUTH_START`]: whoever goes there reads, by the method, and yet begins a
/// sign-in, of which a row is kept.
fn begins_sign_in(path: &str) -> bool {
    path::OAUTH_START
        .split_once("{provider}")
        .and_then(|(before, after)| path.strip_prefix(before)?.strip_suffix(after))
        .is_some_and(|provider| !provider.contains('/'))
}

/// Tells the limit in the form of the IETF's draft "`RateLimit` header fields for HTTP".
fn tell(headers: &mut HeaderMap, rule: Rule, quota: Quota, decision: Decision) {
    let name = rule.as_str();
    let policy = format!(
        "\"{name}\";q={};w={}",
        decision.limit,
        quota.per().as_secs().max(1)
    );
    let state = format!(
        "\"{name}\";r={};t={}",
        decision.remaining,
        decision.reset.as_secs_f64().ceil()
    );
    for (header, value) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, state)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(header, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use axum::body::Body;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_page_counts_as_one_read_and_what_it_sends_counts_as_ever() {
        let info = RequestInfo::new(Uuid::nil(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        let counted = |method: Method, is_inner: bool| {
            let mut request = Request::new(Body::empty());
            *request.method_mut() = method;
            *request.uri_mut() = path::USERS_ME.parse().unwrap();
            request.extensions_mut().insert(info.clone());
            if is_inner {
                request.extensions_mut().insert(Internal);
            }
            subject(&request).map(|(rule, _)| rule)
        };
        assert_eq!(counted(Method::GET, true), Some(Rule::Read));
        assert_eq!(counted(Method::GET, true), None);
        assert_eq!(counted(Method::PATCH, true), Some(Rule::Write));
        assert_eq!(counted(Method::PATCH, true), Some(Rule::Write));
        assert_eq!(counted(Method::GET, false), Some(Rule::Read));
    }

    #[test]
    fn what_proves_who_somebody_is_is_counted_apart() {
        for (method, path, expected) in [
            (Method::POST, path::LOGIN, Some(Rule::SignIn)),
            (Method::POST, "/api/v1/auth/mfa/totp", Some(Rule::SignIn)),
            (Method::POST, path::CHANGE_PASSWORD, Some(Rule::SignIn)),
            (Method::POST, path::REGISTER, Some(Rule::Register)),
            (Method::POST, path::FORGOT_PASSWORD, Some(Rule::AskMail)),
            (Method::POST, path::RESET_PASSWORD, Some(Rule::UseToken)),
            (Method::POST, path::CHANGE_EMAIL, Some(Rule::AskMail)),
            (Method::POST, path::UNDO_EMAIL_CHANGE, Some(Rule::UseToken)),
            (Method::POST, path::ACCEPT_INVITATION, Some(Rule::UseToken)),
            (Method::POST, path::REFRESH, Some(Rule::Refresh)),
            (Method::POST, path::LOGOUT, Some(Rule::Write)),
            (Method::POST, path::PASSKEY_LOGIN, Some(Rule::SignIn)),
            (
                Method::POST,
                path::PASSKEY_LOGIN_CHALLENGE,
                Some(Rule::Write),
            ),
            (Method::GET, path::AUTH_ME, Some(Rule::Read)),
            (
                Method::GET,
                "/api/v1/auth/oauth/google/start",
                Some(Rule::SignIn),
            ),
            (
                Method::HEAD,
                "/api/v1/auth/oauth/oidc/start",
                Some(Rule::SignIn),
            ),
            (
                Method::GET,
                "/api/v1/auth/oauth/google/callback",
                Some(Rule::Read),
            ),
            (Method::GET, path::OAUTH_PROVIDERS, Some(Rule::Read)),
            (Method::HEAD, path::USERS, Some(Rule::Read)),
            (Method::DELETE, path::SESSIONS, Some(Rule::Write)),
            (Method::GET, path::HEALTHZ, None),
            (Method::GET, path::READYZ, None),
        ] {
            assert_eq!(rule(&method, path), expected, "{method} {path}");
        }
    }
}
