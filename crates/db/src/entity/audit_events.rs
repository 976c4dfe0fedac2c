//! The lines of audit logs: no [`ChangingTable`](crate::ChangingTable), as none is ever changed or
//! deleted.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The team; zeros for the product as a whole.
    pub team_id: Uuid,
    /// The line's place in its log, from one on.
    pub seq: i64,
    pub action: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub impersonator_id: Option<Uuid>,
    pub via: String,
    pub subject_kind: String,
    pub subject_id: Option<Uuid>,
    /// JSON.
    pub before: Option<String>,
    /// JSON.
    pub after: Option<String>,
    pub request_id: Option<Uuid>,
    pub address: Option<String>,
    pub created_at: DateTimeUtc,
    /// Of this line and the hash of the one before.
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::TeamTable for Entity {
    const TEAM: Column = Column::TeamId;
}
