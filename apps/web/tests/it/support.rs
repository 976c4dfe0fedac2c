//! The web router before a small stand-in of the API, which answers as the real one does.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{
        HeaderMap, HeaderValue, Method, Request, StatusCode,
        header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, IF_MATCH, LOCATION, SET_COOKIE},
    },
    response::Response,
};
use contract::{
    Problem,
    account::{CancelDeletion, ConfirmEmailChange, UndoEmailChange},
    auth::{
        ForgotPassword, Login, Register, ResendVerification, ResetPassword, Unlock, VerifyEmail,
    },
    invitations::{InvitationRegister, InvitationToken},
    notifications::NotificationKind,
    path,
    problem::code,
    validation::{FieldError, check},
};
use serde_json::{Value, json};
use tower::{ServiceExt, service_fn, util::BoxCloneSyncService};
use web::ssr::{Assets, WebSettings, WebState, router};

use crate::{project_api, team_api};

/// A password that signs in `ada@example.com` and `new@example.com`.
pub(crate) const PASSWORD: &str = "three blue teapots";
/// The cookies of a signed-in browser.
pub(crate) const SIGNED_IN: &str = "pilaster_access=good; pilaster_refresh=good";
/// The cookies of a browser that is offered no providers.
pub(crate) const WITHOUT_PROVIDERS: &str = "pilaster_access=alone";
/// The cookies of a browser while the database is away.
pub(crate) const BROKEN: &str = "pilaster_access=broken";

/// What the superuser may do in the product as a whole.
const STAFF: [&str; 17] = [
    "announcements:manage",
    "users:list",
    "users:deactivate",
    "users:verify",
    "users:reset_mfa",
    "users:end_sessions",
    "users:impersonate",
    "users:grant_roles",
    "product_roles:list",
    "product_roles:manage",
    "all_teams:read",
    "all_invitations:revoke",
    "all_security_events:read",
    "jobs:read",
    "jobs:manage",
    "mails:read",
    "system:read",
];

/// An invitation for Ada's address.
pub(crate) const OWN_INVITATION: &str = "019a0000-0000-7000-8000-0000000000f9";

struct NamedAssets;

impl Assets for NamedAssets {
    fn url(&self, name: &str) -> String {
        format!("/assets/{name}")
    }

    fn chunks(&self) -> Vec<String> {
        vec![self.url("chunks/users.wasm")]
    }
}

/// The pages, and a count of the calls to the API.
pub(crate) struct Site {
    router: Router,
    calls: Arc<AtomicUsize>,
}

/// An answer that was read to its end.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Page {
    pub(crate) fn location(&self) -> &str {
        self.headers
            .get(LOCATION)
            .map_or("", |to| to.to_str().unwrap())
    }

    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers
            .get_all(SET_COOKIE)
            .iter()
            .map(|it| it.to_str().unwrap())
            .collect()
    }

    /// Counts the occurrences of a piece of HTML.
    pub(crate) fn count(&self, piece: &str) -> usize {
        self.body.matches(piece).count()
    }

    /// The values of an attribute, in the order of the document.
    pub(crate) fn attribute(&self, name: &str) -> Vec<&str> {
        let start = format!(" {name}=\"");
        self.body
            .split(&start)
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('"')?.0))
            .collect()
    }
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with(true)
    }

    pub(crate) fn with(sandbox: bool) -> Self {
        Self::of(sandbox, true)
    }

    pub(crate) fn without_api_docs() -> Self {
        Self::of(true, false)
    }

    fn of(sandbox: bool, api_docs: bool) -> Self {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let api = BoxCloneSyncService::new(service_fn(move |request: Request<Body>| {
            let nth = counted.fetch_add(1, Ordering::Relaxed);
            async move { Ok::<_, Infallible>(answer(request, nth).await) }
        }));
        let settings = WebSettings {
            public_url: "http://localhost:3000".into(),
            live_reload: false,
            sandbox,
            api_docs,
        };
        Self {
            router: router(WebState::new(api, Arc::new(NamedAssets), settings)),
            calls,
        }
    }

    /// How often a page has called the API.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn get_with(&self, path: &str, cookies: &str) -> Page {
        self.send(
            Request::get(path)
                .header(COOKIE, cookies)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    pub(crate) async fn get_in(&self, path: &str, language: &str) -> Page {
        let request = Request::get(path).header(ACCEPT_LANGUAGE, language);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(path, "", fields).await
    }

    pub(crate) async fn post_with(
        &self,
        path: &str,
        cookies: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, cookies)
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Page {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.into()).unwrap(),
        }
    }
}

/// The profile's version at the n-th call: somebody changes it right after the first one.
fn version(nth: usize) -> i64 {
    if nth == 0 { 1 } else { 2 }
}

async fn answer(request: Request<Body>, nth: usize) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let cookies = parts
        .headers
        .get(COOKIE)
        .map_or("", |it| it.to_str().unwrap())
        .to_owned();
    let belongs_to_team = project_api::answer(&parts, &cookies);
    if let Some(response) = belongs_to_team.or_else(|| team_api::answer(&parts, &cookies)) {
        return response;
    }
    match parts.uri.path() {
        path::USERS_ME if parts.method == Method::PATCH => {
            if parts.headers[IF_MATCH] == format!("\"{}\"", version(nth)) {
                reply(200, Some(user()))
            } else {
                problem(412, code::PRECONDITION_FAILED, Vec::new())
            }
        }
        path::ADMIN_END_IMPERSONATION if cookies.contains("pilaster_own=good") => renewed(),
        path::ADMIN_END_IMPERSONATION => problem(401, code::SESSION_ENDED, Vec::new()),
        path::ROLES => staff(path::ROLES),
        path if path.starts_with("/api/v1/admin/") && path != path::ADMIN_ANNOUNCEMENTS => {
            staff(path)
        }
        path::USERS_ME if cookies.contains("access=good") => {
            reply(200, Some(signed_in(&cookies, nth)))
        }
        path::OAUTH_PROVIDERS if cookies.contains("access=alone") => {
            reply(200, Some(json!({ "items": [] })))
        }
        path::MFA => reply(200, Some(json!({"totp_since": null, "recovery_codes": 0}))),
        path::MFA_DEVICES => reply(200, Some(json!([]))),
        path::SESSIONS if cookies.contains("access=good-broken") => {
            problem(503, code::UNAVAILABLE, Vec::new())
        }
        path::IDENTITIES => reply(
            200,
            Some(json!({ "items": [{
            "provider": "github",
            "email": "ada@provider.example",
            "created_at": "2026-11-03T10:00:00Z",
            "last_used_at": "2026-11-03T10:00:00Z",
        }] })),
        ),
        path::SESSIONS => sessions(cookies.contains("access=good-alone")),
        path::SECURITY_EVENTS => events(),
        path::API_KEYS => api_keys(cookies.contains("access=good-alone")),
        path::EXPORTS => exports(),
        path::PASSKEYS => passkeys(cookies.contains("access=good-alone")),
        path if path.starts_with(path::NOTIFICATIONS) => {
            notifications(path, cookies.contains("access=good-alone"))
        }
        path if path.contains("/announcements") => announcements(path, &cookies),
        path::USERS => users(parts.uri.query()),
        path::REFRESH if cookies.contains("refresh=renewable") => renewed(),
        path::USERS_ME | path::OPENAPI if cookies.contains("access=broken") => {
            problem(503, code::UNAVAILABLE, Vec::new())
        }
        path::OPENAPI => reply(200, Some(document())),
        path::USERS_ME | path::REFRESH => problem(401, code::UNAUTHENTICATED, Vec::new()),
        path::ACCEPT_INVITATION if !cookies.contains("access=good") => {
            problem(401, code::UNAUTHENTICATED, Vec::new())
        }
        path if path.contains(OWN_INVITATION) => own_invitation(path, &cookies),
        path::LOGIN => login(&serde_json::from_slice(&body).unwrap()),
        path::LOGOUT => signed_out(),
        path => before_sign_in(path, &body),
    }
}

/// The signed-in person, by the access token.
fn signed_in(cookies: &str, nth: usize) -> Value {
    let mut user = user();
    if cookies.contains("access=good-raced") {
        user["version"] = version(nth).into();
    } else if cookies.contains("access=good-super") {
        user["is_superuser"] = true.into();
        user["staff"] = STAFF.into_iter().collect();
    } else if cookies.contains("access=good-borrowed") {
        user["impersonation"] =
            json!({ "by": "Grace Hopper", "expires_at": "2026-11-03T11:00:00Z" });
    } else if cookies.contains("-arabic") {
        user["locale"] = "ar".into();
    }
    user
}

/// Clears the cookies of a session.
fn signed_out() -> Response {
    let mut response = reply(204, None);
    for cookie in [
        "pilaster_access=; Max-Age=0",
        "pilaster_refresh=; Max-Age=0",
    ] {
        response
            .headers_mut()
            .append(SET_COOKIE, HeaderValue::from_static(cookie));
    }
    response
}

/// Answers the operations that need no session.
fn before_sign_in(path: &str, body: &[u8]) -> Response {
    match path {
        path::OAUTH_PROVIDERS => reply(
            200,
            Some(json!({ "items": [
            { "id": "google", "name": "Google" },
            { "id": "oidc", "name": "Acme" },
        ] })),
        ),
        path::REGISTER => {
            let input: Register = serde_json::from_slice(body).unwrap();
            match check(&input) {
                Ok(()) => reply(
                    201,
                    Some(json!({ "email": input.email, "verification": "sent" })),
                ),
                Err(errors) => problem(422, code::INVALID, errors),
            }
        }
        path::RESEND_VERIFICATION => {
            let input: ResendVerification = serde_json::from_slice(body).unwrap();
            match check(&input) {
                Ok(()) => reply(202, None),
                Err(errors) => problem(422, code::INVALID, errors),
            }
        }
        path::VERIFY_EMAIL => {
            let input: VerifyEmail = serde_json::from_slice(body).unwrap();
            once(&input.token)
        }
        path::UNLOCK => {
            let input: Unlock = serde_json::from_slice(body).unwrap();
            once(&input.token)
        }
        path::FORGOT_PASSWORD => {
            let input: ForgotPassword = serde_json::from_slice(body).unwrap();
            match check(&input) {
                Ok(()) => reply(202, None),
                Err(errors) => problem(422, code::INVALID, errors),
            }
        }
        path::RESET_PASSWORD => {
            let input: ResetPassword = serde_json::from_slice(body).unwrap();
            match check(&input) {
                Ok(()) if input.token == "good" => reply(204, None),
                Ok(()) => problem(409, code::TOKEN_INVALID, Vec::new()),
                Err(errors) => problem(422, code::INVALID, errors),
            }
        }
        path::CONFIRM_EMAIL_CHANGE => {
            let input: ConfirmEmailChange = serde_json::from_slice(body).unwrap();
            match &*input.token {
                "first" => reply(200, Some(json!({ "state": "waiting" }))),
                "second" => reply(200, Some(json!({ "state": "changed" }))),
                _ => problem(409, code::TOKEN_INVALID, Vec::new()),
            }
        }
        path::UNDO_EMAIL_CHANGE => {
            let input: UndoEmailChange = serde_json::from_slice(body).unwrap();
            match &*input.token {
                "good" => reply(204, None),
                "taken" => problem(409, code::EMAIL_TAKEN, Vec::new()),
                _ => problem(409, code::TOKEN_INVALID, Vec::new()),
            }
        }
        path::CANCEL_DELETION => {
            let input: CancelDeletion = serde_json::from_slice(body).unwrap();
            once(&input.token)
        }
        path => of_invitations(path, body),
    }
}

/// Answers what is asked by the link of an invitation.
fn of_invitations(path: &str, body: &[u8]) -> Response {
    match path {
        path::PREVIEW_INVITATION => invitation(&token_of(body)),
        path::ACCEPT_INVITATION => match &*token_of(body) {
            "ada" => reply(200, Some(accepted())),
            "bob" => problem(403, code::INVITATION_OTHER_ADDRESS, Vec::new()),
            _ => problem(409, code::INVITATION_ENDED, Vec::new()),
        },
        path::DECLINE_INVITATION => match &*token_of(body) {
            "ada" | "grace" => reply(204, None),
            _ => problem(409, code::INVITATION_ENDED, Vec::new()),
        },
        path::REGISTER_BY_INVITATION => {
            let input: InvitationRegister = serde_json::from_slice(body).unwrap();
            match check(&input) {
                Ok(()) if input.token == "grace" => reply(201, Some(accepted())),
                Ok(()) => problem(409, code::EMAIL_TAKEN, Vec::new()),
                Err(errors) => problem(422, code::INVALID, errors),
            }
        }
        _ => problem(404, code::NOT_FOUND, Vec::new()),
    }
}

/// Answers what is asked about the invitation that Ada needs no link for.
fn own_invitation(path: &str, cookies: &str) -> Response {
    let is = |wanted: &str| path == wanted.replace("{id}", OWN_INVITATION);
    if !cookies.contains("access=good") {
        problem(401, code::UNAUTHENTICATED, Vec::new())
    } else if is(path::OWN_INVITATION) {
        invitation("ada")
    } else if is(path::ACCEPT_OWN_INVITATION) {
        reply(200, Some(accepted()))
    } else if is(path::DECLINE_OWN_INVITATION) {
        reply(204, None)
    } else {
        problem(404, code::NOT_FOUND, Vec::new())
    }
}

fn token_of(body: &[u8]) -> String {
    serde_json::from_slice::<InvitationToken>(body)
        .unwrap()
        .token
}

/// What an invitation says: Ada's, Bob's, that of Grace, who has no account, and that of Eve, who has
/// got one just now.
fn invitation(token: &str) -> Response {
    let (email, has_account) = match token {
        "ada" => ("ada@example.com", true),
        "bob" => ("bob@example.com", true),
        "grace" => ("grace@example.com", false),
        "eve" => ("eve@example.com", false),
        "deleting" => return problem(409, code::TEAM_DELETING, Vec::new()),
        "eager" => return problem(429, code::RATE_LIMITED, Vec::new()),
        _ => return problem(409, code::INVITATION_ENDED, Vec::new()),
    };
    reply(
        200,
        Some(json!({
            "team": "Engines <&> Co",
            "invited_by": "Charles Babbage",
            "email": email,
            "role": {
                "id": "019a0000-0000-7000-8000-0000000000d1",
                "name": "Admin",
                "built_in": "admin",
            },
            "has_account": has_account,
            "expires_at": "2026-11-10T10:00:00Z",
        })),
    )
}

fn accepted() -> Value {
    json!({ "team_id": "019a0000-0000-7000-8000-0000000000e1", "slug": "engines" })
}

/// What comes of a mailed token, of which one is good.
fn once(token: &str) -> Response {
    match token {
        "good" => reply(204, None),
        _ => problem(409, code::TOKEN_INVALID, Vec::new()),
    }
}

fn renewed() -> Response {
    let mut response = reply(204, None);
    response.headers_mut().append(
        SET_COOKIE,
        HeaderValue::from_static("pilaster_access=good; HttpOnly"),
    );
    response
}

fn login(input: &Login) -> Response {
    if let Err(errors) = check(input) {
        return problem(422, code::INVALID, errors);
    }
    match (input.email.as_str(), input.password.as_str()) {
        ("ada@example.com" | "grace@example.com", PASSWORD) => {
            let mut response = reply(200, Some(user()));
            for cookie in [
                "pilaster_access=good; HttpOnly",
                "pilaster_refresh=good; HttpOnly",
            ] {
                response
                    .headers_mut()
                    .append(SET_COOKIE, HeaderValue::from_static(cookie));
            }
            response
        }
        ("eager@example.com", _) => problem(429, code::RATE_LIMITED, Vec::new()),
        ("locked@example.com", _) => problem(403, code::LOCKED, Vec::new()),
        ("new@example.com", PASSWORD) => problem(403, code::EMAIL_UNVERIFIED, Vec::new()),
        _ => problem(401, code::INVALID_CREDENTIALS, Vec::new()),
    }
}

fn users(query: Option<&str>) -> Response {
    // That of the page, and that of the dashboard.
    let known = ["search=gr&sort=email", "sort=-created_at&limit=5"];
    assert!(
        query.is_some_and(|query| known.contains(&query)),
        "{query:?}"
    );
    let mut grace = user();
    grace["email"] = "grace@example.com".into();
    reply(
        200,
        Some(json!({ "items": [grace], "next_cursor": "more", "previous_cursor": null })),
    )
}

/// This browser, and unless it is alone a phone.
fn sessions(is_alone: bool) -> Response {
    let mut items = vec![json!({
        "id": "019a0000-0000-7000-8000-0000000000a1",
        "browser": "Firefox",
        "system": "Windows",
        "device": "computer",
        "address": "203.0.113.7",
        "created_at": "2026-11-03T10:00:00Z",
        "last_seen_at": "2026-11-03T10:00:00Z",
        "is_current": true,
    })];
    if !is_alone {
        items.push(json!({
            "id": "019a0000-0000-7000-8000-0000000000a2",
            "browser": null,
            "system": null,
            "device": "phone",
            "address": null,
            "created_at": "2026-07-01T10:00:00Z",
            "last_seen_at": "2026-07-02T16:05:00Z",
            "is_current": false,
        }));
    }
    reply(
        200,
        Some(json!({ "items": items, "next_cursor": null, "previous_cursor": null })),
    )
}

fn page(items: &[Value]) -> Response {
    let page = json!({ "items": items, "next_cursor": null, "previous_cursor": null });
    reply(200, Some(page))
}

/// Three notifications, unless there are none: two that can be followed, and one of a kind that is newer
/// than the page.
fn notifications(path: &str, is_none: bool) -> Response {
    let notification = |number: u8, kind: &str, read_at: Option<&str>| {
        json!({
            "id": format!("019a0000-0000-7000-8000-0000000000d{number}"),
            "kind": kind,
            "team_id": null,
            "data": {
                "team": "Engines <b>", "slug": "engines", "actor": "Grace Hopper",
                "role": "Admin", "built_in": "admin", "invitation_id": OWN_INVITATION,
            },
            "read_at": read_at,
            "created_at": "2026-07-02T16:05:00Z",
        })
    };
    match path {
        path::UNREAD_COUNT if is_none => reply(200, Some(json!({"unread": 0, "latest": 0}))),
        path::UNREAD_COUNT => reply(200, Some(json!({"unread": 1, "latest": 7}))),
        path::NOTIFICATION_PREFERENCES => {
            let items = NotificationKind::ALL.iter().map(|kind| {
                json!({"kind": kind, "in_app": true, "mail": *kind != NotificationKind::ExportReady})
            });
            reply(200, Some(json!({ "items": items.collect::<Vec<_>>() })))
        }
        path::NOTIFICATIONS if is_none => page(&[]),
        path::NOTIFICATIONS => page(&[
            notification(2, "role_changed", None),
            notification(1, "juggled", Some("2026-07-02T17:00:00Z")),
            notification(3, "invitation_received", Some("2026-07-02T17:00:00Z")),
        ]),
        _ => problem(404, code::NOT_FOUND, Vec::new()),
    }
}

fn announcements(path: &str, cookies: &str) -> Response {
    let id = "019a0000-0000-7000-8000-0000000000e1";
    match path {
        path::ANNOUNCEMENTS
            if cookies.contains("access=good-super")
                || cookies.contains("access=good-borrowed") =>
        {
            let item = json!({
                "id": id, "level": "warning", "title": "Maintenance", "text": "On <Sunday>.",
            });
            reply(200, Some(json!({ "items": [item], "revision": "one" })))
        }
        path::ANNOUNCEMENTS => reply(200, Some(json!({ "items": [], "revision": "none" }))),
        path::ADMIN_ANNOUNCEMENTS if cookies.contains("access=good-super") => page(&[json!({
            "id": id,
            "level": "warning",
            "texts": {"en": {"title": "Maintenance", "text": "On <Sunday>."}},
            "starts_at": "2026-07-02T16:05:00Z",
            "ends_at": null,
            "created_by": null,
            "version": 1,
            "created_at": "2026-07-02T16:05:00Z",
        })]),
        path::ADMIN_ANNOUNCEMENTS => problem(403, code::FORBIDDEN, Vec::new()),
        path if path == path::DISMISS_ANNOUNCEMENT.replace("{id}", id) => reply(204, None),
        _ => problem(404, code::NOT_FOUND, Vec::new()),
    }
}

/// One event that the page knows, and one that is newer than it.
fn events() -> Response {
    let event = |id: u8, kind: &str| {
        json!({
            "id": format!("019a0000-0000-7000-8000-0000000000{id}"),
            "kind": kind,
            "browser": "Firefox",
            "system": "Linux",
            "address": "203.0.113.7",
            "created_at": "2026-07-02T16:05:00Z",
        })
    };
    page(&[event(11, "password_changed"), event(12, "teleported")])
}

fn api_keys(is_empty: bool) -> Response {
    let key = json!({
        "id": "019a0000-0000-7000-8000-0000000000b1",
        "name": "Nightly <report>",
        "prefix": "plk_q3VbYc0R",
        "scopes": ["account:read", "users:list"],
        "created_at": "2026-07-01T10:00:00Z",
        "expires_at": "2026-09-29T10:00:00Z",
        "last_used_at": null,
        "replaced_by": null,
    });
    if is_empty { page(&[]) } else { page(&[key]) }
}

fn exports() -> Response {
    page(&[json!({
        "id": "019a0000-0000-7000-8000-0000000000c1",
        "state": "ready",
        "size": 1025,
        "created_at": "2026-07-01T10:00:00Z",
        "expires_at": "2026-07-08T10:00:00Z",
    })])
}

/// A passkey in use and a blocked one, or none.
fn passkeys(is_none: bool) -> Response {
    let passkey = |number: u8, name: &str, is_blocked: bool| {
        json!({
            "id": format!("019a0000-0000-7000-8000-0000000000b{number}"),
            "name": name,
            "created_at": "2026-11-03T10:00:00Z",
            "last_used_at": "2026-11-04T10:00:00Z",
            "is_blocked": is_blocked,
        })
    };
    let items = if is_none {
        Vec::new()
    } else {
        vec![passkey(1, "Laptop", false), passkey(2, "Key", true)]
    };
    reply(
        200,
        Some(json!({ "items": items, "next_cursor": null, "previous_cursor": null })),
    )
}

/// What staff ask for.
fn staff(path: &str) -> Response {
    let at = "2026-11-03T10:00:00Z";
    let id = "019a0000-0000-7000-8000-0000000000a1";
    let team = json!({
        "id": id, "slug": "analytical-engines", "name": "Analytical Engines", "owner": null,
        "members": 4, "mfa_required_from": null, "delete_at": null, "created_at": at,
    });
    let role = |name: &str| {
        json!({
            "id": id, "name": name, "built_in": name.to_lowercase(),
            "permissions": ["jobs:*", "users:list"], "holders": 1, "version": 1, "created_at": at,
        })
    };
    match path {
        path::ROLES => reply(200, Some(json!([role("Operator")]))),
        path::ADMIN_REGISTRATIONS => page(&[json!({
            "id": id, "email": "grace@example.com", "name": "Grace Hopper",
            "created_at": at, "expires_at": at,
        })]),
        path::ADMIN_TEAMS => page(&[team]),
        path::ADMIN_INVITATIONS => page(&[json!({
            "id": id, "email": "grace@example.com",
            "team": { "id": id, "name": "Analytical Engines" },
            "role": { "id": id, "name": "Member", "built_in": "member" },
            "invited_by": { "id": id, "name": "Ada Lovelace", "email": "ada@example.com" },
            "state": "expired", "expires_at": at, "created_at": at,
        })]),
        path::ADMIN_MAILS => page(&[json!({
            "id": id, "kind": "verify_email", "recipient": "g…@example.com", "status": "sent",
            "attempts": 1, "cause": null, "queued_at": at, "ended_at": at,
        })]),
        path::ADMIN_SECURITY_EVENTS => page(&[json!({
            "id": id, "kind": "signed_in", "browser": "Firefox", "system": "Windows",
            "person": { "id": user()["id"], "name": "Ada Lovelace", "email": "ada@example.com" },
            "address": "203.0.113.7", "created_at": at,
        })]),
        path::ADMIN_JOBS => reply(
            200,
            Some(json!([{
                "kind": "mails.send", "queued": 0, "running": 0, "dead": 1, "lag_seconds": 0,
            }])),
        ),
        path::ADMIN_DEAD_JOBS => page(&[json!({
            "id": id, "kind": "mails.send", "attempts": 18, "cause": "connection refused",
            "created_at": at, "died_at": at,
        })]),
        path::ADMIN_SCHEDULES => reply(200, Some(json!([{ "name": "purges", "next_run_at": at }]))),
        path::ADMIN_SYSTEM => reply(
            200,
            Some(json!({
                "version": "1.0.0", "started_at": at, "uptime_seconds": 7200,
                "database": { "kind": "postgres", "is_ready": true, "bytes": 8_404_992,
                    "keeps_teams_apart": false },
                "redis": null, "queue_lag_seconds": 0, "jobs_queued": 0, "jobs_dead": 1,
                "users": 2, "teams": 1, "sessions": 2,
            })),
        ),
        _ => reply(
            200,
            Some(json!({
                "user": user(), "mfa": { "totp_since": null, "recovery_codes": 0 },
                "passkeys": 0, "identities": 1, "sessions": 2,
                "teams": [{
                    "id": id, "slug": "analytical-engines", "name": "Analytical Engines",
                    "role": { "id": id, "name": "Owner", "built_in": "owner" },
                }],
                "roles": [], "failed_sign_ins": 0, "locked_until": null, "delete_at": null,
                "is_within_reach": true,
            })),
        ),
    }
}

fn user() -> Value {
    json!({
        "id": "019a0000-0000-7000-8000-000000000001",
        "email": "ada@example.com",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "is_active": true,
        "is_superuser": false,
        "locale": "en",
        "theme": "dark",
        "time_zone": "Europe/London",
        "has_password": true,
        "version": 1,
        "created_at": "2026-11-03T10:00:00Z",
        "updated_at": "2026-11-03T10:00:00Z",
    })
}

/// A description with something of everything, and references that lead nowhere or in circles.
fn document() -> Value {
    let refusal = json!({
        "description": "`request.invalid`: `errors` names the fields",
        "content": { "application/problem+json": { "schema": { "$ref": "#/x/Problem" } } },
    });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Test", "version": "1" },
        "tags": [
            { "name": "Things", "description": "What `things` can do." },
            { "name": "Nothing has this" },
        ],
        "paths": {
            "/api/v1/things": {
                "get": {
                    "operationId": "list_things",
                    "tags": ["Things"],
                    "summary": "List things",
                    "parameters": [
                        {
                            "name": "limit", "in": "query", "example": 25,
                            "description": "How many, a stray ` among them.",
                            "schema": { "type": "integer", "minimum": 1, "maximum": 100 },
                        },
                        { "$ref": "#/components/parameters/Unknown" },
                    ],
                    "responses": {
                        "200": {
                            "description": "The things",
                            "headers": { "ETag": { "description": "The version" } },
                            "content": { "application/json": { "schema": {
                                "type": "array", "items": { "$ref": "#/x/Thing" },
                            } } },
                        },
                        "default": { "description": "Any other refusal" },
                    },
                    "x-permission": "things:list",
                },
                "post": {
                    "operationId": "create_thing",
                    "tags": ["Things"],
                    "summary": "Create a thing.",
                    "description": "With `If-Match`.\n\nA second paragraph.",
                    "requestBody": { "content": { "application/json": { "schema": {
                        "$ref": "#/x/Thing",
                    } } } },
                    "responses": { "201": { "description": "Made" }, "422": refusal },
                    "x-public": true,
                },
            },
            "/untagged/{id}": {
                "delete": { "operationId": "delete_untagged", "responses": {} },
            },
        },
        "components": { "schemas": {
            "Thing": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {
                        "type": "string", "minLength": 1, "maxLength": 80, "example": "<Ada>",
                    },
                    "colour": { "$ref": "#/x/Colour", "description": "Its `colour`." },
                    "parent": { "oneOf": [{ "type": "null" }, { "$ref": "#/x/Thing" }] },
                    "unknown": { "$ref": "#/x/Nowhere" },
                    "circle": { "$ref": "#/x/Circle" },
                    "bounds": { "type": "object", "properties": {
                        "most": { "type": ["integer", "null"], "format": "int64" },
                    } },
                    "anything": {},
                },
            },
            "Colour": { "type": "string", "enum": ["red", "blue"] },
            "Circle": { "$ref": "#/x/Circle" },
        } },
    })
}

pub(crate) fn reply(status: u16, body: Option<Value>) -> Response {
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    Response::builder().status(status).body(body).unwrap()
}

pub(crate) fn problem(status: u16, code: &str, errors: Vec<FieldError>) -> Response {
    let problem = Problem {
        kind: "about:blank".into(),
        title: "Refused".into(),
        status,
        code: code.into(),
        detail: None,
        request_id: "019a-request".into(),
        errors,
        methods: Vec::new(),
        retry_after: (status == 429).then_some(90),
    };
    reply(status, Some(serde_json::to_value(problem).unwrap()))
}
