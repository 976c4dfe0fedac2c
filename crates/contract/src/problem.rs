//! Refusals: RFC 9457 problem documents with stable codes.

use serde::{Deserialize, Serialize};

use crate::{mfa::StepUpMethod, validation::FieldError};

/// The media type of a [`Problem`].
pub const CONTENT_TYPE: &str = "application/problem+json";

/// The body of every answer with a 4xx or 5xx status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "about:blank"))]
    pub kind: String,
    /// The status in words.
    #[cfg_attr(feature = "openapi", schema(example = "Unprocessable Entity"))]
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(
        feature = "openapi",
        schema(example = 422, minimum = 400, maximum = 599)
    )]
    pub status: u16,
    /// What went wrong, as one of the stable codes.
    #[cfg_attr(feature = "openapi", schema(example = "request.invalid"))]
    pub code: String,
    /// What went wrong, in English, for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub detail: Option<String>,
    /// The id of the request, to be named when asking for help.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "019a3c5e-8b11-7c02-a6d4-5e0f9b7a1c33")
    )]
    pub request_id: String,
    /// The fields that were refused; empty unless the code is `request.invalid`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The ways to prove anew who one is; empty unless the code is `auth.step_up_required`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<StepUpMethod>,
    /// The seconds after which to try again, as in the header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub retry_after: Option<u64>,
}

/// Stable codes of refusals. Every one has a translation in `i18n`.
pub mod code {
    /// Address or password is wrong.
    pub const INVALID_CREDENTIALS: &str = "auth.invalid_credentials";
    /// The address is not confirmed yet.
    pub const EMAIL_UNVERIFIED: &str = "auth.email_unverified";
    /// The account was deactivated.
    pub const ACCOUNT_DISABLED: &str = "auth.account_disabled";
    /// So many sign-ins have failed that only a mailed link helps.
    pub const LOCKED: &str = "auth.locked";
    /// No credential, or one that is not accepted.
    pub const UNAUTHENTICATED: &str = "auth.unauthenticated";
    /// The session has ended.
    pub const SESSION_ENDED: &str = "auth.session_ended";
    /// The token of a mail is unknown, used or too old.
    pub const TOKEN_INVALID: &str = "auth.token_invalid";
    /// The current password is wrong.
    pub const WRONG_PASSWORD: &str = "auth.wrong_password";
    /// The code of the second factor is wrong or was used.
    pub const WRONG_CODE: &str = "auth.wrong_code";
    /// Signing in took too long, or too many wrong codes: begin anew.
    pub const CHALLENGE_EXPIRED: &str = "auth.challenge_expired";
    /// The action asks for a fresh proof of who one is; `methods` names the ways.
    pub const STEP_UP_REQUIRED: &str = "auth.step_up_required";
    /// There is an authenticator app already, or there is none.
    pub const MFA_STATE: &str = "auth.mfa_state";
    /// It is the last way into the account.
    pub const LAST_WAY_IN: &str = "auth.last_way_in";
    /// The answer belongs to no sign-in that this browser has begun.
    pub const OAUTH_STATE_INVALID: &str = "oauth.state_invalid";
    /// The answer was used before.
    pub const OAUTH_CODE_REPLAYED: &str = "oauth.code_replayed";
    /// The provider does not take its code back: it is too old, used, or not for this browser.
    pub const OAUTH_CODE_REFUSED: &str = "oauth.code_refused";
    /// The answer is in the name of another provider.
    pub const OAUTH_ISSUER_INVALID: &str = "oauth.issuer_invalid";
    /// The token is meant for another program.
    pub const OAUTH_AUDIENCE_INVALID: &str = "oauth.audience_invalid";
    /// The token answers another request.
    pub const OAUTH_NONCE_INVALID: &str = "oauth.nonce_invalid";
    /// The token is not signed by the provider.
    pub const OAUTH_SIGNATURE_INVALID: &str = "oauth.signature_invalid";
    /// The token has run out.
    pub const OAUTH_TOKEN_EXPIRED: &str = "oauth.token_expired";
    /// The token cannot be accepted for another reason.
    pub const OAUTH_TOKEN_INVALID: &str = "oauth.token_invalid";
    /// The person did not agree.
    pub const OAUTH_DENIED: &str = "oauth.denied";
    /// The provider refused, or answered what cannot be understood.
    pub const OAUTH_PROVIDER_FAILED: &str = "oauth.provider_failed";
    /// The provider cannot be reached.
    pub const OAUTH_UNREACHABLE: &str = "oauth.unreachable";
    /// The provider does not vouch for the address.
    pub const OAUTH_EMAIL_UNVERIFIED: &str = "oauth.email_unverified";
    /// The account of the address has to be connected from within.
    pub const OAUTH_LINK_REQUIRED: &str = "oauth.link_required";
    /// The account elsewhere is connected with another account here.
    pub const OAUTH_IDENTITY_TAKEN: &str = "oauth.identity_taken";
    /// Another account of the provider is connected already.
    pub const OAUTH_ALREADY_LINKED: &str = "oauth.already_linked";
    /// The passkey was not accepted, or its challenge is used or too old.
    pub const PASSKEY_REFUSED: &str = "auth.passkey_refused";
    /// The passkey belongs to an account already.
    pub const PASSKEY_KNOWN: &str = "passkeys.known";
    /// The account has as many passkeys as it may.
    pub const TOO_MANY_PASSKEYS: &str = "passkeys.too_many";
    /// The address belongs to an account.
    pub const EMAIL_TAKEN: &str = "users.email_taken";
    /// The account is about to be deleted.
    pub const ACCOUNT_DELETING: &str = "auth.account_deleting";
    /// A key may not do this, whatever its scopes.
    pub const KEY_NOT_ALLOWED: &str = "api_keys.not_allowed";
    /// The key has not the scope for this.
    pub const KEY_SCOPE_MISSING: &str = "api_keys.scope_missing";
    /// There are as many keys as one may have.
    pub const TOO_MANY_KEYS: &str = "api_keys.too_many";
    /// The key works no more, or another one has taken its place.
    pub const KEY_ENDED: &str = "api_keys.ended";
    /// There are as many archives as one may have.
    pub const TOO_MANY_EXPORTS: &str = "exports.too_many";
    /// The archive is not ready yet.
    pub const EXPORT_PENDING: &str = "exports.pending";
    /// The address of the team is taken.
    pub const TEAM_SLUG_TAKEN: &str = "teams.slug_taken";
    /// The team is about to be deleted.
    pub const TEAM_DELETING: &str = "teams.deleting";
    /// The team is not about to be deleted.
    pub const TEAM_NOT_DELETING: &str = "teams.not_deleting";
    /// There are as many teams as one may own.
    pub const TOO_MANY_TEAMS: &str = "teams.too_many";
    /// It is the last owner of the team.
    pub const LAST_OWNER: &str = "teams.last_owner";
    /// The team asks its members for a second factor.
    pub const TEAM_MFA_REQUIRED: &str = "teams.mfa_required";
    /// The team is being handed over already.
    pub const TRANSFER_PENDING: &str = "teams.transfer_pending";
    /// Nobody hands the team over to the caller.
    pub const TRANSFER_NONE: &str = "teams.transfer_none";
    /// The person belongs to the team already.
    pub const ALREADY_MEMBER: &str = "members.already";
    /// Nobody is made an owner; a team is handed over.
    pub const OWNER_BY_TRANSFER: &str = "members.owner_by_transfer";
    /// The invitation was answered or revoked, or is too old.
    pub const INVITATION_ENDED: &str = "invitations.ended";
    /// The invitation is for another address.
    pub const INVITATION_OTHER_ADDRESS: &str = "invitations.other_address";
    /// There are as many invitations as may wait for an answer.
    pub const TOO_MANY_INVITATIONS: &str = "invitations.too_many";
    /// The account is the last owner of a team that others belong to.
    pub const SOLE_OWNER: &str = "account.sole_owner";
    /// Another role has the name.
    pub const ROLE_NAME_TAKEN: &str = "roles.name_taken";
    /// The role comes with the product.
    pub const ROLE_BUILT_IN: &str = "roles.built_in";
    /// Somebody has the role, or is invited with it.
    pub const ROLE_IN_USE: &str = "roles.in_use";
    /// It takes or grants more than the caller holds.
    pub const ROLE_TOO_HIGH: &str = "roles.too_high";
    /// There are as many roles as there may be.
    pub const TOO_MANY_ROLES: &str = "roles.too_many";
    /// Who acts as somebody else may not do this in their name.
    pub const IMPERSONATING: &str = "auth.impersonating";
    /// Nobody does this to their own account.
    pub const OWN_ACCOUNT: &str = "users.own_account";
    /// Somebody else has signed up with the address too: nobody can tell whose it is.
    pub const SEVERAL_REGISTRATIONS: &str = "registrations.several";
    /// Another project of the team has the name.
    pub const PROJECT_NAME_TAKEN: &str = "projects.name_taken";
    /// The project is archived.
    pub const PROJECT_ARCHIVED: &str = "projects.archived";
    /// The caller may not choose who owns the project.
    pub const PROJECT_OWNER_FIXED: &str = "projects.owner_fixed";
    /// The level allows more over a project than the caller may do.
    pub const PROJECT_LEVEL_TOO_HIGH: &str = "projects.level_too_high";
    /// The project is shared with as many as it may be.
    pub const TOO_MANY_PROJECT_GRANTS: &str = "projects.too_many_grants";
    /// The request cannot be read.
    pub const MALFORMED: &str = "request.malformed";
    /// Some fields are refused.
    pub const INVALID: &str = "request.invalid";
    /// The body is too large.
    pub const TOO_LARGE: &str = "request.too_large";
    /// The body is not JSON.
    pub const UNSUPPORTED_MEDIA_TYPE: &str = "request.unsupported_media_type";
    /// There is no such thing.
    pub const NOT_FOUND: &str = "request.not_found";
    /// The path exists, but not with this method.
    pub const METHOD_NOT_ALLOWED: &str = "request.method_not_allowed";
    /// The request comes from another site.
    pub const CROSS_ORIGIN: &str = "request.cross_origin";
    /// The thing was changed meanwhile.
    pub const PRECONDITION_FAILED: &str = "request.precondition_failed";
    /// The permission is missing.
    pub const FORBIDDEN: &str = "request.forbidden";
    /// The client is not in a network of administrators.
    pub const NETWORK_FORBIDDEN: &str = "request.network_forbidden";
    /// Too many requests.
    pub const RATE_LIMITED: &str = "request.rate_limited";
    /// Too busy, or a dependency is away.
    pub const UNAVAILABLE: &str = "server.unavailable";
    /// A fault of ours.
    pub const INTERNAL: &str = "server.internal";

    /// Every code, for tests and documents.
    pub const ALL: [&str; 80] = [
        INVALID_CREDENTIALS,
        EMAIL_UNVERIFIED,
        ACCOUNT_DISABLED,
        LOCKED,
        UNAUTHENTICATED,
        SESSION_ENDED,
        TOKEN_INVALID,
        WRONG_PASSWORD,
        WRONG_CODE,
        CHALLENGE_EXPIRED,
        STEP_UP_REQUIRED,
        MFA_STATE,
        LAST_WAY_IN,
        OAUTH_STATE_INVALID,
        OAUTH_CODE_REPLAYED,
        OAUTH_CODE_REFUSED,
        OAUTH_ISSUER_INVALID,
        OAUTH_AUDIENCE_INVALID,
        OAUTH_NONCE_INVALID,
        OAUTH_SIGNATURE_INVALID,
        OAUTH_TOKEN_EXPIRED,
        OAUTH_TOKEN_INVALID,
        OAUTH_DENIED,
        OAUTH_PROVIDER_FAILED,
        OAUTH_UNREACHABLE,
        OAUTH_EMAIL_UNVERIFIED,
        OAUTH_LINK_REQUIRED,
        OAUTH_IDENTITY_TAKEN,
        OAUTH_ALREADY_LINKED,
        PASSKEY_REFUSED,
        PASSKEY_KNOWN,
        TOO_MANY_PASSKEYS,
        EMAIL_TAKEN,
        ACCOUNT_DELETING,
        KEY_NOT_ALLOWED,
        KEY_SCOPE_MISSING,
        TOO_MANY_KEYS,
        KEY_ENDED,
        TOO_MANY_EXPORTS,
        EXPORT_PENDING,
        TEAM_SLUG_TAKEN,
        TEAM_DELETING,
        TEAM_NOT_DELETING,
        TOO_MANY_TEAMS,
        LAST_OWNER,
        TEAM_MFA_REQUIRED,
        TRANSFER_PENDING,
        TRANSFER_NONE,
        ALREADY_MEMBER,
        OWNER_BY_TRANSFER,
        INVITATION_ENDED,
        INVITATION_OTHER_ADDRESS,
        TOO_MANY_INVITATIONS,
        SOLE_OWNER,
        ROLE_NAME_TAKEN,
        ROLE_BUILT_IN,
        ROLE_IN_USE,
        ROLE_TOO_HIGH,
        TOO_MANY_ROLES,
        IMPERSONATING,
        OWN_ACCOUNT,
        SEVERAL_REGISTRATIONS,
        PROJECT_NAME_TAKEN,
        PROJECT_ARCHIVED,
        PROJECT_OWNER_FIXED,
        PROJECT_LEVEL_TOO_HIGH,
        TOO_MANY_PROJECT_GRANTS,
        MALFORMED,
        INVALID,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        CROSS_ORIGIN,
        PRECONDITION_FAILED,
        FORBIDDEN,
        NETWORK_FORBIDDEN,
        RATE_LIMITED,
        UNAVAILABLE,
        INTERNAL,
    ];
}
