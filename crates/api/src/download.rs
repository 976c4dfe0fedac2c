//! Files that are sent as they are made.

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};

/// A CSV file of the day, named after what is in it.
///
/// When a part cannot be made, the connection breaks off: half a file must not look like a whole one.
pub(crate) fn csv<S>(noun: &str, now: DateTime<Utc>, parts: S) -> Response
where
    S: Stream<Item = services::Result<Vec<u8>>> + Send + 'static,
{
    let day = now.format("%Y-%m-%d");
    let name = format!("attachment; filename=\"{noun}-{day}.csv\"");
    let headers = [
        (
            header::CONTENT_TYPE,
            "text/csv; charset=utf-8; header=present".to_owned(),
        ),
        (header::CONTENT_DISPOSITION, name),
    ];
    // The status was sent before; nobody else tells of it.
    let parts = parts.inspect_err(|error| tracing::error!(%error, "a file broke off"));
    (headers, Body::from_stream(parts)).into_response()
}
