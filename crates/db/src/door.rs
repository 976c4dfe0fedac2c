//! The doors to the tables.
//!
//! `EntityTrait::find` and its like are disallowed elsewhere, so that no query can be written
//! without saying whose rows it may touch.

use sea_orm::{DeleteMany, EntityTrait, Select, UpdateMany};

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
