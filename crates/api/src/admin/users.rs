//! What staff do to accounts.

use axum::{extract::State, http::StatusCode};
use contract::{
    Problem, UserId,
    admin::{Reason, UserDetail},
    path,
};
use services::admin::users;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, Json, OfStaff, ValidJson, perm},
    openapi::tag,
};

/// Answers with one account, as staff see it.
#[utoipa::path(
    get, path = path::ADMIN_USER, operation_id = "admin_get_user", tag = tag::ADMIN,
    summary = "Get an account",
    params(("id" = UserId, Path, description = "The user's id")),
    responses((status = 200, description = "The account", body = UserDetail)),
)]
pub(crate) async fn get(
    OfStaff(staff, _): OfStaff<perm::UsersList>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
) -> Result<Json<UserDetail>, ApiError> {
    users::get(&state.ctx, &staff, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Keeps everybody out of an account.
///
/// Its sessions end at once, and its owner is told by mail.
#[utoipa::path(
    post, path = path::ADMIN_DEACTIVATE_USER, operation_id = "admin_deactivate_user",
    tag = tag::ADMIN, summary = "Deactivate an account",
    request_body = Reason,
    params(("id" = UserId, Path, description = "The user's id")),
    responses(
        (status = 204, description = "Deactivated, or it was before"),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, `users.own_account` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn deactivate(
    OfStaff(staff, _): OfStaff<perm::UsersDeactivate>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
    ValidJson(input): ValidJson<Reason>,
) -> Result<StatusCode, ApiError> {
    users::deactivate(&state.ctx, &staff, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets the owner of an account in again.
///
/// One that was about to be deleted is kept.
#[utoipa::path(
    post, path = path::ADMIN_ACTIVATE_USER, operation_id = "admin_activate_user",
    tag = tag::ADMIN, summary = "Activate an account",
    params(("id" = UserId, Path, description = "The user's id")),
    responses(
        (status = 204, description = "Active, or it was before"),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, `users.own_account` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn activate(
    OfStaff(staff, _): OfStaff<perm::UsersDeactivate>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
) -> Result<StatusCode, ApiError> {
    users::activate(&state.ctx, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes the second factor of somebody who has lost it.
///
/// The authenticator app, the recovery codes and the trust in browsers go; passkeys stay. The owner is
/// told by mail.
#[utoipa::path(
    post, path = path::ADMIN_RESET_MFA, operation_id = "admin_reset_mfa", tag = tag::ADMIN,
    summary = "Reset a second factor",
    request_body = Reason,
    params(("id" = UserId, Path, description = "The user's id")),
    responses(
        (status = 204, description = "There is none any more"),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, `users.own_account` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.mfa_state`: there was none", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reset_mfa(
    OfStaff(staff, _): OfStaff<perm::UsersResetMfa>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
    ValidJson(input): ValidJson<Reason>,
) -> Result<StatusCode, ApiError> {
    users::reset_mfa(&state.ctx, &staff, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all sessions of an account, at once.
#[utoipa::path(
    delete, path = path::ADMIN_USER_SESSIONS, operation_id = "admin_end_sessions",
    tag = tag::ADMIN, summary = "End all sessions of an account",
    params(("id" = UserId, Path, description = "The user's id")),
    responses(
        (status = 204, description = "Ended, or there were none"),
        (status = 403, description = "`roles.too_high`, `users.own_account` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn end_sessions(
    OfStaff(staff, _): OfStaff<perm::UsersEndSessions>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
) -> Result<StatusCode, ApiError> {
    users::end_sessions(&state.ctx, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
