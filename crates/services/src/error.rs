//! Refusals and failures, by what a caller can do about them.

use std::time::Duration;

use contract::{mfa::StepUpMethod, problem::code, validation::FieldError};
use sea_orm::DbErr;

/// A service's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a service did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some fields are refused: mend them.
    #[error("some fields are refused")]
    Invalid(Vec<FieldError>),
    /// It is not known who asks: sign in.
    #[error("not authenticated: {code}")]
    Unauthenticated {
        /// A code of `contract`.
        code: &'static str,
    },
    /// Who asks may not do this.
    #[error("forbidden: {code}")]
    Forbidden {
        /// A code of `contract`.
        code: &'static str,
    },
    /// Who asks has to prove anew who they are.
    #[error("a fresh proof is asked for")]
    StepUpRequired {
        /// The ways that they have.
        methods: Vec<StepUpMethod>,
    },
    /// Who asks has as many as one may have.
    #[error("limit reached: {code}")]
    LimitReached {
        /// A code of `contract`.
        code: &'static str,
    },
    /// There is no such thing, or who asks may not know of it.
    #[error("not found")]
    NotFound,
    /// The state of things does not allow it.
    #[error("conflict: {code}")]
    Conflict {
        /// A code of `contract`.
        code: &'static str,
    },
    /// The thing was changed since it was read: read it again.
    #[error("changed meanwhile")]
    PreconditionFailed,
    /// Too many attempts: wait.
    #[error("rate limited")]
    RateLimited {
        /// How long to wait.
        retry_after: Duration,
    },
    /// A dependency is away, or all are busy: try later.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The database failed.
    #[error("database: {0}")]
    Database(DbErr),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// A refusal of one field.
    pub fn field(path: &str, code: &str) -> Self {
        Self::Invalid(vec![FieldError::new(path, code)])
    }

    /// No credential, or one that is not accepted.
    pub const fn unauthenticated() -> Self {
        Self::Unauthenticated {
            code: code::UNAUTHENTICATED,
        }
    }

    /// A fault of ours, with its cause for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        if db::is_busy(&error) {
            Self::Unavailable(format!("database: {error}"))
        } else {
            Self::Database(error)
        }
    }
}

impl db::Transient for Error {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Database(error) if db::is_transient(error))
    }
}

/// Names the refusal that a unique constraint stands for, where the write is made.
pub(crate) trait OnUnique<T> {
    /// Turns a violation of the unique constraint over `column` into a conflict.
    fn on_unique(self, column: &str, code: &'static str) -> Result<T>;
}

impl<T> OnUnique<T> for std::result::Result<T, DbErr> {
    fn on_unique(self, column: &str, code: &'static str) -> Result<T> {
        self.map_err(|error| match db::violated_unique(&error) {
            Some(constraint) if constraint.contains(column) => Error::Conflict { code },
            _ => error.into(),
        })
    }
}
