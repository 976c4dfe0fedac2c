//! A database that has no time.

use std::time::Duration;

use db::{Db, DbSettings};
use sea_orm::DbErr;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::{Backend, TestDb};

/// What a caller waits for: nothing comes of it, so there is no need to wait long.
const SOON: Duration = Duration::from_millis(50);

/// A handle to a database that lets nobody write: on SQLite another process holds the file's lock,
/// on PostgreSQL the only connection is in use.
pub struct Busy {
    /// The handle.
    pub db: Db,
    free: CancellationToken,
    holder: JoinSet<Result<(), DbErr>>,
}

impl TestDb {
    /// Makes the database busy for a handle of its own.
    ///
    /// # Panics
    ///
    /// If the database is not there.
    pub async fn busy(&self) -> Busy {
        let settings = DbSettings {
            max_connections: 1,
            acquire_timeout: SOON,
            lock_timeout: SOON,
            ..DbSettings::new(self.url())
        };
        let db = Db::connect(&settings)
            .await
            .expect("the test's database opens again");
        let writer = match self.backend {
            Backend::Sqlite => self.db.clone(),
            Backend::Postgres => db.clone(),
        };
        let (held, free) = (CancellationToken::new(), CancellationToken::new());
        let mut holder = JoinSet::new();
        holder.spawn({
            let (held, free) = (held.clone(), free.clone());
            async move {
                let wait = |_tx| {
                    let (held, free) = (held.clone(), free.clone());
                    async move {
                        held.cancel();
                        free.cancelled().await;
                        Ok(())
                    }
                };
                writer.write(wait).await
            }
        });
        held.cancelled().await;
        Busy { db, free, holder }
    }
}

impl Busy {
    /// Lets everyone write again.
    ///
    /// # Panics
    ///
    /// If the one who kept them from it failed.
    pub async fn free(&mut self) {
        self.free.cancel();
        while let Some(held) = self.holder.join_next().await {
            held.expect("nobody stops it").expect("nothing was written");
        }
    }
}
