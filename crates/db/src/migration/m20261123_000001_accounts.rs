//! Users, sign-ups, sessions and the record of what happened to them.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261123_000001_accounts",
    statements: &[
        "CREATE TABLE users (
            id {uuid} NOT NULL PRIMARY KEY,
            email {key} NOT NULL UNIQUE,
            password_hash TEXT,
            first_name TEXT NOT NULL,
            last_name TEXT NOT NULL,
            name_key {key} NOT NULL,
            last_name_key {key} NOT NULL,
            is_active {bool} NOT NULL,
            is_superuser {bool} NOT NULL,
            locale TEXT NOT NULL,
            theme TEXT NOT NULL,
            time_zone TEXT NOT NULL,
            version {bigint} NOT NULL,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX users_created_at ON users (created_at, id)",
        "CREATE INDEX users_name_key ON users (name_key)",
        "CREATE INDEX users_last_name_key ON users (last_name_key)",
        "CREATE INDEX users_is_active ON users (is_active, created_at, id)",
        "CREATE TABLE registrations (
            id {uuid} NOT NULL PRIMARY KEY,
            email {key} NOT NULL,
            password_hash TEXT NOT NULL,
            first_name TEXT NOT NULL,
            last_name TEXT NOT NULL,
            locale TEXT NOT NULL,
            token_hash {key} NOT NULL UNIQUE,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX registrations_email ON registrations (email, created_at)",
        "CREATE INDEX registrations_expires_at ON registrations (expires_at)",
        "CREATE TABLE sessions (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            user_agent TEXT NOT NULL,
            address TEXT NOT NULL,
            created_at {time} NOT NULL,
            last_seen_at {time} NOT NULL,
            expires_at {time} NOT NULL,
            ended_at {time},
            end_reason TEXT
        ){strict}",
        "CREATE INDEX sessions_user_id ON sessions (user_id, created_at)",
        "CREATE INDEX sessions_expires_at ON sessions (expires_at)",
        "CREATE TABLE refresh_tokens (
            id {uuid} NOT NULL PRIMARY KEY,
            session_id {uuid} NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            parent_id {uuid} REFERENCES refresh_tokens (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL UNIQUE,
            consumed_at {time},
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id)",
        "CREATE INDEX refresh_tokens_parent_id ON refresh_tokens (parent_id)",
        "CREATE TABLE security_events (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            session_id {uuid},
            kind TEXT NOT NULL,
            address TEXT NOT NULL,
            user_agent TEXT NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX security_events_user_id ON security_events (user_id, created_at)",
    ],
};
