//! What the two databases say differently.

use sea_orm::{
    ColumnTrait, DatabaseBackend, EntityTrait, QuerySelect, Select,
    sea_query::{Expr, LockType},
};

/// When rows that migrations bring were made.
const EPOCH: &str = "'2026-11-29T00:00:00+00:00'";

/// Fills in a schema statement's placeholders with the database's own types.
///
/// `{uuid}`, `{time}`, `{bool}`, `{bigint}`; `{key}` is text that sorts by its bytes, so that ranges and
/// orders mean the same on both; `{strict}` ends a table whose column types are enforced. `{id …}` is
/// a UUID of 32 digits as a value, `{epoch}` the time of rows that migrations bring. A statement that
/// begins with `{postgres}` or `{sqlite}` is for that database alone; for the other nothing is left of it.
pub fn ddl(backend: DatabaseBackend, statement: &str) -> Option<String> {
    let is_sqlite = backend == DatabaseBackend::Sqlite;
    let statement = match statement.split_once("} ") {
        Some(("{postgres", _)) if is_sqlite => return None,
        Some(("{sqlite", _)) if !is_sqlite => return None,
        Some(("{postgres" | "{sqlite", statement)) => statement,
        _ => statement,
    };
    let words: [(&str, &str); 9] = match backend {
        DatabaseBackend::Sqlite => [
            ("{uuid}", "BLOB"),
            ("{time}", "TEXT"),
            ("{bool}", "INTEGER"),
            ("{bigint}", "INTEGER"),
            ("{key}", "TEXT"),
            ("{strict}", " STRICT"),
            ("{id ", "x'"),
            ("{epoch}", EPOCH),
            ("}", "'"),
        ],
        _ => [
            ("{uuid}", "uuid"),
            ("{time}", "timestamptz"),
            ("{bool}", "boolean"),
            ("{bigint}", "bigint"),
            ("{key}", "text COLLATE \"C\""),
            ("{strict}", ""),
            ("{id ", "'"),
            ("{epoch}", EPOCH),
            ("}", "'"),
        ],
    };
    let sql = words
        .iter()
        .fold(statement.to_owned(), |sql, (word, kind)| {
            sql.replace(word, kind)
        });
    Some(sql)
}

/// Locks the rows that a transaction is about to decide over.
///
/// On SQLite the transaction already is the only writer.
pub fn lock_rows<E: EntityTrait>(backend: DatabaseBackend, select: Select<E>) -> Select<E> {
    match backend {
        DatabaseBackend::Sqlite => select,
        // Rows that refer to the locked one may still be added: they do not change it.
        _ => select.lock(LockType::NoKeyUpdate),
    }
}

/// A column by which SQLite shall enter no index, because another one leaves fewer rows to read.
///
/// It has no statistics, and takes any index that it can enter for one that leaves a few; PostgreSQL
/// has.
pub fn without_index(backend: DatabaseBackend, column: impl ColumnTrait) -> Expr {
    let column = Expr::col(column.as_column_ref());
    match backend {
        DatabaseBackend::Sqlite => Expr::cust_with_expr("+?", column),
        _ => column,
    }
}

/// The query of how many bytes the database takes, in the column `bytes`.
pub const fn database_size(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Sqlite => {
            "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size"
        }
        _ => "SELECT pg_database_size(current_database()) AS bytes",
    }
}

/// The statement that takes the due jobs under a lease, best first, and returns them.
///
/// Parameters: lease token, end of the lease, now, number of jobs.
pub fn claim_jobs(backend: DatabaseBackend) -> String {
    // Two workers on PostgreSQL pass over each other's rows; on SQLite they take turns. PostgreSQL
    // may run a subquery of IN once for each row outside, each time skipping what it has updated,
    // and take more than the limit: an array is made once.
    let (open, skip, close) = match backend {
        DatabaseBackend::Sqlite => ("IN (", "", ")"),
        _ => ("= ANY (ARRAY(", " FOR UPDATE SKIP LOCKED", "))"),
    };
    format!(
        "UPDATE jobs SET status = 'running', lease_token = $1, lease_until = $2, \
         attempts = attempts + 1, updated_at = $3 \
         WHERE id {open}SELECT id FROM jobs \
         WHERE (status = 'queued' AND run_at <= $3) OR (status = 'running' AND lease_until <= $3) \
         ORDER BY priority DESC, run_at, id LIMIT $4{skip}{close} RETURNING *"
    )
}
