//! The daily mail about what was not read.

use std::time::Duration;

use chrono::TimeDelta;
use contract::{
    UserId,
    admin::{JobName, ScheduleName},
    notifications::{Channel, Notification, NotificationKind},
};
use db::{Tx, entity::notifications::Model};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{is_enabled, preferences_of, store, view};
use crate::{
    Ctx, Error, Result,
    jobs::{Handlers, Job, JobError},
    mails::{self, Mail},
    teams, users,
};

/// How many readers are looked for in one go.
const BATCH: u64 = 100;
/// How many notifications are told in one mail; the others are counted, as far as it matters.
const TOLD: usize = 10;
const COUNTED: u64 = 100;
/// How long after a mail the next one may come: less than a day, since no worker is punctual.
const PAUSE: TimeDelta = TimeDelta::hours(20);

/// Mails everybody what they have not read.
#[derive(Debug, Deserialize, Serialize)]
pub struct Digest;

impl Job for Digest {
    const KIND: &'static str = JobName::Digest.as_str();
    // The clock queues another one tomorrow.
    const MAX_ATTEMPTS: i32 = 5;
    const PRIORITY: i32 = -5;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn unique_key(&self) -> Option<String> {
        Some(String::new())
    }
}

pub(super) fn handlers(handlers: Handlers) -> Result<Handlers> {
    handlers
        .on(|ctx, _: Digest, _| async move { run(&ctx).await.map_err(JobError::from) })
        .every(ScheduleName::Digest.as_str(), "7 7 * * *", &Digest)
}

/// Mails one reader after the other, each in a transaction of their own: another attempt goes on where
/// this one ends. One whose mail fails keeps nobody from theirs.
async fn run(ctx: &Ctx) -> Result<()> {
    let now = ctx.clock.now();
    let mut after = None;
    let mut outcome = Ok(());
    loop {
        let readers = store::due_readers(ctx.db.read(), now, after, BATCH).await?;
        for reader in &readers {
            let reader = UserId::new(*reader);
            let mailed = ctx
                .db
                .write(|tx| async move { mail(ctx, &tx, reader).await })
                .await;
            if let Err(error) = &mailed {
                tracing::error!(%error, user.id = %reader, "a digest cannot be sent");
            }
            outcome = outcome.and(mailed);
        }
        match readers.last() {
            Some(last) => after = Some(*last),
            None => return outcome,
        }
    }
}

/// Mails a reader what they have not read, unless they were mailed not long ago.
async fn mail(ctx: &Ctx, tx: &Tx, reader: UserId) -> Result<()> {
    let now = ctx.clock.now();
    let Some(inbox) = store::lock_inbox(tx, reader).await? else {
        return Ok(());
    };
    if inbox.digested_at.is_some_and(|at| now - at < PAUSE) {
        return Ok(());
    }
    let due = store::due(tx, reader, now, COUNTED).await?;
    let news = wanted(ctx, tx, reader, due).await?;
    store::mark_mailed(tx, reader, now).await?;
    let user = users::load(&**tx, reader).await?;
    if news.is_empty() || !user.is_active {
        return Ok(());
    }
    store::set_digested(tx, reader, now).await?;
    let count = u64::try_from(news.len()).map_err(Error::internal)?;
    let mail = Mail::UnreadNotifications {
        first_name: user.first_name,
        time_zone: user.time_zone,
        count,
        news: news.into_iter().take(TOLD).collect(),
    };
    mails::send(ctx, tx, &user.email, user.locale, mail).await
}

/// What of it is still wanted by mail, and still for them: they may have changed their mind since, or
/// belong to a team no more, or be kept out of it.
async fn wanted(ctx: &Ctx, tx: &Tx, reader: UserId, rows: Vec<Model>) -> Result<Vec<Notification>> {
    let said = preferences_of(tx, reader).await?;
    let mut wanted: Vec<_> = rows
        .into_iter()
        .filter_map(|row| Some((row.kind.parse::<NotificationKind>().ok()?, row)))
        .filter(|(kind, _)| is_enabled(&said, *kind, Channel::Mail))
        .collect();
    if wanted.iter().any(|(kind, _)| kind.tells_of_inside()) {
        let open = teams::open_to(ctx, &tx.across_teams().await?, reader).await?;
        let is_open = |team: Option<Uuid>| team.is_none_or(|team| open.contains(&team));
        wanted.retain(|(kind, row)| !kind.tells_of_inside() || is_open(row.team_id));
    }
    Ok(wanted
        .into_iter()
        .filter_map(|(_, row)| legible(row))
        .collect())
}

/// The notification as the wire shows it. One that cannot be read is left out, so that its reader is
/// told the others.
fn legible(row: Model) -> Option<Notification> {
    let id = row.id;
    view(row)
        .inspect_err(|error| {
            tracing::error!(%error, notification.id = %id, "a notification cannot be read");
        })
        .ok()
}
