//! The doors to the tables.
//!
//! `EntityTrait::find` and its like are disallowed elsewhere, so that no query can be written
//! without saying whose rows it may touch.

use sea_orm::{
    ColumnTrait, Condition, DbErr, DeleteMany, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    Select, UpdateMany,
};

use crate::Tx;

/// Reads a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global<E: EntityTrait>() -> Select<E> {
    E::find()
}

/// Changes rows of a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_update<E: EntityTrait>() -> UpdateMany<E> {
    E::update_many()
}

/// Deletes rows of a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_delete<E: EntityTrait>() -> DeleteMany<E> {
    E::delete_many()
}

/// Deletes at most `limit` of the rows `which`, so that a transaction stays short however many there
/// are, and answers with their number.
pub async fn global_purge<E: EntityTrait>(
    tx: &Tx,
    id: E::Column,
    which: Condition,
    limit: u64,
) -> Result<u64, DbErr> {
    let batch = global::<E>()
        .select_only()
        .column(id)
        .filter(which.clone())
        .limit(limit)
        .into_query();
    // Said twice: a row that another transaction has changed meanwhile is looked at once more, and
    // then only by what stands outside of the batch.
    let purged = global_delete::<E>()
        .filter(id.in_subquery(batch))
        .filter(which)
        .exec(&**tx)
        .await?;
    Ok(purged.rows_affected)
}
