//! Whether what is written now would be kept.

use std::{os::unix::fs::MetadataExt, path::PathBuf, sync::Arc, time::Duration};

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, Statement};
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use crate::{Db, constraint};

/// Why nothing can be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// The file was removed or replaced: what is written goes to one that nobody will find.
    #[error("the database's file is not the one that was opened")]
    Replaced,
    /// The server takes reads only, as one does that follows another.
    #[error("the database only takes reads")]
    ReadOnly,
    /// SQLite refuses.
    #[error("the database refuses writes: {0}")]
    Refused(#[from] sqlx::Error),
    /// The database does not answer.
    #[error(transparent)]
    Failed(#[from] DbErr),
}

impl Db {
    /// Asks whether the database takes writes, and leaves it as it is.
    ///
    /// One that is busy with another writer does.
    ///
    /// # Errors
    ///
    /// [`Unwritable`] says why it does not.
    pub async fn check_writable(&self) -> Result<(), Unwritable> {
        if let Some(file) = &self.file {
            return file.check().await;
        }
        let sql = "SELECT current_setting('transaction_read_only') = 'on'";
        let statement = Statement::from_string(DatabaseBackend::Postgres, sql);
        let row = self.read.query_one_raw(statement).await?;
        match row.map(|row| row.try_get_by_index(0)).transpose()? {
            Some(false) => Ok(()),
            _ => Err(Unwritable::ReadOnly),
        }
    }
}

/// The file of a SQLite database.
#[derive(Clone, Debug)]
pub(crate) struct SqliteFile {
    path: Arc<PathBuf>,
    opened: Option<Identity>,
    /// A connection of its own, which waits for no lock: whoever asks wants to know at once, and
    /// must not keep writers waiting.
    probe: SqlitePool,
}

/// The device and the number of a file.
type Identity = (u64, u64);

impl SqliteFile {
    pub(crate) fn new(options: SqliteConnectOptions) -> Self {
        let path = options.get_filename().to_owned();
        let probe = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(
                options
                    .create_if_missing(false)
                    .busy_timeout(Duration::ZERO),
            );
        Self {
            opened: identity(&path),
            path: Arc::new(path),
            probe,
        }
    }

    async fn check(&self) -> Result<(), Unwritable> {
        // First: opening another file beside this one's log would do harm.
        if identity(&self.path) != self.opened {
            return Err(Unwritable::Replaced);
        }
        match self.try_to_write().await {
            Err(error) if !constraint::is_sqlite_busy(&error) => Err(error.into()),
            _ => Ok(()),
        }
    }

    async fn try_to_write(&self) -> sqlx::Result<()> {
        let mut transaction = self.probe.begin_with("BEGIN IMMEDIATE").await?;
        // A file that may only be read refuses not the transaction but the first change in it. This
        // one stays in memory and is taken back.
        sqlx::query("PRAGMA user_version = 0")
            .execute(&mut *transaction)
            .await?;
        transaction.rollback().await
    }

    pub(crate) async fn close(&self) {
        self.probe.close().await;
    }
}

fn identity(path: &std::path::Path) -> Option<Identity> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}
