//! One value of one attribute of an extension, for lookups; the profile holds the whole.

use sea_orm::entity::prelude::*;

/// A row of `person_attribute`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person_attribute")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub path: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub account_id: Uuid,
    pub key: Option<String>,
    pub exact: Option<String>,
    pub rank: Option<String>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
