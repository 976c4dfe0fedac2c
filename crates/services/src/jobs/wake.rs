use std::sync::Arc;

use tokio::sync::Notify;

/// Tells the worker of this process that a job was queued.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Wakes the worker, or keeps it from falling asleep if it is awake.
    ///
    /// The job's transaction may not be committed yet, so the worker looks several times.
    pub fn notify(&self) {
        self.0.notify_one();
    }

    /// Waits for the next [`notify`](Self::notify), or for one since the last wait.
    pub(super) async fn notified(&self) {
        self.0.notified().await;
    }
}
