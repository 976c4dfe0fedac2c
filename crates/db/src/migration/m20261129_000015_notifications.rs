//! Notifications with their preferences, and announcements.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000015_notifications",
    statements: &[
        // One row for each reader. Who tells them something, or reads for them, changes it in the
        // same transaction, so that `seq` grows in the order of commits.
        "CREATE TABLE notification_inboxes (
            user_id {uuid} NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
            seq {bigint} NOT NULL,
            version {bigint} NOT NULL,
            changed_at {time} NOT NULL,
            digested_at {time}
        ){strict}",
        "CREATE INDEX notification_inboxes_changed_at ON notification_inboxes (changed_at)",
        // The team may be gone before the news of it.
        "CREATE TABLE notifications (
            id {uuid} NOT NULL PRIMARY KEY,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            seq {bigint} NOT NULL,
            cause {uuid} NOT NULL,
            team_id {uuid},
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            in_app {bool} NOT NULL,
            mail_due {time},
            read_at {time},
            created_at {time} NOT NULL,
            UNIQUE (user_id, seq),
            UNIQUE (user_id, cause)
        ){strict}",
        "CREATE INDEX notifications_unread ON notifications (user_id, seq) WHERE read_at IS NULL",
        "CREATE INDEX notifications_read_at ON notifications (read_at)",
        "CREATE INDEX notifications_mail_due ON notifications (mail_due, user_id)",
        "CREATE TABLE notification_preferences (
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            kind {key} NOT NULL,
            channel {key} NOT NULL,
            is_enabled {bool} NOT NULL,
            PRIMARY KEY (user_id, kind, channel)
        ){strict}",
        "CREATE TABLE announcements (
            id {uuid} NOT NULL PRIMARY KEY,
            level TEXT NOT NULL,
            texts TEXT NOT NULL,
            starts_at {time} NOT NULL,
            ends_at {time},
            created_by {uuid} REFERENCES users (id) ON DELETE SET NULL,
            version {bigint} NOT NULL,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX announcements_starts_at ON announcements (starts_at, id)",
        "CREATE INDEX announcements_created_at ON announcements (created_at, id)",
        "CREATE INDEX announcements_created_by ON announcements (created_by)",
        "CREATE TABLE announcement_dismissals (
            announcement_id {uuid} NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            created_at {time} NOT NULL,
            PRIMARY KEY (announcement_id, user_id)
        ){strict}",
        "CREATE INDEX announcement_dismissals_user_id ON announcement_dismissals (user_id)",
    ],
};
