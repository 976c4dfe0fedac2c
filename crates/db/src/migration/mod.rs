//! The schema's history: forward only, each step safe beside the version before it.

mod m20261123_000001_accounts;
mod m20261123_000002_jobs;
mod m20261123_000003_password_resets;
mod m20261123_000004_schedules;
mod m20261125_000005_second_factors;
mod m20261125_000006_identities;
mod m20261125_000007_passkeys;
mod m20261125_000008_lockouts;
mod m20261125_000009_api_keys;
mod m20261125_000010_account_changes;
mod m20261129_000011_teams;
mod m20261129_000012_audit;
mod m20261129_000013_invitations;
mod m20261129_000014_projects;
mod m20261129_000015_notifications;
mod m20261129_000016_admin;
mod m20261129_000017_indexes;
mod m20261130_000018_all_invitations;
mod m20261130_000019_row_security;
mod m20261201_000020_appended_audit;
mod m20261201_000021_orders;
mod m20261201_000022_audit_times;

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};

use crate::{Db, dialect};

/// Any number that no other program locks: the letters "pila".
const ADVISORY_LOCK: i64 = 0x7069_6c61;

struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_accounts::MIGRATION),
            Box::new(m20261123_000002_jobs::MIGRATION),
            Box::new(m20261123_000003_password_resets::MIGRATION),
            Box::new(m20261123_000004_schedules::MIGRATION),
            Box::new(m20261125_000005_second_factors::MIGRATION),
            Box::new(m20261125_000006_identities::MIGRATION),
            Box::new(m20261125_000007_passkeys::MIGRATION),
            Box::new(m20261125_000008_lockouts::MIGRATION),
            Box::new(m20261125_000009_api_keys::MIGRATION),
            Box::new(m20261125_000010_account_changes::MIGRATION),
            Box::new(m20261129_000011_teams::MIGRATION),
            Box::new(m20261129_000012_audit::MIGRATION),
            Box::new(m20261129_000013_invitations::MIGRATION),
            Box::new(m20261129_000014_projects::MIGRATION),
            Box::new(m20261129_000015_notifications::MIGRATION),
            Box::new(m20261129_000016_admin::MIGRATION),
            Box::new(m20261129_000017_indexes::MIGRATION),
            Box::new(m20261130_000018_all_invitations::MIGRATION),
            Box::new(m20261130_000019_row_security::MIGRATION),
            Box::new(m20261201_000020_appended_audit::MIGRATION),
            Box::new(m20261201_000021_orders::MIGRATION),
            Box::new(m20261201_000022_audit_times::MIGRATION),
        ]
    }
}

/// One step of the schema's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step's name, which begins with its date.
    pub name: String,
    /// Whether this database has it.
    pub applied: bool,
}

/// Applies all missing steps, one process at a time; either all or none.
#[expect(
    clippy::disallowed_methods,
    reason = "migrations lock in their own way"
)]
pub async fn migrate(db: &Db) -> Result<(), DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let tx = db.write.begin_with_options(options).await?;
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            .await?;
    }
    Migrator::up(&tx, None).await?;
    tx.commit().await
}

/// All steps, in order, and which of them this database has.
pub async fn status(db: &Db) -> Result<Vec<Step>, DbErr> {
    let steps = Migrator::get_migration_with_status_read_only(&db.read).await?;
    Ok(steps
        .iter()
        .map(|step| Step {
            name: step.name().to_owned(),
            applied: step.status() == sea_orm_migration::MigrationStatus::Applied,
        })
        .collect())
}

/// One migration: statements written with the placeholders of [`dialect::ddl`].
struct Migration {
    name: &'static str,
    statements: &'static [&'static str],
}

impl MigrationName for Migration {
    fn name(&self) -> &str {
        self.name
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait elides it, and async_trait tells them apart"
)]
#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in self.statements {
            if let Some(sql) = dialect::ddl(manager.get_database_backend(), statement) {
                connection.execute_unprepared(&sql).await?;
            }
        }
        Ok(())
    }
}
