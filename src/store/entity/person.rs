//! One person, tombstones included.

use sea_orm::entity::prelude::*;

/// A row of `person`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub user_name: String,
    pub user_name_key: String,
    pub display_name_key: Option<String>,
    pub employee_number_key: Option<String>,
    pub profile: String,
    pub sign_in_address: Option<String>,
    pub sign_in_key: Option<String>,
    pub domain: Option<String>,
    pub username: Option<String>,
    pub username_key: Option<String>,
    pub identity_id: Option<Uuid>,
    pub status: String,
    pub ended_by: Option<String>,
    /// The connections that have let go, as JSON; none is NULL.
    pub former: Option<String>,
    pub owner: bool,
    pub invitation: Option<String>,
    pub invitation_id: Option<Uuid>,
    pub invitation_expires_at: Option<i64>,
    pub email_change: Option<String>,
    pub email_change_id: Option<Uuid>,
    pub email_change_expires_at: Option<i64>,
    pub access: String,
    pub policy_version: i64,
    /// Whether there is neither a role nor a workspace nor a part of the fleet.
    pub has_nothing: bool,
    pub version: i64,
    pub sequence: i64,
    pub follows: Option<Uuid>,
    pub activated_at: Option<i64>,
    pub last_login: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub deleted_at: Option<i64>,
    /// The version whose rows beside this one are written: emails and attributes.
    pub indexed_version: Option<i64>,
}

/// Rows are joined by hand, where it is needed.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
