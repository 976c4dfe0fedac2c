//! Failed sign-ins in a row: the wait grows, and in the end the account asks for a mailed link.
//!
//! Failures are counted for an address, whether or not it has an account, and apart for each browser
//! that the owner is known in: so a stranger can lock everybody out who is not known, but not the
//! owner at home. Only a sign-in that is complete ends the row. A few failures are forgotten within an
//! hour, so that who tries many addresses fills no table. Without limits nothing is counted.
//!
//! A wrong password is noted in the record of its account as well. Whether there is one is found out by
//! a job, so that neither time nor the number of writes tells.

mod jobs;
mod policy;
mod store;

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::{auth::Unlock, problem::code};
use db::Tx;
use sea_orm::ConnectionTrait;

pub use jobs::handlers;
use jobs::{AnnounceLock, RecordFailure};
use policy::Standing;

use crate::{
    Ctx, Error, Origin, Result,
    devices::{self, DeviceToken},
    ids::hash_token,
    limits::{Key, Rule},
};

/// How long a lock lasts, and the link that ends it sooner.
pub(crate) const LOCK_TTL: Duration = Duration::from_hours(24);
/// How long failures are remembered that have no consequence yet.
const MEMORY: Duration = Duration::from_hours(1);

/// Somebody tries to sign in, and it is known whose failures theirs are counted with.
pub(crate) struct Attempt {
    email: String,
    subject: String,
}

impl Attempt {
    /// Begins an attempt on the account of an address, unless it is refused.
    ///
    /// # Errors
    ///
    /// - [`Error::RateLimited`] after too many attempts, or too soon after some that have failed.
    /// - [`code::LOCKED`] after so many that only a mailed link helps.
    pub(crate) async fn begin(ctx: &Ctx, rule: Rule, email: &str, origin: &Origin) -> Result<Self> {
        let subject = subject_of(ctx, ctx.db.read(), email, origin).await?;
        ctx.limits.require(rule, &Key::named(&subject)).await?;
        match standing(ctx, &subject).await? {
            Standing::Free => Ok(Self {
                email: email.to_owned(),
                subject,
            }),
            Standing::Waiting(retry_after) => Err(Error::RateLimited { retry_after }),
            Standing::Locked => Err(Error::Forbidden { code: code::LOCKED }),
        }
    }

    /// Notes that a password was wrong, also in the record of the account if there is one.
    pub(crate) async fn password_failed(&self, ctx: &Ctx, origin: &Origin) -> Result<()> {
        let now = ctx.clock.now();
        ctx.db
            .write(|tx| async move {
                let job = RecordFailure::new(&self.email, origin, now);
                crate::jobs::enqueue(ctx, &tx, &job).await?;
                self.count(ctx, &tx, origin).await
            })
            .await
    }

    /// Notes that a code was wrong. Who has checked it has recorded that.
    pub(crate) async fn code_failed(&self, ctx: &Ctx, origin: &Origin) -> Result<()> {
        ctx.db
            .write(|tx| async move { self.count(ctx, &tx, origin).await })
            .await
    }

    /// Counts a failure. The owner is told once it locks the account.
    async fn count(&self, ctx: &Ctx, tx: &Tx, origin: &Origin) -> Result<()> {
        if !ctx.limits.are_on() {
            return Ok(());
        }
        let now = ctx.clock.now();
        let failures = store::add_failure(tx, &self.subject, now, now + MEMORY).await?;
        if failures > policy::FREE {
            store::keep_until(tx, &self.subject, now + LOCK_TTL).await?;
        }
        if failures == policy::LOCK {
            let job = AnnounceLock::new(&self.email, &self.subject, origin);
            crate::jobs::enqueue(ctx, tx, &job).await?;
        }
        Ok(())
    }
}

async fn standing(ctx: &Ctx, subject: &str) -> Result<Standing> {
    if !ctx.limits.are_on() {
        return Ok(Standing::Free);
    }
    let now = ctx.clock.now();
    let row = store::find_live(ctx.db.read(), subject, now).await?;
    Ok(row.map_or(Standing::Free, |row| {
        policy::standing(row.failures, row.failed_at, now)
    }))
}

/// How many sign-ins with an address have failed in a row where its owner is not known, and until when
/// only a mailed link helps there, if so many have.
pub(crate) async fn of_address(ctx: &Ctx, email: &str) -> Result<(i32, Option<DateTime<Utc>>)> {
    let now = ctx.clock.now();
    let row = store::find_live(ctx.db.read(), &subject(email, None), now).await?;
    Ok(row.map_or((0, None), |row| {
        let is_locked = policy::standing(row.failures, row.failed_at, now) == Standing::Locked;
        (row.failures, is_locked.then_some(row.expires_at))
    }))
}

/// Ends the row of failures: somebody is signed in.
pub(crate) async fn end(ctx: &Ctx, tx: &Tx, email: &str, origin: &Origin) -> Result<()> {
    let subject = subject_of(ctx, &**tx, email, origin).await?;
    store::delete(tx, &subject).await
}

/// Forgets the failures of an address, whose owner has proved to read its mail: those from anywhere,
/// and those from the browser of `origin`.
pub(crate) async fn forget(ctx: &Ctx, tx: &Tx, email: &str, origin: &Origin) -> Result<()> {
    store::delete(tx, &subject(email, None)).await?;
    end(ctx, tx, email, origin).await
}

/// Unlocks the account of who has the token of a mail.
///
/// # Errors
///
/// [`code::TOKEN_INVALID`] if the token is unknown, used or expired.
pub async fn unlock(ctx: &Ctx, input: Unlock) -> Result<()> {
    let hash = hash_token(&input.token);
    let now = ctx.clock.now();
    let is_unlocked = ctx
        .db
        .write(|tx| {
            let hash = &hash;
            async move { store::delete_by_token(&tx, hash, now).await }
        })
        .await?;
    if is_unlocked {
        Ok(())
    } else {
        Err(Error::Conflict {
            code: code::TOKEN_INVALID,
        })
    }
}

/// Deletes failures that are forgotten since `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// Names the address, or its owner in a browser that they are known in.
async fn subject_of(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    email: &str,
    origin: &Origin,
) -> Result<String> {
    let device = devices::known_at(conn, email, origin, ctx.clock.now()).await?;
    Ok(subject(email, device.as_ref()))
}

fn subject(email: &str, device: Option<&DeviceToken>) -> String {
    match device {
        Some(device) => hash_token(&format!("{email}\n{}", device.as_str())),
        None => hash_token(email),
    }
}
