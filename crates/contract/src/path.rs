//! Where the endpoints are: shared by router, client and tests.

/// The root of the REST API.
pub const API: &str = "/api/v1";

/// Below it is what only staff may do.
pub const ADMIN: &str = "/api/v1/admin";

/// Sign up.
pub const REGISTER: &str = "/api/v1/auth/register";
/// Confirm an address with the token of a mail.
pub const VERIFY_EMAIL: &str = "/api/v1/auth/verify-email";
/// Ask for the confirmation mail again.
pub const RESEND_VERIFICATION: &str = "/api/v1/auth/resend-verification";
/// Sign in.
pub const LOGIN: &str = "/api/v1/auth/login";
/// Exchange the refresh token.
pub const REFRESH: &str = "/api/v1/auth/refresh";
/// Sign out.
pub const LOGOUT: &str = "/api/v1/auth/logout";
/// The signed-in user, under its other name.
pub const AUTH_ME: &str = "/api/v1/auth/me";
/// Ask for a link to choose a new password.
pub const FORGOT_PASSWORD: &str = "/api/v1/auth/forgot-password";
/// Choose a new password with the token of a mail.
pub const RESET_PASSWORD: &str = "/api/v1/auth/reset-password";
/// Unlock an account with the token of a mail.
pub const UNLOCK: &str = "/api/v1/auth/unlock";
/// How hard a password is to guess.
pub const PASSWORD_STRENGTH: &str = "/api/v1/auth/password-strength";
/// Change one's password.
pub const CHANGE_PASSWORD: &str = "/api/v1/auth/change-password";
/// Prove anew who one is.
pub const STEP_UP: &str = "/api/v1/auth/step-up";
/// Ask for a passkey to prove anew who one is.
pub const STEP_UP_PASSKEY_CHALLENGE: &str = "/api/v1/auth/step-up/passkey/challenge";
/// What the signed-in user's second factor is.
pub const MFA: &str = "/api/v1/auth/mfa";
/// Complete signing in with the code of an authenticator app, or remove the app.
pub const MFA_TOTP: &str = "/api/v1/auth/mfa/totp";
/// Make a secret for an authenticator app.
pub const MFA_TOTP_SETUP: &str = "/api/v1/auth/mfa/totp/setup";
/// Confirm an authenticator app.
pub const MFA_TOTP_CONFIRM: &str = "/api/v1/auth/mfa/totp/confirm";
/// Complete signing in with a recovery code.
pub const MFA_RECOVERY_CODE: &str = "/api/v1/auth/mfa/recovery-code";
/// Make new recovery codes.
pub const MFA_RECOVERY_CODES: &str = "/api/v1/auth/mfa/recovery-codes";
/// The browsers of which no second factor is asked.
pub const MFA_DEVICES: &str = "/api/v1/auth/mfa/devices";
/// One of them; `{id}` is a [`DeviceId`](crate::DeviceId).
pub const MFA_DEVICE: &str = "/api/v1/auth/mfa/devices/{id}";
/// The providers by which people may sign in.
pub const OAUTH_PROVIDERS: &str = "/api/v1/auth/oauth/providers";
/// Go to a provider; `{provider}` is a [`ProviderId`](crate::oauth::ProviderId).
pub const OAUTH_START: &str = "/api/v1/auth/oauth/{provider}/start";
/// Come back from a provider.
pub const OAUTH_CALLBACK: &str = "/api/v1/auth/oauth/{provider}/callback";
/// The accounts elsewhere that are connected with one's own.
pub const IDENTITIES: &str = "/api/v1/identities";
/// The one of a provider.
pub const IDENTITY: &str = "/api/v1/identities/{provider}";
/// Connect one of a provider.
pub const IDENTITY_LINK: &str = "/api/v1/identities/{provider}/link";
/// The sessions of the signed-in user.
pub const SESSIONS: &str = "/api/v1/sessions";
/// One of them; `{id}` is a [`SessionId`](crate::SessionId).
pub const SESSION: &str = "/api/v1/sessions/{id}";
/// The passkeys of the signed-in user.
pub const PASSKEYS: &str = "/api/v1/passkeys";
/// Begin to add a passkey.
pub const PASSKEY_CHALLENGE: &str = "/api/v1/passkeys/challenge";
/// One of them; `{id}` is a [`PasskeyId`](crate::PasskeyId).
pub const PASSKEY: &str = "/api/v1/passkeys/{id}";
/// Begin to sign in with a passkey.
pub const PASSKEY_LOGIN_CHALLENGE: &str = "/api/v1/auth/passkeys/challenge";
/// Sign in with a passkey.
pub const PASSKEY_LOGIN: &str = "/api/v1/auth/passkeys/login";
/// Begin to prove a passkey after the first factor.
pub const MFA_PASSKEY_CHALLENGE: &str = "/api/v1/auth/mfa/passkey/challenge";
/// Complete a sign-in with a passkey.
pub const MFA_PASSKEY: &str = "/api/v1/auth/mfa/passkey";
/// All users.
pub const USERS: &str = "/api/v1/users";
/// The signed-in user.
pub const USERS_ME: &str = "/api/v1/users/me";
/// One user; `{id}` is a [`UserId`](crate::UserId).
pub const USER: &str = "/api/v1/users/{id}";
/// The keys of the signed-in user.
pub const API_KEYS: &str = "/api/v1/api-keys";
/// One of them; `{id}` is an [`ApiKeyId`](crate::ApiKeyId).
pub const API_KEY: &str = "/api/v1/api-keys/{id}";
/// Replace it by another one.
pub const ROTATE_API_KEY: &str = "/api/v1/api-keys/{id}/rotate";
/// What happened to the account of the signed-in user.
pub const SECURITY_EVENTS: &str = "/api/v1/users/me/security-events";
/// Change the address of the signed-in user.
pub const CHANGE_EMAIL: &str = "/api/v1/users/me/email";
/// Confirm a change of address with the token of a mail.
pub const CONFIRM_EMAIL_CHANGE: &str = "/api/v1/auth/confirm-email-change";
/// Undo a change of address with the token of a mail.
pub const UNDO_EMAIL_CHANGE: &str = "/api/v1/auth/undo-email-change";
/// Deactivate the account of the signed-in user.
pub const DEACTIVATE: &str = "/api/v1/users/me/deactivate";
/// Keep an account that was to be deleted, with the token of a mail.
pub const CANCEL_DELETION: &str = "/api/v1/auth/cancel-deletion";
/// Ask for an archive of what is kept of the signed-in user.
pub const EXPORT: &str = "/api/v1/users/me/export";
/// The archives of the signed-in user.
pub const EXPORTS: &str = "/api/v1/users/me/exports";
/// The content of one; `{id}` is an [`ExportId`](crate::ExportId).
pub const DOWNLOAD_EXPORT: &str = "/api/v1/users/me/exports/{id}/download";
/// The teams of the signed-in user.
pub const TEAMS: &str = "/api/v1/teams";
/// One of them; `{team_id}` is a [`TeamId`](crate::TeamId).
pub const TEAM: &str = "/api/v1/teams/{team_id}";
/// Keep a team that was to be deleted.
pub const RESTORE_TEAM: &str = "/api/v1/teams/{team_id}/restore";
/// Remember a team as the one that the user works in.
pub const SELECT_TEAM: &str = "/api/v1/teams/{team_id}/select";
/// Leave a team.
pub const LEAVE_TEAM: &str = "/api/v1/teams/{team_id}/leave";
/// Hand a team over, or take that back.
pub const TEAM_TRANSFER: &str = "/api/v1/teams/{team_id}/transfer";
/// Take a team over.
pub const ACCEPT_TEAM_TRANSFER: &str = "/api/v1/teams/{team_id}/transfer/accept";
/// Do not take a team over.
pub const DECLINE_TEAM_TRANSFER: &str = "/api/v1/teams/{team_id}/transfer/decline";
/// The members of a team.
pub const MEMBERS: &str = "/api/v1/teams/{team_id}/members";
/// One of them; `{id}` is a [`MemberId`](crate::MemberId).
pub const MEMBER: &str = "/api/v1/teams/{team_id}/members/{id}";
/// The invitations into a team that nobody has answered.
pub const INVITATIONS: &str = "/api/v1/teams/{team_id}/invitations";
/// One of them; `{id}` is an [`InvitationId`](crate::InvitationId).
pub const INVITATION: &str = "/api/v1/teams/{team_id}/invitations/{id}";
/// Send it again.
pub const RESEND_INVITATION: &str = "/api/v1/teams/{team_id}/invitations/{id}/resend";
/// See what an invitation says, by the token of its link.
pub const PREVIEW_INVITATION: &str = "/api/v1/invitations/preview";
/// Accept an invitation, by the token of its link.
pub const ACCEPT_INVITATION: &str = "/api/v1/invitations/accept";
/// Accept an invitation with a new account, by the token of its link.
pub const REGISTER_BY_INVITATION: &str = "/api/v1/invitations/register";
/// Decline an invitation, by the token of its link.
pub const DECLINE_INVITATION: &str = "/api/v1/invitations/decline";
/// An invitation for the user's own address; `{id}` is an [`InvitationId`](crate::InvitationId).
pub const OWN_INVITATION: &str = "/api/v1/invitations/{id}";
/// Accept it.
pub const ACCEPT_OWN_INVITATION: &str = "/api/v1/invitations/{id}/accept";
/// Decline it.
pub const DECLINE_OWN_INVITATION: &str = "/api/v1/invitations/{id}/decline";
/// The roles of a team.
pub const TEAM_ROLES: &str = "/api/v1/teams/{team_id}/roles";
/// One of them; `{id}` is a [`RoleId`](crate::RoleId).
pub const TEAM_ROLE: &str = "/api/v1/teams/{team_id}/roles/{id}";
/// The roles in the product as a whole.
pub const ROLES: &str = "/api/v1/roles";
/// One of them; `{id}` is a [`RoleId`](crate::RoleId).
pub const ROLE: &str = "/api/v1/roles/{id}";
/// The roles in the product that a user has; `{id}` is a [`UserId`](crate::UserId).
pub const USER_ROLES: &str = "/api/v1/users/{id}/roles";
/// One of them; `{role_id}` is a [`RoleId`](crate::RoleId).
pub const USER_ROLE: &str = "/api/v1/users/{id}/roles/{role_id}";
/// The projects of a team.
pub const PROJECTS: &str = "/api/v1/teams/{team_id}/projects";
/// The projects of a team, as a file.
pub const EXPORT_PROJECTS: &str = "/api/v1/teams/{team_id}/projects/export";
/// One of them; `{id}` is a [`ProjectId`](crate::ProjectId).
pub const PROJECT: &str = "/api/v1/teams/{team_id}/projects/{id}";
/// Put it out of the way.
pub const ARCHIVE_PROJECT: &str = "/api/v1/teams/{team_id}/projects/{id}/archive";
/// Bring it back.
pub const RESTORE_PROJECT: &str = "/api/v1/teams/{team_id}/projects/{id}/restore";
/// With whom it is shared.
pub const PROJECT_GRANTS: &str = "/api/v1/teams/{team_id}/projects/{id}/grants";
/// One of them; `{grant_id}` is a [`ProjectGrantId`](crate::ProjectGrantId).
pub const PROJECT_GRANT: &str = "/api/v1/teams/{team_id}/projects/{id}/grants/{grant_id}";
/// The audit log of a team.
pub const AUDIT: &str = "/api/v1/teams/{team_id}/audit";
/// The audit log of a team, as a file.
pub const AUDIT_EXPORT: &str = "/api/v1/teams/{team_id}/audit/export";
/// One account, for staff; `{id}` is a [`UserId`](crate::UserId).
pub const ADMIN_USER: &str = "/api/v1/admin/users/{id}";
/// Keep everybody out of it.
pub const ADMIN_DEACTIVATE_USER: &str = "/api/v1/admin/users/{id}/deactivate";
/// Let its owner in again.
pub const ADMIN_ACTIVATE_USER: &str = "/api/v1/admin/users/{id}/activate";
/// Remove its second factor.
pub const ADMIN_RESET_MFA: &str = "/api/v1/admin/users/{id}/reset-mfa";
/// Its sessions.
pub const ADMIN_USER_SESSIONS: &str = "/api/v1/admin/users/{id}/sessions";
/// Act as its owner.
pub const ADMIN_IMPERSONATE: &str = "/api/v1/admin/users/{id}/impersonate";
/// Act as oneself again.
pub const ADMIN_END_IMPERSONATION: &str = "/api/v1/admin/impersonation/end";
/// Sign-ups whose addresses are not confirmed.
pub const ADMIN_REGISTRATIONS: &str = "/api/v1/admin/registrations";
/// Take an address for confirmed; `{id}` is a [`RegistrationId`](crate::RegistrationId).
pub const ADMIN_VERIFY_REGISTRATION: &str = "/api/v1/admin/registrations/{id}/verify";
/// All teams.
pub const ADMIN_TEAMS: &str = "/api/v1/admin/teams";
/// One of them; `{id}` is a [`TeamId`](crate::TeamId).
pub const ADMIN_TEAM: &str = "/api/v1/admin/teams/{id}";
/// The invitations into all teams that nobody has answered.
pub const ADMIN_INVITATIONS: &str = "/api/v1/admin/invitations";
/// One of them; `{id}` is an [`InvitationId`](crate::InvitationId).
pub const ADMIN_INVITATION: &str = "/api/v1/admin/invitations/{id}";
/// The kinds of jobs, and how many there are of each.
pub const ADMIN_JOBS: &str = "/api/v1/admin/jobs";
/// The jobs that were given up.
pub const ADMIN_DEAD_JOBS: &str = "/api/v1/admin/jobs/dead";
/// Have all of a kind done again.
pub const ADMIN_REQUEUE_JOBS: &str = "/api/v1/admin/jobs/requeue";
/// Have one of them done again; `{id}` is a [`JobId`](crate::JobId).
pub const ADMIN_REQUEUE_JOB: &str = "/api/v1/admin/jobs/{id}/requeue";
/// When the clock queues its jobs.
pub const ADMIN_SCHEDULES: &str = "/api/v1/admin/schedules";
/// The mails that were sent, or could not be.
pub const ADMIN_MAILS: &str = "/api/v1/admin/mails";
/// What happened to anybody's account.
pub const ADMIN_SECURITY_EVENTS: &str = "/api/v1/admin/security-events";
/// The audit log of the product as a whole.
pub const ADMIN_AUDIT: &str = "/api/v1/admin/audit";
/// The audit log of the product as a whole, as a file.
pub const ADMIN_AUDIT_EXPORT: &str = "/api/v1/admin/audit/export";
/// How the product is.
pub const ADMIN_SYSTEM: &str = "/api/v1/admin/system";
/// The notifications of the signed-in user.
pub const NOTIFICATIONS: &str = "/api/v1/notifications";
/// How many of them are unread.
pub const UNREAD_COUNT: &str = "/api/v1/notifications/unread-count";
/// Read all of them.
pub const READ_NOTIFICATIONS: &str = "/api/v1/notifications/read";
/// Read one; `{id}` is a [`NotificationId`](crate::NotificationId).
pub const READ_NOTIFICATION: &str = "/api/v1/notifications/{id}/read";
/// How the signed-in user is told what.
pub const NOTIFICATION_PREFERENCES: &str = "/api/v1/notifications/preferences";
/// What is new, as it happens.
pub const NOTIFICATION_STREAM: &str = "/api/v1/notifications/stream";
/// What is announced to everybody.
pub const ANNOUNCEMENTS: &str = "/api/v1/announcements";
/// Put an announcement away; `{id}` is an [`AnnouncementId`](crate::AnnouncementId).
pub const DISMISS_ANNOUNCEMENT: &str = "/api/v1/announcements/{id}/dismiss";
/// All announcements, for the staff.
pub const ADMIN_ANNOUNCEMENTS: &str = "/api/v1/admin/announcements";
/// One of them; `{id}` is an [`AnnouncementId`](crate::AnnouncementId).
pub const ADMIN_ANNOUNCEMENT: &str = "/api/v1/admin/announcements/{id}";
/// The API's description.
pub const OPENAPI: &str = "/api/openapi.json";
/// The API's description, as a page to read.
pub const DOCS: &str = "/api/docs";
/// Whether the process lives.
pub const HEALTHZ: &str = "/healthz";
/// Whether the process can serve, dependency by dependency.
pub const READYZ: &str = "/readyz";

/// Accepts a path of this site: it starts with one slash, so that it cannot name another host.
pub fn own(path: &str) -> Option<&str> {
    let mut bytes = path.bytes();
    let is_own = bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        // Browsers drop tabs and line breaks, which would bring a second slash forward.
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    is_own.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed() {
        for good in ["/", "/dashboard", "/users?search=a%20b&sort=-email"] {
            assert_eq!(own(good), Some(good));
        }
        for bad in [
            "",
            "dashboard",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "/a b",
        ] {
            assert_eq!(own(bad), None, "{bad:?}");
        }
    }
}
