//! How refusals look on the wire.
//!
//! An [`ApiError`] becomes an answer without a body that carries its problem aside; the layer
//! around the API writes the body, because only there the request's id is known.

use std::time::Duration;

use axum::{
    extract::rejection::BytesRejection,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{Problem, mfa::StepUpMethod, problem::code, validation::FieldError};
use services::Error;
use tower_http::timeout::TimeoutError;

/// How a caller proves who it is: a browser's cookie has no name in the register of schemes.
const SCHEME: HeaderValue = HeaderValue::from_static("Bearer");

/// A refusal, with the status that stands for it.
#[derive(Clone, Debug)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    detail: Option<String>,
    errors: Vec<FieldError>,
    methods: Vec<StepUpMethod>,
    retry_after: Option<u64>,
}

impl ApiError {
    pub(crate) const fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            detail: None,
            errors: Vec::new(),
            methods: Vec::new(),
            retry_after: None,
        }
    }

    pub(crate) fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) const fn malformed() -> Self {
        Self::new(StatusCode::BAD_REQUEST, code::MALFORMED)
    }

    /// The client has paused for too long.
    pub(crate) const fn timed_out() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, code::MALFORMED)
    }

    pub(crate) fn invalid(errors: Vec<FieldError>) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        error.errors = errors;
        error
    }

    pub(crate) const fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL)
    }

    /// The code of the refusal.
    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    /// The document of the refusal for the request with the id `request_id`.
    pub(crate) fn problem(&self, request_id: &str) -> Problem {
        Problem {
            kind: "about:blank".to_owned(),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            detail: self.detail.clone(),
            request_id: request_id.to_owned(),
            errors: self.errors.clone(),
            methods: self.methods.clone(),
            retry_after: self.retry_after,
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(errors) => Self::invalid(errors),
            Error::Unauthenticated { code } => Self::new(StatusCode::UNAUTHORIZED, code),
            Error::Forbidden { code } | Error::LimitReached { code } => {
                Self::new(StatusCode::FORBIDDEN, code)
            }
            Error::StepUpRequired { methods } => {
                let mut error = Self::new(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
                error.methods = methods;
                error
            }
            Error::NotFound => Self::new(StatusCode::NOT_FOUND, code::NOT_FOUND),
            Error::Conflict { code } => Self::new(StatusCode::CONFLICT, code),
            Error::PreconditionFailed => {
                Self::new(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED)
            }
            Error::RateLimited { retry_after } => {
                let mut error = Self::new(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
                error.retry_after = Some(whole_seconds(retry_after));
                error
            }
            Error::Unavailable(cause) => {
                tracing::warn!(%cause, "unavailable");
                let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE);
                error.retry_after = Some(1);
                error
            }
            // The one place where a fault of ours is logged; callers learn nothing of its cause.
            Error::Database(cause) => {
                tracing::error!(%cause, "the database failed");
                Self::internal()
            }
            Error::Internal(cause) => {
                tracing::error!(%cause, "internal error");
                Self::internal()
            }
        }
    }
}

impl From<BytesRejection> for ApiError {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::new(StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE)
        } else if is_timeout(&rejection) {
            Self::timed_out()
        } else {
            Self::malformed()
        }
    }
}

/// So many seconds that the time has passed after them, and one at least.
fn whole_seconds(time: Duration) -> u64 {
    let has_rest = time.subsec_nanos() > 0;
    time.as_secs().saturating_add(u64::from(has_rest)).max(1)
}

/// Whether the body did not come because the client paused for too long.
fn is_timeout(rejection: &BytesRejection) -> bool {
    let first: &dyn std::error::Error = rejection;
    std::iter::successors(Some(first), |error| error.source())
        .any(<dyn std::error::Error>::is::<TimeoutError>)
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        let headers = response.headers_mut();
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, SCHEME);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer for paths that do not exist.
pub(crate) async fn not_found() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, code::NOT_FOUND)
}

/// The answer for methods that a path does not have.
pub(crate) async fn method_not_allowed() -> ApiError {
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, code::METHOD_NOT_ALLOWED)
}
