//! One address that a subscriber gave.

use sea_orm::entity::prelude::*;

/// A row of `endpoint`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "endpoint")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub url: String,
    pub format: String,
    pub ordering: String,
    pub events: String,
    pub state: String,
    pub paused_until: Option<i64>,
    pub failing_since: Option<i64>,
    pub version: i64,
    pub disabled_at: Option<i64>,
    pub created_at: i64,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
