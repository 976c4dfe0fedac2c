//! What follows from failures in a row.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// So many have no consequence: people mistype.
pub(super) const FREE: i32 = 5;
/// After so many only a mailed link helps.
pub(super) const LOCK: i32 = 20;
/// The longest wait before that, in seconds.
const LONGEST_WAIT: u64 = 15 * 60;

/// How somebody stands who tries to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// May try.
    Free,
    /// May try after so long.
    Waiting(Duration),
    /// May not try.
    Locked,
}

/// Tells how somebody stands after so many failures, of which the last was at `failed_at`.
pub(super) fn standing(failures: i32, failed_at: DateTime<Utc>, now: DateTime<Utc>) -> Standing {
    if failures >= LOCK {
        return Standing::Locked;
    }
    let wait = wait(failures);
    // A clock that was set back must not make anybody wait for longer.
    let passed = (now - failed_at).to_std().unwrap_or_default();
    match wait.checked_sub(passed) {
        Some(rest) if !rest.is_zero() => Standing::Waiting(rest),
        _ => Standing::Free,
    }
}

/// One second after the first failure that counts, and twice as long after each further one.
fn wait(failures: i32) -> Duration {
    let Ok(counted) = u32::try_from(failures - FREE - 1) else {
        return Duration::ZERO;
    };
    let seconds = 1_u64.checked_shl(counted).unwrap_or(LONGEST_WAIT);
    Duration::from_secs(seconds.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_until_only_a_link_helps() {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let waiting = |seconds| Standing::Waiting(Duration::from_secs(seconds));
        for (failures, expected) in [
            (0, Standing::Free),
            (5, Standing::Free),
            (6, waiting(1)),
            (7, waiting(2)),
            (8, waiting(4)),
            (15, waiting(512)),
            (16, waiting(900)),
            (19, waiting(900)),
            (20, Standing::Locked),
            (1000, Standing::Locked),
        ] {
            assert_eq!(standing(failures, at, at), expected, "{failures}");
        }
        let second = chrono::TimeDelta::seconds(1);
        assert_eq!(standing(7, at, at + second), waiting(1));
        assert_eq!(standing(7, at, at + second * 2), Standing::Free);
        assert_eq!(standing(7, at, at - second * 100), waiting(2));
    }
}
