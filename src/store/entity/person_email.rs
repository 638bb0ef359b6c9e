//! One email of a person, for lookups; the profile holds the whole.

use sea_orm::entity::prelude::*;

/// A row of `person_email`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person_email")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub account_id: Uuid,
    pub value: String,
    pub value_key: String,
    pub kind: Option<String>,
    pub is_primary: bool,
    pub display_key: Option<String>,
    /// What was said of being the primary one; `None` when nothing was.
    pub said_primary: Option<bool>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
