//! Changes of an account's address: first waiting for both addresses, then open to be undone.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "email_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub old_email: String,
    pub new_email: String,
    pub old_token_hash: String,
    pub new_token_hash: String,
    pub old_confirmed_at: Option<DateTimeUtc>,
    pub new_confirmed_at: Option<DateTimeUtc>,
    /// When both had confirmed it.
    pub changed_at: Option<DateTimeUtc>,
    /// The old address's way back, once it was changed.
    pub undo_token_hash: Option<String>,
    /// Until when it can be confirmed; once it was changed, until when it can be undone.
    pub expires_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
