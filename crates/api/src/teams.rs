//! Teams.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    Page, Problem, TeamId, path,
    teams::{Team, TeamCreate, TeamDeletion, TeamQuery, TeamUpdate, TransferCreate},
};
use services::{members, teams};

use crate::{
    ApiState,
    error::ApiError,
    extract::{
        self, Authorized, ClientOrigin, IfMatch, InTeam, Json, SignedIn, ValidJson, ValidQuery,
        perm,
    },
    openapi::tag,
};

/// A team with the tag of its version.
fn tagged(team: Team) -> impl IntoResponse {
    extract::tagged(team.version, team)
}

/// Lists your teams, the one that you joined last first.
#[utoipa::path(
    get, path = path::TEAMS, operation_id = "list_teams", tag = tag::TEAMS,
    summary = "List your teams",
    params(TeamQuery),
    responses((status = 200, description = "A page of teams", body = Page<Team>)),
)]
pub(crate) async fn list(
    asking: Authorized<perm::TeamsList>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<TeamQuery>,
) -> Result<Json<Page<Team>>, ApiError> {
    teams::list(&state.ctx, &asking.caller, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Creates a team, which you own.
#[utoipa::path(
    post, path = path::TEAMS, operation_id = "create_team", tag = tag::TEAMS,
    summary = "Create a team",
    request_body = TeamCreate,
    responses(
        (status = 201, description = "The team", body = Team),
        (status = 403, description = "`teams.too_many`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`teams.slug_taken`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn create(
    SignedIn(actor, _): SignedIn<perm::TeamsCreate>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<TeamCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let team = teams::create(&state.ctx, &actor.into(), &origin, input).await?;
    Ok((StatusCode::CREATED, tagged(team)))
}

/// Answers with one of your teams.
#[utoipa::path(
    get, path = path::TEAM, operation_id = "get_team", tag = tag::TEAMS,
    summary = "Get a team",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses((
        status = 200, description = "The team", body = Team,
        headers(("ETag" = String, description = "The version, for `If-Match`")),
    )),
)]
pub(crate) async fn get(
    InTeam(actor, _): InTeam<perm::TeamRead>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(teams::get(&state.ctx, &actor).await?))
}

/// Changes a team.
///
/// Absent fields stay as they are. With `If-Match`, the change is made only if nobody else was
/// faster.
#[utoipa::path(
    patch, path = path::TEAM, operation_id = "update_team", tag = tag::TEAMS,
    summary = "Change a team",
    request_body = TeamUpdate,
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        (
            "If-Match" = Option<String>, Header, nullable = false, example = "\"1\"",
            description = "The `ETag` that the change is based on; without it the change is always made",
        ),
    ),
    responses(
        (
            status = 200, description = "The changed team", body = Team,
            headers(("ETag" = String, description = "The new version")),
        ),
        (status = 409, description = "`teams.slug_taken` or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`request.precondition_failed`: changed by someone else meanwhile", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update(
    InTeam(actor, _): InTeam<perm::TeamUpdate>,
    State(state): State<ApiState>,
    IfMatch(expected): IfMatch,
    ValidJson(input): ValidJson<TeamUpdate>,
) -> Result<impl IntoResponse, ApiError> {
    let team = teams::update(&state.ctx, &actor, expected.as_deref(), input).await?;
    Ok(tagged(team))
}

/// Has a team deleted in two weeks, with everything that belongs to it.
///
/// Until then an owner can keep it.
#[utoipa::path(
    delete, path = path::TEAM, operation_id = "delete_team", tag = tag::TEAMS,
    summary = "Delete a team",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 202, description = "It will be deleted", body = TeamDeletion),
        (status = 403, description = "`auth.step_up_required`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn delete(
    InTeam(actor, _): InTeam<perm::TeamDelete>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    let delete_at = teams::request_deletion(&state.ctx, &actor).await?;
    Ok((StatusCode::ACCEPTED, Json(TeamDeletion { delete_at })))
}

/// Keeps a team that was to be deleted.
#[utoipa::path(
    post, path = path::RESTORE_TEAM, operation_id = "restore_team", tag = tag::TEAMS,
    summary = "Keep a team",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 200, description = "The team", body = Team),
        (status = 409, description = "`teams.not_deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn restore(
    InTeam(actor, _): InTeam<perm::TeamDelete>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(teams::restore(&state.ctx, &actor).await?))
}

/// Remembers a team as the one in which you are at work.
#[utoipa::path(
    post, path = path::SELECT_TEAM, operation_id = "select_team", tag = tag::TEAMS,
    summary = "Work in a team",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses((status = 204, description = "Remembered")),
)]
pub(crate) async fn select(
    InTeam(actor, _): InTeam<perm::AccountUpdate>,
    State(state): State<ApiState>,
) -> Result<StatusCode, ApiError> {
    teams::select(&state.ctx, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes you out of a team.
#[utoipa::path(
    post, path = path::LEAVE_TEAM, operation_id = "leave_team", tag = tag::TEAMS,
    summary = "Leave a team",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 204, description = "You belong to it no more"),
        (status = 409, description = "`teams.last_owner`: hand it over first", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn leave(
    InTeam(actor, _): InTeam<perm::TeamLeave>,
    State(state): State<ApiState>,
) -> Result<StatusCode, ApiError> {
    members::leave(&state.ctx, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Offers a team to another member, who has a week to take it.
#[utoipa::path(
    post, path = path::TEAM_TRANSFER, operation_id = "begin_team_transfer", tag = tag::TEAMS,
    summary = "Hand a team over",
    request_body = TransferCreate,
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 200, description = "The team", body = Team),
        (status = 403, description = "`auth.step_up_required`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`teams.transfer_pending`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn begin_transfer(
    InTeam(actor, _): InTeam<perm::TeamTransfer>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<TransferCreate>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(
        teams::begin_transfer(&state.ctx, &actor, input).await?,
    ))
}

/// Takes the offer of a team back.
#[utoipa::path(
    delete, path = path::TEAM_TRANSFER, operation_id = "cancel_team_transfer", tag = tag::TEAMS,
    summary = "Do not hand a team over",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 204, description = "Taken back"),
        (status = 409, description = "`teams.transfer_none`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn cancel_transfer(
    InTeam(actor, _): InTeam<perm::TeamTransfer>,
    State(state): State<ApiState>,
) -> Result<StatusCode, ApiError> {
    teams::cancel_transfer(&state.ctx, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a team over that is offered to you; who has offered it becomes an administrator.
#[utoipa::path(
    post, path = path::ACCEPT_TEAM_TRANSFER, operation_id = "accept_team_transfer", tag = tag::TEAMS,
    summary = "Take a team over",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 200, description = "The team, which you own", body = Team),
        (status = 403, description = "`teams.mfa_required`, or `teams.too_many`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`teams.transfer_none` or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn accept_transfer(
    InTeam(actor, _): InTeam<perm::InvitationsAnswer>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(teams::accept_transfer(&state.ctx, &actor).await?))
}

/// Does not take a team over that is offered to you.
#[utoipa::path(
    post, path = path::DECLINE_TEAM_TRANSFER, operation_id = "decline_team_transfer", tag = tag::TEAMS,
    summary = "Do not take a team over",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 204, description = "Declined"),
        (status = 409, description = "`teams.transfer_none`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn decline_transfer(
    InTeam(actor, _): InTeam<perm::InvitationsAnswer>,
    State(state): State<ApiState>,
) -> Result<StatusCode, ApiError> {
    teams::decline_transfer(&state.ctx, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
