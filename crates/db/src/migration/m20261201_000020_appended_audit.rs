//! Lines of audit logs are only added: the database refuses to change or delete one.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261201_000020_appended_audit",
    statements: &[
        "{sqlite} CREATE TRIGGER audit_events_unchanged BEFORE UPDATE ON audit_events
            BEGIN SELECT RAISE(ABORT, 'lines of audit logs are only added'); END",
        "{sqlite} CREATE TRIGGER audit_events_undeleted BEFORE DELETE ON audit_events
            BEGIN SELECT RAISE(ABORT, 'lines of audit logs are only added'); END",
        // INSERT OR REPLACE deletes what is in its way without asking the trigger above.
        "{sqlite} CREATE TRIGGER audit_events_unreplaced BEFORE INSERT ON audit_events
            WHEN EXISTS (SELECT 1 FROM audit_events WHERE id = NEW.id)
                OR EXISTS (SELECT 1 FROM audit_events
                    WHERE team_id = NEW.team_id AND seq = NEW.seq)
            BEGIN SELECT RAISE(ABORT, 'lines of audit logs are only added'); END",
        "{postgres} CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'lines of audit logs are only added'; END $$",
        "{postgres} CREATE TRIGGER audit_events_unchanged BEFORE UPDATE OR DELETE ON audit_events
            FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()",
        "{postgres} CREATE TRIGGER audit_events_untruncated BEFORE TRUNCATE ON audit_events
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()",
    ],
};
