//! Projects as a file.
//!
//! It is read in batches, each in a transaction of its own, and sent as it is read, so that a file of
//! any length takes little memory and holds up nobody. The order is that in which projects were made:
//! it never changes, so none is missed or told twice because somebody works on meanwhile. Whose role
//! lets them take it out no more gets no further batch; that a session or a key has ended is seen when
//! the next file is asked for.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::{
    Permission,
    audit::Fact,
    projects::{Project, ProjectExportQuery, ProjectOwner, ProjectSort},
};
use futures_util::stream::{self, Stream, StreamExt};

use super::{listing, reader, sees, store, view};
use crate::{
    Ctx, Result,
    audit::{self, Entry, Facts},
    cursor::Cursor,
    members, search,
    spreadsheet::Rows,
    teams::TeamActor,
    users,
};

/// How many projects are read at a time.
const BATCH: usize = 500;

/// The names of the columns: those of the API's fields, whatever the reader's language, so that what
/// reads the file once goes on to do so when somebody else takes it out.
const COLUMNS: [&str; 9] = [
    "id",
    "name",
    "description",
    "status",
    "owner_id",
    "owner_name",
    "archived_at",
    "created_at",
    "updated_at",
];

/// Writes those projects of the actor's team that they may see as CSV, part by part.
///
/// The first part is there when this returns, so what can be refused is refused before anything is
/// sent.
///
/// # Errors
///
/// [`contract::problem::code::FORBIDDEN`] for who may not, be it between two parts.
pub async fn export(
    ctx: &Ctx,
    actor: &TeamActor,
    query: ProjectExportQuery,
) -> Result<impl Stream<Item = Result<Vec<u8>>> + Send + use<>> {
    let ProjectExportQuery {
        search,
        status,
        owner_id,
        archived,
    } = query;
    let filter = store::Filter {
        search: search::normalize(search),
        status,
        owner: owner_id,
        is_archived: archived,
    };
    record(ctx, actor, &filter).await?;
    let mut file = File {
        ctx: ctx.clone(),
        actor: actor.clone(),
        filter,
        place: Place::Head,
    };
    let first = file.next().await?;
    let rest = stream::try_unfold(file, |mut file| async move {
        let part = file.next().await?;
        Ok(part.map(|part| (part, file)))
    });
    Ok(stream::iter(first.map(Ok)).chain(rest))
}

/// Tells the audit log who takes what out.
async fn record(ctx: &Ctx, actor: &TeamActor, filter: &store::Filter) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let actor = actor.confirm(ctx, &tx, Permission::ProjectsExport).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let owner = match filter.owner {
                Some(user) => members::person(&scoped, user).await?,
                None => None,
            };
            let facts = Facts::new()
                .open(Fact::Search, &filter.search)
                .open(Fact::Status, filter.status)
                .person(Fact::Owner, owner.as_ref().map(users::called))
                .open(Fact::Archived, filter.is_archived);
            let entry = Entry::new("projects.export", "team", actor.team.uuid()).after(facts);
            audit::record(ctx, &scoped, &actor.author(), entry).await
        })
        .await
}

/// A file that is being written.
struct File {
    ctx: Ctx,
    actor: TeamActor,
    filter: store::Filter,
    place: Place,
}

/// How far it is.
enum Place {
    Head,
    After(Cursor),
    End,
}

impl File {
    /// The next part, if there is one.
    async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let (mut rows, after) = match &self.place {
            Place::Head => (Rows::begin(COLUMNS)?, None),
            Place::After(cursor) => (Rows::new(), Some(cursor)),
            Place::End => return Ok(None),
        };
        let projects = self.read(after).await?;
        for project in &projects {
            write(&mut rows, project)?;
        }
        self.place = match projects.last() {
            Some(last) if projects.len() == BATCH => Place::After(Cursor {
                listing: listing(ProjectSort::CreatedAt).name(),
                key: last.created_at.to_rfc3339(),
                id: last.id.uuid(),
                before: false,
            }),
            _ => Place::End,
        };
        rows.into_bytes().map(Some)
    }

    async fn read(&self, after: Option<&Cursor>) -> Result<Vec<Project>> {
        let Self {
            ctx, actor, filter, ..
        } = self;
        ctx.db
            .read_tx(|tx| async move {
                let actor = actor.confirm(ctx, &tx, Permission::ProjectsExport).await?;
                let scoped = tx.of_team(actor.team.uuid()).await?;
                let (sees, sort) = (sees(&actor), ProjectSort::CreatedAt);
                let rows = store::list(&scoped, sees, filter, sort, after, BATCH).await?;
                let rows = store::complete(&scoped, reader(&actor), rows).await?;
                rows.into_iter().map(|row| view(&actor, row)).collect()
            })
            .await
    }
}

fn write(rows: &mut Rows, project: &Project) -> Result<()> {
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let owner = project.owner.as_ref();
    let fields: [String; COLUMNS.len()] = [
        project.id.to_string(),
        project.name.clone(),
        project.description.clone(),
        project.status.as_str().to_owned(),
        owner
            .map(|owner| owner.user_id.to_string())
            .unwrap_or_default(),
        owner.map(ProjectOwner::full_name).unwrap_or_default(),
        project.archived_at.map(time).unwrap_or_default(),
        time(project.created_at),
        time(project.updated_at),
    ];
    rows.push(fields)
}
