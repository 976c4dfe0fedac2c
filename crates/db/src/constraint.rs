//! What a database error means, the same for both databases.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// The name or columns of the unique constraint that a write ran into, if that is why it failed.
///
/// PostgreSQL names the constraint, SQLite the columns; both contain the column's name.
pub fn violated_unique(error: &DbErr) -> Option<String> {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(message)) => Some(message),
        _ => None,
    }
}

/// Whether the same transaction may succeed when it is run again: a serialisation failure, a
/// deadlock, or a lock that was not had in time.
pub fn is_transient(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))
    | DbErr::Conn(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    let Some(code) = cause
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
    else {
        return false;
    };
    // PostgreSQL: serialization_failure, deadlock_detected; SQLite: BUSY_SNAPSHOT. SQLite's plain
    // BUSY has waited for the lock as long as a caller should.
    matches!(code.as_ref(), "40001" | "40P01" | "517")
}

/// Whether the database is there but would not let anyone write, or gave no connection in time.
pub fn is_busy(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause))
        | DbErr::Conn(RuntimeErr::SqlxError(cause)) => is_sqlite_busy(cause),
        _ => false,
    }
}

/// Whether another connection holds the lock of the SQLite file.
pub(crate) fn is_sqlite_busy(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        // Extended codes hold SQLITE_BUSY in their low byte.
        .and_then(|code| code.parse::<u32>().ok())
        .is_some_and(|code| code & 0xff == 5)
}
