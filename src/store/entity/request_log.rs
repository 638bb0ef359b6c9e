//! One request of a directory, refused ones too.

use sea_orm::entity::prelude::*;

/// A row of `request_log`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "request_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: i64,
    pub account_id: Option<Uuid>,
    pub connection_id: Option<Uuid>,
    pub method: String,
    pub path: String,
    pub status: i64,
    pub scim_type: Option<String>,
    pub detail: Option<String>,
    pub subject: Option<String>,
    pub request_id: String,
    pub peer: Option<String>,
    pub count: i64,
    pub duration_us: i64,
    pub body: Option<String>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
