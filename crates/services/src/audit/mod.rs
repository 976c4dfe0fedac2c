//! The audit log: who has changed what, in which team.
//!
//! A line is written in the transaction of the change it tells, and never changed or deleted; even
//! when its team or its people are gone. Each holds the hash of its own words and of the line before,
//! so whoever changes, removes or inserts one is found out by [`verify`]. There is one log for each
//! team, and one of the product as a whole.
//!
//! Writers of one log wait for each other: its last line is locked until they are done. No line is older
//! than the one before it.

mod chain;
mod entry;
mod export;
mod store;

use contract::{
    AuditEventId, Page, TeamId, UserId,
    audit::{AuditEvent, AuditQuery},
};
use db::{TeamTx, Tx, entity::audit_events::Model};
use uuid::Uuid;

pub(crate) use chain::link;
pub use chain::{Log, Verdict, find_log, logs, verify};
pub(crate) use entry::masked;
pub use entry::{Author, Entry, Facts};
pub use export::{Export, export, export_product};

use crate::{
    Ctx, Error, Result,
    cursor::{self, Listing},
    roles::Staff,
    teams::TeamActor,
};

/// The team whose log is that of the product as a whole.
pub(crate) const PRODUCT: Uuid = Uuid::nil();

/// The log of a team, as its cursors name it.
const LATEST_FIRST: Listing = Listing::new("audit", "-seq");
/// The log of the product as a whole, as its cursors name it.
const PRODUCT_LATEST_FIRST: Listing = Listing::new("product_audit", "-seq");

/// Writes a line into the log of the team that `tx` works for.
pub(crate) async fn record(ctx: &Ctx, tx: &TeamTx, author: &Author, entry: Entry) -> Result<()> {
    let last = store::lock_log(tx).await?;
    // The clocks of machines differ and are put back; the times of a log go forward all the same.
    let before = store::written_at(tx, last.seq).await?;
    let now = ctx.clock.now();
    let now = before.map_or(now, |before| before.max(now));
    let row = link(ctx.ids.uuid(now)?, tx.team(), &last, author, entry, now)?;
    store::insert(tx, row).await
}

/// Writes a line into the log of the product as a whole.
///
/// Whatever `tx` works for, it goes on with that.
pub(crate) async fn record_product(
    ctx: &Ctx,
    tx: &Tx,
    author: &Author,
    entry: Entry,
) -> Result<()> {
    let log = tx.aside(PRODUCT).await?;
    record(ctx, &log, author, entry).await?;
    Ok(log.end().await?)
}

/// Lists the log of the actor's team, latest line first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list, and for what is no time.
pub async fn list(ctx: &Ctx, actor: &TeamActor, query: AuditQuery) -> Result<Page<AuditEvent>> {
    page(ctx, actor.team, LATEST_FIRST, query).await
}

/// Lists the log of the product as a whole, latest line first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list, and for what is no time.
pub async fn list_product(
    ctx: &Ctx,
    _staff: &Staff,
    query: AuditQuery,
) -> Result<Page<AuditEvent>> {
    page(ctx, TeamId::new(PRODUCT), PRODUCT_LATEST_FIRST, query).await
}

async fn page(
    ctx: &Ctx,
    team: TeamId,
    listing: Listing,
    query: AuditQuery,
) -> Result<Page<AuditEvent>> {
    let AuditQuery {
        action,
        actor_id,
        subject_id,
        from,
        to,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = listing.cursor(cursor)?;
    let filter =
        store::Filter::new(action, actor_id, subject_id).within(from.as_deref(), to.as_deref())?;
    let rows = ctx
        .db
        .read_tx(async |tx| {
            let tx = tx.of_team(team.uuid()).await?;
            store::list(&tx, &filter, cursor.as_ref(), limit + 1).await
        })
        .await?;
    let key = |row: &Model| (row.seq.to_string(), row.id);
    cursor::paginate(rows, limit, listing, cursor.as_ref(), key, view)
}

/// The line as the wire shows it.
fn view(row: Model) -> Result<AuditEvent> {
    let Model {
        id,
        team_id: _,
        seq,
        action,
        actor_id,
        actor_name,
        impersonator_id,
        via,
        subject_kind,
        subject_id,
        before,
        after,
        request_id,
        address,
        created_at,
        hash: _,
    } = row;
    let facts = |text: Option<String>| {
        text.map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(Error::internal)
    };
    Ok(AuditEvent {
        id: AuditEventId::new(id),
        seq,
        action,
        actor_id: actor_id.map(UserId::new),
        actor_name,
        impersonator_id: impersonator_id.map(UserId::new),
        via,
        subject_kind,
        subject_id,
        before: facts(before)?,
        after: facts(after)?,
        request_id,
        address,
        created_at,
    })
}
