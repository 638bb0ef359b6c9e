//! One identity provider or HR feed.

use sea_orm::entity::prelude::*;

/// A row of `connection`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "connection")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that people turn by itself"
)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub name: String,
    pub profile: String,
    pub adopt: bool,
    pub privileged: bool,
    pub enable_disabled: bool,
    pub ownership: Option<String>,
    pub version: i64,
    pub projection: bool,
    pub entitlements: bool,
    /// The policy that its projected groups follow; NULL while there are none.
    pub projected_version: Option<i64>,
    pub created_at: i64,
    pub revoked_at: Option<i64>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
