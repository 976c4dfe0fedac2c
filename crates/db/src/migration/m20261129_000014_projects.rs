//! Projects of teams, and with whom they are shared.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261129_000014_projects",
    statements: &[
        // `is_archived` says once more what `archived_at` does: an index that begins with an equation
        // goes on in the order of its next column, on both databases.
        "CREATE TABLE projects (
            id {uuid} NOT NULL PRIMARY KEY,
            team_id {uuid} NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            name_key {key} NOT NULL,
            description TEXT NOT NULL,
            status {key} NOT NULL,
            owner_id {uuid} REFERENCES users (id) ON DELETE SET NULL,
            is_archived {bool} NOT NULL,
            archived_at {time},
            version {bigint} NOT NULL,
            created_at {time} NOT NULL,
            updated_at {time} NOT NULL,
            UNIQUE (team_id, name_key),
            UNIQUE (team_id, id),
            CHECK (is_archived = (archived_at IS NOT NULL))
        ){strict}",
        // Every filter with every order.
        "CREATE INDEX projects_name_key ON projects (team_id, is_archived, name_key, id)",
        "CREATE INDEX projects_updated_at ON projects (team_id, is_archived, updated_at, id)",
        "CREATE INDEX projects_created_at ON projects (team_id, is_archived, created_at, id)",
        "CREATE INDEX projects_status_name_key
            ON projects (team_id, is_archived, status, name_key, id)",
        "CREATE INDEX projects_status_updated_at
            ON projects (team_id, is_archived, status, updated_at, id)",
        "CREATE INDEX projects_status_created_at
            ON projects (team_id, is_archived, status, created_at, id)",
        "CREATE INDEX projects_owner_name_key
            ON projects (team_id, is_archived, owner_id, name_key, id)",
        "CREATE INDEX projects_owner_updated_at
            ON projects (team_id, is_archived, owner_id, updated_at, id)",
        "CREATE INDEX projects_owner_created_at
            ON projects (team_id, is_archived, owner_id, created_at, id)",
        "CREATE INDEX projects_owner_id ON projects (owner_id)",
        // What refers to a member says of which team, so that it can name nobody of another one.
        "CREATE UNIQUE INDEX team_members_team_id_id ON team_members (team_id, id)",
        "CREATE TABLE project_grants (
            id {uuid} NOT NULL PRIMARY KEY,
            team_id {uuid} NOT NULL,
            project_id {uuid} NOT NULL,
            member_id {uuid},
            role_id {uuid},
            level TEXT NOT NULL,
            created_at {time} NOT NULL,
            UNIQUE (project_id, member_id),
            UNIQUE (project_id, role_id),
            CHECK ((member_id IS NULL) <> (role_id IS NULL)),
            FOREIGN KEY (team_id, project_id) REFERENCES projects (team_id, id) ON DELETE CASCADE,
            FOREIGN KEY (team_id, member_id) REFERENCES team_members (team_id, id)
                ON DELETE CASCADE,
            FOREIGN KEY (team_id, role_id) REFERENCES roles (team_id, id) ON DELETE CASCADE
        ){strict}",
        "CREATE INDEX project_grants_project_id
            ON project_grants (team_id, project_id, created_at, id)",
        "CREATE INDEX project_grants_member_id ON project_grants (team_id, member_id, project_id)",
        "CREATE INDEX project_grants_role_id ON project_grants (team_id, role_id, project_id)",
        "{postgres} ALTER TABLE projects ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE projects FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON projects USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
        "{postgres} ALTER TABLE project_grants ENABLE ROW LEVEL SECURITY",
        "{postgres} ALTER TABLE project_grants FORCE ROW LEVEL SECURITY",
        "{postgres} CREATE POLICY own_team ON project_grants USING (
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
        )",
    ],
};
