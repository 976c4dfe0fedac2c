//! All teams.

use axum::extract::State;
use contract::{
    Page, TeamId,
    admin::{AdminTeam, AdminTeamDetail, SearchQuery},
    path,
};
use services::admin::teams;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, Json, OfStaff, ValidQuery, perm},
    openapi::tag,
};

/// Lists all teams, newest first.
///
/// `search` is the beginning of a name or of a word in addresses.
#[utoipa::path(
    get, path = path::ADMIN_TEAMS, operation_id = "admin_list_teams", tag = tag::ADMIN,
    summary = "List all teams",
    params(SearchQuery),
    responses((status = 200, description = "A page of teams", body = Page<AdminTeam>)),
)]
pub(crate) async fn list(
    OfStaff(staff, _): OfStaff<perm::AllTeamsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<SearchQuery>,
) -> Result<Json<Page<AdminTeam>>, ApiError> {
    teams::list(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Answers with one team and the people who belong to it.
#[utoipa::path(
    get, path = path::ADMIN_TEAM, operation_id = "admin_get_team", tag = tag::ADMIN,
    summary = "Get any team",
    params(("id" = TeamId, Path, description = "The team's id")),
    responses((status = 200, description = "The team", body = AdminTeamDetail)),
)]
pub(crate) async fn get(
    OfStaff(staff, _): OfStaff<perm::AllTeamsRead>,
    State(state): State<ApiState>,
    Id(id): Id<TeamId>,
) -> Result<Json<AdminTeamDetail>, ApiError> {
    teams::get(&state.ctx, &staff, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}
