//! Who did what to whom.

use sea_orm::entity::prelude::*;

/// A row of `audit`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub at: i64,
    pub actor: String,
    pub connection_id: Option<Uuid>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub difference: String,
    pub txn: Uuid,
    pub request_id: Option<String>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
