//! Changes of teams and of what belongs to them, and what they make stale.

use contract::path;
#[cfg(any(feature = "hydrate", test))]
use contract::problem::code;

use super::{Queries, removed};
use crate::client::Result;

/// Says whether an answer keeps something of a team from the user: perhaps they belong to it no more,
/// or in another role.
#[cfg(any(feature = "hydrate", test))]
pub(super) fn is_barred<T>(asked: &str, answer: &Result<T>) -> bool {
    let is_of_team = asked
        .strip_prefix(path::TEAMS)
        .is_some_and(|rest| rest.starts_with('/'));
    is_of_team
        && answer
            .as_ref()
            .is_err_and(|error| matches!(error.code(), code::NOT_FOUND | code::FORBIDDEN))
}

impl Queries {
    /// Changes something in a team, whatever comes of it: what was known of teams is old then.
    pub async fn in_team<T>(self, change: impl Future<Output = Result<T>>) -> Result<T> {
        let changed = change.await;
        self.forget(path::TEAMS);
        changed
    }

    /// Removes something from a team. What is gone by now is as good as removed.
    pub async fn remove_from_team(self, change: impl Future<Output = Result<()>>) -> Result<()> {
        removed(self.in_team(change).await)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ClientError;

    fn refused(code: &str) -> Result<()> {
        let problem = serde_json::json!({
            "type": "about:blank",
            "title": "",
            "status": 404,
            "code": code,
            "request_id": "",
        });
        Err(ClientError::Problem(
            serde_json::from_value(problem).unwrap(),
        ))
    }

    #[test]
    fn what_is_kept_from_the_user_may_mean_that_the_team_is_theirs_no_more() {
        let members = "/api/v1/teams/1/members?limit=5";
        for (asked, answer, barred) in [
            (members, refused(code::NOT_FOUND), true),
            (members, refused(code::FORBIDDEN), true),
            // The page says itself what is asked for.
            (members, refused(code::TEAM_MFA_REQUIRED), false),
            (members, Err(ClientError::Offline), false),
            (members, Ok(()), false),
            (
                "/api/v1/teams?slug=engines",
                refused(code::NOT_FOUND),
                false,
            ),
            ("/api/v1/teams-of-old/1", refused(code::NOT_FOUND), false),
            ("/api/v1/users/1", refused(code::NOT_FOUND), false),
        ] {
            assert_eq!(is_barred(asked, &answer), barred, "{asked} {answer:?}");
        }
    }
}
