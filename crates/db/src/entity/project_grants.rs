//! With whom projects are shared.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project_grants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Uuid,
    /// A project of the same team.
    pub project_id: Uuid,
    /// A member of the same team, unless it is a role.
    pub member_id: Option<Uuid>,
    /// A role of the same team, unless it is a member.
    pub role_id: Option<Uuid>,
    pub level: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::TeamTable for Entity {
    const TEAM: Column = Column::TeamId;
}

impl crate::ChangingTable for Entity {}
