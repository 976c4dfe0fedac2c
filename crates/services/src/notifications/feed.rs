use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use contract::UserId;
use tokio::sync::{Notify, watch};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::store;
use crate::{Ctx, Error, Result, announcements};

/// How far back a look goes: a transaction may be committed later than its time says.
const OVERLAP: TimeDelta = TimeDelta::seconds(5);
/// When to come again to somebody who listens as often as they may.
const TRY_AGAIN: Duration = Duration::from_mins(1);

/// How news reaches those who listen.
#[derive(Clone, Copy, Debug)]
pub struct FeedSettings {
    /// How often the database is asked, as long as somebody listens.
    pub poll: Duration,
    /// How often who listens is checked without a reason: a session that has run out hears nothing
    /// after it. One that is ended is told at once.
    pub check: Duration,
    /// How often a sign of life is given where there is no news.
    pub heartbeat: Duration,
    /// How often one person may listen at a time, in this process.
    pub streams: usize,
}

impl Default for FeedSettings {
    fn default() -> Self {
        Self {
            poll: Duration::from_secs(1),
            check: Duration::from_secs(30),
            heartbeat: Duration::from_secs(15),
            streams: 8,
        }
    }
}

/// Tells those who listen in this process that their inbox has changed, or what is announced, wherever
/// that was done.
///
/// One task asks the database for the inboxes that have changed since it last looked, and only as
/// long as somebody listens; a change that is made in this process is looked for at once. Who listens
/// is told that there is news and not which, so a slow reader holds nothing up and nothing piles up
/// for them.
#[derive(Clone, Default)]
pub struct Feed(Arc<Inner>);

#[derive(Default)]
struct Inner {
    settings: FeedSettings,
    listeners: Mutex<Listeners>,
    /// Names what is announced, as far as it is known.
    announced: watch::Sender<Option<Arc<str>>>,
    wake: Notify,
    closed: CancellationToken,
    tasks: TaskTracker,
}

#[derive(Default)]
struct Listeners {
    by_user: BTreeMap<UserId, Listener>,
    is_polling: bool,
}

struct Listener {
    /// The version of the inbox that is known.
    version: watch::Sender<i64>,
    streams: usize,
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed")
            .field("settings", &self.0.settings)
            .finish_non_exhaustive()
    }
}

impl Feed {
    /// A feed to which nobody listens yet.
    pub fn new(settings: FeedSettings) -> Self {
        Self(Arc::new(Inner {
            settings,
            ..Inner::default()
        }))
    }

    /// Ends all streams, and waits until the database is asked no more. Nobody can listen again.
    pub async fn close(&self) {
        self.0.closed.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }

    /// Whether the database is being asked for news.
    pub fn is_polling(&self) -> bool {
        self.lock().is_polling
    }

    pub(super) fn settings(&self) -> FeedSettings {
        self.0.settings
    }

    /// Ends when the feed is closed.
    pub(super) fn closed(&self) -> CancellationToken {
        self.0.closed.clone()
    }

    /// Looks for news at once, if the user listens here.
    pub(super) fn wake(&self, user: UserId) {
        if self.lock().by_user.contains_key(&user) {
            self.0.wake.notify_one();
        }
    }

    /// Looks for news at once, if anybody listens here.
    pub(crate) fn wake_all(&self) {
        if !self.lock().by_user.is_empty() {
            self.0.wake.notify_one();
        }
    }

    /// Listens to the inbox of a user, and to what is announced.
    ///
    /// # Errors
    ///
    /// - [`Error::RateLimited`] if the user listens as often as one may.
    /// - [`Error::Unavailable`] if the process is about to end.
    pub(super) fn listen(&self, ctx: &Ctx, user: UserId) -> Result<Listening> {
        if self.0.closed.is_cancelled() {
            return Err(Error::Unavailable("the process is about to end".into()));
        }
        let mut listeners = self.lock();
        let listener = listeners.by_user.entry(user).or_insert_with(|| Listener {
            version: watch::Sender::new(0),
            streams: 0,
        });
        if listener.streams >= self.0.settings.streams {
            return Err(Error::RateLimited {
                retry_after: TRY_AGAIN,
            });
        }
        listener.streams += 1;
        let version = listener.version.subscribe();
        let mut announced = self.0.announced.subscribe();
        // What is known already is news to this one.
        announced.mark_changed();
        if !listeners.is_polling {
            listeners.is_polling = true;
            self.0.tasks.spawn(poll(ctx.clone(), self.clone()));
        }
        drop(listeners);
        Ok(Listening {
            feed: self.clone(),
            user,
            version,
            announced,
        })
    }

    fn announce(&self, revision: String) {
        self.0.announced.send_if_modified(|known| {
            let is_news = known.as_deref() != Some(&*revision);
            if is_news {
                *known = Some(revision.into());
            }
            is_news
        });
    }

    fn tell(&self, user: UserId, version: i64) {
        if let Some(listener) = self.lock().by_user.get(&user) {
            listener.version.send_if_modified(|known| {
                let is_news = *known < version;
                *known = version.max(*known);
                is_news
            });
        }
    }

    /// Says that nobody asks the database any more, unless somebody listens.
    fn retire(&self) -> bool {
        let mut listeners = self.lock();
        let is_idle = listeners.by_user.is_empty();
        listeners.is_polling = !is_idle;
        if is_idle {
            // It may be another one when somebody listens again.
            self.0.announced.send_replace(None);
        }
        is_idle
    }

    fn lock(&self) -> MutexGuard<'_, Listeners> {
        self.0
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the database for news until nobody listens.
async fn poll(ctx: Ctx, feed: Feed) {
    let mut since = ctx.clock.now() - OVERLAP;
    loop {
        match look(&ctx, &feed, since).await {
            Ok(until) => since = until,
            // Who listens looks for themselves now and then.
            Err(error) => tracing::warn!(%error, "cannot look for notifications"),
        }
        tokio::select! {
            () = feed.0.closed.cancelled() => break,
            () = feed.0.wake.notified() => {}
            () = tokio::time::sleep(feed.0.settings.poll) => {}
        }
        if feed.retire() {
            break;
        }
    }
}

/// Tells what has changed since `since`, and answers with when to begin the next time.
async fn look(ctx: &Ctx, feed: &Feed, since: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let changed = store::changed_since(ctx.db.read(), since).await?;
    let until = changed
        .last()
        .map_or(since, |inbox| since.max(inbox.changed_at - OVERLAP));
    for inbox in changed {
        feed.tell(UserId::new(inbox.user_id), inbox.version);
    }
    feed.announce(announcements::revision(ctx).await?);
    Ok(until)
}

/// Somebody who listens, until it is dropped.
pub(super) struct Listening {
    feed: Feed,
    user: UserId,
    version: watch::Receiver<i64>,
    announced: watch::Receiver<Option<Arc<str>>>,
}

/// What has changed for somebody who listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Their inbox.
    Inbox,
    /// What is announced, which this names if it is known.
    Announcements(Option<Arc<str>>),
}

impl Listening {
    /// Waits until the inbox has another version than was known, or something else is announced.
    pub(super) async fn changed(&mut self) -> Change {
        tokio::select! {
            Ok(()) = self.version.changed() => Change::Inbox,
            Ok(()) = self.announced.changed() => {
                Change::Announcements(self.announced.borrow_and_update().clone())
            }
            // The senders live as long as this.
            else => std::future::pending().await,
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut listeners = self.feed.lock();
        if let Some(listener) = listeners.by_user.get_mut(&self.user) {
            listener.streams -= 1;
            if listener.streams == 0 {
                listeners.by_user.remove(&self.user);
            }
        }
    }
}
