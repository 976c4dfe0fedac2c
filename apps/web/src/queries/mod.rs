//! What the pages ask the API for, and how answers are kept.
//!
//! An answer is known by the path at which it is asked. On the server it has come before the page is
//! rendered ([`crate::answers`]). In the browser a cache holds it as it came: one request is under way per
//! path, what is older than half a minute is asked for again behind the scenes when a page shows it,
//! and a change makes stale what it touches.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(feature = "hydrate", test))]
mod cache;
#[cfg(any(feature = "hydrate", test))]
mod news;
mod projects;
#[cfg(feature = "ssr")]
mod server;
mod teams;

use contract::{
    AnnouncementId, ApiKeyId, DeviceId, NotificationId, PasskeyId, SessionId, Theme,
    account::Export,
    announcements::{AnnouncementCreate, AnnouncementUpdate, ManagedAnnouncement},
    api_keys::{CreateApiKey, NewApiKey, RotateApiKey},
    auth::ChangePassword,
    mfa::{RecoveryCodes, StepUp, TotpConfirm},
    notifications::NotificationPreferenceUpdate,
    oauth::ProviderId,
    passkeys::{Passkey, PasskeyCreate, PasskeyUpdate},
    path,
    users::{User, UserUpdate},
};
use credentials::Refusal;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

#[cfg(feature = "hydrate")]
use self::browser as place;
#[cfg(feature = "ssr")]
use self::server as place;
use crate::client::{
    Client, ClientError, Result,
    ask::{self, Ask},
};

pub use self::place::Queries;

/// Gets the handle of what is kept.
pub fn use_queries() -> Queries {
    expect_context()
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
pub struct Query<T: Send + Sync + 'static> {
    /// The latest answer, and the path at which it was asked: while the next is being asked for, it
    /// is still that of the last.
    pub latest: Latest<T>,
    /// Whether the answer to the present question has not come yet.
    pub is_loading: Signal<bool>,
    /// Asks once more.
    pub retry: Callback<()>,
}

/// The latest answer, if there is one.
pub type Latest<T> = Memo<Option<(String, Result<T>)>>;

impl<T: Send + Sync> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Query<T> {}

/// The text of an answer that is kept up to date.
struct Text {
    latest: RwSignal<Option<(String, Result<String>)>>,
    is_loading: Signal<bool>,
    retry: Callback<()>,
}

/// Gets the answer to a question, which may change.
///
/// All answers are kept as texts, and read by the page: each page adds no more to what every page
/// loads.
pub fn use_query<T>(ask: impl Fn() -> Ask<T> + Send + Sync + 'static) -> Query<T>
where
    T: DeserializeOwned + PartialEq + Send + Sync + 'static,
{
    let Text {
        latest,
        is_loading,
        retry,
    } = place::use_text(Memo::new(move |_| ask().into_path()));
    Query {
        latest: Memo::new(move |_| latest.with(|latest| latest.as_ref().map(read))),
        is_loading,
        retry,
    }
}

fn read<T: DeserializeOwned>((path, text): &(String, Result<String>)) -> (String, Result<T>) {
    let answer = match text {
        Ok(text) => serde_json::from_str(text).or(Err(ClientError::Unexpected)),
        Err(error) => Err(error.clone()),
    };
    (path.clone(), answer)
}

/// What is gone by now is as good as removed.
fn removed(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if error.status() == 404 => Ok(()),
        other => other,
    }
}

/// Says whether a question was asked at a path, or below it.
fn is_below(asked: &str, path: &str) -> bool {
    asked
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '/']))
}

impl Queries {
    /// Makes stale what was asked at a path, and below it.
    pub fn forget(self, path: &str) {
        self.forget_where(&|asked| is_below(asked, path));
    }

    /// Makes stale what staff have asked for.
    pub fn forget_staff(self) {
        self.forget_where(&|asked| {
            [path::ADMIN, path::USERS, path::ROLES]
                .into_iter()
                .any(|path| is_below(asked, path))
        });
    }

    /// Changes something as staff, whatever comes of it: what staff have asked for is old then.
    pub async fn as_staff<T>(self, change: impl Future<Output = Result<T>>) -> Result<T> {
        let changed = change.await;
        self.forget_staff();
        changed
    }

    /// Marks a notification as read. One that is gone by now is as good as read.
    pub async fn read_notification(self, client: &Client, id: NotificationId) -> Result<()> {
        let read = client.read_notification(id).await;
        self.forget(path::NOTIFICATIONS);
        removed(read)
    }

    /// Marks all notifications as read.
    pub async fn read_all_notifications(self, client: &Client) -> Result<()> {
        let read = client.read_all_notifications().await;
        self.forget(path::NOTIFICATIONS);
        read
    }

    /// Says how the user is told something.
    pub async fn update_notification_preference(
        self,
        client: &Client,
        input: &NotificationPreferenceUpdate,
    ) -> Result<()> {
        let updated = client.update_notification_preference(input).await;
        self.forget(path::NOTIFICATION_PREFERENCES);
        updated
    }

    /// Announces something.
    pub async fn create_announcement(
        self,
        client: &Client,
        input: &AnnouncementCreate,
    ) -> Result<ManagedAnnouncement> {
        let made = client.create_announcement(input).await;
        self.forget(path::ADMIN_ANNOUNCEMENTS);
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
        self.forget(path::ADMIN_ANNOUNCEMENTS);
        changed
    }

    /// Confirms the authenticator app. Teams may keep the user out no more then.
    pub async fn confirm_totp(self, client: &Client, input: &TotpConfirm) -> Result<RecoveryCodes> {
        let codes = client.confirm_totp(input).await;
        self.forget(path::MFA);
        self.forget(path::TEAMS);
        codes
    }

    /// Makes new recovery codes.
    pub async fn renew_recovery_codes(self, client: &Client) -> Result<RecoveryCodes> {
        let codes = client.renew_recovery_codes().await;
        self.forget(path::MFA);
        codes
    }

    /// Removes the authenticator app, and with it all trust.
    pub async fn remove_totp(self, client: &Client) -> Result<()> {
        let removed = client.remove_totp().await;
        self.forget(path::MFA);
        self.forget(path::TEAMS);
        removed
    }

    /// Trusts a browser no more. One that is not trusted by now is as good.
    pub async fn untrust_device(self, client: &Client, id: DeviceId) -> Result<()> {
        let untrusted = client.untrust_device(id).await;
        self.forget(path::MFA);
        removed(untrusted)
    }

    /// Changes the signed-in user and lets every view know.
    pub async fn update_me(
        self,
        client: &Client,
        input: &UserUpdate,
        version: i64,
    ) -> Result<User> {
        let text = client.update_me(input, version).await?;
        self.forget(path::USERS);
        let user = serde_json::from_str(&text).or(Err(ClientError::Unexpected))?;
        self.keep(path::USERS_ME, Ok(text));
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
                let user = client.get(ask::me()).await?;
                self.update_me(client, &input, user.version).await
            }
            other => other,
        }
    }

    /// Changes the password, which ends all other sessions.
    pub async fn change_password(self, client: &Client, input: &ChangePassword) -> Result<()> {
        let changed = client.change_password(input).await;
        self.forget(path::SESSIONS);
        self.forget(path::MFA);
        changed
    }

    /// Ends one of the user's sessions. One that is gone by now is as good as ended.
    pub async fn end_session(self, client: &Client, id: SessionId) -> Result<()> {
        let ended = client.end_session(id).await;
        self.forget(path::SESSIONS);
        removed(ended)
    }

    /// Disconnects an account. One that is gone by now is as good as disconnected.
    pub async fn unlink_identity(self, client: &Client, provider: ProviderId) -> Result<()> {
        let unlinked = client.unlink_identity(provider).await;
        self.forget(path::IDENTITIES);
        removed(unlinked)
    }

    /// Ends all sessions of the user but this one.
    pub async fn end_other_sessions(self, client: &Client) -> Result<()> {
        let ended = client.end_other_sessions().await;
        self.forget(path::SESSIONS);
        ended
    }

    /// Makes an API key.
    pub async fn create_api_key(self, client: &Client, input: &CreateApiKey) -> Result<NewApiKey> {
        let made = client.create_api_key(input).await;
        self.forget(path::API_KEYS);
        made
    }

    /// Replaces an API key by another one; the old one goes on working for the usual time.
    pub async fn rotate_api_key(self, client: &Client, id: ApiKeyId) -> Result<NewApiKey> {
        let made = client.rotate_api_key(id, &RotateApiKey::default()).await;
        self.forget(path::API_KEYS);
        made
    }

    /// Revokes an API key. One that is gone by now is as good as revoked.
    pub async fn revoke_api_key(self, client: &Client, id: ApiKeyId) -> Result<()> {
        let revoked = client.revoke_api_key(id).await;
        self.forget(path::API_KEYS);
        removed(revoked)
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
        self.forget(path::PASSKEYS);
        self.forget(path::TEAMS);
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
        self.forget(path::PASSKEYS);
        renamed
    }

    /// Removes one of the user's passkeys. One that is gone by now is as good as removed.
    pub async fn remove_passkey(self, client: &Client, id: PasskeyId) -> Result<()> {
        let gone = client.remove_passkey(id).await;
        self.forget(path::PASSKEYS);
        self.forget(path::TEAMS);
        removed(gone)
    }

    /// Has an archive made of what is kept of the user.
    pub async fn request_export(self, client: &Client) -> Result<Export> {
        let asked = client.request_export().await;
        self.forget(path::EXPORTS);
        asked
    }
}
