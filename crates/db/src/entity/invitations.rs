//! Invitations into teams. One that is neither ended nor expired waits for an answer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Uuid,
    /// Of the ones that are not ended, a team has one for an address.
    pub email: String,
    /// A role of the same team.
    pub role_id: Uuid,
    /// Who has sent it last.
    pub sender_id: Uuid,
    pub token_hash: String,
    /// What came of it, once it is ended.
    pub outcome: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
    pub expires_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::TeamTable for Entity {
    const TEAM: Column = Column::TeamId;
}

impl crate::ChangingTable for Entity {}
