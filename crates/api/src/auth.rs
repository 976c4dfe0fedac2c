//! Signing up, in and out.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use contract::{
    Problem,
    auth::{
        ChangePassword, ForgotPassword, Login, PasswordCheck, PasswordStrength, Register,
        Registered, ResendVerification, ResetPassword, Unlock, VerifyEmail,
    },
    mfa::{LoginAnswer, StepUp},
    path,
    problem::code,
    users::User,
};
use services::{Error, auth, lockouts, sessions, users};

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{Authorized, ClientOrigin, Json, PreferredLocale, Public, SignedIn, ValidJson, perm},
    openapi::tag,
    users::tagged,
};

/// Signs up.
///
/// A mail goes to the address, and the account exists once its link was followed. The answer is the
/// same whether or not the address has an account already: its owner is told by mail.
#[utoipa::path(
    post, path = path::REGISTER, operation_id = "register", tag = tag::AUTH, summary = "Sign up",
    request_body = Register,
    responses((status = 201, description = "A mail is on its way", body = Registered)),
)]
pub(crate) async fn register(
    _: Public,
    State(state): State<ApiState>,
    PreferredLocale(locale): PreferredLocale,
    ValidJson(input): ValidJson<Register>,
) -> Result<impl IntoResponse, ApiError> {
    let registered = auth::register(&state.ctx, input, locale).await?;
    Ok((StatusCode::CREATED, Json(registered)))
}

/// Confirms an address with the token of a mail.
///
/// It makes the account. A token works once, for 24 hours.
#[utoipa::path(
    post, path = path::VERIFY_EMAIL, operation_id = "verify_email", tag = tag::AUTH,
    summary = "Confirm an address",
    request_body = VerifyEmail,
    responses(
        (status = 204, description = "The address is confirmed"),
        (status = 409, description = "`auth.token_invalid`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn verify_email(
    _: Public,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<VerifyEmail>,
) -> Result<StatusCode, ApiError> {
    auth::verify_email(&state.ctx, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends the confirmation mail again.
///
/// Nothing is sent unless the address has something to confirm, which the answer does not tell.
#[utoipa::path(
    post, path = path::RESEND_VERIFICATION, operation_id = "resend_verification", tag = tag::AUTH,
    summary = "Send the confirmation again",
    request_body = ResendVerification,
    responses((status = 202, description = "Understood, the same for every address")),
)]
pub(crate) async fn resend_verification(
    _: Public,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<ResendVerification>,
) -> Result<StatusCode, ApiError> {
    auth::resend_verification(&state.ctx, input).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Signs in.
///
/// The session is in two `HttpOnly` cookies and nowhere else. Where the account has a second factor
/// there is no session yet: a cookie names the challenge, to be answered within ten minutes at
/// `POST /api/v1/auth/mfa/…`.
#[utoipa::path(
    post, path = path::LOGIN, operation_id = "login", tag = tag::AUTH, summary = "Sign in",
    request_body = Login,
    responses(
        (status = 200, description = "Signed in, or asked for a second factor", body = LoginAnswer),
        (status = 401, description = "`auth.invalid_credentials`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`auth.email_unverified`, `auth.account_disabled`, `auth.account_deleting` or `auth.locked`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn login(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<Login>,
) -> Result<impl IntoResponse, ApiError> {
    let sign_in = auth::login(&state.ctx, input, &origin).await?;
    let (cookies, answer) = cookies::sign_in(sign_in, &state.settings)?;
    Ok((cookies, Json(answer)))
}

/// Exchanges the refresh cookie for new cookies.
///
/// Call it when an operation answers `auth.unauthenticated`. A refresh cookie is meant for one
/// exchange: one that comes back after its successor was used is taken for stolen, and ends the
/// session.
#[utoipa::path(
    post, path = path::REFRESH, operation_id = "refresh", tag = tag::AUTH,
    summary = "Refresh the session",
    responses(
        (status = 204, description = "New cookies are set"),
        (status = 401, description = "`auth.session_ended`: the cookies are cleared", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn refresh(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let refreshed = match cookies::refresh(&headers, &state.settings) {
        Some(token) => sessions::refresh(&state.ctx, token, &origin).await,
        None => Err(Error::Unauthenticated {
            code: code::SESSION_ENDED,
        }),
    };
    Ok(match refreshed {
        Ok(tokens) => (
            cookies::set(&tokens, &state.settings)?,
            StatusCode::NO_CONTENT,
        )
            .into_response(),
        Err(error @ Error::Unauthenticated { .. }) => {
            (cookies::clear(&state.settings)?, ApiError::from(error)).into_response()
        }
        Err(error) => ApiError::from(error).into_response(),
    })
}

/// Signs out.
///
/// The session ends at once, and the cookies are cleared. Who acts as somebody else is signed out of
/// their own session too.
#[utoipa::path(
    post, path = path::LOGOUT, operation_id = "logout", tag = tag::AUTH, summary = "Sign out",
    responses((status = 204, description = "Signed out, or never signed in")),
)]
pub(crate) async fn logout(
    _: Public,
    State(state): State<ApiState>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let token = cookies::refresh(&headers, &state.settings);
    let own = cookies::own_refresh(&headers, &state.settings);
    for token in token.into_iter().chain(own) {
        sessions::end(&state.ctx, token).await?;
    }
    Ok((cookies::clear_all(&state.settings)?, StatusCode::NO_CONTENT))
}

/// Mails a link to choose a new password.
///
/// Nothing is sent unless the address is known, which the answer does not tell. A link works for one
/// hour; while three of them work, a further request sends none.
#[utoipa::path(
    post, path = path::FORGOT_PASSWORD, operation_id = "forgot_password", tag = tag::AUTH,
    summary = "Ask for a new password",
    request_body = ForgotPassword,
    responses((status = 202, description = "Understood, the same for every address")),
)]
pub(crate) async fn forgot_password(
    _: Public,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<ForgotPassword>,
) -> Result<StatusCode, ApiError> {
    auth::forgot_password(&state.ctx, input).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Chooses a new password with the token of a mail.
///
/// It ends all sessions of the account and begins none: sign in with the new password. A token works
/// once, and all others of the account end with it; a refused password leaves it good.
#[utoipa::path(
    post, path = path::RESET_PASSWORD, operation_id = "reset_password", tag = tag::AUTH,
    summary = "Choose a new password",
    request_body = ResetPassword,
    responses(
        (status = 204, description = "Changed; the owner is told by mail"),
        (status = 409, description = "`auth.token_invalid`: ask for another link", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reset_password(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<ResetPassword>,
) -> Result<StatusCode, ApiError> {
    auth::reset_password(&state.ctx, input, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Unlocks an account with the token of a mail.
///
/// After twenty failed sign-ins in a row an account answers `auth.locked` for 24 hours, and its owner
/// gets a mail with a link. To choose a new password unlocks it as well.
#[utoipa::path(
    post, path = path::UNLOCK, operation_id = "unlock_account", tag = tag::AUTH,
    summary = "Unlock an account",
    request_body = Unlock,
    responses(
        (status = 204, description = "Unlocked"),
        (status = 409, description = "`auth.token_invalid`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn unlock(
    _: Public,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<Unlock>,
) -> Result<StatusCode, ApiError> {
    lockouts::unlock(&state.ctx, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says how hard a password is to guess.
///
/// For a form that asks for a new password, while it is being typed. Nothing is kept.
#[utoipa::path(
    post, path = path::PASSWORD_STRENGTH, operation_id = "password_strength", tag = tag::AUTH,
    summary = "Judge a password",
    request_body = PasswordCheck,
    responses((status = 200, description = "How hard it is to guess", body = PasswordStrength)),
)]
pub(crate) async fn password_strength(
    _: Public,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<PasswordCheck>,
) -> Result<Json<PasswordStrength>, ApiError> {
    let strength = auth::password_strength(&state.ctx, input).await?;
    Ok(Json(strength))
}

/// Changes one's password.
///
/// All other sessions of the account end.
#[utoipa::path(
    post, path = path::CHANGE_PASSWORD, operation_id = "change_password", tag = tag::AUTH,
    summary = "Change your password",
    request_body = ChangePassword,
    responses(
        (status = 204, description = "Changed; the owner is told by mail"),
        (status = 403, description = "`auth.wrong_password`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_password(
    SignedIn(actor, _): SignedIn<perm::AccountSecurity>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<ChangePassword>,
) -> Result<StatusCode, ApiError> {
    auth::change_password(&state.ctx, &actor, input, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Proves anew who one is.
///
/// Sensitive operations answer `auth.step_up_required` unless the last proof is younger than ten
/// minutes; signing in is one. Where there is a second factor, the password alone is none.
#[utoipa::path(
    post, path = path::STEP_UP, operation_id = "step_up", tag = tag::AUTH,
    summary = "Prove that it is you",
    request_body = StepUp,
    responses(
        (status = 204, description = "Proved, for ten minutes"),
        (status = 403, description = "`auth.wrong_password`, `auth.wrong_code`, `auth.passkey_refused`, or `auth.step_up_required` if you have other `methods`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn step_up(
    SignedIn(actor, _): SignedIn<perm::AccountSecurity>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
    ValidJson(input): ValidJson<StepUp>,
) -> Result<StatusCode, ApiError> {
    let ceremony = cookies::ceremony(&headers, &state.settings);
    auth::step_up(&state.ctx, &actor, ceremony, input, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers with the signed-in user.
///
/// Another name of `GET /api/v1/users/me`.
#[utoipa::path(
    get, path = path::AUTH_ME, operation_id = "get_auth_me", tag = tag::AUTH,
    summary = "Get the signed-in user",
    responses((status = 200, description = "The signed-in user", body = User)),
)]
pub(crate) async fn me(
    asking: Authorized<perm::AccountRead>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(users::me(&state.ctx, &asking.caller).await?))
}
