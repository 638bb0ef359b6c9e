//! The header of one directory group.

use sea_orm::entity::prelude::*;

/// A row of `directory_group`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "directory_group")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub connection_id: Uuid,
    pub display_name: String,
    pub name_key: String,
    pub external_id: Option<String>,
    pub version: i64,
    pub sequence: i64,
    pub created_at: i64,
    pub updated_at: i64,
    pub deleted_at: Option<i64>,
    pub profile: String,
    /// The version whose rows beside this one are written: attributes.
    pub indexed_version: Option<i64>,
    pub kind: String,
    /// What it stands for, when it is no group of its directory's own.
    pub target: Option<Uuid>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
