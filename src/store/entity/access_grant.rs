//! One thing given to one person by one source.

use sea_orm::entity::prelude::*;

/// A row of `access_grant`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub person_id: Uuid,
    pub dimension: String,
    pub value: String,
    pub source_kind: String,
    pub source: String,
    pub created_at: i64,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
