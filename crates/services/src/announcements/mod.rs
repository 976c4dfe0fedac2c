//! Announcements: what the staff tells everybody, until it is over or put away.
//!
//! Pages that are open hear that something else is announced by the stream of notifications, which
//! compares the [`revision`] with the one before.

mod store;

use aws_lc_rs::digest;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    AnnouncementId, Locale, Page, Permission, UserId,
    announcements::{
        Announcement, AnnouncementCreate, AnnouncementLevel, AnnouncementQuery, AnnouncementText,
        AnnouncementTexts, AnnouncementUpdate, Announcements, ManagedAnnouncement,
    },
    audit::Fact,
    validation::code as field_code,
};
use db::{Tx, entity::announcements::Model};
use uuid::Uuid;

use crate::{
    Ctx, Error, Result,
    audit::{self, Entry, Facts},
    cursor::{self, Listing},
    roles::{self, Staff},
    sessions::Actor,
    versions,
};

/// The most announcements that anybody is shown at a time.
const MOST_SHOWN: u64 = 5;
/// The most announcements of which open pages hear that they are other ones.
const MOST_TOLD: u64 = 100;
/// The list of all, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("announcements");
/// What a changed announcement is called in the audit log.
const SUBJECT: &str = "announcement";

/// Answers with what is announced now, as far as the actor has not put it away, in their language.
pub async fn current(ctx: &Ctx, actor: &Actor) -> Result<Announcements> {
    let (user, now) = (actor.user.id, ctx.clock.now());
    // What is live first: what changes in between is told to whoever knows its revision.
    let live = store::live(ctx.db.read(), now, MOST_TOLD).await?;
    let rows = if live.is_empty() {
        Vec::new()
    } else {
        store::current(ctx.db.read(), user, now, MOST_SHOWN).await?
    };
    let locale = actor.user.locale;
    let items = rows.iter().map(|row| shown(row, locale));
    Ok(Announcements {
        items: items.collect::<Result<_>>()?,
        revision: revision_of(&live),
    })
}

/// Names what is announced now to everybody.
pub(crate) async fn revision(ctx: &Ctx) -> Result<String> {
    let live = store::live(ctx.db.read(), ctx.clock.now(), MOST_TOLD).await?;
    Ok(revision_of(&live))
}

fn revision_of(live: &[(Uuid, i64)]) -> String {
    let words: Vec<String> = live
        .iter()
        .map(|(id, version)| format!("{id} {version}"))
        .collect();
    let digest = digest::digest(&digest::SHA256, words.join("\n").as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(digest)
}

/// Puts an announcement away for the actor; one that is put away stays so.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none of this id that has begun.
pub async fn dismiss(ctx: &Ctx, actor: &Actor, id: AnnouncementId) -> Result<()> {
    let (user, now) = (actor.user.id, ctx.clock.now());
    ctx.db
        .write(|tx| async move {
            let row = store::lock(&tx, id).await?.ok_or(Error::NotFound)?;
            if row.starts_at > now {
                return Err(Error::NotFound);
            }
            store::dismiss(&tx, id, user, now).await
        })
        .await
}

/// Lists all announcements, the one written last first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(
    ctx: &Ctx,
    _staff: &Staff,
    query: AnnouncementQuery,
) -> Result<Page<ManagedAnnouncement>> {
    let AnnouncementQuery { limit, cursor } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let rows = store::list(ctx.db.read(), cursor.as_ref(), limit + 1).await?;
    let key = |row: &Model| (row.created_at.to_rfc3339(), row.id);
    let view = |row| view(&row);
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// Announces something.
///
/// # Errors
///
/// `malformed` if it would end before it begins.
pub async fn create(
    ctx: &Ctx,
    staff: &Staff,
    input: AnnouncementCreate,
) -> Result<ManagedAnnouncement> {
    let AnnouncementCreate {
        level,
        texts,
        starts_at,
        ends_at,
        hours,
    } = input;
    let now = ctx.clock.now();
    let starts_at = starts_at.map_or(now, db::now_micros);
    let ends_at = end(now, ends_at, hours)?;
    check_end(starts_at, ends_at)?;
    let row = Model {
        id: ctx.ids.uuid(now)?,
        level: level.as_str().to_owned(),
        texts: write(texts)?,
        starts_at,
        ends_at,
        created_by: staff.user().map(|user| user.id.uuid()),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let row = &row;
    ctx.db
        .write(|tx| async move {
            confirm(&tx, staff).await?;
            store::insert(&tx, row.clone()).await?;
            let entry = Entry::new("announcements.create", SUBJECT, row.id).after(facts(row));
            audit::record_product(ctx, &tx, &staff.author(), entry).await?;
            tell(ctx, &tx);
            view(row)
        })
        .await
}

/// Changes an announcement; `expected` are the versions they would change, if they say. What asks for
/// nothing new writes nothing.
///
/// # Errors
///
/// - [`Error::NotFound`] if there is none of this id.
/// - [`Error::PreconditionFailed`] if it has another version by now.
/// - `malformed` if it would end before it begins.
pub async fn update(
    ctx: &Ctx,
    staff: &Staff,
    id: AnnouncementId,
    expected: Option<&[i64]>,
    input: AnnouncementUpdate,
) -> Result<ManagedAnnouncement> {
    let AnnouncementUpdate {
        level,
        texts,
        ends_at,
        hours,
    } = input;
    let now = ctx.clock.now();
    let ends_at = end(now, ends_at, hours)?;
    let texts = texts.map(write).transpose()?;
    ctx.db
        .write(|tx| {
            let texts = texts.clone();
            async move {
                let before = store::lock(&tx, id).await?.ok_or(Error::NotFound)?;
                confirm(&tx, staff).await?;
                versions::require(expected, before.version)?;
                let wanted = Model {
                    level: level.map_or(before.level.clone(), |level| level.as_str().to_owned()),
                    texts: texts.unwrap_or_else(|| before.texts.clone()),
                    ends_at: ends_at.or(before.ends_at),
                    ..before.clone()
                };
                check_end(wanted.starts_at, wanted.ends_at)?;
                if wanted == before {
                    return view(&before);
                }
                let row = Model {
                    version: before.version + 1,
                    updated_at: now,
                    ..wanted
                };
                store::update(&tx, row.clone()).await?;
                let entry = Entry::new("announcements.update", SUBJECT, row.id)
                    .before(facts(&before))
                    .after(facts(&row));
                audit::record_product(ctx, &tx, &staff.author(), entry).await?;
                tell(ctx, &tx);
                view(&row)
            }
        })
        .await
}

/// Removes an announcement, as if it had never been.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none of this id.
pub async fn remove(ctx: &Ctx, staff: &Staff, id: AnnouncementId) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let row = store::lock(&tx, id).await?.ok_or(Error::NotFound)?;
            confirm(&tx, staff).await?;
            store::delete(&tx, id).await?;
            tell(ctx, &tx);
            let entry = Entry::new("announcements.remove", SUBJECT, row.id).before(facts(&row));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Has open pages hear of a change as soon as it is committed.
fn tell(ctx: &Ctx, tx: &Tx) {
    let feed = ctx.feed.clone();
    tx.after_commit(move || feed.wake_all());
}

/// Looks again, in a transaction that writes, whether they may: their roles may have changed since they
/// came.
async fn confirm(tx: &Tx, staff: &Staff) -> Result<()> {
    roles::confirm(tx, staff, Permission::AnnouncementsManage)
        .await
        .map(drop)
}

/// The end that was asked for in one of two ways.
fn end(
    now: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    hours: Option<u16>,
) -> Result<Option<DateTime<Utc>>> {
    match (ends_at, hours) {
        (Some(_), Some(_)) => Err(Error::field("hours", field_code::MALFORMED)),
        (ends_at, None) => Ok(ends_at.map(db::now_micros)),
        (None, Some(hours)) => Ok(Some(now + TimeDelta::hours(hours.into()))),
    }
}

fn check_end(starts_at: DateTime<Utc>, ends_at: Option<DateTime<Utc>>) -> Result<()> {
    if ends_at.is_some_and(|end| end < starts_at) {
        return Err(Error::field("ends_at", field_code::MALFORMED));
    }
    Ok(())
}

fn write(mut texts: AnnouncementTexts) -> Result<String> {
    for text in std::iter::once(&mut texts.en).chain(&mut texts.ar) {
        let AnnouncementText { title, text } = text;
        *title = title.trim().to_owned();
        *text = text.trim().to_owned();
    }
    serde_json::to_string(&texts).map_err(Error::internal)
}

fn read(row: &Model) -> Result<(AnnouncementLevel, AnnouncementTexts)> {
    let level = AnnouncementLevel::ALL
        .into_iter()
        .find(|level| level.as_str() == row.level)
        .unwrap_or_default();
    let texts = serde_json::from_str(&row.texts).map_err(Error::internal)?;
    Ok((level, texts))
}

/// What is told of an announcement in the audit log.
fn facts(row: &Model) -> Facts {
    Facts::new()
        .open(Fact::Level, &row.level)
        .open(Fact::Texts, &row.texts)
        .open(Fact::StartsAt, row.starts_at)
        .open(Fact::EndsAt, row.ends_at)
}

/// The announcement as everybody sees it.
fn shown(row: &Model, locale: Locale) -> Result<Announcement> {
    let (level, AnnouncementTexts { en, ar }) = read(row)?;
    let AnnouncementText { title, text } = match locale {
        Locale::En => en,
        Locale::Ar => ar.unwrap_or(en),
    };
    Ok(Announcement {
        id: AnnouncementId::new(row.id),
        level,
        title,
        text,
    })
}

/// The announcement as the staff sees it.
fn view(row: &Model) -> Result<ManagedAnnouncement> {
    let (level, texts) = read(row)?;
    let Model {
        id,
        level: _,
        texts: _,
        starts_at,
        ends_at,
        created_by,
        version,
        created_at,
        updated_at: _,
    } = *row;
    Ok(ManagedAnnouncement {
        id: AnnouncementId::new(id),
        level,
        texts,
        starts_at,
        ends_at,
        created_by: created_by.map(UserId::new),
        version,
        created_at,
    })
}
