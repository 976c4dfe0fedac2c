//! Changes of projects, and what they make stale beyond what all changes in a team do.

use super::{Queries, removed};
use crate::client::Result;

impl Queries {
    /// Removes a project. The page that shows it is about to be left, and must not ask for it once
    /// more; then all of the team is to be forgotten.
    pub async fn remove_project(self, change: impl Future<Output = Result<()>>) -> Result<()> {
        let gone = removed(change.await);
        self.forget_where(&|asked| asked.contains("/projects?"));
        gone
    }
}
