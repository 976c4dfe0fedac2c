use std::future::{Ready, ready};

use contract::{
    Page,
    account::Export,
    announcements::ManagedAnnouncement,
    api_keys::ApiKey,
    mfa::{MfaStatus, TrustedDevice},
    notifications::{Notification, NotificationPreferences},
    passkeys::{Passkey, PasskeyChallenge},
    security_events::SecurityEvent,
    sessions::Session,
    users::User,
};
use credentials::Refusal;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    API_KEYS, CONNECTIONS, Connections, EXPORTS, MFA, NOTIFICATION_PREFERENCES, PASSKEYS, Query,
    SECURITY_EVENTS, SESSIONS, TRUSTED_DEVICES, announcements_name, notifications_name, read,
    staff_name, users_name,
};
use crate::answers::answered;

/// On the server nothing is kept: a page is rendered once.
#[derive(Clone, Copy, Debug)]
pub struct Queries;

#[expect(
    clippy::unused_self,
    reason = "the browser's handle does something with itself"
)]
impl Queries {
    /// Provides the handle to everything below.
    pub(crate) fn provide() -> Self {
        provide_context(Self);
        Self
    }

    /// Has who is signed in follow what is kept.
    pub(crate) fn follow_me(self, _: RwSignal<Option<User>>) {}

    pub(super) fn set_me(self, _: &User) {}

    pub(super) fn forget_users(self) {}

    /// Makes stale what staff have asked for.
    pub(crate) fn forget_staff(self) {}

    pub(super) fn forget_sessions(self) {}

    pub(super) fn forget_mfa(self) {}

    pub(super) fn forget_api_keys(self) {}

    pub(super) fn forget_exports(self) {}

    pub(super) fn forget_connections(self) {}

    pub(super) fn forget_passkeys(self) {}

    pub(super) fn forget_notifications(self) {}

    pub(super) fn set_notification_preferences(self, _: NotificationPreferences) {}

    pub(super) fn forget_announcements(self) {}
}

pub(super) fn use_users(key: Signal<String>) -> Query<Page<User>> {
    let key = key.get_untracked();
    let name = users_name(&key);
    use_query(key, &name)
}

pub(super) fn use_staff<T>(path: Signal<String>) -> Query<T>
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
{
    let path = path.get_untracked();
    let name = staff_name(&path);
    let latest = answered(&name).map(|answer| read((path, answer)));
    query_of(latest)
}

pub(super) fn use_sessions() -> Query<Page<Session>> {
    use_query(SESSIONS.to_owned(), SESSIONS)
}

pub(super) fn use_mfa() -> Query<MfaStatus> {
    use_query(MFA.to_owned(), MFA)
}

pub(super) fn use_trusted_devices() -> Query<Vec<TrustedDevice>> {
    use_query(TRUSTED_DEVICES.to_owned(), TRUSTED_DEVICES)
}

pub(super) fn use_api_keys() -> Query<Page<ApiKey>> {
    use_query(API_KEYS.to_owned(), API_KEYS)
}

pub(super) fn use_security_events() -> Query<Page<SecurityEvent>> {
    use_query(SECURITY_EVENTS.to_owned(), SECURITY_EVENTS)
}

pub(super) fn use_exports() -> Query<Page<Export>> {
    use_query(EXPORTS.to_owned(), EXPORTS)
}

pub(super) fn use_connections() -> Query<Connections> {
    use_query(CONNECTIONS.to_owned(), CONNECTIONS)
}

pub(super) fn use_passkeys() -> Query<Page<Passkey>> {
    use_query(PASSKEYS.to_owned(), PASSKEYS)
}

pub(super) fn use_notifications(key: Signal<String>) -> Query<Page<Notification>> {
    let key = key.get_untracked();
    let name = notifications_name(&key);
    use_query(key, &name)
}

pub(super) fn use_notification_preferences() -> Query<NotificationPreferences> {
    let name = NOTIFICATION_PREFERENCES;
    use_query(name.to_owned(), name)
}

pub(super) fn use_announcements(key: Signal<String>) -> Query<Page<ManagedAnnouncement>> {
    let key = key.get_untracked();
    let name = announcements_name(&key);
    use_query(key, &name)
}

/// Only a browser makes passkeys.
pub(super) fn create_passkey(_: &PasskeyChallenge) -> Ready<Result<Value, Refusal>> {
    ready(Err(Refusal::Unsupported))
}

/// Only a browser asks for passkeys.
pub(super) fn get_passkey(_: &PasskeyChallenge) -> Ready<Result<Value, Refusal>> {
    ready(Err(Refusal::Unsupported))
}

pub(super) fn use_query<T: Clone + Send + Sync + 'static>(key: String, name: &str) -> Query<T> {
    query_of(answered(name).map(|answer| (key, answer)))
}

fn query_of<T: Clone + Send + Sync + 'static>(
    latest: Option<(String, crate::client::Result<T>)>,
) -> Query<T> {
    Query {
        latest: RwSignal::new(latest),
        is_loading: Signal::stored(false),
        retry: Callback::new(|()| {}),
    }
}
