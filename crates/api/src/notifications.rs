//! News for the signed-in user.

use std::convert::Infallible;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{
        IntoResponse,
        sse::{Event, Sse},
    },
};
use contract::{
    NotificationId, Page, Problem,
    announcements::AnnouncementsChanged,
    notifications::{
        Notification, NotificationPreferenceUpdate, NotificationPreferences, NotificationQuery,
        StreamQuery, UnreadCount,
    },
    path,
};
use futures_util::stream;
use serde::Serialize;
use services::notifications::{self, News, What};

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, Json, SignedIn, ValidJson, ValidQuery, perm},
    openapi::tag,
};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");
/// When browsers come again after a stream has ended.
const RETRY: std::time::Duration = std::time::Duration::from_secs(3);

/// Lists your notifications, the latest first.
///
/// More kinds may come: read one that you do not know as something that happened.
#[utoipa::path(
    get, path = path::NOTIFICATIONS, operation_id = "list_notifications", tag = tag::NOTIFICATIONS,
    summary = "List your notifications",
    params(NotificationQuery),
    responses((status = 200, description = "A page of notifications", body = Page<Notification>)),
)]
pub(crate) async fn list(
    SignedIn(actor, _): SignedIn<perm::NotificationsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<NotificationQuery>,
) -> Result<Json<Page<Notification>>, ApiError> {
    notifications::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Counts what you have not read, up to 100.
#[utoipa::path(
    get, path = path::UNREAD_COUNT, operation_id = "count_unread_notifications",
    tag = tag::NOTIFICATIONS, summary = "Count unread notifications",
    responses((status = 200, description = "How many are unread", body = UnreadCount)),
)]
pub(crate) async fn unread_count(
    SignedIn(actor, _): SignedIn<perm::NotificationsRead>,
    State(state): State<ApiState>,
) -> Result<Json<UnreadCount>, ApiError> {
    notifications::unread_count(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Marks one of your notifications as read; one that is read stays so.
#[utoipa::path(
    post, path = path::READ_NOTIFICATION, operation_id = "read_notification",
    tag = tag::NOTIFICATIONS, summary = "Mark a notification as read",
    params(("id" = NotificationId, Path, description = "The notification's id")),
    responses((status = 204, description = "It is read")),
)]
pub(crate) async fn read(
    SignedIn(actor, _): SignedIn<perm::NotificationsManage>,
    State(state): State<ApiState>,
    Id(id): Id<NotificationId>,
) -> Result<StatusCode, ApiError> {
    notifications::read(&state.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks all your notifications as read.
#[utoipa::path(
    post, path = path::READ_NOTIFICATIONS, operation_id = "read_all_notifications",
    tag = tag::NOTIFICATIONS, summary = "Mark all notifications as read",
    responses((status = 204, description = "All are read, or there were none")),
)]
pub(crate) async fn read_all(
    SignedIn(actor, _): SignedIn<perm::NotificationsManage>,
    State(state): State<ApiState>,
) -> Result<StatusCode, ApiError> {
    notifications::read_all(&state.ctx, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers with how you are told what: in the product, by mail, both or not at all.
#[utoipa::path(
    get, path = path::NOTIFICATION_PREFERENCES, operation_id = "get_notification_preferences",
    tag = tag::NOTIFICATIONS, summary = "Get your notification preferences",
    responses((status = 200, description = "One for each kind", body = NotificationPreferences)),
)]
pub(crate) async fn preferences(
    SignedIn(actor, _): SignedIn<perm::NotificationsRead>,
    State(state): State<ApiState>,
) -> Result<Json<NotificationPreferences>, ApiError> {
    notifications::preferences(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Says whether one kind of news, or all of it, comes one way.
///
/// It is for what happens from now on; what waits to be mailed is not mailed where that is not wanted
/// any more.
#[utoipa::path(
    patch, path = path::NOTIFICATION_PREFERENCES, operation_id = "update_notification_preference",
    tag = tag::NOTIFICATIONS, summary = "Change a notification preference",
    request_body = NotificationPreferenceUpdate,
    responses((status = 200, description = "All preferences", body = NotificationPreferences)),
)]
pub(crate) async fn update_preference(
    SignedIn(actor, _): SignedIn<perm::NotificationsManage>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<NotificationPreferenceUpdate>,
) -> Result<Json<NotificationPreferences>, ApiError> {
    notifications::update_preference(&state.ctx, &actor, input)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Tells what is new, as it happens: a stream of server-sent events.
///
/// The event `unread` says how much is unread, at first and when it has changed; `notification` is one
/// that is new; `announcements` names another revision of what is announced, which is to be asked for
/// once more. Comments are signs of life. A stream ends with its session. The id of an event says up
/// to where everything is told: taken up from there, a stream misses nothing and repeats nothing; who
/// has missed more than 100 reads the list.
#[utoipa::path(
    get, path = path::NOTIFICATION_STREAM, operation_id = "stream_notifications",
    tag = tag::NOTIFICATIONS, summary = "Listen to notifications",
    params(
        StreamQuery,
        (
            "Last-Event-ID" = Option<i64>, Header, nullable = false, example = 17,
            description = "The id of the last event that was seen",
        ),
    ),
    responses(
        (status = 200, description = "Events", body = String, content_type = "text/event-stream"),
        (status = 429, description = "`request.rate_limited`, also if you listen as often as one may", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn stream(
    SignedIn(actor, _): SignedIn<perm::NotificationsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<StreamQuery>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let known = StreamQuery {
        after: last_event(&headers).or(query.after),
        ..query
    };
    let news = notifications::listen(&state.ctx, actor, known).await?;
    let events = stream::unfold((news, true), async |(mut news, is_first)| {
        let event = event(news.next().await?);
        let event = if is_first { event.retry(RETRY) } else { event };
        Some((Ok::<_, Infallible>(event), (news, false)))
    });
    let headers = [
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ),
        // Proxies that collect answers before they pass them on would hold back what is new.
        (ACCEL_BUFFERING, HeaderValue::from_static("no")),
    ];
    Ok((headers, Sse::new(events)).into_response())
}

/// What a browser says that it has seen, if it is one of our ids.
fn last_event(headers: &HeaderMap) -> Option<i64> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.parse().ok()
}

fn event(News { id, what }: News) -> Event {
    match what {
        What::Alive => Event::default().comment("alive"),
        What::Unread(count) => named("unread", id, &count),
        What::New(notification) => named("notification", id, &notification),
        What::Announced(revision) => {
            let revision = revision.to_string();
            named("announcements", id, &AnnouncementsChanged { revision })
        }
    }
}

fn named(name: &str, id: i64, data: &impl Serialize) -> Event {
    let event = Event::default().event(name).id(id.to_string());
    // What the API answers can always be written.
    event.json_data(data).unwrap_or_default()
}
