//! What staff see of the product as a whole, and do to it.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    InvitationId, JobId, RegistrationId, SecurityEventId, TeamId, UserId, mfa::MfaStatus,
    roles::RoleName, time, users::User, validation, words::words,
};

/// For how many minutes somebody can act as somebody else.
pub const IMPERSONATION_MINUTES: u16 = 60;

/// Why something is done to somebody. The audit log keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The reason, in one line.
    #[garde(custom(validation::reason))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Ticket 4711: lost phone", min_length = 3, max_length = 300)
    )]
    pub reason: String,
}

/// A person by their name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their account.
    pub id: UserId,
    /// The first and last name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub name: String,
    /// The address.
    #[cfg_attr(feature = "openapi", schema(example = "ada@example.com"))]
    pub email: String,
}

/// An account, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserDetail {
    /// The account.
    pub user: User,
    /// Its second factor.
    pub mfa: MfaStatus,
    /// How many passkeys work.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub passkeys: u64,
    /// How many accounts elsewhere are connected.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub identities: u64,
    /// In how many browsers it is signed in.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub sessions: u64,
    /// The teams that it belongs to, newest first, 100 at most.
    pub teams: Vec<UserTeam>,
    /// The roles in the product that it has.
    pub roles: Vec<RoleName>,
    /// How many sign-ins have failed in a row, in browsers that are not known.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub failed_sign_ins: i32,
    /// Until when only a mailed link lets anybody in who is not known, if so many have failed.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub locked_until: Option<DateTime<Utc>>,
    /// When it will be deleted, if its owner has asked for that.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub delete_at: Option<DateTime<Utc>>,
    /// Whether who asks holds all that the account's owner does, and so may act on it.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub is_within_reach: bool,
}

/// A team that somebody belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserTeam {
    /// The team's id.
    pub id: TeamId,
    /// Its word in addresses.
    #[cfg_attr(feature = "openapi", schema(example = "analytical-engines"))]
    pub slug: String,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Analytical Engines"))]
    pub name: String,
    /// Their role in it.
    pub role: RoleName,
}

/// A sign-up whose address is not confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registration {
    /// The sign-up's id.
    pub id: RegistrationId,
    /// The address that was given.
    #[cfg_attr(feature = "openapi", schema(example = "ada@example.com"))]
    pub email: String,
    /// The name that was given.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub name: String,
    /// When somebody signed up.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// Until when it can be confirmed.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-03T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub expires_at: DateTime<Utc>,
}

/// A team, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminTeam {
    /// The team's id.
    pub id: TeamId,
    /// Its word in addresses.
    #[cfg_attr(feature = "openapi", schema(example = "analytical-engines"))]
    pub slug: String,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Analytical Engines"))]
    pub name: String,
    /// Who owns it; of several, who has belonged to it for longest.
    pub owner: Option<Person>,
    /// How many people belong to it.
    #[cfg_attr(feature = "openapi", schema(example = 4))]
    pub members: i64,
    /// From when on members need a second factor, if the team asks for one.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub mfa_required_from: Option<DateTime<Utc>>,
    /// When it will be deleted, if it was given up.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub delete_at: Option<DateTime<Utc>>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// A team with the people who belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminTeamDetail {
    /// The team.
    pub team: AdminTeam,
    /// Its members, the longest-standing first, 100 at most.
    pub members: Vec<AdminMember>,
}

/// Somebody who belongs to a team.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminMember {
    /// Who.
    pub person: Person,
    /// As what.
    pub role: RoleName,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub joined_at: DateTime<Utc>,
}

/// A team by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamName {
    /// The team's id.
    pub id: TeamId,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Analytical Engines"))]
    pub name: String,
}

/// Whether an invitation can be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// It waits for an answer.
    Pending,
    /// It has run out, and can be sent again.
    Expired,
}

impl InvitationState {
    /// The state as the wire names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Expired => "expired",
        }
    }
}

/// An invitation that nobody has answered, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminInvitation {
    /// The invitation's id.
    pub id: InvitationId,
    /// The address that is invited.
    #[cfg_attr(feature = "openapi", schema(example = "grace@example.com"))]
    pub email: String,
    /// Into which team.
    pub team: TeamName,
    /// As what.
    pub role: RoleName,
    /// Who has sent it last.
    pub invited_by: Person,
    /// Whether it can be accepted.
    pub state: InvitationState,
    /// Until when it can, or could.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-09T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub expires_at: DateTime<Utc>,
    /// When it was sent first.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// Which invitations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AdminInvitationQuery {
    /// Only those of addresses that begin with this, ignoring case.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, max_length = 100))]
    pub search: Option<String>,
    /// Only those in this state.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline, nullable = false))]
    pub state: Option<InvitationState>,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

/// What to list, for lists that can be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// Only what begins with this, ignoring case.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, max_length = 100))]
    pub search: Option<String>,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

words! {
    /// A kind of work that is done in the background.
    JobName {
        /// A mail is worded and sent.
        SendMail = "mails.send",
        /// An address is asked once more whether it is somebody's.
        ResendVerification = "auth.resend_verification",
        /// Who has forgotten a password gets a link to choose another one.
        SendResetLink = "auth.send_reset_link",
        /// An archive is made of what is kept of somebody.
        MakeExport = "account.make_export",
        /// Everybody is mailed what they have not read.
        Digest = "notifications.digest",
        /// The members of a team are told something.
        TellTeam = "notifications.tell_team",
        /// Who needs a second factor in a few days is told so.
        RemindMfa = "teams.remind_mfa",
        /// What has run out is deleted.
        Purge = "purges.run",
        /// The owner of an account that was locked is told.
        AnnounceLock = "lockouts.announce",
        /// A failed sign-in is written down.
        RecordFailure = "lockouts.record_failure",
    }
}

words! {
    /// What is queued by the clock.
    ScheduleName {
        /// The daily mails about what was not read.
        Digest = "notifications",
        /// The daily word to who needs a second factor in a few days.
        MfaReminders = "mfa_reminders",
        /// The hourly deletion of what has run out.
        Purge = "purges",
    }
}

/// The jobs of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobKind {
    /// The kind.
    #[cfg_attr(feature = "openapi", schema(example = "mails.send"))]
    pub kind: String,
    /// How many wait for their time or for a worker.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub queued: i64,
    /// How many are being done.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub running: i64,
    /// How many were given up.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub dead: i64,
    /// For how many seconds the oldest due one has been waiting.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub lag_seconds: i64,
}

/// A job that was given up. What it was to be done with is not shown: it may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeadJob {
    /// The job's id.
    pub id: JobId,
    /// Its kind.
    #[cfg_attr(feature = "openapi", schema(example = "mails.send"))]
    pub kind: String,
    /// How often it was tried.
    #[cfg_attr(feature = "openapi", schema(example = 18))]
    pub attempts: i32,
    /// Why the last attempt failed.
    #[cfg_attr(feature = "openapi", schema(example = "connection refused"))]
    pub cause: String,
    /// When it was queued.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When it was given up.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T17:12:40.003812Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub died_at: DateTime<Utc>,
}

/// Which of the jobs that were given up to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DeadJobQuery {
    /// Those of this kind.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "mails.send")
    )]
    pub kind: Option<String>,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

/// Have all jobs of a kind done again that were given up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequeueKind {
    /// The kind.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "mails.send", min_length = 1, max_length = 80)
    )]
    pub kind: String,
}

/// Jobs are done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Requeued {
    /// How many.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub requeued: u64,
}

/// A time at which the clock queues a job.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Schedule {
    /// What the schedule is called.
    #[cfg_attr(feature = "openapi", schema(example = "purges"))]
    pub name: String,
    /// When it is due next.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T10:17:00Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub next_run_at: DateTime<Utc>,
}

words! {
    /// What a mail asks or tells.
    MailKind {
        /// Whether an address is that of who has signed up.
        VerifyEmail = "verify_email",
        /// That somebody has tried to sign up with the address of an account.
        AlreadyRegistered = "already_registered",
        /// That several sign-ups of the address are waiting.
        RegisterAgain = "register_again",
        /// How to choose a new password.
        ResetPassword = "reset_password",
        /// That the address was never confirmed.
        ResetUnconfirmed = "reset_unconfirmed",
        /// That the password was changed.
        PasswordChanged = "password_changed",
        /// That somebody has signed in from a browser that was not known.
        NewDevice = "new_device",
        /// That codes of an authenticator app are asked for from now on.
        TotpEnabled = "totp_enabled",
        /// That codes of an authenticator app are asked for no more.
        TotpRemoved = "totp_removed",
        /// That a recovery code was used.
        RecoveryCodeUsed = "recovery_code_used",
        /// That an account elsewhere was connected.
        IdentityLinked = "identity_linked",
        /// That an account elsewhere was disconnected.
        IdentityUnlinked = "identity_unlinked",
        /// That there is a new passkey.
        PasskeyAdded = "passkey_added",
        /// That a passkey was removed.
        PasskeyRemoved = "passkey_removed",
        /// That a passkey was blocked because a copy of it was used.
        PasskeyCopied = "passkey_copied",
        /// That a session was ended because it may have been stolen.
        SessionTheft = "session_theft",
        /// How to unlock an account after many failed sign-ins.
        UnlockAccount = "unlock_account",
        /// Whether the old address of an account shall be given up.
        ConfirmEmailOld = "confirm_email_old",
        /// Whether the new address of an account is there.
        ConfirmEmailNew = "confirm_email_new",
        /// That somebody wanted the address of an account for another one.
        EmailWanted = "email_wanted",
        /// That the old address of an account was given up.
        EmailChanged = "email_changed",
        /// That an account has its old address again.
        EmailRestored = "email_restored",
        /// That an account was deactivated by its owner.
        AccountDeactivated = "account_deactivated",
        /// That staff have deactivated an account.
        DeactivatedByStaff = "deactivated_by_staff",
        /// That staff have removed the second factor of an account.
        MfaResetByStaff = "mfa_reset_by_staff",
        /// That an account will be deleted.
        AccountDeleting = "account_deleting",
        /// That an account was deleted.
        AccountDeleted = "account_deleted",
        /// That somebody is invited into a team.
        Invitation = "invitation",
        /// What somebody has not read.
        UnreadNotifications = "unread_notifications",
        /// That an archive can be downloaded.
        ExportReady = "export_ready",
    }
}

/// What has become of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// A mail server has taken it.
    Sent,
    /// It was given up.
    Failed,
}

impl MailStatus {
    /// The status as the wire names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

/// A mail that was sent, or could not be. Nothing of what it said is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailLogEntry {
    /// The job that sent it.
    pub id: JobId,
    /// What kind of mail it is.
    #[cfg_attr(feature = "openapi", schema(example = "verify_email"))]
    pub kind: String,
    /// The reader's address, but for its beginning and its domain.
    #[cfg_attr(feature = "openapi", schema(example = "a…@example.com"))]
    pub recipient: String,
    /// What has become of it.
    pub status: MailStatus,
    /// How often it was tried.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub attempts: i32,
    /// Why it could not be sent.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    pub cause: Option<String>,
    /// When it was queued.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub queued_at: DateTime<Utc>,
    /// When it was sent or given up.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:08.100215Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub ended_at: DateTime<Utc>,
}

/// Which mails to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MailLogQuery {
    /// Those of this kind.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "verify_email")
    )]
    pub kind: Option<String>,
    /// Those of which this has become.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline, nullable = false))]
    pub status: Option<MailStatus>,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

/// Something that happened to somebody's account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountEvent {
    /// The event's id.
    pub id: SecurityEventId,
    /// To whose.
    pub person: Person,
    /// What happened. More kinds may come.
    #[cfg_attr(feature = "openapi", schema(example = "password_changed"))]
    pub kind: String,
    /// The browser by its name, as far as it tells.
    #[cfg_attr(feature = "openapi", schema(example = "Firefox"))]
    pub browser: Option<String>,
    /// The operating system by its name, as far as the browser tells.
    #[cfg_attr(feature = "openapi", schema(example = "Windows"))]
    pub system: Option<String>,
    /// The address from which it was done, as far as proxies can be trusted.
    #[cfg_attr(feature = "openapi", schema(example = "203.0.113.7"))]
    pub address: Option<String>,
    /// When it happened.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// Which events to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AccountEventQuery {
    /// Those of this account.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub user_id: Option<UserId>,
    /// Those of this kind.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "password_changed")
    )]
    pub kind: Option<String>,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

/// How the product is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SystemStatus {
    /// Its version.
    #[cfg_attr(feature = "openapi", schema(example = "0.4.0"))]
    pub version: String,
    /// Since when the process runs that answers.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub started_at: DateTime<Utc>,
    /// For how many seconds that is.
    #[cfg_attr(feature = "openapi", schema(example = 86400))]
    pub uptime_seconds: i64,
    /// The database.
    pub database: DatabaseStatus,
    /// Whether Redis answers; `null` if none is set up.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub redis: Option<bool>,
    /// For how many seconds the oldest due job has been waiting.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub queue_lag_seconds: i64,
    /// How many jobs wait for their time or for a worker.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub jobs_queued: i64,
    /// How many jobs were given up.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub jobs_dead: i64,
    /// How many accounts there are.
    #[cfg_attr(feature = "openapi", schema(example = 120))]
    pub users: i64,
    /// How many teams there are.
    #[cfg_attr(feature = "openapi", schema(example = 14))]
    pub teams: i64,
    /// In how many browsers somebody is signed in.
    #[cfg_attr(feature = "openapi", schema(example = 52))]
    pub sessions: i64,
}

/// How the database is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DatabaseStatus {
    /// Which one it is.
    pub kind: DatabaseKind,
    /// Whether it can be written to, and has the schema of this version.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub is_ready: bool,
    /// How many bytes it takes.
    #[cfg_attr(feature = "openapi", schema(example = 8_404_992))]
    pub bytes: Option<i64>,
    /// Whether it keeps teams apart by itself, besides the product; `null` where it cannot.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub keeps_teams_apart: Option<bool>,
}

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DatabaseKind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}
