//! Lists in the order of one index, whatever they are filtered by.
//!
//! An index that ends with the id has rows of one time in order as well. And to be null is an equation
//! like any other to SQLite, which found all invitations that are not ended by an index of when they
//! ended, and sorted them for each page.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261201_000021_orders",
    statements: &[
        "DROP INDEX invitations_ended_at",
        "CREATE INDEX invitations_ended_at ON invitations (ended_at)
            WHERE ended_at IS NOT NULL",
        "DROP INDEX sessions_user_id",
        "CREATE INDEX sessions_user_id ON sessions (user_id, created_at, id)",
        "DROP INDEX api_keys_user_id",
        "CREATE INDEX api_keys_user_id ON api_keys (user_id, created_at, id)",
        "DROP INDEX security_events_user_id",
        "CREATE INDEX security_events_user_id ON security_events (user_id, created_at, id)",
        "CREATE INDEX security_events_user_kind ON security_events (user_id, kind, created_at, id)",
        "CREATE INDEX mail_log_kind_status ON mail_log (kind, status, ended_at, id)",
    ],
};
