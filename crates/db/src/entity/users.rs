//! People's accounts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trimmed and lower-case; the key of the account.
    pub email: String,
    /// A PHC string; absent when the person signs in some other way.
    pub password_hash: Option<String>,
    pub first_name: String,
    pub last_name: String,
    /// The full name in lower case, for searches by prefix.
    pub name_key: String,
    /// The last name in lower case, for searches by prefix.
    pub last_name_key: String,
    pub is_active: bool,
    pub is_superuser: bool,
    pub locale: String,
    pub theme: String,
    pub time_zone: String,
    /// The team in which the person was last at work.
    pub team_id: Option<Uuid>,
    /// Counts the changes of the profile, against lost updates.
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}
