use std::{collections::VecDeque, sync::Arc};

use contract::notifications::{Notification, StreamQuery, UnreadCount};
use tokio::time::{Instant, sleep_until};

use super::{
    feed::{Change, Listening},
    store, view,
};
use crate::{Ctx, Result, sessions, sessions::Actor};

/// How many notifications are read in one go.
const BATCH: u64 = 50;
/// How far back a stream is taken up: who has missed more reads the list.
const BACK: i64 = 100;

/// Something that a stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Up to where everything is told: a stream that is taken up from here misses nothing and repeats
    /// nothing.
    pub id: i64,
    /// What it is.
    pub what: What,
}

/// What a stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// How much is unread: at first, and when it has changed.
    Unread(UnreadCount),
    /// A notification that is new.
    New(Box<Notification>),
    /// Something else is announced, of which this is the revision.
    Announced(Arc<str>),
    /// Nothing, but that the stream is still there.
    Alive,
}

/// What is new for a reader, as it happens.
pub struct Stream {
    ctx: Ctx,
    actor: Actor,
    listening: Listening,
    /// Up to where everything was read.
    latest: i64,
    /// What was last told to be unread.
    unread: Option<u64>,
    /// Which announcements the reader knows.
    announced: Option<Arc<str>>,
    queue: VecDeque<News>,
    is_dirty: bool,
    check_at: Instant,
    beat_at: Instant,
}

/// Listens to what is new for the actor, beyond what they know already.
///
/// The stream ends with its session, and with the process. It reads when it is asked for more, so a
/// slow reader holds up nobody.
///
/// # Errors
///
/// - [`Error::RateLimited`](crate::Error::RateLimited) if the actor listens as often as one may.
/// - [`Error::Unavailable`](crate::Error::Unavailable) if the process is about to end.
pub async fn listen(ctx: &Ctx, actor: Actor, known: StreamQuery) -> Result<Stream> {
    let StreamQuery {
        after,
        announcements,
    } = known;
    let listening = ctx.feed.listen(ctx, actor.user.id)?;
    let latest = store::inbox(ctx.db.read(), actor.user.id)
        .await?
        .map_or(0, |inbox| inbox.seq);
    let settings = ctx.feed.settings();
    let now = Instant::now();
    Ok(Stream {
        ctx: ctx.clone(),
        actor,
        listening,
        latest: after.map_or(latest, |after| {
            after.clamp(latest.saturating_sub(BACK), latest)
        }),
        unread: None,
        announced: announcements.map(Arc::from),
        queue: VecDeque::new(),
        is_dirty: true,
        // The session may have ended after it was asked for and before there was somebody to tell.
        check_at: now,
        beat_at: now + settings.heartbeat,
    })
}

impl Stream {
    /// What is next; nothing once the session or the process has come to its end.
    pub async fn next(&mut self) -> Option<News> {
        let settings = self.ctx.feed.settings();
        let closed = self.ctx.feed.closed();
        loop {
            // First of all: a reader who was slow may have been signed out meanwhile.
            if closed.is_cancelled() || !self.is_still_allowed().await {
                return None;
            }
            if let Some(news) = self.queue.pop_front() {
                self.beat_at = Instant::now() + settings.heartbeat;
                return Some(news);
            }
            if self.is_dirty {
                if let Err(error) = self.look().await {
                    // It is looked again with the next check, or by whom the reader asks next.
                    tracing::warn!(%error, "cannot read notifications");
                }
                self.is_dirty &= !self.queue.is_empty();
                continue;
            }
            tokio::select! {
                () = closed.cancelled() => return None,
                change = self.listening.changed() => match change {
                    Change::Inbox => {
                        self.is_dirty = true;
                        // It may be the end of a session that is told.
                        self.check_at = Instant::now();
                    }
                    Change::Announcements(revision) => self.compare(revision),
                },
                () = sleep_until(self.check_at) => self.is_dirty = true,
                () = sleep_until(self.beat_at) => self.queue.push_back(News {
                    id: self.latest,
                    what: What::Alive,
                }),
            }
        }
    }

    /// Tells that something else is announced than the reader knows. Who has not said what they know
    /// knows what there is.
    fn compare(&mut self, revision: Option<Arc<str>>) {
        let Some(revision) = revision else { return };
        let known = self.announced.replace(Arc::clone(&revision));
        if known.is_some_and(|known| known != revision) {
            self.queue.push_back(News {
                id: self.latest,
                what: What::Announced(revision),
            });
        }
    }

    /// Whether the session lives, which is asked when the inbox has changed, and now and then.
    async fn is_still_allowed(&mut self) -> bool {
        if Instant::now() < self.check_at {
            return true;
        }
        self.check_at = Instant::now() + self.ctx.feed.settings().check;
        match sessions::is_live(&self.ctx, &self.actor).await {
            Ok(is_live) => is_live,
            Err(error) => {
                tracing::warn!(%error, "cannot check a session");
                // In doubt they come again, and are asked who they are.
                false
            }
        }
    }

    /// Reads what is new.
    async fn look(&mut self) -> Result<()> {
        let (conn, user) = (self.ctx.db.read(), self.actor.user.id);
        // The place first: what comes in between is read in any case.
        let known = store::inbox(conn, user).await?.map_or(0, |inbox| inbox.seq);
        let rows = store::newer(conn, user, self.latest, BATCH).await?;
        let unread = store::count_unread(conn, user).await?;
        let is_more = u64::try_from(rows.len()).unwrap_or(u64::MAX) >= BATCH;
        for row in rows {
            self.latest = row.seq;
            let what = What::New(Box::new(view(row)?));
            let id = self.latest;
            self.queue.push_back(News { id, what });
        }
        if is_more {
            self.is_dirty = true;
            return Ok(());
        }
        self.is_dirty = false;
        self.latest = self.latest.max(known);
        if self.unread.replace(unread) != Some(unread) {
            let latest = self.latest;
            let what = What::Unread(UnreadCount { unread, latest });
            self.queue.push_back(News { id: latest, what });
        }
        Ok(())
    }
}
