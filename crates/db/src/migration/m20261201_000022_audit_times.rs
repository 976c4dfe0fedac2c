//! Audit logs by time: where in a log a day begins and ends.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261201_000022_audit_times",
    statements: &[
        "CREATE INDEX audit_events_created_at ON audit_events (team_id, created_at, seq)",
    ],
};
