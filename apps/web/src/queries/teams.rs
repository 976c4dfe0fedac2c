//! Changes of teams and of what belongs to them, and what they make stale.

use contract::path;

use super::{Queries, removed};
use crate::client::Result;

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
