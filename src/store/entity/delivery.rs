//! One event on its way to one endpoint.

use sea_orm::entity::prelude::*;

/// A row of `delivery`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Uuid,
    pub endpoint_id: Uuid,
    pub account_id: Uuid,
    pub subject_id: Uuid,
    pub sequence: i64,
    pub urgent: bool,
    pub state: String,
    pub attempt: i64,
    pub due: i64,
    pub lease_until: Option<i64>,
    pub claim_id: Option<Uuid>,
    pub created_at: i64,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
