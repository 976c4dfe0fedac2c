//! Changes of projects, and what they make stale.

use super::{Queries, removed};
use crate::client::Result;

impl Queries {
    /// Changes something of a project, whatever comes of it: what was known of projects is old then.
    pub async fn in_project<T>(self, change: impl Future<Output = Result<T>>) -> Result<T> {
        let changed = change.await;
        self.forget_where(&|asked| asked.contains("/projects"));
        changed
    }

    /// Removes something of a project. What is gone by now is as good as removed.
    pub async fn remove_from_project(self, change: impl Future<Output = Result<()>>) -> Result<()> {
        removed(self.in_project(change).await)
    }

    /// Removes a project. The page that shows it is left, and must not ask for it once more.
    pub async fn remove_project(self, change: impl Future<Output = Result<()>>) -> Result<()> {
        let gone = removed(change.await);
        self.forget_where(&|asked| asked.contains("/projects?"));
        gone
    }
}
