//! What the pages ask the API for, and how answers are kept.
//!
//! On the server an answer has come before the page is rendered ([`crate::answers`]). In the browser
//! a cache holds it: one request is under way per key, what is older than half a
//! minute is asked for again behind the scenes when a page shows it, and a change makes stale what it
//! touches.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(feature = "hydrate", test))]
mod cache;
pub mod projects;
#[cfg(feature = "ssr")]
mod server;
pub mod teams;

use contract::{
    AnnouncementId, ApiKeyId, DeviceId, NotificationId, Page, PasskeyId, SessionId, Theme,
    account::Export,
    announcements::{
        AnnouncementCreate, AnnouncementQuery, AnnouncementUpdate, ManagedAnnouncement,
    },
    api_keys::{ApiKey, CreateApiKey, NewApiKey, RotateApiKey},
    auth::ChangePassword,
    identities::Identity,
    mfa::{MfaStatus, RecoveryCodes, StepUp, TotpConfirm, TrustedDevice},
    notifications::{
        Notification, NotificationPreferenceUpdate, NotificationPreferences, NotificationQuery,
    },
    oauth::{Provider, ProviderId},
    passkeys::{Passkey, PasskeyCreate, PasskeyUpdate},
    security_events::SecurityEvent,
    sessions::Session,
    users::{User, UserQuery, UserUpdate},
};
use credentials::Refusal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

#[cfg(feature = "hydrate")]
use self::browser as place;
#[cfg(feature = "ssr")]
use self::server as place;
use crate::client::{Client, ClientError, Result};

pub use self::place::Queries;

/// Gets the handle of what is kept.
pub fn use_queries() -> Queries {
    expect_context()
}

/// The name under which the signed-in user comes with the document.
pub const ME: &str = "me";

/// The name under which the user's sessions come with the document.
pub const SESSIONS: &str = "sessions";

/// The name under which the user's second factor comes with the document.
pub const MFA: &str = "mfa";

/// The name under which the browsers that the user trusts come with the document.
pub const TRUSTED_DEVICES: &str = "trusted-devices";

/// The name under which the user's API keys come with the document.
pub const API_KEYS: &str = "api_keys";

/// The name under which the newest events of the user's account come with the document.
pub const SECURITY_EVENTS: &str = "security_events";

/// The name under which the user's archives come with the document.
pub const EXPORTS: &str = "exports";

/// The name under which connected accounts come with the document.
pub const CONNECTIONS: &str = "connections";

/// The providers by which people may sign in, and the user's accounts there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Connections {
    /// The providers that are set up.
    pub providers: Vec<Provider>,
    /// The accounts that are connected.
    pub identities: Vec<Identity>,
}

impl Connections {
    /// Asks for both.
    pub async fn ask(client: &Client) -> Result<Self> {
        Ok(Self {
            providers: client.oauth_providers().await?.items,
            identities: client.identities().await?.items,
        })
    }
}

/// The name under which the user's passkeys come with the document.
pub const PASSKEYS: &str = "passkeys";

/// The name under which how the user is told what comes with the document.
pub const NOTIFICATION_PREFERENCES: &str = "notification_preferences";

/// The key of a page of notifications: the query string by which the API is asked.
pub fn notifications_key(query: &NotificationQuery) -> String {
    serde_urlencoded::to_string(query).unwrap_or_default()
}

/// The name under which a page of notifications comes with the document.
pub fn notifications_name(key: &str) -> String {
    format!("notifications?{key}")
}

/// The key of a page of announcements: the query string by which the API is asked.
pub fn announcements_key(query: &AnnouncementQuery) -> String {
    serde_urlencoded::to_string(query).unwrap_or_default()
}

/// The name under which a page of announcements comes with the document.
pub fn announcements_name(key: &str) -> String {
    format!("announcements?{key}")
}

/// Why a passkey has led to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The API refused.
    Api(ClientError),
    /// The browser has made none.
    Browser(Refusal),
}

impl From<ClientError> for PasskeyError {
    fn from(error: ClientError) -> Self {
        Self::Api(error)
    }
}

impl From<Refusal> for PasskeyError {
    fn from(refusal: Refusal) -> Self {
        Self::Browser(refusal)
    }
}

/// An answer that is kept up to date.
#[derive(Clone, Copy)]
pub struct Query<T: 'static> {
    /// The latest answer, and the key that it answers: while the next key is being asked for, it
    /// is still that of the last.
    pub latest: RwSignal<Option<(String, Result<T>)>>,
    /// Whether the answer to the present key has not come yet.
    pub is_loading: Signal<bool>,
    /// Asks once more.
    pub retry: Callback<()>,
}

/// The key of a page of users: the query string by which the API is asked.
pub fn users_key(query: &UserQuery) -> String {
    serde_urlencoded::to_string(query).unwrap_or_default()
}

/// The name under which a page of users comes with the document.
pub fn users_name(key: &str) -> String {
    format!("users?{key}")
}

/// Gets a page of users by its key.
pub fn use_users(key: Signal<String>) -> Query<Page<User>> {
    place::use_users(key)
}

/// The name under which the answer to a question of staff comes with the document.
pub fn staff_name(path: &str) -> String {
    format!("admin {path}")
}

/// Gets the answer to a question of staff, by the path at which it is asked.
///
/// All of them are kept as they came, in one place: each of their pages adds no more to what every
/// page loads.
pub fn use_staff<T>(path: Signal<String>) -> Query<T>
where
    T: Clone + DeserializeOwned + PartialEq + Send + Sync + 'static,
{
    place::use_staff(path)
}

/// Reads an answer that was kept as it came.
fn read<T: DeserializeOwned>((path, answer): (String, Result<Value>)) -> (String, Result<T>) {
    let answer =
        answer.and_then(|value| serde_json::from_value(value).or(Err(ClientError::Unexpected)));
    (path, answer)
}

/// Gets where the user is signed in.
pub fn use_sessions() -> Query<Page<Session>> {
    place::use_sessions()
}

/// Gets what the user's second factor is.
pub fn use_mfa() -> Query<MfaStatus> {
    place::use_mfa()
}

/// Gets the browsers that the user trusts.
pub fn use_trusted_devices() -> Query<Vec<TrustedDevice>> {
    place::use_trusted_devices()
}

/// Gets the user's API keys.
pub fn use_api_keys() -> Query<Page<ApiKey>> {
    place::use_api_keys()
}

/// Gets the newest events of the user's account.
pub fn use_security_events() -> Query<Page<SecurityEvent>> {
    place::use_security_events()
}

/// Gets the user's archives.
pub fn use_exports() -> Query<Page<Export>> {
    place::use_exports()
}

/// Gets the accounts elsewhere by which the user signs in.
pub fn use_connections() -> Query<Connections> {
    place::use_connections()
}

/// Gets the user's passkeys.
pub fn use_passkeys() -> Query<Page<Passkey>> {
    place::use_passkeys()
}

/// Gets a page of the user's notifications by its key.
pub fn use_notifications(key: Signal<String>) -> Query<Page<Notification>> {
    place::use_notifications(key)
}

/// Gets how the user is told what.
pub fn use_notification_preferences() -> Query<NotificationPreferences> {
    place::use_notification_preferences()
}

/// Gets a page of announcements by its key.
pub fn use_announcements(key: Signal<String>) -> Query<Page<ManagedAnnouncement>> {
    place::use_announcements(key)
}

impl Queries {
    /// Marks a notification as read. One that is gone by now is as good as read.
    pub async fn read_notification(self, client: &Client, id: NotificationId) -> Result<()> {
        let read = client.read_notification(id).await;
        self.forget_notifications();
        match read {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }

    /// Marks all notifications as read.
    pub async fn read_all_notifications(self, client: &Client) -> Result<()> {
        let read = client.read_all_notifications().await;
        self.forget_notifications();
        read
    }

    /// Says how the user is told something.
    pub async fn update_notification_preference(
        self,
        client: &Client,
        input: &NotificationPreferenceUpdate,
    ) -> Result<()> {
        let preferences = client.update_notification_preference(input).await?;
        self.set_notification_preferences(preferences);
        Ok(())
    }

    /// Announces something.
    pub async fn create_announcement(
        self,
        client: &Client,
        input: &AnnouncementCreate,
    ) -> Result<ManagedAnnouncement> {
        let made = client.create_announcement(input).await;
        self.forget_announcements();
        made
    }

    /// Changes an announcement, unless it was changed since `version`.
    pub async fn update_announcement(
        self,
        client: &Client,
        id: AnnouncementId,
        input: &AnnouncementUpdate,
        version: i64,
    ) -> Result<ManagedAnnouncement> {
        let changed = client.update_announcement(id, input, version).await;
        self.forget_announcements();
        changed
    }

    /// Confirms the authenticator app.
    pub async fn confirm_totp(self, client: &Client, input: &TotpConfirm) -> Result<RecoveryCodes> {
        let codes = client.confirm_totp(input).await;
        self.forget_mfa();
        codes
    }

    /// Makes new recovery codes.
    pub async fn renew_recovery_codes(self, client: &Client) -> Result<RecoveryCodes> {
        let codes = client.renew_recovery_codes().await;
        self.forget_mfa();
        codes
    }

    /// Removes the authenticator app, and with it all trust.
    pub async fn remove_totp(self, client: &Client) -> Result<()> {
        let removed = client.remove_totp().await;
        self.forget_mfa();
        removed
    }

    /// Trusts a browser no more. One that is not trusted by now is as good.
    pub async fn untrust_device(self, client: &Client, id: DeviceId) -> Result<()> {
        let untrusted = client.untrust_device(id).await;
        self.forget_mfa();
        match untrusted {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }

    /// Changes the signed-in user and lets every view know.
    pub async fn update_me(
        self,
        client: &Client,
        input: &UserUpdate,
        version: i64,
    ) -> Result<User> {
        let user = client.update_me(input, version).await?;
        self.set_me(&user);
        self.forget_users();
        Ok(user)
    }

    /// Keeps a theme in the account. A change of the profile in between is no conflict with it,
    /// so it is tried again upon the new version.
    pub async fn keep_theme(self, client: &Client, theme: Theme, version: i64) -> Result<User> {
        let input = UserUpdate {
            theme: Some(theme),
            ..UserUpdate::default()
        };
        match self.update_me(client, &input, version).await {
            Err(error) if error.status() == 412 => {
                let user = client.me().await?;
                self.update_me(client, &input, user.version).await
            }
            other => other,
        }
    }

    /// Changes the password, which ends all other sessions.
    pub async fn change_password(self, client: &Client, input: &ChangePassword) -> Result<()> {
        let changed = client.change_password(input).await;
        self.forget_sessions();
        self.forget_mfa();
        changed
    }

    /// Ends one of the user's sessions. One that is gone by now is as good as ended.
    pub async fn end_session(self, client: &Client, id: SessionId) -> Result<()> {
        let ended = client.end_session(id).await;
        self.forget_sessions();
        match ended {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }

    /// Disconnects an account. One that is gone by now is as good as disconnected.
    pub async fn unlink_identity(self, client: &Client, provider: ProviderId) -> Result<()> {
        let unlinked = client.unlink_identity(provider).await;
        self.forget_connections();
        match unlinked {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }

    /// Ends all sessions of the user but this one.
    pub async fn end_other_sessions(self, client: &Client) -> Result<()> {
        let ended = client.end_other_sessions().await;
        self.forget_sessions();
        ended
    }

    /// Makes an API key.
    pub async fn create_api_key(self, client: &Client, input: &CreateApiKey) -> Result<NewApiKey> {
        let made = client.create_api_key(input).await;
        self.forget_api_keys();
        made
    }

    /// Replaces an API key by another one; the old one goes on working for the usual time.
    pub async fn rotate_api_key(self, client: &Client, id: ApiKeyId) -> Result<NewApiKey> {
        let made = client.rotate_api_key(id, &RotateApiKey::default()).await;
        self.forget_api_keys();
        made
    }

    /// Revokes an API key. One that is gone by now is as good as revoked.
    pub async fn revoke_api_key(self, client: &Client, id: ApiKeyId) -> Result<()> {
        let revoked = client.revoke_api_key(id).await;
        self.forget_api_keys();
        match revoked {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }

    /// Has the browser make a passkey, and adds it under a name.
    pub async fn add_passkey(
        self,
        client: &Client,
        name: &str,
    ) -> std::result::Result<Passkey, PasskeyError> {
        let challenge = client.begin_adding_passkey().await?;
        let input = PasskeyCreate {
            name: name.to_owned(),
            credential: place::create_passkey(&challenge).await?,
        };
        let added = client.add_passkey(&input).await;
        self.forget_passkeys();
        Ok(added?)
    }

    /// Has the browser ask for a passkey, as a fresh proof of who one is.
    pub async fn step_up_by_passkey(
        self,
        client: &Client,
    ) -> std::result::Result<(), PasskeyError> {
        let challenge = client.begin_passkey_step_up().await?;
        let credential = place::get_passkey(&challenge).await?;
        Ok(client.step_up(&StepUp::Passkey { credential }).await?)
    }

    /// Renames one of the user's passkeys.
    pub async fn rename_passkey(
        self,
        client: &Client,
        id: PasskeyId,
        input: &PasskeyUpdate,
    ) -> Result<Passkey> {
        let renamed = client.rename_passkey(id, input).await;
        self.forget_passkeys();
        renamed
    }

    /// Removes one of the user's passkeys. One that is gone by now is as good as removed.
    pub async fn remove_passkey(self, client: &Client, id: PasskeyId) -> Result<()> {
        let removed = client.remove_passkey(id).await;
        self.forget_passkeys();
        match removed {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }

    /// Has an archive made of what is kept of the user.
    pub async fn request_export(self, client: &Client) -> Result<Export> {
        let asked = client.request_export().await;
        self.forget_exports();
        asked
    }
}
