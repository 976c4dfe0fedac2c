//! The audit logs: one of each team, and one of the product as a whole.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000012_audit",
    statements: &[
        // A log outlives its team and its people, so nothing refers to them. That of the product has
        // the id of zeros for its team.
        "CREATE TABLE audit_logs (
            team_id {uuid} NOT NULL PRIMARY KEY,
            seq {bigint} NOT NULL,
            hash TEXT NOT NULL
        ){strict}",
        "CREATE TABLE audit_events (
            id {uuid} NOT NULL PRIMARY KEY,
            team_id {uuid} NOT NULL,
            seq {bigint} NOT NULL,
            action {key} NOT NULL,
            actor_id {uuid},
            actor_name TEXT NOT NULL,
            impersonator_id {uuid},
            via TEXT NOT NULL,
            subject_kind TEXT NOT NULL,
            subject_id {uuid},
            before TEXT,
            after TEXT,
            request_id {uuid},
            address TEXT,
            created_at {time} NOT NULL,
            hash TEXT NOT NULL,
            UNIQUE (team_id, seq)
        ){strict}",
        "CREATE INDEX audit_events_action ON audit_events (team_id, action, seq)",
        "CREATE INDEX audit_events_actor_id ON audit_events (team_id, actor_id, seq)",
        "CREATE INDEX audit_events_subject_id ON audit_events (team_id, subject_id, seq)",
        "{postgres} ALTER TABLE audit_logs ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE audit_logs FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON audit_logs USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
        "{postgres} ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE audit_events FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON audit_events USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
    ],
};
