//! The second factor.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use contract::{
    DeviceId, Problem,
    mfa::{
        LoginAnswer, MfaStatus, RecoveryCodeAnswer, RecoveryCodes, TotpAnswer, TotpConfirm,
        TotpSetup, TrustedDevice,
    },
    path,
    problem::code,
};
use services::{Error, auth, devices, mfa};

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{ClientOrigin, Id, Json, Public, SignedIn, ValidJson, perm},
    openapi::tag,
};

/// Completes signing in with the code of an authenticator app.
///
/// The cookie of the challenge says who signs in. A code is accepted once; that of the half minute
/// before or after is near enough.
#[utoipa::path(
    post, path = path::MFA_TOTP, operation_id = "answer_totp", tag = tag::MFA,
    summary = "Sign in with a code",
    request_body = TotpAnswer,
    responses(
        (status = 200, description = "Signed in", body = LoginAnswer),
        (status = 401, description = "`auth.wrong_code`, or `auth.challenge_expired`: sign in again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn answer_totp(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
    ValidJson(input): ValidJson<TotpAnswer>,
) -> Result<impl IntoResponse, ApiError> {
    let challenge = challenge(&headers, &state)?;
    let sign_in = auth::answer_totp(&state.ctx, challenge, input, &origin).await?;
    let (cookies, answer) = cookies::sign_in(sign_in, &state.settings)?;
    Ok((cookies, Json(answer)))
}

/// Completes signing in with a recovery code.
///
/// Each code works once. The owner is told by mail.
#[utoipa::path(
    post, path = path::MFA_RECOVERY_CODE, operation_id = "answer_recovery_code", tag = tag::MFA,
    summary = "Sign in with a recovery code",
    request_body = RecoveryCodeAnswer,
    responses(
        (status = 200, description = "Signed in", body = LoginAnswer),
        (status = 401, description = "`auth.wrong_code`, or `auth.challenge_expired`: sign in again", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn answer_recovery_code(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
    ValidJson(input): ValidJson<RecoveryCodeAnswer>,
) -> Result<impl IntoResponse, ApiError> {
    let challenge = challenge(&headers, &state)?;
    let sign_in = auth::answer_recovery_code(&state.ctx, challenge, input, &origin).await?;
    let (cookies, answer) = cookies::sign_in(sign_in, &state.settings)?;
    Ok((cookies, Json(answer)))
}

/// Tells what your second factor is.
#[utoipa::path(
    get, path = path::MFA, operation_id = "get_mfa", tag = tag::MFA,
    summary = "Get your second factor",
    responses((status = 200, description = "What is set up", body = MfaStatus)),
)]
pub(crate) async fn get(
    SignedIn(actor, _): SignedIn<perm::MfaRead>,
    State(state): State<ApiState>,
) -> Result<Json<MfaStatus>, ApiError> {
    mfa::status(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Makes a secret for an authenticator app.
///
/// It counts once it is confirmed by a code; until then a further call makes another one.
#[utoipa::path(
    post, path = path::MFA_TOTP_SETUP, operation_id = "set_up_totp", tag = tag::MFA,
    summary = "Set up an authenticator app",
    responses(
        (status = 200, description = "To be scanned or typed; shown only once", body = TotpSetup),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.mfa_state`: there is an app already", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn set_up_totp(
    SignedIn(actor, _): SignedIn<perm::MfaManage>,
    State(state): State<ApiState>,
) -> Result<Json<TotpSetup>, ApiError> {
    mfa::set_up_totp(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Confirms an authenticator app by a code of it.
///
/// From now on signing in asks for a code. The recovery codes are shown only once.
#[utoipa::path(
    post, path = path::MFA_TOTP_CONFIRM, operation_id = "confirm_totp", tag = tag::MFA,
    summary = "Confirm an authenticator app",
    request_body = TotpConfirm,
    responses(
        (status = 200, description = "Codes are asked for from now on", body = RecoveryCodes),
        (status = 403, description = "`auth.wrong_code` or `auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.mfa_state`: no app is being set up", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn confirm_totp(
    SignedIn(actor, _): SignedIn<perm::MfaManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<TotpConfirm>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    mfa::confirm_totp(&state.ctx, &actor, input, &origin)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Removes your authenticator app.
///
/// Signing in asks for no code any more; recovery codes and trust in browsers end with it.
#[utoipa::path(
    delete, path = path::MFA_TOTP, operation_id = "remove_totp", tag = tag::MFA,
    summary = "Remove your authenticator app",
    responses(
        (status = 204, description = "Removed; the owner is told by mail"),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.mfa_state`: there is none", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn remove_totp(
    SignedIn(actor, _): SignedIn<perm::MfaManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<StatusCode, ApiError> {
    mfa::remove_totp(&state.ctx, &actor, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes new recovery codes.
///
/// They are shown only once, and those from before work no more.
#[utoipa::path(
    post, path = path::MFA_RECOVERY_CODES, operation_id = "renew_recovery_codes", tag = tag::MFA,
    summary = "Make new recovery codes",
    responses(
        (status = 200, description = "The new codes", body = RecoveryCodes),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.mfa_state`: there is no second factor", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn renew_recovery_codes(
    SignedIn(actor, _): SignedIn<perm::MfaManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<Json<RecoveryCodes>, ApiError> {
    mfa::renew_recovery_codes(&state.ctx, &actor, &origin)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Lists the browsers that you trust, the latest first.
///
/// They are asked for no second factor, for 30 days after one was given there.
#[utoipa::path(
    get, path = path::MFA_DEVICES, operation_id = "list_trusted_devices", tag = tag::MFA,
    summary = "List trusted browsers",
    responses((status = 200, description = "At most a hundred", body = Vec<TrustedDevice>)),
)]
pub(crate) async fn list_devices(
    SignedIn(actor, _): SignedIn<perm::MfaRead>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<Json<Vec<TrustedDevice>>, ApiError> {
    devices::list_trusted(&state.ctx, &actor, &origin)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Trusts a browser no more.
///
/// Its next sign-in is asked for the second factor again.
#[utoipa::path(
    delete, path = path::MFA_DEVICE, operation_id = "untrust_device", tag = tag::MFA,
    summary = "Trust a browser no more",
    params(("id" = DeviceId, Path, description = "The device's id")),
    responses((status = 204, description = "Trusted no more")),
)]
pub(crate) async fn untrust_device(
    SignedIn(actor, _): SignedIn<perm::MfaManage>,
    State(state): State<ApiState>,
    Id(id): Id<DeviceId>,
) -> Result<StatusCode, ApiError> {
    devices::untrust(&state.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The secret that names the challenge.
pub(crate) fn challenge<'a>(headers: &'a HeaderMap, state: &ApiState) -> Result<&'a str, ApiError> {
    let expired = Error::Unauthenticated {
        code: code::CHALLENGE_EXPIRED,
    };
    cookies::challenge(headers, &state.settings).ok_or_else(|| ApiError::from(expired))
}
