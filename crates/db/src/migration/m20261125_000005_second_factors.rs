//! The second factor, and the browsers that people sign in from.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261125_000005_second_factors",
    statements: &[
        // When the person of a session proved last who they are. A session of the version before
        // has none, which counts as long ago.
        "ALTER TABLE sessions ADD COLUMN proved_at {time}",
        "CREATE TABLE totps (
            user_id {uuid} NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
            secret TEXT NOT NULL,
            last_step {bigint},
            confirmed_at {time},
            created_at {time} NOT NULL
        ){strict}",
        "CREATE TABLE recovery_codes (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            code_hash {key} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE UNIQUE INDEX recovery_codes_user_id ON recovery_codes (user_id, code_hash)",
        "CREATE TABLE challenges (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL UNIQUE,
            factor TEXT NOT NULL,
            failures INTEGER NOT NULL,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX challenges_user_id ON challenges (user_id)",
        "CREATE INDEX challenges_expires_at ON challenges (expires_at)",
        "CREATE TABLE devices (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL,
            user_agent TEXT NOT NULL,
            address TEXT NOT NULL,
            trusted_until {time},
            created_at {time} NOT NULL,
            last_seen_at {time} NOT NULL,
            expires_at {time} NOT NULL
        ){strict}",
        "CREATE UNIQUE INDEX devices_user_id ON devices (user_id, token_hash)",
        "CREATE INDEX devices_token_hash ON devices (token_hash)",
        "CREATE INDEX devices_expires_at ON devices (expires_at)",
    ],
};
