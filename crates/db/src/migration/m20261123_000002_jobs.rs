//! The job queue.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261123_000002_jobs",
    statements: &[
        "CREATE TABLE jobs (
            id {uuid} NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            priority INTEGER NOT NULL,
            unique_key {key},
            status TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            max_attempts INTEGER NOT NULL,
            run_at {time} NOT NULL,
            lease_token {uuid},
            lease_until {time},
            last_error TEXT,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX jobs_due ON jobs (status, run_at)",
        "CREATE INDEX jobs_leased ON jobs (status, lease_until)",
        "CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key)
            WHERE status <> 'dead' AND unique_key IS NOT NULL",
    ],
};
