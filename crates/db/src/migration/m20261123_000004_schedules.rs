//! What the clock queues, and what finds the rows whose time is over.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261123_000004_schedules",
    statements: &[
        "CREATE TABLE schedules (
            name {key} NOT NULL PRIMARY KEY,
            next_run_at {time} NOT NULL
        ){strict}",
        "ALTER TABLE refresh_tokens ADD COLUMN superseded_at {time}",
        // What the rows say of each other so far: a token was left behind once a child of it or of
        // its parent was exchanged.
        "UPDATE refresh_tokens SET superseded_at = COALESCE(consumed_at, created_at)
            WHERE EXISTS (
                SELECT 1 FROM refresh_tokens AS child
                WHERE child.parent_id = refresh_tokens.id AND child.consumed_at IS NOT NULL
            ) OR EXISTS (
                SELECT 1 FROM refresh_tokens AS sibling
                WHERE sibling.parent_id = refresh_tokens.parent_id
                    AND sibling.id <> refresh_tokens.id AND sibling.consumed_at IS NOT NULL
            )",
        "CREATE INDEX refresh_tokens_superseded_at ON refresh_tokens (superseded_at)",
        "CREATE INDEX sessions_ended_at ON sessions (ended_at)",
        "CREATE INDEX jobs_dead ON jobs (status, updated_at, id) WHERE status = 'dead'",
    ],
};
