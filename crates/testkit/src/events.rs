//! Streams of server-sent events, as a browser reads them.

use std::time::Duration;

use axum::body::Body;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

/// How long a test waits for what comes at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its id, from which the stream can be taken up.
    pub id: String,
    /// Its data.
    pub data: String,
}

impl Event {
    /// The data as a value.
    ///
    /// # Panics
    ///
    /// If it is not such a value.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error}: {}", self.data))
    }
}

/// A stream of events that is being read.
#[derive(Debug)]
pub struct Events {
    /// The status of the answer.
    pub status: StatusCode,
    /// The headers of the answer.
    pub headers: HeaderMap,
    body: Body,
    text: String,
}

impl Events {
    pub(crate) const fn new(status: StatusCode, headers: HeaderMap, body: Body) -> Self {
        Self {
            status,
            headers,
            body,
            text: String::new(),
        }
    }

    /// The next event; nothing if the stream has ended. Comments are passed over.
    ///
    /// # Panics
    ///
    /// If nothing comes for long.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            let lines = self.block().await?;
            let mut event = Event::default();
            for line in lines.lines() {
                match line.split_once(": ") {
                    Some(("event", name)) => name.clone_into(&mut event.name),
                    Some(("id", id)) => id.clone_into(&mut event.id),
                    Some(("data", data)) => data.clone_into(&mut event.data),
                    _ => {}
                }
            }
            if event != Event::default() {
                return Some(event);
            }
        }
    }

    /// The next lines up to an empty one, comments too; nothing if the stream has ended.
    ///
    /// # Panics
    ///
    /// If nothing comes for long.
    pub async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let block = block.to_owned();
                self.text = rest.to_owned();
                return Some(block);
            }
            let frame = timeout(PATIENCE, self.body.frame()).await;
            let frame = frame.expect("something comes")?.expect("it is read");
            if let Ok(data) = frame.into_data() {
                self.text.push_str(&String::from_utf8_lossy(&data));
            }
        }
    }

    /// Reads on until the stream has ended.
    ///
    /// # Panics
    ///
    /// If it does not.
    pub async fn end(mut self) {
        let rest = async { while self.block().await.is_some() {} };
        timeout(PATIENCE, rest).await.expect("the stream ends");
    }
}
