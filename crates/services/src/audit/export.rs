//! A log as a file, read in batches while it is sent.

use contract::{
    Permission,
    audit::{AuditEvent, AuditExportQuery, AuditFormat, Fact},
};
use db::Tx;
use serde_json::Value;
use uuid::Uuid;

use super::{Author, Entry, Facts, PRODUCT, store, view};
use crate::{
    Ctx, Error, Result, impersonation,
    roles::{self, Staff},
    spreadsheet::Rows,
    teams::TeamActor,
};

/// How many lines are read at once.
const BATCH: u64 = 1000;

/// The columns of the table.
const COLUMNS: [&str; 14] = [
    "seq",
    "created_at",
    "action",
    "actor_id",
    "actor_name",
    "impersonator_id",
    "via",
    "subject_kind",
    "subject_id",
    "before",
    "after",
    "request_id",
    "address",
    "id",
];

/// A log that is being written, piece by piece.
pub struct Export {
    ctx: Ctx,
    reader: Reader,
    filter: store::Filter,
    format: AuditFormat,
    /// Where the next batch begins.
    place: Place,
}

/// Who reads which log.
enum Reader {
    /// That of their team.
    Team(Box<TeamActor>),
    /// That of the product as a whole.
    Product(Staff),
}

impl Reader {
    /// Looks whether they still may, and tells whose log it is.
    async fn confirm(&self, ctx: &Ctx, tx: &Tx) -> Result<Uuid> {
        match self {
            Self::Team(actor) => {
                actor.confirm(ctx, tx, Permission::AuditRead).await?;
                Ok(actor.team.uuid())
            }
            Self::Product(staff) => {
                roles::confirm(tx, staff, Permission::ProductAuditRead).await?;
                Ok(PRODUCT)
            }
        }
    }

    fn author(&self) -> Author {
        match self {
            Self::Team(actor) => actor.author(),
            Self::Product(staff) => staff.author(),
        }
    }

    /// That it is taken out.
    fn entry(&self) -> Entry {
        match self {
            Self::Team(actor) => Entry::new("audit.export", "team", actor.team.uuid()),
            Self::Product(_) => Entry::of_many("audit.export", "audit_event"),
        }
    }
}

enum Place {
    Start,
    Before(i64),
    End,
}

/// Begins to write the log of the actor's team, latest line first. The log tells who takes it out, so a
/// whole one begins with that line.
///
/// # Errors
///
/// - [`contract::problem::code::IMPERSONATING`] for who acts as somebody else: they may look, and take
///   nothing out.
/// - `malformed` for what is no time.
/// - As [`crate::teams::enter`].
pub async fn export(ctx: &Ctx, actor: TeamActor, query: AuditExportQuery) -> Result<Export> {
    impersonation::require_own_name(actor.caller.impersonator)?;
    begin(ctx, Reader::Team(Box::new(actor)), query).await
}

/// Begins to write the log of the product as a whole, latest line first, which tells it as well.
///
/// # Errors
///
/// As [`crate::roles::staff`], and `malformed` for what is no time.
pub async fn export_product(ctx: &Ctx, staff: Staff, query: AuditExportQuery) -> Result<Export> {
    begin(ctx, Reader::Product(staff), query).await
}

async fn begin(ctx: &Ctx, reader: Reader, query: AuditExportQuery) -> Result<Export> {
    let filter = store::Filter::new(query.action.clone(), query.actor_id, query.subject_id)
        .within(query.from.as_deref(), query.to.as_deref())?;
    record(ctx, &reader, &query).await?;
    Ok(Export {
        ctx: ctx.clone(),
        reader,
        filter,
        format: query.format,
        place: Place::Start,
    })
}

/// Tells the log who takes what of it out.
async fn record(ctx: &Ctx, reader: &Reader, query: &AuditExportQuery) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let log = tx.of_team(reader.confirm(ctx, &tx).await?).await?;
            // Who has left or has no account any more is known to the log alone.
            let called = match query.actor_id {
                Some(user) => store::name_of(&log, user).await?,
                None => None,
            };
            let entry = reader.entry().after(facts(query, called));
            super::record(ctx, &log, &reader.author(), entry).await
        })
        .await
}

/// What is told of what was taken out, and what the person is `called` whose lines it is about.
fn facts(query: &AuditExportQuery, called: Option<String>) -> Facts {
    Facts::new()
        .open(Fact::Action, query.action.as_deref().map(str::trim))
        .person_of(Fact::User, query.actor_id, called)
        .open(Fact::Subject, query.subject_id)
        .open(Fact::From, query.from.as_deref())
        .open(Fact::To, query.to.as_deref())
}

impl Export {
    /// The next piece; nothing at the end.
    ///
    /// # Errors
    ///
    /// As [`crate::teams::enter`] and [`crate::roles::staff`]: who loses their access while they read
    /// gets no more of it.
    pub async fn next(&mut self) -> Result<Option<String>> {
        let before = match self.place {
            Place::Start => None,
            Place::Before(seq) => Some(seq),
            Place::End => return Ok(None),
        };
        let (ctx, reader, filter) = (&self.ctx, &self.reader, &self.filter);
        let rows = ctx
            .db
            .read_tx(|tx| async move {
                let team = reader.confirm(ctx, &tx).await?;
                let scoped = tx.of_team(team).await?;
                store::before(&scoped, filter, before, BATCH).await
            })
            .await?;
        let is_full = u64::try_from(rows.len()).is_ok_and(|read| read == BATCH);
        self.place = match rows.last() {
            Some(row) if is_full => Place::Before(row.seq),
            _ => Place::End,
        };
        let events = rows.into_iter().map(view);
        let text = match self.format {
            AuditFormat::Csv => table(before.is_none(), events),
            AuditFormat::Jsonl => lines(events),
        };
        text.map(Some)
    }
}

fn table(is_first: bool, events: impl Iterator<Item = Result<AuditEvent>>) -> Result<String> {
    let mut table = if is_first {
        Rows::begin(COLUMNS)?
    } else {
        Rows::new()
    };
    for event in events {
        table.push(cells(event?))?;
    }
    String::from_utf8(table.into_bytes()?).map_err(Error::internal)
}

fn lines(events: impl Iterator<Item = Result<AuditEvent>>) -> Result<String> {
    let mut text = String::new();
    for event in events {
        text.push_str(&serde_json::to_string(&event?).map_err(Error::internal)?);
        text.push('\n');
    }
    Ok(text)
}

/// The line, in the order of [`COLUMNS`].
fn cells(event: AuditEvent) -> [String; COLUMNS.len()] {
    let AuditEvent {
        id,
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
    } = event;
    let facts = |facts: Option<Value>| facts.map_or_else(String::new, |facts| facts.to_string());
    [
        seq.to_string(),
        created_at.to_rfc3339(),
        action,
        optional(actor_id),
        actor_name,
        optional(impersonator_id),
        via,
        subject_kind,
        optional(subject_id),
        facts(before),
        facts(after),
        optional(request_id),
        optional(address),
        id.to_string(),
    ]
}

fn optional(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
