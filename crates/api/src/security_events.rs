//! The record of what happened to one's own account.

use axum::extract::State;
use contract::{
    Page, path,
    security_events::{SecurityEvent, SecurityEventQuery},
};
use services::security_events;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Json, SignedIn, ValidQuery, perm},
    openapi::tag,
};

/// Lists what happened to your account, newest first.
///
/// More kinds of events may come: read one that you do not know as something that happened.
#[utoipa::path(
    get, path = path::SECURITY_EVENTS, operation_id = "list_security_events", tag = tag::ACCOUNT,
    summary = "List what happened to your account",
    params(SecurityEventQuery),
    responses((status = 200, description = "A page of events", body = Page<SecurityEvent>)),
)]
pub(crate) async fn list(
    SignedIn(actor, _): SignedIn<perm::SecurityEventsList>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<SecurityEventQuery>,
) -> Result<Json<Page<SecurityEvent>>, ApiError> {
    security_events::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}
