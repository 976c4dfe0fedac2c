//! People who are away to a provider: what must come back with them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "oauth_flows")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub state_hash: String,
    pub provider: String,
    pub nonce: String,
    pub sealed_verifier: String,
    pub return_to: String,
    /// Whose account is to be connected; absent when somebody signs in.
    pub user_id: Option<Uuid>,
    /// The session that has asked for it; absent when somebody signs in.
    pub session_id: Option<Uuid>,
    /// The code that came back, once it did: neither it nor the flow works again.
    pub code_hash: Option<String>,
    pub expires_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
