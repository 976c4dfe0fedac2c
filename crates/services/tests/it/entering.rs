//! What a team lets its own owner do while it is about to be deleted, and while it keeps them out for
//! want of a second factor.

use contract::{Permission, path, problem::code, users::User};
use serde_json::json;
use services::{Error, teams};
use testkit::{TestApp, TestTeam, db_test};

use crate::callers::{origin, signed_in};

/// Whether a permission lets the owner in, of a team that is about to be deleted, and of one that keeps
/// them out. One that is added does not compile without its row.
const fn expected(permission: Permission) -> (bool, bool) {
    match permission {
        // What is everybody's own is no matter of the team's.
        Permission::AccountRead
        | Permission::AccountUpdate
        | Permission::AccountSecurity
        | Permission::AccountExport
        | Permission::SessionsList
        | Permission::SessionsEnd
        | Permission::MfaRead
        | Permission::MfaManage
        | Permission::IdentitiesList
        | Permission::IdentitiesChange
        | Permission::PasskeysList
        | Permission::PasskeysManage
        | Permission::ApiKeysManage
        | Permission::SecurityEventsList
        | Permission::NotificationsRead
        | Permission::NotificationsManage
        | Permission::TeamsList
        | Permission::TeamsCreate
        | Permission::InvitationsAnswer
        | Permission::UsersRead
        // Everybody may know which team it is, and leave it.
        | Permission::TeamRead
        | Permission::TeamLeave => (true, true),
        // A team that is about to be deleted is looked at, or kept.
        Permission::TeamDelete
        | Permission::MembersList
        | Permission::InvitationsList
        | Permission::RolesList
        | Permission::AuditRead
        | Permission::ProjectsExport
        | Permission::ProjectsRead => (true, false),
        Permission::TeamUpdate
        | Permission::TeamTransfer
        | Permission::MembersUpdate
        | Permission::MembersRemove
        | Permission::InvitationsCreate
        | Permission::InvitationsRevoke
        | Permission::RolesManage
        | Permission::ProjectsCreate
        | Permission::ProjectsUpdate
        | Permission::ProjectsArchive
        | Permission::ProjectsDelete
        | Permission::ProjectsShare
        // No route in a team asks for these.
        | Permission::UsersList
        | Permission::UsersDeactivate
        | Permission::UsersVerify
        | Permission::UsersResetMfa
        | Permission::UsersEndSessions
        | Permission::UsersImpersonate
        | Permission::UsersGrantRoles
        | Permission::ProductRolesList
        | Permission::ProductRolesManage
        | Permission::AllTeamsRead
        | Permission::AllInvitationsRevoke
        | Permission::JobsRead
        | Permission::JobsManage
        | Permission::MailsRead
        | Permission::AllSecurityEventsRead
        | Permission::ProductAuditRead
        | Permission::SystemRead
        | Permission::AnnouncementsManage => (false, false),
    }
}

/// The code of the refusal, if somebody is not let in.
async fn refusal(
    app: &TestApp,
    team: &TestTeam,
    user: &User,
    permission: Permission,
) -> Option<&'static str> {
    let caller = signed_in(user.clone());
    match teams::enter(&app.ctx, caller, origin(), team.id, permission).await {
        Ok(_) => None,
        Err(Error::Conflict { code } | Error::Forbidden { code }) => Some(code),
        Err(error) => panic!("{permission}: {error}"),
    }
}

#[db_test]
async fn what_is_left_in_a_team_that_ends_and_in_one_that_keeps_out(app: TestApp) {
    let ada = app.account("ada", false).await;
    let client = app.sign_in(&ada.email).await;
    let open = app.team(&client, "Open").await;
    let ending = app.team(&client, "Ending").await;
    let strict = app.team(&client, "Strict").await;
    let deleted = client.delete(&ending.path(path::TEAM)).await;
    assert!(deleted.status.is_success(), "{}", deleted.text());
    let body = json!({"mfa_required": true, "mfa_grace_days": 0});
    let changed = client.patch(&strict.path(path::TEAM), &body, None).await;
    assert!(changed.status.is_success(), "{}", changed.text());

    for permission in Permission::ALL {
        let (while_ending, while_kept_out) = expected(*permission);
        let ended = (!while_ending).then_some(code::TEAM_DELETING);
        let kept_out = (!while_kept_out).then_some(code::TEAM_MFA_REQUIRED);
        for (team, expected) in [(&open, None), (&ending, ended), (&strict, kept_out)] {
            let found = refusal(&app, team, &ada, *permission).await;
            assert_eq!(found, expected, "{permission} in {}", team.team.name);
        }
    }
}
