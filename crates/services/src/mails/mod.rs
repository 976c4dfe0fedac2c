//! Mails: what Pilaster writes to people.
//!
//! A mail is queued as a job in the transaction that is its reason, as the values that its words
//! need. The worker words it in the reader's language and hands it to a [`Transport`]. It is
//! delivered at least once: all attempts of one job give the same bytes under the same
//! Message-ID, by which a mailbox knows a repetition.
//!
//! Whoever signs up chooses a name and an address that need not be theirs, so names are kept from
//! carrying links, telephone numbers and lines of their own into a stranger's mailbox.

mod account;
mod content;
mod invitation;
mod jobs;
mod log;
mod message;
mod names;
mod notifications;
mod security;
mod sign_up;
mod templates;
mod transport;

use chrono::{DateTime, Utc};
use contract::{Locale, admin::MailKind, notifications::Notification};
use db::Tx;
use serde::{Deserialize, Serialize};

pub use jobs::{SendMail, handlers};
pub use log::list_log;
pub(crate) use log::purge as purge_log;
pub use message::is_sender;
pub use transport::{InvalidSmtpUrl, Outgoing, SendError, Sending, SmtpTransport, Transport};

use crate::{Ctx, Result};

/// A mail, as the values that its words need.
///
/// It has no `Debug`: links hold tokens.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "snake_case")]
pub enum Mail {
    /// Asks someone who has signed up to confirm the address.
    VerifyEmail {
        /// The name that was given at sign-up.
        first_name: String,
        /// The link with the token.
        url: String,
    },
    /// Tells the owner of an account that someone has tried to sign up with its address.
    AlreadyRegistered {
        /// The owner's name.
        first_name: String,
        /// Where to sign in.
        login_url: String,
    },
    /// Answers the wish for another confirmation link when several sign-ups are waiting, of which
    /// any could be someone else's.
    RegisterAgain {
        /// Where to sign up.
        url: String,
    },
    /// Lets the owner of an account choose a new password.
    ResetPassword {
        /// The owner's name.
        first_name: String,
        /// The link with the token.
        url: String,
    },
    /// Answers the wish for a new password of an address that was never confirmed.
    ResetUnconfirmed {
        /// Where to sign up.
        url: String,
    },
    /// Tells that the password was changed.
    PasswordChanged {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that somebody has signed in from a browser that was not known.
    NewDevice {
        /// The owner's name.
        first_name: String,
        /// What the browser calls itself.
        user_agent: String,
        /// The address from which it came.
        address: String,
    },
    /// Tells that codes of an authenticator app are asked for from now on.
    TotpEnabled {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that codes of an authenticator app are asked for no more.
    TotpRemoved {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that a recovery code was used.
    RecoveryCodeUsed {
        /// The owner's name.
        first_name: String,
        /// How many are left.
        left: u64,
    },
    /// Tells that an account elsewhere was connected.
    IdentityLinked {
        /// The owner's name.
        first_name: String,
        /// The provider's name.
        provider: String,
    },
    /// Tells that an account elsewhere was disconnected.
    IdentityUnlinked {
        /// The owner's name.
        first_name: String,
        /// The provider's name.
        provider: String,
    },
    /// Tells that there is a new passkey.
    PasskeyAdded {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that a passkey was removed.
    PasskeyRemoved {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that a passkey was blocked because a copy of it was used.
    PasskeyCopied {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that a session was ended because its refresh token came back after it was used.
    SessionTheft {
        /// The owner's name.
        first_name: String,
    },
    /// Lets the owner of an account unlock it after many failed sign-ins.
    UnlockAccount {
        /// The owner's name.
        first_name: String,
        /// The link with the token.
        url: String,
    },
    /// Asks the old address of an account whether it shall be given up.
    ConfirmEmailOld {
        /// The owner's name.
        first_name: String,
        /// The new address.
        email: String,
        /// The link with the token.
        url: String,
    },
    /// Asks the new address of an account whether it is there.
    ConfirmEmailNew {
        /// The owner's name.
        first_name: String,
        /// The link with the token.
        url: String,
    },
    /// Tells the owner of an account that somebody wanted its address for another one.
    EmailWanted {
        /// The owner's name.
        first_name: String,
    },
    /// Tells the old address of an account that it was given up, and how to take that back.
    EmailChanged {
        /// The owner's name.
        first_name: String,
        /// The new address.
        email: String,
        /// The link with the token.
        url: String,
    },
    /// Tells that an account has its old address again.
    EmailRestored {
        /// The owner's name.
        first_name: String,
        /// Where to ask for a new password.
        url: String,
    },
    /// Tells that an account was deactivated by its owner.
    AccountDeactivated {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that staff have deactivated an account.
    DeactivatedByStaff {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that staff have removed the second factor of an account.
    MfaResetByStaff {
        /// The owner's name.
        first_name: String,
    },
    /// Tells that an account will be deleted, and how to keep it.
    AccountDeleting {
        /// The owner's name.
        first_name: String,
        /// The link with the token.
        url: String,
        /// When it will be deleted.
        delete_at: DateTime<Utc>,
    },
    /// Tells that an account was deleted: the last mail to its owner.
    AccountDeleted {
        /// The owner's name.
        first_name: String,
    },
    /// Invites somebody into a team.
    Invitation {
        /// The name of the account of the address, empty if it has none.
        first_name: String,
        /// Who invites.
        inviter: String,
        /// The team's name.
        team: String,
        /// The link with the token.
        url: String,
    },
    /// Tells what somebody has not read in the product.
    UnreadNotifications {
        /// The reader's name.
        first_name: String,
        /// In which they read times.
        time_zone: String,
        /// How many there are.
        count: u64,
        /// The latest of them.
        news: Vec<Notification>,
    },
    /// Tells that an archive can be downloaded.
    ExportReady {
        /// The owner's name.
        first_name: String,
        /// Where it is.
        url: String,
    },
}

impl Mail {
    /// The kind of mail, which is written in jobs as well.
    pub const fn kind(&self) -> MailKind {
        match self {
            Self::VerifyEmail { .. } => MailKind::VerifyEmail,
            Self::AlreadyRegistered { .. } => MailKind::AlreadyRegistered,
            Self::RegisterAgain { .. } => MailKind::RegisterAgain,
            Self::ResetPassword { .. } => MailKind::ResetPassword,
            Self::ResetUnconfirmed { .. } => MailKind::ResetUnconfirmed,
            Self::PasswordChanged { .. } => MailKind::PasswordChanged,
            Self::NewDevice { .. } => MailKind::NewDevice,
            Self::TotpEnabled { .. } => MailKind::TotpEnabled,
            Self::TotpRemoved { .. } => MailKind::TotpRemoved,
            Self::RecoveryCodeUsed { .. } => MailKind::RecoveryCodeUsed,
            Self::IdentityLinked { .. } => MailKind::IdentityLinked,
            Self::IdentityUnlinked { .. } => MailKind::IdentityUnlinked,
            Self::PasskeyAdded { .. } => MailKind::PasskeyAdded,
            Self::PasskeyRemoved { .. } => MailKind::PasskeyRemoved,
            Self::PasskeyCopied { .. } => MailKind::PasskeyCopied,
            Self::SessionTheft { .. } => MailKind::SessionTheft,
            Self::UnlockAccount { .. } => MailKind::UnlockAccount,
            Self::ConfirmEmailOld { .. } => MailKind::ConfirmEmailOld,
            Self::ConfirmEmailNew { .. } => MailKind::ConfirmEmailNew,
            Self::EmailWanted { .. } => MailKind::EmailWanted,
            Self::EmailChanged { .. } => MailKind::EmailChanged,
            Self::EmailRestored { .. } => MailKind::EmailRestored,
            Self::AccountDeactivated { .. } => MailKind::AccountDeactivated,
            Self::DeactivatedByStaff { .. } => MailKind::DeactivatedByStaff,
            Self::MfaResetByStaff { .. } => MailKind::MfaResetByStaff,
            Self::AccountDeleting { .. } => MailKind::AccountDeleting,
            Self::AccountDeleted { .. } => MailKind::AccountDeleted,
            Self::Invitation { .. } => MailKind::Invitation,
            Self::UnreadNotifications { .. } => MailKind::UnreadNotifications,
            Self::ExportReady { .. } => MailKind::ExportReady,
        }
    }
}

/// Queues a mail to the address `to`, to be sent once `tx` is committed.
pub async fn send(ctx: &Ctx, tx: &Tx, to: &str, locale: Locale, mail: Mail) -> Result<()> {
    let job = SendMail {
        to: to.to_owned(),
        locale,
        mail,
    };
    crate::jobs::enqueue(ctx, tx, &job).await?;
    Ok(())
}
