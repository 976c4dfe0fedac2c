//! Why calls bring no answer.

use std::fmt;

use contract::{Problem, mfa::StepUpMethod, problem::code, validation::FieldError};
use serde::{Deserialize, Serialize};

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientError {
    /// The API refused.
    Problem(Box<Problem>),
    /// The API could not be reached.
    Offline,
    /// The answer was not what the API promises.
    Unexpected,
}

impl ClientError {
    /// What went wrong, as a code with a translation.
    pub fn code(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.code,
            Self::Offline => code::UNAVAILABLE,
            Self::Unexpected => code::INTERNAL,
        }
    }

    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::Problem(problem) => problem.status,
            Self::Offline => 503,
            Self::Unexpected => 500,
        }
    }

    /// The ways to prove anew who one is, where that is asked for.
    pub fn step_up_methods(&self) -> Option<&[StepUpMethod]> {
        match self {
            Self::Problem(problem) if problem.code == code::STEP_UP_REQUIRED => {
                Some(&problem.methods)
            }
            _ => None,
        }
    }

    /// The seconds to wait, if there were too many requests.
    pub fn wait(&self) -> Option<u64> {
        match self {
            Self::Problem(problem) if problem.code == code::RATE_LIMITED => problem.retry_after,
            Self::Problem(_) | Self::Offline | Self::Unexpected => None,
        }
    }

    /// The fields that were refused.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            Self::Offline | Self::Unexpected => &[],
        }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code(), self.status())
    }
}

impl std::error::Error for ClientError {}

/// The answer of a call.
pub type Result<T> = std::result::Result<T, ClientError>;
