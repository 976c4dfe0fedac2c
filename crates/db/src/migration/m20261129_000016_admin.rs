//! What staff look at: the log of mails, and lists that go across accounts.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000016_admin",
    statements: &[
        "CREATE TABLE mail_log (
            id {uuid} NOT NULL PRIMARY KEY,
            kind {key} NOT NULL,
            recipient TEXT NOT NULL,
            status {key} NOT NULL,
            attempts INTEGER NOT NULL,
            cause TEXT,
            queued_at {time} NOT NULL,
            ended_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX mail_log_ended_at ON mail_log (ended_at, id)",
        "CREATE INDEX mail_log_kind ON mail_log (kind, ended_at, id)",
        "CREATE INDEX mail_log_status ON mail_log (status, ended_at, id)",
        // The session that somebody acts as somebody else from, and comes back to.
        "ALTER TABLE sessions ADD COLUMN impersonator_session_id {uuid}",
        "CREATE INDEX security_events_newest ON security_events (created_at, id)",
        "CREATE INDEX security_events_kind ON security_events (kind, created_at, id)",
        "CREATE INDEX registrations_created_at ON registrations (created_at, id)",
        "CREATE INDEX jobs_dead_kind ON jobs (kind, updated_at, id) WHERE status = 'dead'",
    ],
};
