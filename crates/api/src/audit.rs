//! Audit logs of teams.

use axum::extract::State;
use contract::{
    Page, TeamId,
    audit::{AuditEvent, AuditQuery},
    path,
};
use services::audit;

use crate::{
    ApiState,
    error::ApiError,
    extract::{InTeam, Json, ValidQuery, perm},
    openapi::tag,
};

/// Lists who has changed what in a team, the latest change first.
#[utoipa::path(
    get, path = path::AUDIT, operation_id = "list_audit_events", tag = tag::AUDIT,
    summary = "List changes",
    params(("team_id" = TeamId, Path, description = "The team's id"), AuditQuery),
    responses((status = 200, description = "A page of the log", body = Page<AuditEvent>)),
)]
pub(crate) async fn list(
    InTeam(actor, _): InTeam<perm::AuditRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AuditQuery>,
) -> Result<Json<Page<AuditEvent>>, ApiError> {
    audit::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}
