//! Roles of teams, those that every team has among them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Uuid,
    /// Which role of the product it is, unless the team has made it.
    pub built_in: Option<String>,
    pub name: String,
    /// The name in lower case.
    pub name_key: String,
    /// Separated by spaces; they may be wildcards.
    pub permissions: String,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::TeamTable for Entity {
    const TEAM: Column = Column::TeamId;
}

impl crate::ChangingTable for Entity {}
