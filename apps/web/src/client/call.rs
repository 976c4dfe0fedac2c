//! Requests and answers, as transports carry them.

use serde::Serialize;

use super::{ClientError, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

/// A request, before a transport gives it its form.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) body: Option<String>,
    /// The version that a change is based on.
    pub(super) version: Option<i64>,
}

/// An answer, before it is understood.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

impl Call {
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            body: None,
            version: None,
        }
    }

    pub(super) fn post(path: impl Into<String>) -> Self {
        Self {
            method: Method::Post,
            ..Self::get(path)
        }
    }

    /// A change; it is refused if there is another version by now, where one is named.
    pub(super) fn patch(path: impl Into<String>, version: Option<i64>) -> Self {
        Self {
            method: Method::Patch,
            version,
            ..Self::get(path)
        }
    }

    pub(super) fn delete(path: impl Into<String>) -> Self {
        Self {
            method: Method::Delete,
            ..Self::get(path)
        }
    }

    pub(super) fn with(mut self, input: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_string(input);
        self.body = Some(body.or(Err(ClientError::Unexpected))?);
        Ok(self)
    }
}

impl Answer {
    pub(super) fn accepted(self) -> Result<String> {
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        Err(match serde_json::from_str(&self.body) {
            Ok(problem) => ClientError::Problem(Box::new(problem)),
            // A proxy that stands before the API speaks no problem documents.
            Err(_) if matches!(self.status, 502..=504) => ClientError::Offline,
            Err(_) => ClientError::Unexpected,
        })
    }
}
