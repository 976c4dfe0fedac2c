//! News for everybody.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    AnnouncementId, Page, Problem,
    announcements::{
        AnnouncementCreate, AnnouncementQuery, AnnouncementUpdate, Announcements,
        ManagedAnnouncement,
    },
    path,
};
use services::announcements;

use crate::{
    ApiState,
    error::ApiError,
    extract::{self, Id, IfMatch, Json, OfStaff, SignedIn, ValidJson, ValidQuery, perm},
    openapi::tag,
};

/// Answers with what is announced now, as far as you have not put it away, in your language.
#[utoipa::path(
    get, path = path::ANNOUNCEMENTS, operation_id = "list_current_announcements",
    tag = tag::ANNOUNCEMENTS, summary = "List current announcements",
    responses((status = 200, description = "At most five", body = Announcements)),
)]
pub(crate) async fn current(
    SignedIn(actor, _): SignedIn<perm::NotificationsRead>,
    State(state): State<ApiState>,
) -> Result<Json<Announcements>, ApiError> {
    announcements::current(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Puts an announcement away for you; one that is put away stays so.
#[utoipa::path(
    post, path = path::DISMISS_ANNOUNCEMENT, operation_id = "dismiss_announcement",
    tag = tag::ANNOUNCEMENTS, summary = "Dismiss an announcement",
    params(("id" = AnnouncementId, Path, description = "The announcement's id")),
    responses((status = 204, description = "You are not shown it again")),
)]
pub(crate) async fn dismiss(
    SignedIn(actor, _): SignedIn<perm::NotificationsManage>,
    State(state): State<ApiState>,
    Id(id): Id<AnnouncementId>,
) -> Result<StatusCode, ApiError> {
    announcements::dismiss(&state.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists all announcements, the one written last first.
#[utoipa::path(
    get, path = path::ADMIN_ANNOUNCEMENTS, operation_id = "list_announcements",
    tag = tag::ANNOUNCEMENTS, summary = "List all announcements",
    params(AnnouncementQuery),
    responses((status = 200, description = "A page of announcements", body = Page<ManagedAnnouncement>)),
)]
pub(crate) async fn list(
    OfStaff(staff, _): OfStaff<perm::AnnouncementsManage>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AnnouncementQuery>,
) -> Result<Json<Page<ManagedAnnouncement>>, ApiError> {
    announcements::list(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Announces something to everybody who is signed in.
#[utoipa::path(
    post, path = path::ADMIN_ANNOUNCEMENTS, operation_id = "create_announcement",
    tag = tag::ANNOUNCEMENTS, summary = "Announce something",
    request_body = AnnouncementCreate,
    responses((
        status = 201, description = "The announcement", body = ManagedAnnouncement,
        headers(("ETag" = String, description = "The version, for `If-Match`")),
    )),
)]
pub(crate) async fn create(
    OfStaff(staff, _): OfStaff<perm::AnnouncementsManage>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<AnnouncementCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let announcement = announcements::create(&state.ctx, &staff, input).await?;
    Ok((StatusCode::CREATED, tagged(announcement)))
}

/// Changes an announcement, or ends it.
///
/// Absent fields stay as they are. With `If-Match`, the change is made only if nobody else was
/// faster.
#[utoipa::path(
    patch, path = path::ADMIN_ANNOUNCEMENT, operation_id = "update_announcement",
    tag = tag::ANNOUNCEMENTS, summary = "Change an announcement",
    request_body = AnnouncementUpdate,
    params(
        ("id" = AnnouncementId, Path, description = "The announcement's id"),
        (
            "If-Match" = Option<String>, Header, nullable = false, example = "\"1\"",
            description = "The `ETag` that the change is based on; without it the change is always made",
        ),
    ),
    responses(
        (
            status = 200, description = "The changed announcement", body = ManagedAnnouncement,
            headers(("ETag" = String, description = "The new version")),
        ),
        (status = 412, description = "`request.precondition_failed`: changed by someone else meanwhile", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update(
    OfStaff(staff, _): OfStaff<perm::AnnouncementsManage>,
    State(state): State<ApiState>,
    Id(id): Id<AnnouncementId>,
    IfMatch(expected): IfMatch,
    ValidJson(input): ValidJson<AnnouncementUpdate>,
) -> Result<impl IntoResponse, ApiError> {
    let expected = expected.as_deref();
    let announcement = announcements::update(&state.ctx, &staff, id, expected, input).await?;
    Ok(tagged(announcement))
}

/// Removes an announcement.
#[utoipa::path(
    delete, path = path::ADMIN_ANNOUNCEMENT, operation_id = "remove_announcement",
    tag = tag::ANNOUNCEMENTS, summary = "Remove an announcement",
    params(("id" = AnnouncementId, Path, description = "The announcement's id")),
    responses((status = 204, description = "Removed")),
)]
pub(crate) async fn remove(
    OfStaff(staff, _): OfStaff<perm::AnnouncementsManage>,
    State(state): State<ApiState>,
    Id(id): Id<AnnouncementId>,
) -> Result<StatusCode, ApiError> {
    announcements::remove(&state.ctx, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn tagged(announcement: ManagedAnnouncement) -> impl IntoResponse {
    extract::tagged(announcement.version, announcement)
}
