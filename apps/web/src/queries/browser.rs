use contract::{passkeys::PasskeyChallenge, path, users::User};
use credentials::{Offer, Refusal};
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use serde_json::Value;

use super::{Text, cache::Cache, news, teams::is_barred};
use crate::{
    answers, browser,
    client::{Client, Result, ask},
    layout::place::team_slug,
};

/// The handle of what is kept in the browser: the texts of answers.
#[derive(Clone, Copy)]
pub struct Queries(RwSignal<Cache<String>>);

impl Queries {
    /// Provides the handle to everything below.
    pub(crate) fn provide() -> Self {
        let queries = Self(RwSignal::new(Cache::new()));
        provide_context(queries);
        if let Some(answer) = answers::answer(path::USERS_ME) {
            queries.keep(path::USERS_ME, answer);
        }
        queries
    }

    /// Gets who is signed in, as far as it is known.
    pub(crate) fn me(self) -> Option<User> {
        let text = self
            .0
            .with_untracked(|cache| cache.get(path::USERS_ME).cloned());
        serde_json::from_str(&text?.ok()?).ok()
    }

    /// Has who is signed in follow what is kept.
    pub(crate) fn follow_me(self, auth: RwSignal<Option<User>>) {
        let text = Memo::new(move |_| self.get(path::USERS_ME)?.ok());
        Effect::new(move || {
            let Some(user) = text.with(|text| serde_json::from_str::<User>(text.as_ref()?).ok())
            else {
                return;
            };
            if auth
                .with_untracked(|known| known.as_ref().is_some_and(|known| is_other(known, &user)))
            {
                // Frame and answers are those of somebody else.
                return browser::reload();
            }
            auth.maybe_update(|known| {
                let is_news = known.as_ref() != Some(&user);
                *known = Some(user);
                is_news
            });
        });
    }

    /// Asks who is signed in if the answer is no longer fresh, without making anyone wait.
    pub(crate) fn revalidate_me(self) {
        self.ask(path::USERS_ME);
    }

    /// Makes stale what a notification is about: a page that shows it asks once more.
    pub(crate) fn hear(self, notification: &str) {
        self.forget_where(&|asked| news::is_touched(notification, asked));
        self.revalidate_me();
    }

    /// Makes stale what was asked at the paths that a change touches.
    pub(crate) fn forget_where(self, is_touched: &dyn Fn(&str) -> bool) {
        self.0.update(|cache| cache.invalidate(is_touched));
    }

    /// Keeps what is known without having been asked for.
    pub(super) fn keep(self, path: &str, answer: Result<String>) {
        self.0.update(|cache| cache.set(path, answer, now()));
    }

    fn get(self, path: &str) -> Option<Result<String>> {
        self.0.with(|cache| cache.get(path).cloned())
    }

    fn ask(self, path: &str) {
        if path.is_empty() {
            return;
        }
        let mut flight = None;
        // Nobody sees that a question is under way, so nobody is told.
        self.0.maybe_update(|cache| {
            flight = cache.ask(path, now());
            false
        });
        let Some(flight) = flight else { return };
        let path = path.to_owned();
        spawn_local(async move {
            let answer = Client::in_browser().text(&path).await;
            if is_barred(&path, &answer) {
                self.look_for_team().await;
            }
            self.0
                .update(|cache| cache.land(&path, &flight, answer, now()));
        });
    }
}

impl Queries {
    /// Asks for the team of the page, whatever is known of it: a page learns that its team is gone
    /// before its parts show what they were refused.
    async fn look_for_team(self) {
        let page = browser::own_path();
        let Some(slug) = team_slug(&page) else { return };
        let path = ask::team_at(slug).into_path();
        let found = Client::in_browser().text(&path).await;
        if found.is_ok() {
            self.keep(&path, found);
        }
    }
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

/// Milliseconds since the epoch.
fn now() -> f64 {
    js_sys::Date::now()
}

/// Keeps up to date the answer at a path that may change: starting with what came with the document,
/// asking whenever the cache has no fresh one.
pub(super) fn use_text(path: Memo<String>) -> Text {
    let queries = super::use_queries();
    let first = path.get_untracked();
    if let Some(answer) = answers::answer(&first) {
        queries.keep(&first, answer);
    }
    let known = untrack(|| queries.get(&first));
    let latest = RwSignal::new(known.map(|answer| (first, answer)));
    Effect::new(move || {
        let path = path.get();
        let answer = queries.get(&path);
        queries.ask(&path);
        let answer = answer.map(|answer| (path, answer));
        latest.maybe_update(|latest| {
            // What answers the last question stays until this one is answered; a refusal that is
            // asked about once more does not.
            let is_waiting = answer.is_none() && matches!(latest, Some((_, Ok(_))) | None);
            let is_news = !is_waiting && *latest != answer;
            if is_news {
                *latest = answer;
            }
            is_news
        });
    });
    Text {
        latest,
        is_loading: Signal::derive(move || {
            let path = path.get();
            latest.with(|latest| {
                latest
                    .as_ref()
                    .is_none_or(|(answered, _)| *answered != path)
            })
        }),
        retry: Callback::new(move |()| {
            queries.0.update(|cache| cache.retry(&path.get_untracked()));
        }),
    }
}
