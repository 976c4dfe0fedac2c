//! The typed client of the REST API, the one door to the data.
//!
//! The same methods have two transports: on the server a call of the API's router in process, with
//! the cookies of the page's request; in the browser `fetch`, which also renews the session once
//! when the access token has run out.

pub mod admin;
pub mod ask;
#[cfg(feature = "hydrate")]
mod browser;
mod projects;
#[cfg(all(feature = "ssr", not(feature = "hydrate")))]
mod server;
pub mod teams;

use std::fmt;

use contract::{
    AnnouncementId, ApiKeyId, DeviceId, ExportId, NotificationId, PasskeyId, Problem, SessionId,
    account::{
        CancelDeletion, ChangeEmail, ConfirmEmailChange, Deletion, EmailChange, Export,
        UndoEmailChange,
    },
    announcements::{AnnouncementCreate, AnnouncementUpdate, Announcements, ManagedAnnouncement},
    api_keys::{CreateApiKey, NewApiKey, RotateApiKey},
    auth::{
        ChangePassword, ForgotPassword, Login, Register, Registered, ResendVerification,
        ResetPassword, Unlock, VerifyEmail,
    },
    invitations::{InvitationAccepted, InvitationPreview, InvitationRegister, InvitationToken},
    mfa::{
        LoginAnswer, RecoveryCodeAnswer, RecoveryCodes, StepUp, StepUpMethod, TotpAnswer,
        TotpConfirm, TotpSetup,
    },
    notifications::{NotificationPreferenceUpdate, UnreadCount},
    oauth::{LinkStarted, ProviderId},
    passkeys::{Passkey, PasskeyChallenge, PasskeyCreate, PasskeyUpdate},
    path,
    problem::code,
    users::UserUpdate,
    validation::FieldError,
};
use leptos::prelude::expect_context;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use self::ask::Ask;
#[cfg(feature = "hydrate")]
use self::browser as transport;
#[cfg(all(feature = "ssr", not(feature = "hydrate")))]
use self::server as transport;

pub use self::{projects::projects_export_path, teams::audit_export_path};

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
compile_error!("choose where the client runs: feature `ssr` or `hydrate`");

/// The typed client; cheap to clone.
#[derive(Clone)]
pub struct Client {
    transport: transport::Transport,
}

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientError {
    /// The API refused.
    Problem(Box<Problem>),
    /// The API could not be reached.
    Offline,
    /// The answer was not what the API promises.
    Unexpected,
}

impl ClientError {
    /// What went wrong, as a code with a translation.
    pub fn code(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.code,
            Self::Offline => code::UNAVAILABLE,
            Self::Unexpected => code::INTERNAL,
        }
    }

    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::Problem(problem) => problem.status,
            Self::Offline => 503,
            Self::Unexpected => 500,
        }
    }

    /// The ways to prove anew who one is, where that is asked for.
    pub fn step_up_methods(&self) -> Option<&[StepUpMethod]> {
        match self {
            Self::Problem(problem) if problem.code == code::STEP_UP_REQUIRED => {
                Some(&problem.methods)
            }
            _ => None,
        }
    }

    /// The seconds to wait, if there were too many requests.
    pub fn wait(&self) -> Option<u64> {
        match self {
            Self::Problem(problem) if problem.code == code::RATE_LIMITED => problem.retry_after,
            Self::Problem(_) | Self::Offline | Self::Unexpected => None,
        }
    }

    /// The fields that were refused.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            Self::Offline | Self::Unexpected => &[],
        }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code(), self.status())
    }
}

impl std::error::Error for ClientError {}

/// The answer of a call.
pub type Result<T> = std::result::Result<T, ClientError>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

/// A request, before a transport gives it its form.
#[derive(Clone, Debug)]
struct Call {
    method: Method,
    path: String,
    body: Option<String>,
    /// The version that a change is based on.
    version: Option<i64>,
}

/// An answer, before it is understood.
struct Answer {
    status: u16,
    body: String,
}

impl Call {
    fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            body: None,
            version: None,
        }
    }

    fn post(path: &str) -> Self {
        Self {
            method: Method::Post,
            ..Self::get(path)
        }
    }

    /// A change; it is refused if there is another version by now, where one is named.
    fn patch(path: impl Into<String>, version: Option<i64>) -> Self {
        Self {
            method: Method::Patch,
            version,
            ..Self::get(path)
        }
    }

    fn delete(path: impl Into<String>) -> Self {
        Self {
            method: Method::Delete,
            ..Self::get(path)
        }
    }

    fn with(mut self, input: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_string(input);
        self.body = Some(body.or(Err(ClientError::Unexpected))?);
        Ok(self)
    }
}

impl Answer {
    fn accepted(self) -> Result<String> {
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        Err(match serde_json::from_str(&self.body) {
            Ok(problem) => ClientError::Problem(Box::new(problem)),
            // A proxy that stands before the API speaks no problem documents.
            Err(_) if matches!(self.status, 502..=504) => ClientError::Offline,
            Err(_) => ClientError::Unexpected,
        })
    }
}

impl Client {
    /// Signs up; the answer is alike for every address.
    pub async fn register(&self, input: &Register) -> Result<Registered> {
        self.fetch(Call::post(path::REGISTER).with(input)?).await
    }

    /// Confirms an address with the token of a mail.
    pub async fn verify_email(&self, input: &VerifyEmail) -> Result<()> {
        self.run(Call::post(path::VERIFY_EMAIL).with(input)?).await
    }

    /// Has the confirmation mail sent again.
    pub async fn resend_verification(&self, input: &ResendVerification) -> Result<()> {
        self.run(Call::post(path::RESEND_VERIFICATION).with(input)?)
            .await
    }

    /// Has a link to choose a new password mailed; the answer is alike for every address.
    pub async fn forgot_password(&self, input: &ForgotPassword) -> Result<()> {
        self.run(Call::post(path::FORGOT_PASSWORD).with(input)?)
            .await
    }

    /// Chooses a new password with the token of a mail, and ends all sessions.
    pub async fn reset_password(&self, input: &ResetPassword) -> Result<()> {
        self.run(Call::post(path::RESET_PASSWORD).with(input)?)
            .await
    }

    /// Unlocks an account with the token of a mail.
    pub async fn unlock(&self, input: &Unlock) -> Result<()> {
        self.run(Call::post(path::UNLOCK).with(input)?).await
    }

    /// Signs in, or begins to.
    pub async fn login(&self, input: &Login) -> Result<LoginAnswer> {
        self.fetch(Call::post(path::LOGIN).with(input)?).await
    }

    /// Completes signing in with the code of an authenticator app.
    pub async fn answer_totp(&self, input: &TotpAnswer) -> Result<LoginAnswer> {
        self.fetch(Call::post(path::MFA_TOTP).with(input)?).await
    }

    /// Completes signing in with a recovery code.
    pub async fn answer_recovery_code(&self, input: &RecoveryCodeAnswer) -> Result<LoginAnswer> {
        self.fetch(Call::post(path::MFA_RECOVERY_CODE).with(input)?)
            .await
    }

    /// Asks for a passkey to prove anew who the signed-in user is.
    pub async fn begin_passkey_step_up(&self) -> Result<PasskeyChallenge> {
        self.fetch(Call::post(path::STEP_UP_PASSKEY_CHALLENGE))
            .await
    }

    /// Proves anew who the signed-in user is.
    pub async fn step_up(&self, input: &StepUp) -> Result<()> {
        self.run(Call::post(path::STEP_UP).with(input)?).await
    }

    /// Makes a secret for an authenticator app.
    pub async fn set_up_totp(&self) -> Result<TotpSetup> {
        self.fetch(Call::post(path::MFA_TOTP_SETUP)).await
    }

    /// Confirms the authenticator app.
    pub async fn confirm_totp(&self, input: &TotpConfirm) -> Result<RecoveryCodes> {
        self.fetch(Call::post(path::MFA_TOTP_CONFIRM).with(input)?)
            .await
    }

    /// Removes the authenticator app.
    pub async fn remove_totp(&self) -> Result<()> {
        self.run(Call::delete(path::MFA_TOTP)).await
    }

    /// Makes new recovery codes.
    pub async fn renew_recovery_codes(&self) -> Result<RecoveryCodes> {
        self.fetch(Call::post(path::MFA_RECOVERY_CODES)).await
    }

    /// Trusts a browser no more.
    pub async fn untrust_device(&self, id: DeviceId) -> Result<()> {
        let path = path::MFA_DEVICE.replace("{id}", &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Signs out.
    pub async fn logout(&self) -> Result<()> {
        self.run(Call::post(path::LOGOUT)).await
    }

    /// Exchanges the refresh token.
    pub async fn refresh(&self) -> Result<()> {
        self.run(Call::post(path::REFRESH)).await
    }

    /// Gets what an invitation is about, by the token of its link; nothing changes by it.
    pub async fn preview_invitation(&self, input: &InvitationToken) -> Result<InvitationPreview> {
        self.fetch(Call::post(path::PREVIEW_INVITATION).with(input)?)
            .await
    }

    /// Accepts an invitation that is for the signed-in user.
    pub async fn accept_invitation(&self, input: &InvitationToken) -> Result<InvitationAccepted> {
        self.fetch(Call::post(path::ACCEPT_INVITATION).with(input)?)
            .await
    }

    /// Accepts an invitation with a new account, which signs nobody in.
    pub async fn register_by_invitation(
        &self,
        input: &InvitationRegister,
    ) -> Result<InvitationAccepted> {
        self.fetch(Call::post(path::REGISTER_BY_INVITATION).with(input)?)
            .await
    }

    /// Declines an invitation.
    pub async fn decline_invitation(&self, input: &InvitationToken) -> Result<()> {
        self.run(Call::post(path::DECLINE_INVITATION).with(input)?)
            .await
    }

    /// Changes the signed-in user, unless it was changed since `version`.
    ///
    /// The answer is a [`User`](contract::users::User), as it came: it is kept so.
    pub async fn update_me(&self, input: &UserUpdate, version: i64) -> Result<String> {
        let call = Call::patch(path::USERS_ME, Some(version));
        self.transport.send(call.with(input)?).await?.accepted()
    }

    /// Changes the password and ends all other sessions.
    pub async fn change_password(&self, input: &ChangePassword) -> Result<()> {
        self.run(Call::post(path::CHANGE_PASSWORD).with(input)?)
            .await
    }

    /// Ends one of the user's sessions.
    pub async fn end_session(&self, id: SessionId) -> Result<()> {
        let path = path::SESSION.replace("{id}", &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Ends all sessions of the user but this one.
    pub async fn end_other_sessions(&self) -> Result<()> {
        self.run(Call::delete(path::SESSIONS)).await
    }

    /// Makes an API key; the answer is the only one that holds it.
    pub async fn create_api_key(&self, input: &CreateApiKey) -> Result<NewApiKey> {
        self.fetch(Call::post(path::API_KEYS).with(input)?).await
    }

    /// Replaces an API key by another one; the answer is the only one that holds it.
    pub async fn rotate_api_key(&self, id: ApiKeyId, input: &RotateApiKey) -> Result<NewApiKey> {
        let path = path::ROTATE_API_KEY.replace("{id}", &id.to_string());
        self.fetch(Call::post(&path).with(input)?).await
    }

    /// Revokes an API key.
    pub async fn revoke_api_key(&self, id: ApiKeyId) -> Result<()> {
        let path = path::API_KEY.replace("{id}", &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Has a change of address mailed to both addresses; the answer is alike for every address.
    pub async fn change_email(&self, input: &ChangeEmail) -> Result<()> {
        self.run(Call::post(path::CHANGE_EMAIL).with(input)?).await
    }

    /// Confirms a change of address with the token of a mail.
    pub async fn confirm_email_change(&self, input: &ConfirmEmailChange) -> Result<EmailChange> {
        self.fetch(Call::post(path::CONFIRM_EMAIL_CHANGE).with(input)?)
            .await
    }

    /// Undoes a change of address with the token of a mail.
    pub async fn undo_email_change(&self, input: &UndoEmailChange) -> Result<()> {
        self.run(Call::post(path::UNDO_EMAIL_CHANGE).with(input)?)
            .await
    }

    /// Deactivates the user's account, which ends all sessions.
    pub async fn deactivate(&self) -> Result<()> {
        self.run(Call::post(path::DEACTIVATE)).await
    }

    /// Has the user's account deleted in two weeks, which ends all sessions.
    pub async fn delete_me(&self) -> Result<Deletion> {
        self.fetch(Call::delete(path::USERS_ME)).await
    }

    /// Keeps an account that was to be deleted, with the token of a mail.
    pub async fn cancel_deletion(&self, input: &CancelDeletion) -> Result<()> {
        self.run(Call::post(path::CANCEL_DELETION).with(input)?)
            .await
    }

    /// Has an archive made of what is kept of the user.
    pub async fn request_export(&self) -> Result<Export> {
        self.fetch(Call::post(path::EXPORT)).await
    }

    /// Begins to connect the user's account at a provider.
    pub async fn link_identity(&self, provider: ProviderId) -> Result<LinkStarted> {
        let path = path::IDENTITY_LINK.replace("{provider}", provider.as_str());
        self.fetch(Call::post(&path)).await
    }

    /// Disconnects the user's account at a provider.
    pub async fn unlink_identity(&self, provider: ProviderId) -> Result<()> {
        let path = path::IDENTITY.replace("{provider}", provider.as_str());
        self.run(Call::delete(path)).await
    }

    /// Begins to add a passkey.
    pub async fn begin_adding_passkey(&self) -> Result<PasskeyChallenge> {
        self.fetch(Call::post(path::PASSKEY_CHALLENGE)).await
    }

    /// Adds a passkey that the browser has made.
    pub async fn add_passkey(&self, input: &PasskeyCreate) -> Result<Passkey> {
        self.fetch(Call::post(path::PASSKEYS).with(input)?).await
    }

    /// Renames one of the user's passkeys.
    pub async fn rename_passkey(&self, id: PasskeyId, input: &PasskeyUpdate) -> Result<Passkey> {
        let call = Call::patch(path::PASSKEY.replace("{id}", &id.to_string()), None);
        self.fetch(call.with(input)?).await
    }

    /// Removes one of the user's passkeys.
    pub async fn remove_passkey(&self, id: PasskeyId) -> Result<()> {
        let path = path::PASSKEY.replace("{id}", &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Counts what the user has not read.
    pub async fn unread_count(&self) -> Result<UnreadCount> {
        self.fetch(Call::get(path::UNREAD_COUNT)).await
    }

    /// Marks one of the user's notifications as read.
    pub async fn read_notification(&self, id: NotificationId) -> Result<()> {
        let path = path::READ_NOTIFICATION.replace("{id}", &id.to_string());
        self.run(Call::post(&path)).await
    }

    /// Marks all of the user's notifications as read.
    pub async fn read_all_notifications(&self) -> Result<()> {
        self.run(Call::post(path::READ_NOTIFICATIONS)).await
    }

    /// Says how the user is told something.
    pub async fn update_notification_preference(
        &self,
        input: &NotificationPreferenceUpdate,
    ) -> Result<()> {
        let call = Call::patch(path::NOTIFICATION_PREFERENCES, None);
        self.run(call.with(input)?).await
    }

    /// Lists what is announced now.
    pub async fn announcements(&self) -> Result<Announcements> {
        self.fetch(Call::get(path::ANNOUNCEMENTS)).await
    }

    /// Gets what is announced now as the frame shows it.
    #[cfg(feature = "hydrate")]
    pub async fn banners(&self) -> Result<String> {
        let call = Call::get(crate::layout::BANNERS_PATH);
        self.transport.send(call).await?.accepted()
    }

    /// Puts an announcement away.
    pub async fn dismiss_announcement(&self, id: AnnouncementId) -> Result<()> {
        let path = path::DISMISS_ANNOUNCEMENT.replace("{id}", &id.to_string());
        self.run(Call::post(&path)).await
    }

    /// Announces something.
    pub async fn create_announcement(
        &self,
        input: &AnnouncementCreate,
    ) -> Result<ManagedAnnouncement> {
        self.fetch(Call::post(path::ADMIN_ANNOUNCEMENTS).with(input)?)
            .await
    }

    /// Changes an announcement, unless it was changed since `version`.
    pub async fn update_announcement(
        &self,
        id: AnnouncementId,
        input: &AnnouncementUpdate,
        version: i64,
    ) -> Result<ManagedAnnouncement> {
        let call = Call::patch(
            path::ADMIN_ANNOUNCEMENT.replace("{id}", &id.to_string()),
            Some(version),
        );
        self.fetch(call.with(input)?).await
    }

    /// Gets the API's description of itself, as far as `T` reads it.
    pub async fn document<T: DeserializeOwned>(&self) -> Result<T> {
        self.fetch(Call::get(path::OPENAPI)).await
    }

    /// Asks, and reads the answer.
    pub async fn get<T: DeserializeOwned>(&self, ask: Ask<T>) -> Result<T> {
        self.fetch(Call::get(ask.into_path())).await
    }

    /// Asks at a path, and leaves the answer as it came.
    pub(crate) async fn text(&self, path: &str) -> Result<String> {
        self.transport.send(Call::get(path)).await?.accepted()
    }

    async fn fetch<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        let body = self.transport.send(call).await?.accepted()?;
        serde_json::from_str(&body).or(Err(ClientError::Unexpected))
    }

    async fn run(&self, call: Call) -> Result<()> {
        self.transport.send(call).await?.accepted().map(|_| ())
    }
}

/// Where an archive is downloaded.
pub fn export_path(id: ExportId) -> String {
    path::DOWNLOAD_EXPORT.replace("{id}", &id.to_string())
}

/// Gets the client of the page.
pub fn use_client() -> Client {
    expect_context()
}
