//! Refresh tokens: a tree for each session, from rotation.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    /// The token that was exchanged for this one, as long as it is kept.
    pub parent_id: Option<Uuid>,
    pub token_hash: String,
    /// When it was first exchanged.
    pub consumed_at: Option<DateTimeUtc>,
    /// When a later token was exchanged: whoever still presents this one is a thief or was robbed.
    pub superseded_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
