//! Who has which role in the product.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role_id: Uuid,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::product_roles::Entity",
        from = "Column::RoleId",
        to = "super::product_roles::Column::Id"
    )]
    ProductRoles,
}

impl ActiveModelBehavior for ActiveModel {}

impl crate::GlobalTable for Entity {}

impl Related<super::product_roles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ProductRoles.def()
    }
}
