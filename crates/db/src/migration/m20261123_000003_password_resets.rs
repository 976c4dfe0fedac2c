//! Links by which people choose a new password.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261123_000003_password_resets",
    statements: &[
        "CREATE TABLE password_resets (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL UNIQUE,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX password_resets_user_id ON password_resets (user_id, expires_at)",
        "CREATE INDEX password_resets_expires_at ON password_resets (expires_at)",
    ],
};
