//! Teams with their roles and members, and the roles of the product as a whole.
//!
//! On PostgreSQL what belongs to a team is seen and written only by a transaction that says for which
//! team it works, even by the owner of the tables.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000011_teams",
    statements: &[
        "CREATE TABLE teams (
            id {uuid} NOT NULL PRIMARY KEY,
            slug {key} NOT NULL UNIQUE,
            name TEXT NOT NULL,
            name_key {key} NOT NULL,
            mfa_required_from {time},
            delete_at {time},
            version {bigint} NOT NULL,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX teams_created_at ON teams (created_at, id)",
        "CREATE INDEX teams_name_key ON teams (name_key)",
        "CREATE INDEX teams_delete_at ON teams (delete_at)",
        "CREATE TABLE roles (
            id {uuid} NOT NULL PRIMARY KEY,
            team_id {uuid} NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
            built_in {key},
            name TEXT NOT NULL,
            name_key {key} NOT NULL,
            permissions TEXT NOT NULL,
            version {bigint} NOT NULL,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL,
            UNIQUE (team_id, name_key),
            UNIQUE (team_id, built_in),
            UNIQUE (team_id, id)
        ){strict}",
        "CREATE TABLE team_members (
            id {uuid} NOT NULL PRIMARY KEY,
            team_id {uuid} NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            role_id {uuid} NOT NULL,
            joined_at {time} NOT NULL,
            UNIQUE (team_id, user_id),
            FOREIGN KEY (team_id, role_id) REFERENCES roles (team_id, id)
        ){strict}",
        "CREATE INDEX team_members_joined_at ON team_members (team_id, joined_at, id)",
        "CREATE INDEX team_members_role_id ON team_members (team_id, role_id, joined_at, id)",
        "CREATE INDEX team_members_user_id ON team_members (user_id, joined_at, id)",
        "CREATE TABLE team_transfers (
            team_id {uuid} NOT NULL PRIMARY KEY REFERENCES teams (id) ON DELETE CASCADE,
            from_member_id {uuid} NOT NULL REFERENCES team_members (id) ON DELETE CASCADE,
            to_member_id {uuid} NOT NULL REFERENCES team_members (id) ON DELETE CASCADE,
            expires_at {time} NOT NULL,
            created_at {time} NOT NULL
        ){strict}",
        "CREATE INDEX team_transfers_from_member_id ON team_transfers (from_member_id)",
        "CREATE INDEX team_transfers_to_member_id ON team_transfers (to_member_id)",
        "CREATE INDEX team_transfers_expires_at ON team_transfers (expires_at)",
        "CREATE TABLE product_roles (
            id {uuid} NOT NULL PRIMARY KEY,
            built_in {key} UNIQUE,
            name TEXT NOT NULL,
            name_key {key} NOT NULL UNIQUE,
            permissions TEXT NOT NULL,
            version {bigint} NOT NULL,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL
        ){strict}",
        "INSERT INTO product_roles VALUES
            ({id 019ac0de000070008000000000000001}, 'support', 'Support', 'support',
            'all_security_events:* all_teams:* mails:* users:deactivate users:end_sessions \
             users:impersonate users:list users:reset_mfa users:verify', 1, {epoch}, {epoch}),
            ({id 019ac0de000070008000000000000002}, 'operator', 'Operator', 'operator',
            'announcements:* jobs:* mails:* system:*', 1, {epoch}, {epoch}),
            ({id 019ac0de000070008000000000000003}, 'auditor', 'Auditor', 'auditor',
            'all_security_events:* all_teams:* product_audit:* users:list', 1, {epoch}, {epoch})",
        "CREATE TABLE user_roles (
            user_id {uuid} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            role_id {uuid} NOT NULL REFERENCES product_roles (id),
            created_at {time} NOT NULL,
            PRIMARY KEY (user_id, role_id)
        ){strict}",
        "CREATE INDEX user_roles_role_id ON user_roles (role_id)",
        "ALTER TABLE users ADD COLUMN team_id {uuid} REFERENCES teams (id) ON DELETE SET NULL",
        "CREATE INDEX users_team_id ON users (team_id)",
        "ALTER TABLE sessions ADD COLUMN impersonator_id {uuid}",
        "{postgres} ALTER TABLE roles ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE roles FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON roles USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
        "{postgres} ALTER TABLE team_members ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE team_members FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON team_members USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
        "{postgres} ALTER TABLE team_transfers ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE team_transfers FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON team_transfers USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
    ],
};
