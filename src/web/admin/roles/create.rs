//! `POST /api/v1/roles`: a role is made.

use super::view::RoleShown;
use crate::admin::change_policy::change_policy;
use crate::admin::record_sets::{ReachShown, reaching};
use crate::extract::{Admin, Body, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::edit::Edit;
use muster_app::access::roles::{CreateRole, show_role};
use muster_model::access::Visibility;
use muster_model::ids::RoleId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A role that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRole {
    /// Its name: 1 to 200 characters.
    name: String,
    /// Its short name; made of the name when none is given.
    slug: Option<String>,
    /// The higher one wins where two sources of one rank give different roles; 0 unless said.
    #[serde(default)]
    priority: i64,
    /// What it allows: `module.action`, or `module.*` with what the module will offer later.
    #[serde(default)]
    permissions: Vec<String>,
    /// Whether whoever has it sees records without being assigned to them.
    #[schema(value_type = String, pattern = "^(all|assigned|single)$", default = "all")]
    #[serde(default)]
    visibility: Visibility,
    /// How far its permissions reach, by entity type; everywhere in one that is not named.
    #[serde(default)]
    records: BTreeMap<String, ReachShown>,
    /// Whether it becomes the role of whoever gets none otherwise.
    #[serde(default)]
    default: bool,
}

/// Make a role.
#[utoipa::path(post, path = "/roles", tag = "Roles", operation_id = "create_role",
    params(("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewRole,
    responses((status = 201, description = "The role.", body = RoleShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn create(
    admin: Admin<ManageRoles>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewRole>,
) -> Result<Made<RoleShown>, Problem> {
    let edit = CreateRole {
        name: new.name,
        slug: new.slug,
        priority: new.priority,
        permissions: new.permissions,
        visibility: new.visibility,
        records: reaching(new.records),
        default: new.default,
    };
    make(&admin, &state, edit, if_match).await
}

/// Makes a role by an edit, and shows it.
pub(super) async fn make(
    admin: &Admin<ManageRoles>,
    state: &WebState,
    edit: impl Edit<Output = RoleId>,
    if_match: Option<String>,
) -> Result<Made<RoleShown>, Problem> {
    let id = change_policy(admin, state, edit, if_match).await?;
    let (view, _) = show_role(&state.ctx, admin.account(), id).await?;
    Ok(Made(format!("roles/{id}"), view.into()))
}
