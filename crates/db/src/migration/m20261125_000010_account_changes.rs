//! Changes of address, accounts that are about to be deleted, and archives of what is kept of people.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261125_000010_account_changes",
    statements: &[
        "CREATE TABLE email_changes (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            old_email {key} NOT NULL,
            new_email {key} NOT NULL,
            old_token_hash {key} NOT NULL UNIQUE,
            new_token_hash {key} NOT NULL UNIQUE,
            old_confirmed_at {time},
            new_confirmed_at {time},
            changed_at {time},
            undo_token_hash {key} UNIQUE,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX email_changes_user_id ON email_changes (user_id, created_at)",
        "CREATE INDEX email_changes_expires_at ON email_changes (expires_at)",
        "CREATE TABLE account_deletions (
            user_id {uuid} NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL UNIQUE,
            delete_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX account_deletions_delete_at ON account_deletions (delete_at)",
        "CREATE TABLE exports (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            content TEXT,
            size {bigint},
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX exports_user_id ON exports (user_id, created_at)",
        "CREATE INDEX exports_expires_at ON exports (expires_at)",
    ],
};
