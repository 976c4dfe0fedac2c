//! Failed sign-ins in a row.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261125_000008_lockouts",
    statements: &[
        "CREATE TABLE lockouts (
            subject {key} NOT NULL PRIMARY KEY,
            failures INTEGER NOT NULL,
            failed_at {time} NOT NULL,
            expires_at {time} NOT NULL,
            token_hash {key} UNIQUE
        ){strict}",
        "CREATE INDEX lockouts_expires_at ON lockouts (expires_at)",
    ],
};
