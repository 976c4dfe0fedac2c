//! What is kept of somebody, as an archive for themselves.
//!
//! A job makes it, since it may be long, and its reader is told by mail. Secrets and their hashes are
//! not in it.

mod jobs;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    ExportId, Page,
    account::{Export, ExportState},
    problem::code,
};
use db::Tx;

use jobs::MakeExport;
pub use jobs::handlers;

use crate::{
    Ctx, Error, Origin, Result,
    security_events::{self, SecurityEvent},
    sessions::Actor,
    users,
};

/// For how long an archive is kept.
const KEPT: TimeDelta = TimeDelta::days(7);
/// The most archives of one account that are kept at a time.
const MAX_KEPT: usize = 5;

/// An archive, ready to be downloaded.
#[derive(Clone, PartialEq, Eq)]
pub struct Archive {
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// JSON.
    pub content: String,
}

/// Has an archive made of what is kept of the actor; one that is being made already is answered with.
///
/// # Errors
///
/// [`code::TOO_MANY_EXPORTS`] if five are kept.
pub async fn request_export(ctx: &Ctx, actor: &Actor, origin: &Origin) -> Result<Export> {
    let now = ctx.clock.now();
    let user = actor.user.id;
    ctx.db
        .write(|tx| async move {
            // Requests of one account take turns, so that none of them miscounts.
            users::lock(&tx, user).await?.ok_or(Error::NotFound)?;
            let kept = store::list(&*tx, user, now).await?;
            if let Some(pending) = kept.iter().find(|row| row.size.is_none()) {
                return Ok(view(pending));
            }
            if kept.len() >= MAX_KEPT {
                return Err(Error::LimitReached {
                    code: code::TOO_MANY_EXPORTS,
                });
            }
            let id = ExportId::new(ctx.ids.uuid(now)?);
            let row = store::Row {
                id: id.uuid(),
                size: None,
                expires_at: now + KEPT,
                created_at: now,
            };
            store::insert(&*tx, user, &row).await?;
            crate::jobs::enqueue(ctx, &tx, &MakeExport { export: id }).await?;
            let event = SecurityEvent::ExportRequested;
            let session = Some(actor.session);
            security_events::record(ctx, &tx, event, user, session, origin).await?;
            Ok(view(&row))
        })
        .await
}

/// Lists the actor's archives, newest first: all of them, as there are few.
pub async fn list_exports(ctx: &Ctx, actor: &Actor) -> Result<Page<Export>> {
    let rows = store::list(ctx.db.read(), actor.user.id, ctx.clock.now()).await?;
    Ok(Page {
        items: rows.iter().map(view).collect(),
        next_cursor: None,
        previous_cursor: None,
    })
}

/// Answers with an archive of the actor.
///
/// # Errors
///
/// - [`Error::NotFound`] if the actor has no archive of this id.
/// - [`code::EXPORT_PENDING`] if it is not ready yet.
pub async fn download_export(ctx: &Ctx, actor: &Actor, id: ExportId) -> Result<Archive> {
    let row = store::find_own(ctx.db.read(), actor.user.id, id, ctx.clock.now())
        .await?
        .ok_or(Error::NotFound)?;
    let content = row.content.ok_or(Error::Conflict {
        code: code::EXPORT_PENDING,
    })?;
    Ok(Archive {
        created_at: row.created_at,
        content,
    })
}

/// Deletes archives that were kept until `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

fn view(row: &store::Row) -> Export {
    Export {
        id: ExportId::new(row.id),
        state: if row.size.is_some() {
            ExportState::Ready
        } else {
            ExportState::Pending
        },
        size: row.size,
        created_at: row.created_at,
        expires_at: row.expires_at,
    }
}
