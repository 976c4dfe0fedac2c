//! Members of teams.

use axum::{extract::State, http::StatusCode};
use contract::{
    MemberId, Page, Problem, TeamId,
    members::{Member, MemberQuery, MemberUpdate},
    path,
};
use services::members;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, InTeam, Json, ValidJson, ValidQuery, perm},
    openapi::tag,
};

/// Lists the members of a team, who joined first first.
#[utoipa::path(
    get, path = path::MEMBERS, operation_id = "list_members", tag = tag::MEMBERS,
    summary = "List members",
    params(("team_id" = TeamId, Path, description = "The team's id"), MemberQuery),
    responses((status = 200, description = "A page of members", body = Page<Member>)),
)]
pub(crate) async fn list(
    InTeam(actor, _): InTeam<perm::MembersList>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<MemberQuery>,
) -> Result<Json<Page<Member>>, ApiError> {
    members::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Answers with a member.
#[utoipa::path(
    get, path = path::MEMBER, operation_id = "get_member", tag = tag::MEMBERS,
    summary = "Get a member",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = MemberId, Path, description = "The membership's id"),
    ),
    responses((status = 200, description = "The member", body = Member)),
)]
pub(crate) async fn get(
    InTeam(actor, _): InTeam<perm::MembersList>,
    State(state): State<ApiState>,
    Id(id): Id<MemberId>,
) -> Result<Json<Member>, ApiError> {
    members::get(&state.ctx, &actor, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Changes the role of a member, at once.
#[utoipa::path(
    patch, path = path::MEMBER, operation_id = "update_member", tag = tag::MEMBERS,
    summary = "Change a member's role",
    request_body = MemberUpdate,
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = MemberId, Path, description = "The membership's id"),
    ),
    responses(
        (status = 200, description = "The member", body = Member),
        (status = 403, description = "`roles.too_high`, `auth.step_up_required` for another owner, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`teams.last_owner`, or `members.owner_by_transfer`: hand the team over", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update(
    InTeam(actor, _): InTeam<perm::MembersUpdate>,
    State(state): State<ApiState>,
    Id(id): Id<MemberId>,
    ValidJson(input): ValidJson<MemberUpdate>,
) -> Result<Json<Member>, ApiError> {
    members::update(&state.ctx, &actor, id, input)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Removes a member, whose access ends at once.
#[utoipa::path(
    delete, path = path::MEMBER, operation_id = "remove_member", tag = tag::MEMBERS,
    summary = "Remove a member",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = MemberId, Path, description = "The membership's id"),
    ),
    responses(
        (status = 204, description = "Removed"),
        (status = 403, description = "`roles.too_high`, `auth.step_up_required` for another owner, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`teams.last_owner`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn remove(
    InTeam(actor, _): InTeam<perm::MembersRemove>,
    State(state): State<ApiState>,
    Id(id): Id<MemberId>,
) -> Result<StatusCode, ApiError> {
    members::remove(&state.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
