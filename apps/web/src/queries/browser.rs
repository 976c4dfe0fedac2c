use contract::{
    Page,
    account::Export,
    announcements::ManagedAnnouncement,
    api_keys::ApiKey,
    mfa::{MfaStatus, TrustedDevice},
    notifications::{Notification, NotificationPreferences},
    passkeys::{Passkey, PasskeyChallenge},
    security_events::{SecurityEvent, SecurityEventQuery},
    sessions::Session,
    users::User,
};
use credentials::{Offer, Refusal};
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    API_KEYS, CONNECTIONS, Connections, EXPORTS, ME, MFA, NOTIFICATION_PREFERENCES, PASSKEYS,
    Query, SECURITY_EVENTS, SESSIONS, TRUSTED_DEVICES, announcements_name,
    cache::Cache,
    notifications_name,
    projects::ProjectAnswers,
    read, staff_name,
    teams::{TeamAnswers, TeamLink},
    users_name,
};
use crate::{
    answers::answered,
    browser,
    client::{Client, Result},
};

/// The handle of what is kept in the browser.
#[derive(Clone, Copy)]
pub struct Queries {
    me: Kept<User>,
    users: Kept<Page<User>>,
    staff: Kept<Value>,
    sessions: Kept<Page<Session>>,
    mfa: Kept<MfaStatus>,
    trusted_devices: Kept<Vec<TrustedDevice>>,
    api_keys: Kept<Page<ApiKey>>,
    security_events: Kept<Page<SecurityEvent>>,
    exports: Kept<Page<Export>>,
    connections: Kept<Connections>,
    passkeys: Kept<Page<Passkey>>,
    notifications: Kept<Page<Notification>>,
    notification_preferences: Kept<NotificationPreferences>,
    announcements: Kept<Page<ManagedAnnouncement>>,
    pub(super) my_teams: Kept<Page<TeamLink>>,
    /// What lives as long as the document.
    pub(super) root: StoredValue<Owner>,
    pub(super) teams: StoredValue<Option<TeamAnswers>>,
    pub(super) projects: StoredValue<Option<ProjectAnswers>>,
}

/// The answers to one kind of question.
pub(super) struct Kept<T: 'static>(RwSignal<Cache<T>>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl Queries {
    /// Provides the handle to everything below.
    pub(crate) fn provide() -> Self {
        let queries = Self {
            me: Kept(RwSignal::new(Cache::new())),
            users: Kept(RwSignal::new(Cache::new())),
            staff: Kept(RwSignal::new(Cache::new())),
            sessions: Kept(RwSignal::new(Cache::new())),
            mfa: Kept(RwSignal::new(Cache::new())),
            trusted_devices: Kept(RwSignal::new(Cache::new())),
            api_keys: Kept(RwSignal::new(Cache::new())),
            security_events: Kept(RwSignal::new(Cache::new())),
            exports: Kept(RwSignal::new(Cache::new())),
            connections: Kept(RwSignal::new(Cache::new())),
            passkeys: Kept(RwSignal::new(Cache::new())),
            notifications: Kept::new(),
            notification_preferences: Kept::new(),
            announcements: Kept::new(),
            my_teams: Kept::new(),
            root: StoredValue::new(Owner::current().unwrap_or_default()),
            teams: StoredValue::new(None),
            projects: StoredValue::new(None),
        };
        provide_context(queries);
        queries
    }

    /// Has who is signed in follow what is kept.
    pub(crate) fn follow_me(self, auth: RwSignal<Option<User>>) {
        if let Some(user) = auth.get_untracked() {
            self.set_me(&user);
        }
        Effect::new(move || {
            if let Some(Ok(user)) = self.me.get(ME) {
                if auth.with_untracked(|known| {
                    known.as_ref().is_some_and(|known| is_other(known, &user))
                }) {
                    // Frame and answers are those of somebody else.
                    return browser::reload();
                }
                auth.maybe_update(|known| {
                    let is_news = known.as_ref() != Some(&user);
                    *known = Some(user);
                    is_news
                });
            }
        });
    }

    /// Asks who is signed in if the answer is no longer fresh, without making anyone wait.
    pub(crate) fn revalidate_me(self) {
        self.me.ask(ME.to_owned(), async |_| client().me().await);
    }

    pub(super) fn set_me(self, user: &User) {
        self.me.set(ME, Ok(user.clone()));
    }

    pub(super) fn forget_users(self) {
        self.users.0.update(Cache::invalidate_all);
    }

    /// Makes stale what staff have asked for.
    pub(crate) fn forget_staff(self) {
        self.staff.0.update(Cache::invalidate_all);
        self.forget_users();
    }

    pub(super) fn forget_sessions(self) {
        self.sessions.0.update(Cache::invalidate_all);
    }

    pub(super) fn forget_mfa(self) {
        self.mfa.0.update(Cache::invalidate_all);
        self.trusted_devices.0.update(Cache::invalidate_all);
    }

    pub(super) fn forget_api_keys(self) {
        self.api_keys.0.update(Cache::invalidate_all);
    }

    pub(super) fn forget_exports(self) {
        self.exports.0.update(Cache::invalidate_all);
    }

    pub(super) fn forget_connections(self) {
        self.connections.0.update(Cache::invalidate_all);
    }

    pub(super) fn forget_passkeys(self) {
        self.passkeys.0.update(Cache::invalidate_all);
    }

    /// Makes stale whatever a notification may be about: a page that shows it asks once more. Who adds
    /// answers of which somebody is notified makes them stale here.
    pub(crate) fn hear(self) {
        self.forget_notifications();
        self.forget_exports();
        self.me.0.update(Cache::invalidate_all);
        self.revalidate_me();
    }

    pub(crate) fn forget_notifications(self) {
        self.notifications.0.update(Cache::invalidate_all);
    }

    pub(super) fn set_notification_preferences(self, preferences: NotificationPreferences) {
        let key = NOTIFICATION_PREFERENCES;
        self.notification_preferences.set(key, Ok(preferences));
    }

    pub(super) fn forget_announcements(self) {
        self.announcements.0.update(Cache::invalidate_all);
    }
}

pub(super) fn use_users(key: Signal<String>) -> Query<Page<User>> {
    let kept = super::use_queries().users;
    use_query(kept, users_name, key, async |key: String| {
        let query = serde_urlencoded::from_str(&key).unwrap_or_default();
        client().users(&query).await
    })
}

pub(super) fn use_staff<T>(path: Signal<String>) -> Query<T>
where
    T: Clone + DeserializeOwned + PartialEq + Send + Sync + 'static,
{
    let kept = super::use_queries().staff;
    let query = use_query(kept, staff_name, path, async |path: String| {
        client().ask(&path).await
    });
    let latest = RwSignal::new(query.latest.get_untracked().map(read));
    Effect::new(move || {
        let news = query.latest.get().map(read);
        latest.maybe_update(|latest| {
            let is_news = *latest != news;
            *latest = news;
            is_news
        });
    });
    Query {
        latest,
        is_loading: query.is_loading,
        retry: query.retry,
    }
}

pub(super) fn use_sessions() -> Query<Page<Session>> {
    let kept = super::use_queries().sessions;
    let key = Signal::stored(SESSIONS.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().sessions().await
    })
}

pub(super) fn use_mfa() -> Query<MfaStatus> {
    let kept = super::use_queries().mfa;
    let key = Signal::stored(MFA.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().mfa().await
    })
}

pub(super) fn use_trusted_devices() -> Query<Vec<TrustedDevice>> {
    let kept = super::use_queries().trusted_devices;
    let key = Signal::stored(TRUSTED_DEVICES.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().trusted_devices().await
    })
}

pub(super) fn use_api_keys() -> Query<Page<ApiKey>> {
    let kept = super::use_queries().api_keys;
    let key = Signal::stored(API_KEYS.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().api_keys().await
    })
}

pub(super) fn use_security_events() -> Query<Page<SecurityEvent>> {
    let kept = super::use_queries().security_events;
    let key = Signal::stored(SECURITY_EVENTS.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client()
            .security_events(&SecurityEventQuery::default())
            .await
    })
}

pub(super) fn use_exports() -> Query<Page<Export>> {
    let kept = super::use_queries().exports;
    let key = Signal::stored(EXPORTS.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().exports().await
    })
}

pub(super) fn use_connections() -> Query<Connections> {
    let kept = super::use_queries().connections;
    let key = Signal::stored(CONNECTIONS.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        Connections::ask(&client()).await
    })
}

pub(super) fn use_passkeys() -> Query<Page<Passkey>> {
    let kept = super::use_queries().passkeys;
    let key = Signal::stored(PASSKEYS.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().passkeys().await
    })
}

pub(super) fn use_notifications(key: Signal<String>) -> Query<Page<Notification>> {
    let kept = super::use_queries().notifications;
    use_query(kept, notifications_name, key, async |key: String| {
        let query = serde_urlencoded::from_str(&key).unwrap_or_default();
        client().notifications(&query).await
    })
}

pub(super) fn use_notification_preferences() -> Query<NotificationPreferences> {
    let kept = super::use_queries().notification_preferences;
    let key = Signal::stored(NOTIFICATION_PREFERENCES.to_owned());
    use_query(kept, str::to_owned, key, async |_: String| {
        client().notification_preferences().await
    })
}

pub(super) fn use_announcements(key: Signal<String>) -> Query<Page<ManagedAnnouncement>> {
    let kept = super::use_queries().announcements;
    use_query(kept, announcements_name, key, async |key: String| {
        let query = serde_urlencoded::from_str(&key).unwrap_or_default();
        client().all_announcements(&query).await
    })
}

/// Has the browser make a passkey.
pub(super) async fn create_passkey(challenge: &PasskeyChallenge) -> PasskeyResult {
    let options = serde_json::to_string(challenge).or(Err(Refusal::Failed))?;
    // A promise of the browser stays on its one thread, but actions ask for `Send`.
    let made = SendWrapper::new(credentials::create(&options)).await?;
    serde_json::from_str(&made).or(Err(Refusal::Failed))
}

/// Has the browser ask for a passkey.
pub(super) async fn get_passkey(challenge: &PasskeyChallenge) -> PasskeyResult {
    let options = serde_json::to_string(challenge).or(Err(Refusal::Failed))?;
    let given = SendWrapper::new(credentials::get(&options, Offer::Dialog)).await?;
    serde_json::from_str(&given).or(Err(Refusal::Failed))
}

/// What a passkey has answered.
type PasskeyResult = std::result::Result<Value, Refusal>;

/// Whether the document was made for another person, or for the same one in another role: somebody
/// has signed in anew in this browser, or an administrator has changed the account.
fn is_other(known: &User, user: &User) -> bool {
    known.id != user.id
        || known.email != user.email
        || known.is_superuser != user.is_superuser
        || known.staff != user.staff
        || known.impersonation != user.impersonation
}

pub(super) fn client() -> Client {
    Client::in_browser()
}

impl<T: Clone + Send + Sync> Kept<T> {
    /// Begins without any.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Cache::new()))
    }

    /// Makes all of them stale.
    pub(super) fn forget(self) {
        self.0.update(Cache::invalidate_all);
    }

    fn get(self, key: &str) -> Option<Result<T>> {
        self.0.with(|cache| cache.get(key).cloned())
    }

    fn set(self, key: &str, answer: Result<T>) {
        self.0.update(|cache| cache.set(key, answer, now()));
    }

    fn ask(self, key: String, fetch: impl AsyncFn(String) -> Result<T> + 'static) {
        let mut flight = None;
        // Nobody sees that a question is under way, so nobody is told.
        self.0.maybe_update(|cache| {
            flight = cache.ask(&key, now());
            false
        });
        let Some(flight) = flight else { return };
        spawn_local(async move {
            let answer = fetch(key.clone()).await;
            self.0
                .update(|cache| cache.land(&key, &flight, answer, now()));
        });
    }
}

/// Milliseconds since the epoch.
fn now() -> f64 {
    js_sys::Date::now()
}

/// Keeps up to date the answer to a key that may change: starting with what came with the document,
/// asking whenever the cache has no fresh one.
pub(super) fn use_query<T>(
    kept: Kept<T>,
    name: fn(&str) -> String,
    key: Signal<String>,
    fetch: impl AsyncFn(String) -> Result<T> + Copy + 'static,
) -> Query<T>
where
    T: Clone + DeserializeOwned + PartialEq + Send + Sync + 'static,
{
    let first = key.get_untracked();
    if let Some(answer) = answered(&name(&first)) {
        kept.set(&first, answer);
    }
    let known = kept.0.with_untracked(|cache| cache.get(&first).cloned());
    let latest = RwSignal::new(known.map(|answer| (first, answer)));
    Effect::new(move || {
        let key = key.get();
        let answer = kept.get(&key);
        kept.ask(key.clone(), fetch);
        let answer = answer.map(|answer| (key, answer));
        latest.maybe_update(|latest| {
            // What answers the last key stays until this one is answered; a refusal that is asked
            // about once more does not.
            let is_waiting = answer.is_none() && matches!(latest, Some((_, Ok(_))) | None);
            let is_news = !is_waiting && *latest != answer;
            if is_news {
                *latest = answer;
            }
            is_news
        });
    });
    Query {
        latest,
        is_loading: Signal::derive(move || {
            let key = key.get();
            latest.with(|latest| latest.as_ref().is_none_or(|(answered, _)| *answered != key))
        }),
        retry: Callback::new(move |()| {
            kept.0.update(|cache| cache.retry(&key.get_untracked()));
        }),
    }
}
