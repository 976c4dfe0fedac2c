//! What lists of audit logs are filtered by: the resource of an action.
//!
//! A column of its own, because PostgreSQL looks at an expression only after row-level security, and
//! so never by an index.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000017_indexes",
    statements: &[
        "{postgres} ALTER TABLE audit_events ADD COLUMN resource text COLLATE \"C\"
            GENERATED ALWAYS AS (split_part(action, '.', 1)) STORED",
        "{sqlite} ALTER TABLE audit_events ADD COLUMN resource TEXT
            GENERATED ALWAYS AS (substr(action, 1, instr(action, '.') - 1)) VIRTUAL",
        "CREATE INDEX audit_events_resource ON audit_events (team_id, resource, seq)",
    ],
};
