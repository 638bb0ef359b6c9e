//! One mail that waits or was sent.

use sea_orm::entity::prelude::*;

/// A row of `mail`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub person_id: Uuid,
    pub kind: String,
    pub recipient: String,
    pub data: String,
    pub state: String,
    pub attempt: i64,
    pub due: i64,
    pub lease_until: Option<i64>,
    pub claim_id: Option<Uuid>,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    pub last_error: Option<String>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
