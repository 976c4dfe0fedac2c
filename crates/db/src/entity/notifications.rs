//! News for people.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// Its place among the reader's; a later commit has a greater one.
    pub seq: i64,
    /// What it tells: nobody is told the same twice.
    pub cause: Uuid,
    pub team_id: Option<Uuid>,
    pub kind: String,
    /// JSON, of which its words are made.
    pub data: String,
    /// Whether it is shown in the product.
    pub in_app: bool,
    /// From when on it may be mailed; nothing once it was, or if it is not to be.
    pub mail_due: Option<DateTimeUtc>,
    pub read_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
