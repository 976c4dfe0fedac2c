//! Passkeys, and the questions to which they are the answer.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261125_000007_passkeys",
    statements: &[
        "CREATE TABLE passkeys (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            credential_id {key} NOT NULL UNIQUE,
            credential TEXT NOT NULL,
            created_at {time} NOT NULL,
            last_used_at {time},
            blocked_at {time}
        ){strict}",
        "CREATE INDEX passkeys_user_id ON passkeys (user_id, id)",
        "CREATE TABLE passkey_ceremonies (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} REFERENCES users (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL UNIQUE,
            state TEXT NOT NULL,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX passkey_ceremonies_user_id ON passkey_ceremonies (user_id)",
        "CREATE INDEX passkey_ceremonies_expires_at ON passkey_ceremonies (expires_at)",
    ],
};
