//! Every operation of the API, called by everyone. What the roles in the product reach is in `staff`.

use std::collections::BTreeMap;

use contract::{Permission, api_keys::Scope, path, problem::code, users::User};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{Answer, Client, PASSWORD, TestApp, db_test};

use crate::isolation;

/// The statuses for somebody who is not signed in, the owner of what is asked for, another user,
/// and a superuser.
pub(crate) struct Row {
    pub(crate) operation: &'static str,
    pub(crate) request: fn(&User) -> (Method, String, Value),
    pub(crate) expected: [u16; 4],
}

pub(crate) const ROWS: &[Row] = &[
    Row {
        operation: "register",
        request: |_| {
            let body = json!({
                "email": "new@example.com", "password": PASSWORD, "first_name": "N", "last_name": "W",
            });
            (Method::POST, path::REGISTER.into(), body)
        },
        expected: [201; 4],
    },
    Row {
        operation: "verify_email",
        request: |_| {
            (
                Method::POST,
                path::VERIFY_EMAIL.into(),
                json!({"token": "unknown"}),
            )
        },
        expected: [409; 4],
    },
    Row {
        operation: "unlock_account",
        request: |_| {
            (
                Method::POST,
                path::UNLOCK.into(),
                json!({"token": "unknown"}),
            )
        },
        expected: [409; 4],
    },
    Row {
        operation: "resend_verification",
        request: |user| {
            (
                Method::POST,
                path::RESEND_VERIFICATION.into(),
                json!({"email": user.email}),
            )
        },
        expected: [202; 4],
    },
    Row {
        operation: "login",
        request: |user| {
            (
                Method::POST,
                path::LOGIN.into(),
                json!({"email": user.email, "password": PASSWORD}),
            )
        },
        expected: [200; 4],
    },
    Row {
        operation: "refresh",
        request: |_| (Method::POST, path::REFRESH.into(), Value::Null),
        expected: [401, 204, 204, 204],
    },
    Row {
        operation: "logout",
        request: |_| (Method::POST, path::LOGOUT.into(), Value::Null),
        expected: [204; 4],
    },
    Row {
        operation: "forgot_password",
        request: |user| {
            (
                Method::POST,
                path::FORGOT_PASSWORD.into(),
                json!({"email": user.email}),
            )
        },
        expected: [202; 4],
    },
    Row {
        operation: "reset_password",
        request: |_| {
            let body = json!({"token": "unknown", "new_password": "four green kettles hum"});
            (Method::POST, path::RESET_PASSWORD.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "password_strength",
        request: |_| {
            (
                Method::POST,
                path::PASSWORD_STRENGTH.into(),
                json!({"password": PASSWORD}),
            )
        },
        expected: [200; 4],
    },
    Row {
        operation: "change_password",
        request: |_| {
            let body =
                json!({"current_password": "wrong", "new_password": "four green kettles hum"});
            (Method::POST, path::CHANGE_PASSWORD.into(), body)
        },
        expected: [401, 403, 403, 403],
    },
    Row {
        operation: "get_auth_me",
        request: |_| (Method::GET, path::AUTH_ME.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "step_up",
        request: |_| {
            (
                Method::POST,
                path::STEP_UP.into(),
                json!({"method": "password", "password": "wrong"}),
            )
        },
        expected: [401, 403, 403, 403],
    },
    Row {
        operation: "get_mfa",
        request: |_| (Method::GET, path::MFA.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "answer_totp",
        request: |_| {
            (
                Method::POST,
                path::MFA_TOTP.into(),
                json!({"code": "123456"}),
            )
        },
        expected: [401; 4],
    },
    Row {
        operation: "remove_totp",
        request: |_| (Method::DELETE, path::MFA_TOTP.into(), Value::Null),
        expected: [401, 409, 409, 409],
    },
    Row {
        operation: "set_up_totp",
        request: |_| (Method::POST, path::MFA_TOTP_SETUP.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // The row above has set it up.
        operation: "confirm_totp",
        request: |_| {
            (
                Method::POST,
                path::MFA_TOTP_CONFIRM.into(),
                json!({"code": "123456"}),
            )
        },
        expected: [401, 403, 403, 403],
    },
    Row {
        operation: "answer_recovery_code",
        request: |_| {
            (
                Method::POST,
                path::MFA_RECOVERY_CODE.into(),
                json!({"code": "x"}),
            )
        },
        expected: [401; 4],
    },
    Row {
        operation: "renew_recovery_codes",
        request: |_| (Method::POST, path::MFA_RECOVERY_CODES.into(), Value::Null),
        expected: [401, 409, 409, 409],
    },
    Row {
        operation: "list_trusted_devices",
        request: |_| (Method::GET, path::MFA_DEVICES.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "untrust_device",
        request: |user| {
            let path = path::MFA_DEVICE.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "begin_passkey_login",
        request: |_| {
            (
                Method::POST,
                path::PASSKEY_LOGIN_CHALLENGE.into(),
                Value::Null,
            )
        },
        expected: [200; 4],
    },
    Row {
        operation: "passkey_login",
        request: |_| (Method::POST, path::PASSKEY_LOGIN.into(), assertion()),
        expected: [401; 4],
    },
    Row {
        operation: "begin_answering_with_passkey",
        request: |_| {
            (
                Method::POST,
                path::MFA_PASSKEY_CHALLENGE.into(),
                Value::Null,
            )
        },
        expected: [401; 4],
    },
    Row {
        operation: "answer_passkey",
        request: |_| (Method::POST, path::MFA_PASSKEY.into(), assertion()),
        expected: [401; 4],
    },
    Row {
        operation: "begin_passkey_step_up",
        request: |_| {
            (
                Method::POST,
                path::STEP_UP_PASSKEY_CHALLENGE.into(),
                Value::Null,
            )
        },
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "list_passkeys",
        request: |_| (Method::GET, path::PASSKEYS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "begin_adding_passkey",
        request: |_| (Method::POST, path::PASSKEY_CHALLENGE.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "add_passkey",
        request: |_| {
            let response = json!({"attestationObject": "AA", "clientDataJSON": "AA"});
            let body = json!({"name": "X", "credential": credential(&response)});
            (Method::POST, path::PASSKEYS.into(), body)
        },
        expected: [401, 409, 409, 409],
    },
    Row {
        operation: "rename_passkey",
        request: |user| {
            let path = path::PASSKEY.replace("{id}", &user.id.to_string());
            (Method::PATCH, path, json!({"name": "X"}))
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "remove_passkey",
        request: |user| {
            let path = path::PASSKEY.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "list_sessions",
        request: |_| (Method::GET, path::SESSIONS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "end_session",
        request: |user| {
            let path = path::SESSION.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "end_other_sessions",
        request: |_| (Method::DELETE, path::SESSIONS.into(), Value::Null),
        expected: [401, 204, 204, 204],
    },
    Row {
        operation: "list_oauth_providers",
        request: |_| (Method::GET, path::OAUTH_PROVIDERS.into(), Value::Null),
        expected: [200; 4],
    },
    Row {
        // None is set up.
        operation: "start_oauth",
        request: |_| {
            let path = path::OAUTH_START.replace("{provider}", "google");
            (Method::GET, path, Value::Null)
        },
        expected: [404; 4],
    },
    Row {
        operation: "finish_oauth",
        request: |_| {
            let path = path::OAUTH_CALLBACK.replace("{provider}", "google");
            (Method::GET, path, Value::Null)
        },
        expected: [404; 4],
    },
    Row {
        operation: "list_identities",
        request: |_| (Method::GET, path::IDENTITIES.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "link_identity",
        request: |_| {
            let path = path::IDENTITY_LINK.replace("{provider}", "google");
            (Method::POST, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "unlink_identity",
        request: |_| {
            let path = path::IDENTITY.replace("{provider}", "google");
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "get_me",
        request: |_| (Method::GET, path::USERS_ME.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "update_me",
        request: |_| {
            (
                Method::PATCH,
                path::USERS_ME.into(),
                json!({"first_name": "X"}),
            )
        },
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "list_users",
        request: |_| (Method::GET, path::USERS.into(), Value::Null),
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "get_user",
        request: |user| {
            (
                Method::GET,
                path::USER.replace("{id}", &user.id.to_string()),
                Value::Null,
            )
        },
        expected: [401, 200, 404, 200],
    },
    Row {
        operation: "create_api_key",
        request: |_| {
            let body = json!({"name": "N", "scopes": ["account:read"]});
            (Method::POST, path::API_KEYS.into(), body)
        },
        expected: [401, 201, 201, 201],
    },
    Row {
        operation: "list_api_keys",
        request: |_| (Method::GET, path::API_KEYS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "rotate_api_key",
        request: |user| {
            let path = path::ROTATE_API_KEY.replace("{id}", &user.id.to_string());
            (Method::POST, path, json!({}))
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "revoke_api_key",
        request: |user| {
            let path = path::API_KEY.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "list_security_events",
        request: |_| (Method::GET, path::SECURITY_EVENTS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "change_email",
        request: |_| {
            let body = json!({"email": "new@example.org"});
            (Method::POST, path::CHANGE_EMAIL.into(), body)
        },
        expected: [401, 202, 202, 202],
    },
    Row {
        operation: "confirm_email_change",
        request: |_| {
            let body = json!({"token": "unknown"});
            (Method::POST, path::CONFIRM_EMAIL_CHANGE.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "undo_email_change",
        request: |_| {
            let body = json!({"token": "unknown"});
            (Method::POST, path::UNDO_EMAIL_CHANGE.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "cancel_deletion",
        request: |_| {
            let body = json!({"token": "unknown"});
            (Method::POST, path::CANCEL_DELETION.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "request_export",
        request: |_| (Method::POST, path::EXPORT.into(), Value::Null),
        expected: [401, 202, 202, 202],
    },
    Row {
        operation: "list_exports",
        request: |_| (Method::GET, path::EXPORTS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "download_export",
        request: |user| {
            let path = path::DOWNLOAD_EXPORT.replace("{id}", &user.id.to_string());
            (Method::GET, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "list_teams",
        request: |_| (Method::GET, path::TEAMS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "create_team",
        request: |_| (Method::POST, path::TEAMS.into(), json!({"name": "Engines"})),
        expected: [401, 201, 201, 201],
    },
    Row {
        operation: "preview_invitation",
        request: |_| {
            let body = json!({"token": "unknown"});
            (Method::POST, path::PREVIEW_INVITATION.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "accept_invitation",
        request: |_| {
            let body = json!({"token": "unknown"});
            (Method::POST, path::ACCEPT_INVITATION.into(), body)
        },
        expected: [401, 409, 409, 409],
    },
    Row {
        operation: "register_by_invitation",
        request: |_| {
            let body = json!({
                "token": "unknown", "password": PASSWORD, "first_name": "N", "last_name": "W",
            });
            (Method::POST, path::REGISTER_BY_INVITATION.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "decline_invitation",
        request: |_| {
            let body = json!({"token": "unknown"});
            (Method::POST, path::DECLINE_INVITATION.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        // There is none of this id.
        operation: "get_own_invitation",
        request: |user| {
            let path = path::OWN_INVITATION.replace("{id}", &user.id.to_string());
            (Method::GET, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "accept_own_invitation",
        request: |user| {
            let path = path::ACCEPT_OWN_INVITATION.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "decline_own_invitation",
        request: |user| {
            let path = path::DECLINE_OWN_INVITATION.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "list_roles",
        request: |_| (Method::GET, path::ROLES.into(), Value::Null),
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "create_role",
        request: |_| {
            let body = json!({"name": "Helper", "permissions": ["users:list"]});
            (Method::POST, path::ROLES.into(), body)
        },
        expected: [401, 403, 403, 201],
    },
    Row {
        // There is none of this id.
        operation: "update_role",
        request: |user| {
            let path = path::ROLE.replace("{id}", &user.id.to_string());
            (Method::PATCH, path, json!({"name": "X"}))
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "remove_role",
        request: |user| {
            let path = path::ROLE.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "list_user_roles",
        request: |user| {
            let path = path::USER_ROLES.replace("{id}", &user.id.to_string());
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "give_role",
        request: |user| {
            let path = path::USER_ROLES.replace("{id}", &user.id.to_string());
            (Method::POST, path, json!({"role_id": user.id}))
        },
        expected: [401, 403, 403, 422],
    },
    Row {
        operation: "take_role",
        request: |user| {
            let path = path::USER_ROLE
                .replace("{id}", &user.id.to_string())
                .replace("{role_id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "admin_get_user",
        request: |user| {
            let path = path::ADMIN_USER.replace("{id}", &user.id.to_string());
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_end_sessions",
        request: |user| {
            let path = path::ADMIN_USER_SESSIONS.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 403, 403, 204],
    },
    Row {
        operation: "admin_reset_mfa",
        request: |user| {
            let path = path::ADMIN_RESET_MFA.replace("{id}", &user.id.to_string());
            (Method::POST, path, json!({"reason": "asked for"}))
        },
        expected: [401, 403, 403, 409],
    },
    Row {
        operation: "admin_deactivate_user",
        request: |user| {
            let path = path::ADMIN_DEACTIVATE_USER.replace("{id}", &user.id.to_string());
            (Method::POST, path, json!({"reason": "asked for"}))
        },
        expected: [401, 403, 403, 204],
    },
    Row {
        operation: "admin_activate_user",
        request: |user| {
            let path = path::ADMIN_ACTIVATE_USER.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 403, 403, 204],
    },
    Row {
        operation: "admin_impersonate",
        request: |user| {
            let path = path::ADMIN_IMPERSONATE.replace("{id}", &user.id.to_string());
            (Method::POST, path, json!({"reason": "asked for"}))
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        // Nobody acts as anybody else.
        operation: "admin_end_impersonation",
        request: |_| {
            let path = path::ADMIN_END_IMPERSONATION.into();
            (Method::POST, path, Value::Null)
        },
        expected: [401; 4],
    },
    Row {
        operation: "admin_list_registrations",
        request: |_| {
            let path = path::ADMIN_REGISTRATIONS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        // There is none of this id.
        operation: "admin_verify_registration",
        request: |user| {
            let path = path::ADMIN_VERIFY_REGISTRATION.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "admin_list_teams",
        request: |_| {
            let path = path::ADMIN_TEAMS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_get_team",
        request: |user| {
            let path = path::ADMIN_TEAM.replace("{id}", &user.id.to_string());
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "admin_list_invitations",
        request: |_| {
            let path = path::ADMIN_INVITATIONS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        // There is none of this id.
        operation: "admin_revoke_invitation",
        request: |user| {
            let path = path::ADMIN_INVITATION.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "admin_list_job_kinds",
        request: |_| {
            let path = path::ADMIN_JOBS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_list_dead_jobs",
        request: |_| {
            let path = path::ADMIN_DEAD_JOBS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_requeue_job",
        request: |user| {
            let path = path::ADMIN_REQUEUE_JOB.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "admin_requeue_jobs",
        request: |_| {
            let path = path::ADMIN_REQUEUE_JOBS.into();
            (Method::POST, path, json!({"kind": "mails.send"}))
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_list_schedules",
        request: |_| {
            let path = path::ADMIN_SCHEDULES.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_list_mails",
        request: |_| {
            let path = path::ADMIN_MAILS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_list_security_events",
        request: |_| {
            let path = path::ADMIN_SECURITY_EVENTS.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_list_audit_events",
        request: |_| {
            let path = path::ADMIN_AUDIT.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_export_audit_events",
        request: |_| {
            let path = path::ADMIN_AUDIT_EXPORT.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "admin_get_system",
        request: |_| {
            let path = path::ADMIN_SYSTEM.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "list_notifications",
        request: |_| (Method::GET, path::NOTIFICATIONS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "count_unread_notifications",
        request: |_| (Method::GET, path::UNREAD_COUNT.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "read_notification",
        request: |user| {
            let path = path::READ_NOTIFICATION.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "read_all_notifications",
        request: |_| (Method::POST, path::READ_NOTIFICATIONS.into(), Value::Null),
        expected: [401, 204, 204, 204],
    },
    Row {
        operation: "get_notification_preferences",
        request: |_| {
            let path = path::NOTIFICATION_PREFERENCES.into();
            (Method::GET, path, Value::Null)
        },
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "update_notification_preference",
        request: |_| {
            let body = json!({"channel": "mail", "is_enabled": false});
            (Method::PATCH, path::NOTIFICATION_PREFERENCES.into(), body)
        },
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "stream_notifications",
        request: |_| (Method::GET, path::NOTIFICATION_STREAM.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "list_current_announcements",
        request: |_| (Method::GET, path::ANNOUNCEMENTS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "dismiss_announcement",
        request: |user| {
            let path = path::DISMISS_ANNOUNCEMENT.replace("{id}", &user.id.to_string());
            (Method::POST, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "list_announcements",
        request: |_| (Method::GET, path::ADMIN_ANNOUNCEMENTS.into(), Value::Null),
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "create_announcement",
        request: |_| {
            let texts = json!({"en": {"title": "T", "text": "X"}});
            let body = json!({"level": "info", "texts": texts});
            (Method::POST, path::ADMIN_ANNOUNCEMENTS.into(), body)
        },
        expected: [401, 403, 403, 201],
    },
    Row {
        // There is none of this id.
        operation: "update_announcement",
        request: |user| {
            let path = path::ADMIN_ANNOUNCEMENT.replace("{id}", &user.id.to_string());
            (Method::PATCH, path, json!({"level": "warning"}))
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "remove_announcement",
        request: |user| {
            let path = path::ADMIN_ANNOUNCEMENT.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 403, 403, 404],
    },
    Row {
        operation: "get_health",
        request: |_| (Method::GET, path::HEALTHZ.into(), Value::Null),
        expected: [204; 4],
    },
    Row {
        operation: "get_readiness",
        request: |_| (Method::GET, path::READYZ.into(), Value::Null),
        expected: [200; 4],
    },
    // These close the accounts that call.
    Row {
        operation: "deactivate",
        request: |_| (Method::POST, path::DEACTIVATE.into(), Value::Null),
        expected: [401, 204, 204, 204],
    },
    Row {
        operation: "delete_me",
        request: |_| (Method::DELETE, path::USERS_ME.into(), Value::Null),
        expected: [401, 202, 202, 202],
    },
];

/// Who can call an operation, by the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Public,
    Session,
    SessionOrKey(Scope),
}

/// The operations of the document, with who can call them.
fn documented() -> BTreeMap<String, Access> {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let public = operation["x-public"] == true;
            let permission = operation["x-permission"].as_str();
            assert_ne!(
                public,
                permission.is_some(),
                "{method} {path} is public or has a permission"
            );
            let word = operation["x-permission"].clone();
            assert!(
                public || serde_json::from_value::<Permission>(word).is_ok(),
                "{method} {path} has a permission of the vocabulary"
            );
            let scope = permission.and_then(|permission| permission.parse().ok());
            let (access, schemes) = match scope {
                _ if public => (Access::Public, json!([])),
                None => (Access::Session, json!([{"session": []}])),
                Some(scope) => (
                    Access::SessionOrKey(scope),
                    json!([{"session": []}, {"api_key": []}]),
                ),
            };
            assert_eq!(
                operation["security"], schemes,
                "{method} {path} says what it takes"
            );
            operations.insert(id, access);
        }
    }
    operations
}

/// The permission of each operation that is not public, by the document.
pub(crate) fn permissions() -> BTreeMap<String, Permission> {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let items = document["paths"].as_object().unwrap().values();
    items
        .flat_map(|item| item.as_object().unwrap().values())
        .filter_map(|operation| {
            let permission = operation["x-permission"].as_str()?.parse().unwrap();
            Some((operation["operationId"].as_str()?.to_owned(), permission))
        })
        .collect()
}

pub(crate) async fn call(client: &Client, row: &Row, user: &User) -> Answer {
    let (method, path, body) = (row.request)(user);
    if body.is_null() {
        client
            .send(client.request(method, &path), axum::body::Body::empty())
            .await
    } else {
        client.json(method, &path, &body, None).await
    }
}

/// The answer of a passkey that nobody has.
fn assertion() -> Value {
    let response = json!({"authenticatorData": "AA", "clientDataJSON": "AA", "signature": "AA"});
    json!({"credential": credential(&response)})
}

fn credential(response: &Value) -> Value {
    json!({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let documented: Vec<String> = documented().into_keys().collect();
    let rows = ROWS.iter().map(|row| row.operation);
    let mut rows: Vec<&str> = rows.chain(isolation::operations()).collect();
    rows.sort_unstable();
    assert_eq!(rows, documented, "add a row for a new operation");
}

#[test]
fn no_protected_operation_answers_somebody_unknown() {
    let documented = documented();
    for row in ROWS {
        if documented[row.operation] != Access::Public {
            assert_eq!(row.expected[0], 401, "{}", row.operation);
        }
    }
}

#[db_test]
async fn every_operation_as_everyone(app: TestApp) {
    let owner = app.account("owner", false).await;
    app.account("other", false).await;
    app.account("root", true).await;
    for row in ROWS {
        for email in ["owner@example.com", "other@example.com", "root@example.com"] {
            app.reactivate(email).await;
        }
        let callers = [
            ("anonymous", app.anon()),
            ("owner", app.sign_in("owner@example.com").await),
            ("other", app.sign_in("other@example.com").await),
            ("superuser", app.sign_in("root@example.com").await),
        ];
        for ((name, client), expected) in callers.iter().zip(row.expected) {
            let status = call(client, row, &owner).await.status;
            assert_eq!(status.as_u16(), expected, "{} as {name}", row.operation);
        }
    }
}

#[db_test]
async fn every_operation_with_keys(app: TestApp) {
    let owner = app.account("owner", false).await;
    let browser = app.sign_in(&owner.email).await;
    let key = app.key(&browser, Scope::ALL).await;
    let unknown = app.program("plk_q3VbYc0R2mXfK8sLw1nTzA5hJ7dPeU9gB4iOrC6yQxE");
    let mut without = BTreeMap::new();
    for scope in Scope::ALL {
        let others: Vec<_> = Scope::ALL
            .iter()
            .copied()
            .filter(|other| other != scope)
            .collect();
        without.insert(scope, app.program(&app.key(&browser, &others).await));
    }
    let documented = documented();
    for row in ROWS {
        let access = documented[row.operation];
        let name = row.operation;
        let with_all = app.program(&key);
        let [anonymous, as_owner, ..] = row.expected;
        match access {
            // A key is no session, and nobody asks for one.
            Access::Public => {
                let status = call(&with_all, row, &owner).await.status;
                assert_eq!(status.as_u16(), anonymous, "{name}");
            }
            Access::Session => {
                let answer = call(&with_all, row, &owner).await;
                answer.problem(StatusCode::FORBIDDEN, code::KEY_NOT_ALLOWED);
            }
            Access::SessionOrKey(scope) => {
                let answer = call(&without[&scope], row, &owner).await;
                answer.problem(StatusCode::FORBIDDEN, code::KEY_SCOPE_MISSING);
                let status = call(&with_all, row, &owner).await.status;
                assert_eq!(status.as_u16(), as_owner, "{name}");
            }
        }
        if access != Access::Public {
            let answer = call(&unknown, row, &owner).await;
            answer.problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
        }
    }
}

#[db_test]
async fn who_is_unknown_is_refused_before_the_body_is_read(app: TestApp) {
    let client = app.anon();
    for (method, path) in [
        (Method::POST, path::CHANGE_PASSWORD),
        (Method::PATCH, path::USERS_ME),
    ] {
        let request = client.request(method, path);
        client
            .send(request, "not json".into())
            .await
            .expect(StatusCode::UNAUTHORIZED);
    }
    client
        .get("/api/v1/users/not-an-id")
        .await
        .expect(StatusCode::UNAUTHORIZED);
    client
        .get("/api/v1/users?limit=x")
        .await
        .expect(StatusCode::UNAUTHORIZED);
}

/// Who acts as somebody else is refused whatever only the person may do, before anything is looked up.
#[db_test]
async fn every_operation_in_somebody_elses_name(app: TestApp) {
    let owner = app.account("owner", false).await;
    app.account("root", true).await;
    let permissions = permissions();
    let mut barred = 0;
    for row in ROWS {
        let Some(permission) = permissions.get(row.operation) else {
            continue;
        };
        let client = app.sign_in("root@example.com").await;
        crate::admin::impersonate(&client, owner.id).await;
        let answer = call(&client, row, &owner).await;
        if crate::admin::is_allowed_in_anothers_name(*permission) {
            let status = answer.status.as_u16();
            assert_eq!(status, row.expected[1], "{}", row.operation);
        } else {
            answer.problem(StatusCode::FORBIDDEN, code::IMPERSONATING);
            barred += 1;
        }
    }
    assert!(barred > 50, "{barred}");
}
