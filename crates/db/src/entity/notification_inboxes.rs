//! How far news for somebody has come, one row for each reader.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_inboxes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// The place of the newest notification.
    pub seq: i64,
    /// Grows with whatever changes what is unread.
    pub version: i64,
    pub changed_at: DateTimeUtc,
    /// When they were last mailed what was not read.
    pub digested_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
