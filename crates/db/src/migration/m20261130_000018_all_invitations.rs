//! Invitations of all teams, for staff: what their list is searched and ordered by, and who may revoke.

use super::Migration;

pub(super) const MIGRATION: Migration = Migration {
    name: "m20261130_000018_all_invitations",
    statements: &[
        "CREATE INDEX invitations_newest ON invitations (created_at, id) WHERE ended_at IS NULL",
        "CREATE INDEX invitations_of_email ON invitations (email, created_at, id)
            WHERE ended_at IS NULL",
        "UPDATE product_roles SET version = version + 1, permissions =
            'all_invitations:* all_security_events:* all_teams:* mails:* users:deactivate \
             users:end_sessions users:impersonate users:list users:reset_mfa users:verify'
            WHERE built_in = 'support'",
    ],
};
