//! Keys of programs, and what finds the security events whose time is over.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261125_000009_api_keys",
    statements: &[
        "CREATE TABLE api_keys (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            prefix TEXT NOT NULL,
            key_hash {key} NOT NULL UNIQUE,
            scopes TEXT NOT NULL,
            created_at {time} NOT NULL,
            expires_at {time},
            last_used_at {time},
            revoked_at {time},
            replaced_by {uuid}
        ){strict}",
        "CREATE INDEX api_keys_user_id ON api_keys (user_id, created_at)",
        "CREATE INDEX api_keys_expires_at ON api_keys (expires_at)",
        "CREATE INDEX api_keys_revoked_at ON api_keys (revoked_at)",
        "CREATE INDEX security_events_created_at ON security_events (created_at)",
    ],
};
