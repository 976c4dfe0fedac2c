//! Of how many rows PostgreSQL expects row-level security to let pass.
//!
//! It takes an equation of which it knows nothing to hold for one row in two hundred, so it took every
//! team for a small one, and sorted thousands of rows rather than read fifty in the order of an index.
//! A `CASE` it takes to hold for every other row.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261130_000019_row_security",
    statements: &[
        "{postgres} ALTER POLICY own_team ON audit_events USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON audit_logs USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON invitations USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON project_grants USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON projects USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON roles USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON team_members USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
        "{postgres} ALTER POLICY own_team ON team_transfers USING (CASE WHEN
            current_setting('pilaster.team', true) IN (team_id::text, 'all')
            THEN true ELSE false END)",
    ],
};
