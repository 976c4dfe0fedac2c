//! Invitations into all teams.

use axum::{extract::State, http::StatusCode};
use contract::{
    InvitationId, Page,
    admin::{AdminInvitation, AdminInvitationQuery},
    path,
};
use services::admin::invitations;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, Json, OfStaff, ValidQuery, perm},
    openapi::tag,
};

/// Lists the invitations into all teams that nobody has answered, newest first.
///
/// Those that have expired are among them for a month.
#[utoipa::path(
    get, path = path::ADMIN_INVITATIONS, operation_id = "admin_list_invitations",
    tag = tag::ADMIN, summary = "List the invitations of all teams",
    params(AdminInvitationQuery),
    responses((status = 200, description = "A page of invitations", body = Page<AdminInvitation>)),
)]
pub(crate) async fn list(
    OfStaff(staff, _): OfStaff<perm::AllTeamsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AdminInvitationQuery>,
) -> Result<Json<Page<AdminInvitation>>, ApiError> {
    invitations::list(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Revokes an invitation into any team, whose link works no more from then on.
///
/// The audit log of the team tells it, as that of the product does.
#[utoipa::path(
    delete, path = path::ADMIN_INVITATION, operation_id = "admin_revoke_invitation",
    tag = tag::ADMIN, summary = "Revoke any invitation",
    params(("id" = InvitationId, Path, description = "The invitation's id")),
    responses((status = 204, description = "It is revoked")),
)]
pub(crate) async fn revoke(
    OfStaff(staff, _): OfStaff<perm::AllInvitationsRevoke>,
    State(state): State<ApiState>,
    Id(id): Id<InvitationId>,
) -> Result<StatusCode, ApiError> {
    invitations::revoke(&state.ctx, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
