//! Files that are sent as they are made.

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};

/// What a CSV file says of itself.
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";

/// A file of the day, named after what is in it: `projects-2026-03-02.csv`.
pub(crate) struct File {
    /// What is in it.
    pub(crate) noun: &'static str,
    /// How its name ends.
    pub(crate) extension: &'static str,
    /// Its media type.
    pub(crate) kind: &'static str,
    /// The day.
    pub(crate) now: DateTime<Utc>,
}

impl File {
    /// Sends the parts as they are made.
    ///
    /// When a part cannot be made, the connection breaks off: half a file must not look like a whole
    /// one.
    pub(crate) fn send<S, P>(self, parts: S) -> Response
    where
        S: Stream<Item = services::Result<P>> + Send + 'static,
        P: Into<Bytes> + 'static,
    {
        let Self {
            noun,
            extension,
            kind,
            now,
        } = self;
        let day = now.format("%Y-%m-%d");
        let name = format!("attachment; filename=\"{noun}-{day}.{extension}\"");
        let headers = [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ];
        // The status was sent before; nobody else tells of it.
        let parts = parts.inspect_err(|error| tracing::error!(%error, "a file broke off"));
        (headers, Body::from_stream(parts)).into_response()
    }
}
