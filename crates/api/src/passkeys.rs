//! Passkeys, and signing in with them.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use contract::{
    Page, PasskeyId, Problem,
    mfa::LoginAnswer,
    passkeys::{Passkey, PasskeyAssertion, PasskeyChallenge, PasskeyCreate, PasskeyUpdate},
    path,
};
use services::{
    auth,
    passkeys::{self, Ceremony},
};

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{ClientOrigin, Id, Json, Public, SignedIn, ValidJson, perm},
    mfa,
    openapi::tag,
};

/// Asks for a passkey to sign in with.
///
/// Hand the answer to `navigator.credentials.get`, and what that gives to
/// `POST /api/v1/auth/passkeys/login` within five minutes. A cookie ties both together.
#[utoipa::path(
    post, path = path::PASSKEY_LOGIN_CHALLENGE, operation_id = "begin_passkey_login",
    tag = tag::AUTH, summary = "Ask for a passkey",
    responses((status = 200, description = "What to ask the browser for", body = PasskeyChallenge)),
)]
pub(crate) async fn begin_login(
    _: Public,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    asked(&state, auth::begin_passkey_login(&state.ctx).await?)
}

/// Signs in with a passkey.
///
/// Nothing else is asked for, whatever second factor the account has: a passkey is two factors.
#[utoipa::path(
    post, path = path::PASSKEY_LOGIN, operation_id = "passkey_login", tag = tag::AUTH,
    summary = "Sign in with a passkey",
    request_body = PasskeyAssertion,
    responses(
        (status = 200, description = "Signed in", body = LoginAnswer),
        (status = 401, description = "`auth.passkey_refused`: unknown, blocked, or too late", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`auth.account_disabled` or `auth.account_deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn login(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
    ValidJson(input): ValidJson<PasskeyAssertion>,
) -> Result<impl IntoResponse, ApiError> {
    let ceremony = cookies::ceremony(&headers, &state.settings);
    let signed_in = auth::login_with_passkey(&state.ctx, ceremony, input, &origin).await?;
    let (cookies, answer) = cookies::sign_in(signed_in, &state.settings)?;
    Ok((cookies, Json(answer)))
}

/// Asks for a passkey after the first factor.
///
/// Hand the answer to `navigator.credentials.get`, and what that gives to
/// `POST /api/v1/auth/mfa/passkey` within five minutes.
#[utoipa::path(
    post, path = path::MFA_PASSKEY_CHALLENGE, operation_id = "begin_answering_with_passkey",
    tag = tag::MFA, summary = "Ask for a passkey after a password",
    responses(
        (status = 200, description = "What to ask the browser for", body = PasskeyChallenge),
        (status = 401, description = "`auth.challenge_expired`: sign in again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn begin_second_factor(
    _: Public,
    State(state): State<ApiState>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let challenge = mfa::challenge(&headers, &state)?;
    asked(&state, auth::begin_passkey(&state.ctx, challenge).await?)
}

/// Completes signing in with a passkey.
///
/// It stands in for the code of an authenticator app.
#[utoipa::path(
    post, path = path::MFA_PASSKEY, operation_id = "answer_passkey", tag = tag::MFA,
    summary = "Sign in with a passkey after a password",
    request_body = PasskeyAssertion,
    responses(
        (status = 200, description = "Signed in", body = LoginAnswer),
        (status = 401, description = "`auth.passkey_refused`, or `auth.challenge_expired`: sign in again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn answer_second_factor(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
    ValidJson(input): ValidJson<PasskeyAssertion>,
) -> Result<impl IntoResponse, ApiError> {
    let challenge = mfa::challenge(&headers, &state)?;
    let ceremony = cookies::ceremony(&headers, &state.settings);
    let signed_in = auth::answer_passkey(&state.ctx, challenge, ceremony, input, &origin).await?;
    let (cookies, answer) = cookies::sign_in(signed_in, &state.settings)?;
    Ok((cookies, Json(answer)))
}

/// Asks for a passkey to prove that it is you.
///
/// Hand the answer to `navigator.credentials.get`, and what that gives to
/// `POST /api/v1/auth/step-up` within five minutes.
#[utoipa::path(
    post, path = path::STEP_UP_PASSKEY_CHALLENGE, operation_id = "begin_passkey_step_up",
    tag = tag::AUTH, summary = "Ask for a passkey to prove that it is you",
    responses((status = 200, description = "What to ask the browser for", body = PasskeyChallenge)),
)]
pub(crate) async fn begin_step_up(
    SignedIn(actor, _): SignedIn<perm::AccountSecurity>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    asked(
        &state,
        auth::begin_passkey_step_up(&state.ctx, &actor).await?,
    )
}

/// Lists your passkeys, oldest first.
#[utoipa::path(
    get, path = path::PASSKEYS, operation_id = "list_passkeys", tag = tag::PASSKEYS,
    summary = "List your passkeys",
    responses((status = 200, description = "All of them", body = Page<Passkey>)),
)]
pub(crate) async fn list(
    SignedIn(actor, _): SignedIn<perm::PasskeysList>,
    State(state): State<ApiState>,
) -> Result<Json<Page<Passkey>>, ApiError> {
    Ok(Json(passkeys::list(&state.ctx, &actor).await?))
}

/// Asks for a new passkey.
///
/// Hand the answer to `navigator.credentials.create`, and what that gives to
/// `POST /api/v1/passkeys` within five minutes. A cookie ties both together.
#[utoipa::path(
    post, path = path::PASSKEY_CHALLENGE, operation_id = "begin_adding_passkey",
    tag = tag::PASSKEYS, summary = "Begin to add a passkey",
    responses(
        (status = 200, description = "What to ask the browser for", body = PasskeyChallenge),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn begin_adding(
    SignedIn(actor, _): SignedIn<perm::PasskeysManage>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    asked(&state, passkeys::begin_adding(&state.ctx, &actor).await?)
}

/// Adds a passkey.
///
/// From then on it signs you in, alone or after your password.
#[utoipa::path(
    post, path = path::PASSKEYS, operation_id = "add_passkey", tag = tag::PASSKEYS,
    summary = "Add a passkey",
    request_body = PasskeyCreate,
    responses(
        (status = 201, description = "Added; the owner is told by mail", body = Passkey),
        (status = 403, description = "`auth.step_up_required` or `passkeys.too_many`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.passkey_refused` or `passkeys.known`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn add(
    SignedIn(actor, _): SignedIn<perm::PasskeysManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
    ValidJson(input): ValidJson<PasskeyCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let ceremony = cookies::ceremony(&headers, &state.settings);
    let passkey = passkeys::add(&state.ctx, &actor, ceremony, input, &origin).await?;
    let cookies = cookies::clear_ceremony(&state.settings)?;
    Ok((StatusCode::CREATED, cookies, Json(passkey)))
}

/// Renames one of your passkeys.
#[utoipa::path(
    patch, path = path::PASSKEY, operation_id = "rename_passkey", tag = tag::PASSKEYS,
    summary = "Rename a passkey",
    params(("id" = PasskeyId, Path, description = "The passkey's id")),
    request_body = PasskeyUpdate,
    responses(
        (status = 200, description = "Renamed", body = Passkey),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn rename(
    SignedIn(actor, _): SignedIn<perm::PasskeysManage>,
    State(state): State<ApiState>,
    Id(id): Id<PasskeyId>,
    ValidJson(input): ValidJson<PasskeyUpdate>,
) -> Result<Json<Passkey>, ApiError> {
    let passkey = passkeys::rename(&state.ctx, &actor, id, input).await?;
    Ok(Json(passkey))
}

/// Removes one of your passkeys.
///
/// The last way to sign in stays: add another one first.
#[utoipa::path(
    delete, path = path::PASSKEY, operation_id = "remove_passkey", tag = tag::PASSKEYS,
    summary = "Remove a passkey",
    params(("id" = PasskeyId, Path, description = "The passkey's id")),
    responses(
        (status = 204, description = "Removed; the owner is told by mail"),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.last_way_in`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn remove(
    SignedIn(actor, _): SignedIn<perm::PasskeysManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    Id(id): Id<PasskeyId>,
) -> Result<StatusCode, ApiError> {
    passkeys::remove(&state.ctx, &actor, id, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the browser is to ask for, with the cookie that names the question.
fn asked(state: &ApiState, ceremony: Ceremony) -> Result<impl IntoResponse + use<>, ApiError> {
    let Ceremony { options, token } = ceremony;
    let cookies = cookies::set_ceremony(&token, &state.settings)?;
    let challenge = PasskeyChallenge {
        public_key: options,
    };
    Ok((cookies, Json(challenge)))
}
