//! Accounts elsewhere by which people sign in, and what is under way with their providers.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261125_000006_identities",
    statements: &[
        "CREATE TABLE identities (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            provider {key} NOT NULL,
            subject {key} NOT NULL,
            email TEXT,
            created_at {time} NOT NULL,
            last_used_at {time} NOT NULL
        ){strict}",
        "CREATE UNIQUE INDEX identities_provider_subject ON identities (provider, subject)",
        "CREATE UNIQUE INDEX identities_user_id_provider ON identities (user_id, provider)",
        "CREATE TABLE oauth_flows (
            id {uuid} NOT NULL PRIMARY KEY,
            state_hash {key} NOT NULL UNIQUE,
            provider {key} NOT NULL,
            nonce TEXT NOT NULL,
            sealed_verifier TEXT NOT NULL,
            return_to TEXT NOT NULL,
            user_id {uuid} REFERENCES users (id) ON DELETE CASCADE,
            session_id {uuid} REFERENCES sessions (id) ON DELETE CASCADE,
            code_hash {key} UNIQUE,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX oauth_flows_expires_at ON oauth_flows (expires_at)",
        "CREATE INDEX oauth_flows_user_id ON oauth_flows (user_id)",
        "CREATE INDEX oauth_flows_session_id ON oauth_flows (session_id)",
    ],
};
