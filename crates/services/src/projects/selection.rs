//! Which projects a list shows.
//!
//! What a search finds lies together in the indexes of names, and in no order by any other column. A
//! list in such an order walks its own index and keeps what was searched for, which ends soon where
//! much is found; where little is, it would read the whole team for the last page. So the few are
//! looked up by their names first.

use std::collections::BTreeSet;

use db::{
    TeamTx, dialect,
    entity::{
        project_grants,
        projects::{Column, Entity},
    },
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, QueryFilter, QuerySelect, QueryTrait,
    Select,
};
use uuid::Uuid;

use super::store::{Filter, Reader, Sees};
use crate::{Error, Result, search};

/// So many that a search finds are sorted for a page. Of more, some come soon in any order.
const FEW: usize = 1_000;

/// The projects of `filter` that somebody sees, for a list in the order of `column`.
pub(super) async fn select(
    tx: &TeamTx,
    sees: Sees,
    filter: &Filter,
    column: Column,
) -> Result<Select<Entity>> {
    let mut select = narrowed(tx, filter);
    if let Sees::Some(reader) = sees {
        select = select.filter(is_shared_with(tx, reader).add(is_owned_by(reader)));
    }
    let Some(search) = &filter.search else {
        return Ok(select);
    };
    let backend = tx.get_database_backend();
    // PostgreSQL knows by its statistics how much a search finds, but not how much of it is shared.
    let is_known = backend == DatabaseBackend::Postgres && matches!(sees, Sees::All);
    if is_known || matches!(column, Column::NameKey) {
        return Ok(select.filter(search::begins_with(Column::NameKey, search)));
    }
    if let Some(few) = found(tx, sees, filter, search).await? {
        // They are narrowed already; done again, it would let SQLite walk the index after all.
        return Ok(tx.find::<Entity>().filter(Column::Id.is_in(few)));
    }
    let key = dialect::without_index(backend, Column::NameKey);
    Ok(select.filter(search::key_begins_with(&key, search)))
}

/// Those of the filter, but for what is searched for.
fn narrowed(tx: &TeamTx, filter: &Filter) -> Select<Entity> {
    let Filter {
        search: _,
        status,
        owner,
        is_archived,
    } = filter;
    let mut select = tx
        .find::<Entity>()
        .filter(Column::IsArchived.eq(*is_archived));
    if let Some(status) = status {
        select = select.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(owner) = owner {
        select = select.filter(Column::OwnerId.eq(owner.uuid()));
    }
    select
}

/// What somebody sees of that which a search finds, unless it is more than [`FEW`].
async fn found(
    tx: &TeamTx,
    sees: Sees,
    filter: &Filter,
    search: &str,
) -> Result<Option<BTreeSet<Uuid>>> {
    let named = || narrowed(tx, filter).filter(search::begins_with(Column::NameKey, search));
    // Each is answered by an index alone.
    let parts = match sees {
        Sees::All => vec![named()],
        Sees::Some(reader) => vec![
            named().filter(is_owned_by(reader)),
            named().filter(is_shared_with(tx, reader)),
        ],
    };
    let limit = u64::try_from(FEW + 1).map_err(Error::internal)?;
    let mut found = BTreeSet::new();
    for part in parts {
        let ids: Vec<Uuid> = part
            .select_only()
            .column(Column::Id)
            .limit(limit)
            .into_tuple()
            .all(&**tx)
            .await?;
        found.extend(ids);
    }
    Ok((found.len() <= FEW).then_some(found))
}

fn is_owned_by(reader: Reader) -> Condition {
    Condition::all().add(Column::OwnerId.eq(reader.user.uuid()))
}

/// Whether a project is shared with somebody, or with their role.
fn is_shared_with(tx: &TeamTx, reader: Reader) -> Condition {
    // One query for each index of grants, which has all that it asks for.
    let shared_with = |grantee: project_grants::Column, id: Uuid| {
        tx.find::<project_grants::Entity>()
            .select_only()
            .column(project_grants::Column::ProjectId)
            .filter(grantee.eq(id))
            .into_query()
    };
    let with_member = shared_with(project_grants::Column::MemberId, reader.member.uuid());
    let with_role = shared_with(project_grants::Column::RoleId, reader.role.uuid());
    Condition::any()
        .add(Column::Id.in_subquery(with_member))
        .add(Column::Id.in_subquery(with_role))
}
