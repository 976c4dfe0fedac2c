//! Failed sign-ins in a row. Whether an address has an account makes no difference here.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lockouts")]
pub struct Model {
    /// A hash of the address, or of the address and a browser that its owner is known in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub failures: i32,
    pub failed_at: DateTimeUtc,
    /// When it is forgotten.
    pub expires_at: DateTimeUtc,
    /// The token that unlocks, once it was mailed.
    pub token_hash: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
