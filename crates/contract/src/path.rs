//! Where the endpoints are: shared by router, client and tests.

/// The root of the REST API.
pub const API: &str = "/api/v1";

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
/// Change one's password.
pub const CHANGE_PASSWORD: &str = "/api/v1/auth/change-password";
/// Prove anew who one is.
pub const STEP_UP: &str = "/api/v1/auth/step-up";
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
/// The sessions of the signed-in user.
pub const SESSIONS: &str = "/api/v1/sessions";
/// One of them; `{id}` is a [`SessionId`](crate::SessionId).
pub const SESSION: &str = "/api/v1/sessions/{id}";
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
/// The API's description.
pub const OPENAPI: &str = "/api/openapi.json";
/// The API's description, as a page to read.
pub const DOCS: &str = "/api/docs";
/// Whether the process lives.
pub const HEALTHZ: &str = "/healthz";
/// Whether the process can serve, dependency by dependency.
pub const READYZ: &str = "/readyz";
