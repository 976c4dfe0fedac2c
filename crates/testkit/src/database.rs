//! A database for each test.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use db::{Db, DbSettings, migration};
use sea_orm::sqlx::{AssertSqlSafe, Connection, PgConnection, query_scalar, raw_sql};
use services::{Clock, Ids};

/// The environment variable with the address of a PostgreSQL server for tests.
const POSTGRES: &str = "PILASTER_TEST_POSTGRES";
/// The environment variable that leaves the PostgreSQL tests out.
const WITHOUT_POSTGRES: &str = "PILASTER_TEST_WITHOUT_POSTGRES";
/// Changes with the migrations: see `build.rs`.
const FINGERPRINT: &str = env!("SCHEMA_FINGERPRINT");
/// Held while the template database is made. Any number that no other program locks.
const TEMPLATE_LOCK: i64 = 0x7069_6c62;
/// The role that owns the databases of tests, and its password.
const OWNER: &str = "pilaster_test";

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// A database on a server.
    Postgres,
}

/// A database that is gone when this is dropped.
#[derive(Debug)]
pub struct TestDb {
    /// Its connections.
    pub db: Db,
    /// Which database it is.
    pub backend: Backend,
    url: String,
    // After `db`: connections go first.
    place: Place,
}

impl TestDb {
    /// Makes a migrated database; `None` if tests on this one are left out on purpose.
    ///
    /// # Panics
    ///
    /// If PostgreSQL is asked for and the environment names no server.
    pub async fn open(backend: Backend) -> Option<Self> {
        match backend {
            Backend::Sqlite => Some(Self::sqlite(Some(&sqlite_template().await)).await),
            Backend::Postgres => {
                let server = server()?;
                let template = postgres_template(&server).await;
                Some(Self::postgres(server, Some(&template)).await)
            }
        }
    }

    /// Makes another database of the same kind, with nothing in it.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    pub async fn blank(&self) -> Self {
        match self.backend {
            Backend::Sqlite => Self::sqlite(None).await,
            Backend::Postgres => {
                Self::postgres(server().expect("this database is on a server"), None).await
            }
        }
    }

    /// The address of the database, for further handles to it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address of the database for who made the server, to whom row-level security does not apply;
    /// `None` where there is none.
    pub fn privileged_url(&self) -> Option<String> {
        match &self.place {
            Place::Folder(_) => None,
            Place::Database { server, name } => Some(beside(server, name)),
        }
    }

    async fn sqlite(template: Option<&Path>) -> Self {
        let folder = folder().join(unique());
        fs::create_dir_all(&folder).expect("the test's folder can be made");
        let file = folder.join("test.db");
        if let Some(template) = template {
            fs::copy(template, &file).expect("the template can be copied");
        }
        let url = format!("sqlite:{}", file.display());
        let place = Place::Folder(folder);
        Self {
            db: connect(&url).await,
            backend: Backend::Sqlite,
            url,
            place,
        }
    }

    async fn postgres(server: String, template: Option<&str>) -> Self {
        let name = format!("pilaster_test_{}", unique());
        let template = template.map_or_else(String::new, |name| format!(" TEMPLATE {name}"));
        let mut connection = maintenance(&server).await;
        make_owner(&mut connection).await;
        run(
            &mut connection,
            format!("CREATE DATABASE {name} OWNER {OWNER}{template}"),
        )
        .await;
        close(connection).await;
        let url = owned(&server, &name);
        let place = Place::Database { server, name };
        Self {
            db: connect(&url).await,
            backend: Backend::Postgres,
            url,
            place,
        }
    }
}

/// Where a test's database is; dropping it removes the database.
#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl Drop for Place {
    fn drop(&mut self) {
        match self {
            // What is left behind on failure is in the target folder.
            Self::Folder(folder) => drop(fs::remove_dir_all(folder)),
            Self::Database { server, name } => {
                let (server, name) = (server.clone(), name.clone());
                // A runtime of its own: this runs inside the test's, perhaps while it unwinds.
                let dropping = std::thread::spawn(move || -> io::Result<()> {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()?;
                    runtime.block_on(async {
                        if let Ok(mut connection) = PgConnection::connect(&server).await {
                            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                            drop(raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await);
                        }
                    });
                    Ok(())
                });
                drop(dropping.join());
            }
        }
    }
}

async fn connect(url: &str) -> Db {
    let settings = DbSettings {
        max_connections: 8,
        acquire_timeout: Duration::from_secs(30),
        ..DbSettings::new(url)
    };
    Db::connect(&settings)
        .await
        .expect("the test's database opens")
}

/// A migrated SQLite file to copy.
async fn sqlite_template() -> PathBuf {
    let template = folder().join(format!("template-{FINGERPRINT}.db"));
    if template.exists() {
        return template;
    }
    let building = TestDb::sqlite(None).await;
    migration::migrate(&building.db)
        .await
        .expect("the template can be migrated");
    let file = building.url.trim_start_matches("sqlite:").to_owned();
    // Closing the last connection moves what is in the log into the file.
    building
        .db
        .clone()
        .close()
        .await
        .expect("the template can be closed");
    assert!(
        !Path::new(&format!("{file}-wal")).exists(),
        "the template's log is left over"
    );
    // Other processes may do the same at this moment: whoever is last replaces like by like.
    fs::rename(&file, &template).expect("the template can be put in place");
    template
}

/// The folder of test databases: beside the test programs, which the next `cargo` keeps.
fn folder() -> PathBuf {
    let program = std::env::current_exe().expect("a test is a program");
    let programs = program.parent().expect("a program is in a folder");
    let folder = programs.join("testkit");
    fs::create_dir_all(&folder).expect("the folder of test databases can be made");
    folder
}

/// A name that no other test has.
fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let id = Ids::random()
        .uuid(Clock::system().now())
        .expect("the system gives randomness");
    format!("{}_{}", id.simple(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// The name of a migrated PostgreSQL database to copy.
async fn postgres_template(server: &str) -> String {
    let name = format!("pilaster_template_{FINGERPRINT}");
    let mut connection = maintenance(server).await;
    if !exists(&mut connection, &name).await {
        // Freed when the connection closes, even by the end of this process.
        run(
            &mut connection,
            format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})"),
        )
        .await;
        if !exists(&mut connection, &name).await {
            // Under another name until it is whole.
            let building = format!("{name}_building");
            run(
                &mut connection,
                format!("DROP DATABASE IF EXISTS {building} WITH (FORCE)"),
            )
            .await;
            make_owner(&mut connection).await;
            run(
                &mut connection,
                format!("CREATE DATABASE {building} OWNER {OWNER}"),
            )
            .await;
            let db = connect(&owned(server, &building)).await;
            migration::migrate(&db)
                .await
                .expect("the template can be migrated");
            db.close().await.expect("the template can be closed");
            run(
                &mut connection,
                format!("ALTER DATABASE {building} RENAME TO {name}"),
            )
            .await;
        }
    }
    close(connection).await;
    name
}

/// Makes the role that owns the databases of tests. It is no superuser: those see the rows of every
/// team, whatever the policies say.
async fn make_owner(connection: &mut PgConnection) {
    let sql = format!(
        "DO $$ BEGIN CREATE ROLE {OWNER} LOGIN PASSWORD '{OWNER}'; \
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    );
    run(connection, sql).await;
}

async fn exists(connection: &mut PgConnection, name: &str) -> bool {
    query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(connection)
        .await
        .expect("the server lists its databases")
}

async fn maintenance(server: &str) -> PgConnection {
    match PgConnection::connect(server).await {
        Ok(connection) => connection,
        Err(error) => panic!("the PostgreSQL server of {POSTGRES} is not there: {error}"),
    }
}

async fn run(connection: &mut PgConnection, sql: String) {
    if let Err(error) = raw_sql(AssertSqlSafe(sql.clone()))
        .execute(connection)
        .await
    {
        panic!("{sql}: {error}");
    }
}

async fn close(connection: PgConnection) {
    connection
        .close()
        .await
        .expect("the connection can be closed");
}

/// The address of another database on the same server, for its owner.
fn owned(server: &str, name: &str) -> String {
    let address = beside(server, name);
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", &address));
    let (authority, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{OWNER}:{OWNER}@{host}/{rest}")
}

/// The address of another database on the same server, for the same role.
fn beside(server: &str, name: &str) -> String {
    let (base, query) = match server.split_once('?') {
        Some((base, query)) => (base, format!("?{query}")),
        None => (server, String::new()),
    };
    let (scheme, rest) = base.split_once("://").unwrap_or(("postgres", base));
    let authority = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{authority}/{name}{query}")
}

/// The server for tests; `None` if PostgreSQL is left out on purpose.
#[expect(
    clippy::disallowed_methods,
    reason = "tests have no configuration but the environment"
)]
fn server() -> Option<String> {
    if let Ok(url) = std::env::var(POSTGRES)
        && !url.is_empty()
    {
        return Some(url);
    }
    if std::env::var(WITHOUT_POSTGRES).is_ok_and(|value| value == "1") {
        left_out();
        return None;
    }
    panic!(
        "{POSTGRES} must be the address of a PostgreSQL server for tests, such as \
         postgres://app@127.0.0.1:5432/postgres (`cargo xtask test` starts one). \
         To leave the PostgreSQL tests out, set {WITHOUT_POSTGRES}=1."
    )
}

#[expect(clippy::print_stderr, reason = "nothing is left out in silence")]
fn left_out() {
    eprintln!("LEFT OUT: this test did not run on PostgreSQL ({WITHOUT_POSTGRES}=1)");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_is_on_the_same_server() {
        for (server, expected) in [
            (
                "postgres://a:b@h:1/postgres",
                "postgres://pilaster_test:pilaster_test@h:1/x",
            ),
            ("postgres://h", "postgres://pilaster_test:pilaster_test@h/x"),
            (
                "postgresql://h/d?sslmode=require",
                "postgresql://pilaster_test:pilaster_test@h/x?sslmode=require",
            ),
        ] {
            assert_eq!(owned(server, "x"), expected);
        }
    }
}
