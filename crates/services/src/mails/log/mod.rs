//! Which mails were sent: for who is asked why one has not come. Nothing of what they said is kept.

mod store;

use chrono::{DateTime, Utc};
use contract::{
    JobId, Page,
    admin::{MailLogEntry, MailLogQuery, MailStatus},
};
use db::{Tx, entity::mail_log::Model};

use crate::{
    Ctx, Error, Result,
    audit::masked,
    cursor::{self, Listing},
    jobs::{JobEnd, JobInfo},
    mails::SendMail,
    roles::Staff,
};

/// The log, as its cursors name it.
const LATEST_FIRST: Listing = Listing::new("mail_log", "-ended_at");

/// Lists the mails that were sent or given up, the latest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list_log(
    ctx: &Ctx,
    _staff: &Staff,
    query: MailLogQuery,
) -> Result<Page<MailLogEntry>> {
    let MailLogQuery {
        kind,
        status,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = LATEST_FIRST.cursor(cursor)?;
    let filter = store::Filter {
        kind: cursor::wanted(kind),
        status: status.map(MailStatus::as_str),
    };
    let rows = store::list(ctx.db.read(), &filter, cursor.as_ref(), limit + 1).await?;
    let key = |row: &Model| (row.ended_at.to_rfc3339(), row.id);
    cursor::paginate(rows, limit, LATEST_FIRST, cursor.as_ref(), key, view)
}

/// Writes down what has become of a mail. One that was given up and is sent later has one line.
pub(super) async fn write(
    ctx: &Ctx,
    tx: &Tx,
    job: &SendMail,
    info: JobInfo,
    end: JobEnd,
) -> Result<()> {
    let (status, cause) = match end {
        JobEnd::Done => (MailStatus::Sent, None),
        JobEnd::GivenUp(cause) => (MailStatus::Failed, Some(cause)),
    };
    let row = Model {
        id: info.id.uuid(),
        kind: job.mail.kind().as_str().to_owned(),
        recipient: masked(&job.to),
        status: status.as_str().to_owned(),
        attempts: info.attempt,
        cause,
        queued_at: info.created_at,
        ended_at: ctx.clock.now(),
    };
    store::upsert(tx, row).await
}

/// Deletes lines of before `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// The line as the wire shows it.
fn view(row: Model) -> Result<MailLogEntry> {
    let Model {
        id,
        kind,
        recipient,
        status,
        attempts,
        cause,
        queued_at,
        ended_at,
    } = row;
    let status = [MailStatus::Sent, MailStatus::Failed]
        .into_iter()
        .find(|known| known.as_str() == status)
        .ok_or_else(|| Error::internal(format!("no status of a mail: {status:?}")))?;
    Ok(MailLogEntry {
        id: JobId::new(id),
        kind,
        recipient,
        status,
        attempts,
        cause,
        queued_at,
        ended_at,
    })
}
