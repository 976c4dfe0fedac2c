//! Where somebody is signed in.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Page, SessionId, path,
    sessions::{Session, SessionQuery},
};
use services::sessions::{self, Ended};

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{Id, Json, SignedIn, ValidQuery, perm},
    openapi::tag,
};

/// Lists your own sessions, newest first.
///
/// One that has ended or run out is not among them.
#[utoipa::path(
    get, path = path::SESSIONS, operation_id = "list_sessions", tag = tag::SESSIONS,
    summary = "List your sessions",
    params(SessionQuery),
    responses((status = 200, description = "A page of sessions", body = Page<Session>)),
)]
pub(crate) async fn list(
    SignedIn(actor, _): SignedIn<perm::SessionsList>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<SessionQuery>,
) -> Result<Json<Page<Session>>, ApiError> {
    sessions::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Ends one of your sessions.
///
/// It is signed out at once: its next call is refused. To end the session that asks is to sign out,
/// so the cookies are cleared.
#[utoipa::path(
    delete, path = path::SESSION, operation_id = "end_session", tag = tag::SESSIONS,
    summary = "End a session",
    params(("id" = SessionId, Path, description = "The session's id")),
    responses((status = 204, description = "Ended")),
)]
pub(crate) async fn end(
    SignedIn(actor, _): SignedIn<perm::SessionsEnd>,
    State(state): State<ApiState>,
    Id(id): Id<SessionId>,
) -> Result<Response, ApiError> {
    let ended = StatusCode::NO_CONTENT;
    Ok(match sessions::revoke(&state.ctx, &actor, id).await? {
        Ended::Current => (cookies::clear(&state.settings)?, ended).into_response(),
        Ended::Other => ended.into_response(),
    })
}

/// Ends all your sessions but the one that asks.
///
/// They are signed out at once.
#[utoipa::path(
    delete, path = path::SESSIONS, operation_id = "end_other_sessions", tag = tag::SESSIONS,
    summary = "End all other sessions",
    responses((status = 204, description = "Ended, or there were none")),
)]
pub(crate) async fn end_others(
    SignedIn(actor, _): SignedIn<perm::SessionsEnd>,
    State(state): State<ApiState>,
) -> Result<StatusCode, ApiError> {
    sessions::revoke_others(&state.ctx, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
