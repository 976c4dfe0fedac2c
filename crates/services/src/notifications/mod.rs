//! Notifications: news for somebody, written in the transaction of what it tells.
//!
//! A reader has an inbox: one row, which whoever tells them something holds until they commit. So the
//! places of notifications (`seq`) become visible in their order, and who has seen one place and asks
//! for what lies beyond misses nothing and sees nothing twice. A reader is never told twice of one
//! cause, so a job that repeats itself does no harm.
//!
//! What tells of people and things in a team is for its members alone: it is taken back from who belongs
//! to the team no more, and not mailed to whom the team keeps out.
//!
//! [`listen`] tells what is new as it happens, in whichever process it was written; what is left
//! unread is mailed once a day.

mod digest;
mod feed;
mod notice;
mod store;
mod stream;
mod team;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    NotificationId, Page, TeamId, UserId,
    notifications::{
        Channel, Notification, NotificationKind, NotificationPreference,
        NotificationPreferenceUpdate, NotificationPreferences, NotificationQuery, UnreadCount,
    },
};
use db::{TeamTx, Tx, entity::notifications::Model};
use uuid::Uuid;

pub use digest::Digest;
pub use feed::{Feed, FeedSettings};
pub use notice::Notice;
pub use stream::{News, Stream, What, listen};
pub use team::tell_admins;
pub(crate) use team::{tell_team, tell_unprotected};

use crate::{
    Ctx, Error, Result,
    cursor::{self, Listing},
    jobs::Handlers,
    sessions::Actor,
};

/// The list, as its cursors name it.
const LATEST_FIRST: Listing = Listing::new("notifications", "-seq");
/// How long a notification waits for its reader before it may be mailed.
const MAIL_AFTER: TimeDelta = TimeDelta::hours(4);
/// For how long what was read is kept.
const READ_KEPT: TimeDelta = TimeDelta::days(90);

/// Adds this module's work to what a worker can do.
///
/// # Errors
///
/// [`Error::Internal`] if the time of the digest cannot be understood.
pub fn handlers(handlers: Handlers) -> Result<Handlers> {
    digest::handlers(team::handlers(handlers))
}

/// Tells somebody something, if they want to be told.
pub async fn notify(ctx: &Ctx, tx: &Tx, user: UserId, notice: &Notice) -> Result<()> {
    let cause = ctx.ids.uuid(ctx.clock.now())?;
    notify_once(ctx, tx, user, cause, notice).await
}

/// As [`notify`], but not if they were told of the cause before.
async fn notify_once(ctx: &Ctx, tx: &Tx, user: UserId, cause: Uuid, notice: &Notice) -> Result<()> {
    let wanted = preferences_of(tx, user).await?;
    let is_wanted = |channel| is_enabled(&wanted, notice.kind, channel);
    let (in_app, by_mail) = (is_wanted(Channel::InApp), is_wanted(Channel::Mail));
    if !in_app && !by_mail {
        return Ok(());
    }
    let now = ctx.clock.now();
    let seq = store::take_place(tx, user, now).await?;
    if store::is_told(tx, user, cause).await? {
        return Ok(());
    }
    let row = Model {
        id: ctx.ids.uuid(now)?,
        user_id: user.uuid(),
        seq,
        cause,
        team_id: notice.team.map(TeamId::uuid),
        kind: notice.kind.as_str().to_owned(),
        data: serde_json::to_string(&notice.data).map_err(Error::internal)?,
        in_app,
        mail_due: by_mail.then(|| now + MAIL_AFTER),
        read_at: None,
        created_at: now,
    };
    store::insert(tx, row).await?;
    let feed = ctx.feed.clone();
    tx.after_commit(move || feed.wake(user));
    Ok(())
}

/// Lists the actor's notifications, the latest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(
    ctx: &Ctx,
    actor: &Actor,
    query: NotificationQuery,
) -> Result<Page<Notification>> {
    let NotificationQuery {
        unread,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = LATEST_FIRST.cursor(cursor)?;
    let only_unread = unread == Some(true);
    let (user, after) = (actor.user.id, cursor.as_ref());
    let rows = store::list(ctx.db.read(), user, only_unread, after, limit + 1).await?;
    let key = |row: &Model| (row.seq.to_string(), row.id);
    cursor::paginate(rows, limit, LATEST_FIRST, cursor.as_ref(), key, view)
}

/// Counts what the actor has not read.
pub async fn unread_count(ctx: &Ctx, actor: &Actor) -> Result<UnreadCount> {
    let (latest, unread) = store::latest_and_unread(ctx.db.read(), actor.user.id).await?;
    Ok(UnreadCount { unread, latest })
}

/// Marks one of the actor's notifications as read; one that is read stays so.
///
/// # Errors
///
/// [`Error::NotFound`] if the actor has no such notification.
pub async fn read(ctx: &Ctx, actor: &Actor, id: NotificationId) -> Result<()> {
    let (user, now) = (actor.user.id, ctx.clock.now());
    ctx.db
        .write(|tx| async move {
            if !store::exists(&tx, user, id).await? {
                return Err(Error::NotFound);
            }
            settle(ctx, &tx, user, Some(id), now).await
        })
        .await
}

/// Marks all of the actor's notifications as read.
pub async fn read_all(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let (user, now) = (actor.user.id, ctx.clock.now());
    ctx.db
        .write(|tx| async move { settle(ctx, &tx, user, None, now).await })
        .await
}

/// Has all who listen as a user look at once whether their session lives, in whichever process.
pub(crate) async fn look_again(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<()> {
    store::touch(tx, user, ctx.clock.now()).await?;
    let feed = ctx.feed.clone();
    tx.after_commit(move || feed.wake(user));
    Ok(())
}

async fn settle(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    only: Option<NotificationId>,
    now: DateTime<Utc>,
) -> Result<()> {
    // The inbox first, as who tells something does: two that wait for each other would wait for ever.
    store::touch(tx, user, now).await?;
    if store::mark_read(tx, user, only, now).await? > 0 {
        let feed = ctx.feed.clone();
        tx.after_commit(move || feed.wake(user));
    }
    Ok(())
}

/// Takes back what somebody was told of the inside of the team that `tx` works for, who belongs to it no
/// more.
pub(crate) async fn forget_inside(ctx: &Ctx, tx: &TeamTx, user: UserId) -> Result<()> {
    // The inbox first, as above.
    store::touch(tx.tx(), user, ctx.clock.now()).await?;
    let mut kinds = NotificationKind::ALL.to_vec();
    kinds.retain(|kind| kind.tells_of_inside());
    store::delete_of_team(tx.tx(), user, tx.team(), &kinds).await?;
    let feed = ctx.feed.clone();
    tx.tx().after_commit(move || feed.wake(user));
    Ok(())
}

/// Answers with how the actor is told what.
pub async fn preferences(ctx: &Ctx, actor: &Actor) -> Result<NotificationPreferences> {
    let user = actor.user.id;
    let said = ctx
        .db
        .read_tx(|tx| async move { preferences_of(&tx, user).await })
        .await?;
    Ok(all_preferences(&said))
}

/// Says how the actor is told something, and answers with all of it.
pub async fn update_preference(
    ctx: &Ctx,
    actor: &Actor,
    input: NotificationPreferenceUpdate,
) -> Result<NotificationPreferences> {
    let NotificationPreferenceUpdate {
        kind,
        channel,
        is_enabled,
    } = input;
    let kinds = kind.map_or_else(|| NotificationKind::ALL.to_vec(), |kind| vec![kind]);
    let (kinds, user) = (&kinds, actor.user.id);
    ctx.db
        .write(|tx| async move {
            store::set_preferences(&tx, user, kinds, channel, is_enabled).await?;
            Ok(all_preferences(&preferences_of(&tx, user).await?))
        })
        .await
}

/// What somebody has said of how they want to be told what.
type Said = BTreeMap<(String, String), bool>;

async fn preferences_of(tx: &Tx, user: UserId) -> Result<Said> {
    let rows = store::preferences(tx, user).await?;
    let said = rows
        .into_iter()
        .map(|row| ((row.kind, row.channel), row.is_enabled));
    Ok(said.collect())
}

/// Whether somebody is told so: everything is, until they say otherwise.
fn is_enabled(said: &Said, kind: NotificationKind, channel: Channel) -> bool {
    let key = (kind.as_str().to_owned(), channel.as_str().to_owned());
    said.get(&key).copied().unwrap_or(true)
}

fn all_preferences(said: &Said) -> NotificationPreferences {
    let items = NotificationKind::ALL
        .iter()
        .map(|kind| NotificationPreference {
            kind: *kind,
            in_app: is_enabled(said, *kind, Channel::InApp),
            mail: is_enabled(said, *kind, Channel::Mail),
        });
    NotificationPreferences {
        items: items.collect(),
    }
}

/// Everything that somebody is kept told, oldest first, as the wire shows it.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<Notification>> {
    let rows = store::all_of(ctx.db.read(), user).await?;
    rows.into_iter().map(view).collect()
}

/// Deletes notifications that were read so long before `now` that nobody looks for them, at most
/// `limit` of them.
pub(crate) async fn purge(tx: Tx, now: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, now - READ_KEPT, limit).await
}

/// The notification as the wire shows it.
fn view(row: Model) -> Result<Notification> {
    let Model {
        id,
        user_id: _,
        seq: _,
        cause: _,
        team_id,
        kind,
        data,
        in_app: _,
        mail_due: _,
        read_at,
        created_at,
    } = row;
    Ok(Notification {
        id: NotificationId::new(id),
        kind,
        team_id: team_id.map(TeamId::new),
        data: serde_json::from_str(&data).map_err(Error::internal)?,
        read_at,
        created_at,
    })
}
