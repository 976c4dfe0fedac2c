//! Versions of rows, by which is found out whether somebody else was faster.

use crate::{Error, Result};

/// Lets pass who would change one of the versions that they expect, or expects none.
///
/// # Errors
///
/// [`Error::PreconditionFailed`] if the row has another version by now.
pub(crate) fn require(expected: Option<&[i64]>, version: i64) -> Result<()> {
    if expected.is_none_or(|versions| versions.contains(&version)) {
        Ok(())
    } else {
        Err(Error::PreconditionFailed)
    }
}
