//! What pages ask the server for.

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::Browser;

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    id: String,
    /// The HTTP method.
    pub method: String,
    /// Path and query, or the whole address if it is not of the product.
    pub path: String,
    /// What the browser wanted it for: `Document`, `Script`, `Fetch`, `Stylesheet`.
    pub kind: String,
    /// The status; 0 if there was no answer.
    pub status: u16,
    headers: Vec<(String, String)>,
}

impl Exchange {
    /// Returns a header of the answer, empty if it has none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    }

    fn answered(&mut self, response: &Value) {
        self.status = response
            .get("status")
            .and_then(Value::as_u64)
            .and_then(|status| u16::try_from(status).ok())
            .unwrap_or_default();
        let headers = response.get("headers").and_then(Value::as_object);
        self.headers = headers
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect();
    }
}

/// What was asked for in a stretch of time, oldest first.
#[derive(Debug)]
pub struct Traffic(Vec<Exchange>);

impl Traffic {
    /// The pages that were loaded.
    pub fn documents(&self) -> Vec<&Exchange> {
        self.filter(|exchange| exchange.kind == "Document")
    }

    /// The calls of the REST API, but for the stream of news, which each open page listens to.
    pub fn api(&self) -> Vec<&Exchange> {
        self.filter(|exchange| {
            exchange.path.starts_with("/api/v1/") && exchange.kind != "EventSource"
        })
    }

    /// Everything that runs: scripts and modules.
    pub fn code(&self) -> Vec<&Exchange> {
        self.filter(|exchange| {
            let path = exchange.path.split('?').next().unwrap_or_default();
            exchange.kind == "Script"
                || [".js", ".mjs", ".wasm"]
                    .iter()
                    .any(|extension| path.ends_with(extension))
        })
    }

    /// What was asked of anybody but the product.
    pub fn foreign(&self) -> Vec<&Exchange> {
        self.filter(|exchange| !exchange.path.starts_with('/'))
    }

    fn filter(&self, keep: impl Fn(&Exchange) -> bool) -> Vec<&Exchange> {
        self.0.iter().filter(|exchange| keep(exchange)).collect()
    }
}

impl Browser {
    /// Returns what was asked for since the last time.
    pub async fn traffic(&self) -> Result<Traffic> {
        let mut exchanges = Vec::new();
        for entry in self.driver.get_log("performance").await? {
            let entry: Value = serde_json::from_str(&entry.message).context("an event")?;
            if let Some(message) = entry.get("message") {
                self.follow(message, &mut exchanges);
            }
        }
        Ok(Traffic(exchanges))
    }

    fn follow(&self, message: &Value, exchanges: &mut Vec<Exchange>) {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        let (Some(method), Some(id)) = (text("/method"), text("/params/requestId")) else {
            return;
        };
        let latest = |exchanges: &mut Vec<Exchange>, response: &Value| {
            let mut of_id = exchanges.iter_mut().rev();
            if let Some(exchange) = of_id.find(|exchange| exchange.id == id) {
                exchange.answered(response);
            }
        };
        match method {
            "Network.requestWillBeSent" => {
                if let Some(response) = message.pointer("/params/redirectResponse") {
                    latest(exchanges, response);
                }
                let url = text("/params/request/url").unwrap_or_default();
                // What is in the page itself is asked of nobody.
                if !url.starts_with("http") {
                    return;
                }
                let path = url.strip_prefix(&self.origin).unwrap_or(url);
                exchanges.push(Exchange {
                    id: id.to_owned(),
                    method: text("/params/request/method")
                        .unwrap_or_default()
                        .to_owned(),
                    path: path.to_owned(),
                    kind: text("/params/type").unwrap_or_default().to_owned(),
                    status: 0,
                    headers: Vec::new(),
                });
            }
            "Network.responseReceived" => {
                if let Some(response) = message.pointer("/params/response") {
                    latest(exchanges, response);
                }
            }
            _ => {}
        }
    }
}
