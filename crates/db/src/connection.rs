//! Opening the database.

use std::{str::FromStr, sync::Arc, time::Duration};

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, SqlxPostgresConnector,
    SqlxSqliteConnector, Statement,
};
use sqlx::{
    ConnectOptions, Connection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{dialect, writable::SqliteFile};

/// How long a connection to PostgreSQL may be idle and still be used unasked. It is asked when it is put
/// back as well: what ends in between fails the one request that comes upon it.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// Where the database is and how many connections may be held.
#[derive(Clone, Debug)]
pub struct DbSettings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// The most connections for reads (SQLite) or in all (PostgreSQL).
    pub max_connections: u32,
    /// How long a caller waits for a free connection.
    pub acquire_timeout: Duration,
    /// How long a writer waits while another process writes to the same SQLite file.
    pub lock_timeout: Duration,
}

impl DbSettings {
    /// Settings for the database at `url` with the usual limits.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            max_connections: 10,
            acquire_timeout: Duration::from_secs(5),
            lock_timeout: Duration::from_secs(5),
        }
    }
}

/// Why the database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The address is not one of a database that is known here.
    #[error("the database address must begin with sqlite: or postgres://, not {0:?}")]
    Scheme(String),
    /// The database refuses, or is not there.
    #[error("cannot open the database: {0}")]
    Open(#[from] sqlx::Error),
}

/// Whether the database itself keeps teams apart, besides the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondWall {
    /// It does.
    Stands,
    /// It would, but not for this role, which sees the rows of every team.
    PassedBy {
        /// The role's name.
        role: String,
    },
    /// It does not for the rows of some tables: row-level security is off there, or does not bind who
    /// owns them.
    Open {
        /// The names of the tables.
        tables: Vec<String>,
    },
    /// It cannot.
    Absent,
}

/// The database: a cheap handle.
///
/// On SQLite one connection writes and others read, so that writers queue here, in order, instead
/// of polling the file's lock. On PostgreSQL both are one pool.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) write: DatabaseConnection,
    pub(crate) read: DatabaseConnection,
    pub(crate) file: Option<SqliteFile>,
}

impl Db {
    /// Opens the database; a SQLite file is created when missing.
    pub async fn connect(settings: &DbSettings) -> Result<Self, ConnectError> {
        match settings.url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Self::sqlite(settings).await,
            Some("postgres" | "postgresql") => Self::postgres(settings).await,
            scheme => Err(ConnectError::Scheme(scheme.unwrap_or_default().to_owned())),
        }
    }

    async fn sqlite(settings: &DbSettings) -> Result<Self, ConnectError> {
        let options = SqliteConnectOptions::from_str(&settings.url)?
            .create_if_missing(true)
            .foreign_keys(true)
            // Before the journal mode: switching to WAL takes the file's lock itself.
            .busy_timeout(settings.lock_timeout)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal);
        if let Some(folder) = options.get_filename().parent() {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let pool = |size| {
            SqlitePoolOptions::new()
                .max_connections(size)
                .min_connections(1)
                // A file does not hang up.
                .test_before_acquire(false)
                .acquire_timeout(settings.acquire_timeout.max(Duration::from_secs(15)))
                .idle_timeout(None)
                .max_lifetime(None)
        };
        let write = pool(1).connect_with(options.clone()).await?;
        let read = pool(settings.max_connections)
            .connect_with(options.clone())
            .await?;
        Ok(Self {
            file: Some(SqliteFile::new(options)),
            write: SqlxSqliteConnector::from_sqlx_sqlite_pool(write),
            read: SqlxSqliteConnector::from_sqlx_sqlite_pool(read),
        })
    }

    async fn postgres(settings: &DbSettings) -> Result<Self, ConnectError> {
        let options = PgConnectOptions::from_str(&settings.url)?.application_name("pilaster");
        // The pool would try again until its time is up, and then only say that it was.
        options.connect().await?.close().await?;
        let pool = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.acquire_timeout)
            .test_before_acquire(false)
            .before_acquire(|connection, known| {
                Box::pin(async move {
                    if known.idle_for > TRUSTED_FOR {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        let pool = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        Ok(Self {
            write: pool.clone(),
            read: pool,
            file: None,
        })
    }

    /// The connection for reads that must see every earlier write.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Which database this is.
    pub fn backend(&self) -> DatabaseBackend {
        self.write.get_database_backend()
    }

    /// How many bytes the database takes, if it tells.
    pub async fn size(&self) -> Result<Option<i64>, DbErr> {
        let row = self
            .read
            .query_one_raw(Statement::from_string(
                self.backend(),
                dialect::database_size(self.backend()),
            ))
            .await?;
        row.map(|row| row.try_get("", "bytes")).transpose()
    }

    /// Asks whether row-level security holds for the role by which this is connected, in all tables
    /// that have a policy.
    pub async fn second_wall(&self) -> Result<SecondWall, DbErr> {
        if self.backend() == DatabaseBackend::Sqlite {
            return Ok(SecondWall::Absent);
        }
        let sql = "SELECT rolname::text AS role, rolsuper OR rolbypassrls AS passes
                   FROM pg_roles WHERE rolname = current_user";
        let statement = Statement::from_string(DatabaseBackend::Postgres, sql);
        let row = self.read.query_one_raw(statement).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound("the connection's role".into()))?;
        if row.try_get("", "passes")? {
            return Ok(SecondWall::PassedBy {
                role: row.try_get("", "role")?,
            });
        }
        let sql = "SELECT DISTINCT relname::text AS name FROM pg_class
                   JOIN pg_policy ON polrelid = pg_class.oid
                   WHERE pg_table_is_visible(pg_class.oid)
                   AND NOT row_security_active(pg_class.oid) ORDER BY name";
        let statement = Statement::from_string(DatabaseBackend::Postgres, sql);
        let rows = self.read.query_all_raw(statement).await?;
        let tables: Vec<String> = rows
            .iter()
            .map(|row| row.try_get("", "name"))
            .collect::<Result<_, _>>()?;
        Ok(if tables.is_empty() {
            SecondWall::Stands
        } else {
            SecondWall::Open { tables }
        })
    }

    /// The same database, through a handle that tells each statement once it was run.
    #[must_use]
    pub fn observed(&self, told: impl Fn(&Statement) + Send + Sync + 'static) -> Self {
        let mut observed = self.clone();
        let told = Arc::new(told);
        for connection in [&mut observed.write, &mut observed.read] {
            let told = Arc::clone(&told);
            connection.set_metric_callback(move |info| told(info.statement));
        }
        observed
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }

    /// Closes all connections; a SQLite file is checkpointed.
    pub async fn close(self) -> Result<(), DbErr> {
        if let Some(file) = &self.file {
            file.close().await;
        }
        self.read.close().await?;
        self.write.close().await
    }
}
