//! Invitations into teams.
//!
//! An address has one invitation into a team that is not ended. With its role or its sender an
//! invitation goes too: one that is over must not hold a role, and nobody vouches for the other.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000013_invitations",
    statements: &[
        "CREATE TABLE invitations (
            id {uuid} NOT NULL PRIMARY KEY,
            team_id {uuid} NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
            email {key} NOT NULL,
            role_id {uuid} NOT NULL,
            sender_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            token_hash {key} NOT NULL UNIQUE,
            outcome {key},
            ended_at {time},
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL,
            FOREIGN KEY (team_id, role_id) REFERENCES roles (team_id, id) ON DELETE CASCADE
        ){strict}",
        "CREATE UNIQUE INDEX invitations_email ON invitations (team_id, email)
            WHERE ended_at IS NULL",
        "CREATE INDEX invitations_created_at ON invitations (team_id, created_at, id)
            WHERE ended_at IS NULL",
        "CREATE INDEX invitations_role_id ON invitations (team_id, role_id)",
        "CREATE INDEX invitations_sender_id ON invitations (sender_id)",
        "CREATE INDEX invitations_ended_at ON invitations (ended_at)",
        "CREATE INDEX invitations_expires_at ON invitations (expires_at)",
        "{postgres} ALTER TABLE invitations ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE invitations FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON invitations USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
    ],
};
