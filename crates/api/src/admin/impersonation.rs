//! Acting as somebody else.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use contract::{Problem, UserId, admin::Reason, path, users::Impersonation};
use services::impersonation;

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{ClientOrigin, Id, Json, OfStaff, Public, ValidJson, perm},
    openapi::tag,
};

/// Begins to act as somebody else, for an hour at most.
///
/// The cookies become those of a session of theirs, which they see among their own; the session that
/// asks goes on and is come back to by `POST /api/v1/admin/impersonation/end`. What only the person
/// themselves may do answers `auth.impersonating` meanwhile.
#[utoipa::path(
    post, path = path::ADMIN_IMPERSONATE, operation_id = "admin_impersonate", tag = tag::ADMIN,
    summary = "Act as somebody else",
    request_body = Reason,
    params(("id" = UserId, Path, description = "The user's id")),
    responses(
        (status = 200, description = "The cookies are those of the other one", body = Impersonation),
        (status = 403, description = "`auth.step_up_required`, `auth.account_disabled`, `auth.account_deleting`, `roles.too_high`, `users.own_account`, `auth.impersonating` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn begin(
    OfStaff(staff, _): OfStaff<perm::UsersImpersonate>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
    headers: HeaderMap,
    ValidJson(input): ValidJson<Reason>,
) -> Result<impl IntoResponse, ApiError> {
    let own = cookies::refresh(&headers, &state.settings);
    let (tokens, begun) = impersonation::begin(&state.ctx, &staff, id, own, input).await?;
    let (own, own_ttl) = (own.unwrap_or_default(), state.ctx.settings.session_ttl);
    let cookies = cookies::impersonate(&tokens, own, own_ttl, &state.settings)?;
    Ok((cookies, Json::<Impersonation>(begun)))
}

/// Acts as oneself again.
///
/// By the cookie that the browser has kept aside, so it works when the other session has run out.
#[utoipa::path(
    post, path = path::ADMIN_END_IMPERSONATION, operation_id = "admin_end_impersonation",
    tag = tag::ADMIN, summary = "Stop acting as somebody else",
    responses(
        (status = 204, description = "The cookies are one's own"),
        (status = 401, description = "`auth.session_ended`: the cookies are cleared", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn end(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let borrowed = cookies::refresh(&headers, &state.settings);
    let own = cookies::own_refresh(&headers, &state.settings);
    Ok(
        match impersonation::end(&state.ctx, borrowed, own, &origin).await {
            Ok(tokens) => (
                cookies::end_impersonation(&tokens, &state.settings)?,
                StatusCode::NO_CONTENT,
            )
                .into_response(),
            Err(error @ services::Error::Unauthenticated { .. }) => {
                (cookies::clear_all(&state.settings)?, ApiError::from(error)).into_response()
            }
            Err(error) => ApiError::from(error).into_response(),
        },
    )
}
