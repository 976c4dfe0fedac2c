//! Invitations into teams.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    InvitationId, Page, Problem, TeamId,
    invitations::{
        Invitation, InvitationAccepted, InvitationCreate, InvitationPreview, InvitationQuery,
        InvitationRegister, InvitationToken, InvitationsCreated,
    },
    path,
};
use services::invitations;

use crate::{
    ApiState,
    error::ApiError,
    extract::{
        ClientOrigin, Id, InTeam, Json, PreferredLocale, Public, SignedIn, ValidJson, ValidQuery,
        perm,
    },
    openapi::tag,
};

/// Lists the invitations that nobody has answered, newest first.
///
/// Those that have expired are among them, as they can be sent again.
#[utoipa::path(
    get, path = path::INVITATIONS, operation_id = "list_invitations", tag = tag::INVITATIONS,
    summary = "List invitations",
    params(("team_id" = TeamId, Path, description = "The team's id"), InvitationQuery),
    responses((status = 200, description = "A page of invitations", body = Page<Invitation>)),
)]
pub(crate) async fn list(
    InTeam(actor, _): InTeam<perm::InvitationsList>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<InvitationQuery>,
) -> Result<Json<Page<Invitation>>, ApiError> {
    invitations::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Invites people by mail.
///
/// Each address is invited once. One that is invited already gets a new link, and the one before works
/// no more; those of members are named in the answer and get nothing.
#[utoipa::path(
    post, path = path::INVITATIONS, operation_id = "create_invitations", tag = tag::INVITATIONS,
    summary = "Invite people",
    request_body = InvitationCreate,
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 201, description = "The mails are on their way", body = InvitationsCreated),
        (status = 403, description = "`roles.too_high`, `invitations.too_many`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`members.owner_by_transfer`, or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn create(
    InTeam(actor, _): InTeam<perm::InvitationsCreate>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<InvitationCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let created = invitations::create(&state.ctx, &actor, input).await?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// Sends an invitation again, in your name: with a new link, for another week.
#[utoipa::path(
    post, path = path::RESEND_INVITATION, operation_id = "resend_invitation",
    tag = tag::INVITATIONS, summary = "Send an invitation again",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = InvitationId, Path, description = "The invitation's id"),
    ),
    responses(
        (status = 200, description = "The invitation", body = Invitation),
        (status = 403, description = "`roles.too_high`, `invitations.too_many`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`members.already`, `members.owner_by_transfer`, or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn resend(
    InTeam(actor, _): InTeam<perm::InvitationsCreate>,
    State(state): State<ApiState>,
    Id(id): Id<InvitationId>,
) -> Result<Json<Invitation>, ApiError> {
    invitations::resend(&state.ctx, &actor, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Revokes an invitation, whose link works no more.
#[utoipa::path(
    delete, path = path::INVITATION, operation_id = "revoke_invitation", tag = tag::INVITATIONS,
    summary = "Revoke an invitation",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = InvitationId, Path, description = "The invitation's id"),
    ),
    responses(
        (status = 204, description = "Revoked"),
        (status = 403, description = "`roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn revoke(
    InTeam(actor, _): InTeam<perm::InvitationsRevoke>,
    State(state): State<ApiState>,
    Id(id): Id<InvitationId>,
) -> Result<StatusCode, ApiError> {
    invitations::revoke(&state.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says what an invitation is about, by the token of its link.
///
/// Nothing changes by it. The token is sent in the body, so that no log holds it.
#[utoipa::path(
    post, path = path::PREVIEW_INVITATION, operation_id = "preview_invitation",
    tag = tag::INVITATIONS, summary = "See an invitation",
    request_body = InvitationToken,
    responses(
        (status = 200, description = "What it says", body = InvitationPreview),
        (status = 409, description = "`invitations.ended`, or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn preview(
    _: Public,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<InvitationToken>,
) -> Result<Json<InvitationPreview>, ApiError> {
    invitations::preview(&state.ctx, input)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Accepts an invitation that is for your address.
///
/// It grants what its sender may give at this moment. If they have left or hold less by now, the
/// invitation is ended.
#[utoipa::path(
    post, path = path::ACCEPT_INVITATION, operation_id = "accept_invitation",
    tag = tag::INVITATIONS, summary = "Accept an invitation",
    request_body = InvitationToken,
    responses(
        (status = 200, description = "You belong to the team", body = InvitationAccepted),
        (status = 403, description = "`invitations.other_address`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`invitations.ended`, or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn accept(
    SignedIn(actor, _): SignedIn<perm::InvitationsAnswer>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<InvitationToken>,
) -> Result<Json<InvitationAccepted>, ApiError> {
    invitations::accept(&state.ctx, &actor, &origin, input)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Accepts an invitation with a new account.
///
/// The link has proved the address, so the account is confirmed. Nobody is signed in by it.
#[utoipa::path(
    post, path = path::REGISTER_BY_INVITATION, operation_id = "register_by_invitation",
    tag = tag::INVITATIONS, summary = "Accept an invitation with a new account",
    request_body = InvitationRegister,
    responses(
        (status = 201, description = "The account belongs to the team", body = InvitationAccepted),
        (status = 409, description = "`invitations.ended`, `teams.deleting`, or `users.email_taken`: sign in and accept", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn register(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    PreferredLocale(locale): PreferredLocale,
    ValidJson(input): ValidJson<InvitationRegister>,
) -> Result<impl IntoResponse, ApiError> {
    let accepted = invitations::register(&state.ctx, &origin, input, locale).await?;
    Ok((StatusCode::CREATED, Json(accepted)))
}

/// Declines an invitation, whose link works no more.
#[utoipa::path(
    post, path = path::DECLINE_INVITATION, operation_id = "decline_invitation",
    tag = tag::INVITATIONS, summary = "Decline an invitation",
    request_body = InvitationToken,
    responses(
        (status = 204, description = "Declined"),
        (status = 409, description = "`invitations.ended`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn decline(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<InvitationToken>,
) -> Result<StatusCode, ApiError> {
    invitations::decline(&state.ctx, &origin, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers with what an invitation says that is for your address.
///
/// A notification names it. No link is needed, since you have confirmed the address.
#[utoipa::path(
    get, path = path::OWN_INVITATION, operation_id = "get_own_invitation",
    tag = tag::INVITATIONS, summary = "Get an invitation for your address",
    params(("id" = InvitationId, Path, description = "The invitation's id")),
    responses(
        (status = 200, description = "What it says", body = InvitationPreview),
        (status = 409, description = "`invitations.ended`, or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn get_own(
    SignedIn(actor, _): SignedIn<perm::InvitationsAnswer>,
    State(state): State<ApiState>,
    Id(id): Id<InvitationId>,
) -> Result<Json<InvitationPreview>, ApiError> {
    invitations::preview_own(&state.ctx, &actor, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Accepts an invitation that is for your address, without its link.
///
/// It grants what its sender may give at this moment. If they have left or hold less by now, the
/// invitation is ended.
#[utoipa::path(
    post, path = path::ACCEPT_OWN_INVITATION, operation_id = "accept_own_invitation",
    tag = tag::INVITATIONS, summary = "Accept an invitation for your address",
    params(("id" = InvitationId, Path, description = "The invitation's id")),
    responses(
        (status = 200, description = "You belong to the team", body = InvitationAccepted),
        (status = 409, description = "`invitations.ended`, or `teams.deleting`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn accept_own(
    SignedIn(actor, _): SignedIn<perm::InvitationsAnswer>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    Id(id): Id<InvitationId>,
) -> Result<Json<InvitationAccepted>, ApiError> {
    invitations::accept_own(&state.ctx, &actor, &origin, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Declines an invitation that is for your address, without its link.
#[utoipa::path(
    post, path = path::DECLINE_OWN_INVITATION, operation_id = "decline_own_invitation",
    tag = tag::INVITATIONS, summary = "Decline an invitation for your address",
    params(("id" = InvitationId, Path, description = "The invitation's id")),
    responses((status = 204, description = "Declined")),
)]
pub(crate) async fn decline_own(
    SignedIn(actor, _): SignedIn<perm::InvitationsAnswer>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    Id(id): Id<InvitationId>,
) -> Result<StatusCode, ApiError> {
    invitations::decline_own(&state.ctx, &actor, &origin, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
