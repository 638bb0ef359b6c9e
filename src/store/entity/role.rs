//! One role of an account.

use sea_orm::entity::prelude::*;

/// A row of `role`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub slug: String,
    pub name: String,
    pub name_key: String,
    pub priority: i64,
    pub privileged: bool,
    pub built_in: bool,
    pub is_default: bool,
    pub permissions: String,
    pub visibility: String,
    /// How far its permissions reach, by entity type: JSON; NULL where they reach every record.
    pub records: Option<String>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
