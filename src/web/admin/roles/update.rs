//! `PATCH /api/v1/roles/{id}`: a role is changed.

use super::view::RoleShown;
use crate::admin::change_policy::change_policy;
use crate::admin::record_sets::{ReachShown, reaching};
use crate::extract::{Admin, Body, Id, IfMatch, ManageRoles};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::roles::{UpdateRole, show_role};
use muster_model::access::Visibility;
use muster_model::ids::RoleId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What shall be different; what is not named stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleChange {
    /// Another name.
    name: Option<String>,
    /// Another priority.
    priority: Option<i64>,
    /// Everything that it allows from now on.
    permissions: Option<Vec<String>>,
    /// Whether whoever has it sees records without being assigned to them.
    #[schema(value_type = Option<String>, pattern = "^(all|assigned|single)$")]
    visibility: Option<Visibility>,
    /// How far its permissions reach from now on, by entity type; everywhere in one that is not named.
    records: Option<BTreeMap<String, ReachShown>>,
    /// Whether it is the role of whoever gets none otherwise.
    default: Option<bool>,
}

impl RoleChange {
    fn of(self, id: RoleId) -> UpdateRole {
        UpdateRole {
            id,
            name: self.name,
            priority: self.priority,
            permissions: self.permissions,
            visibility: self.visibility,
            records: self.records.map(reaching),
            default: self.default,
        }
    }
}

/// Change a role; a built-in one is locked, but may become the default.
#[utoipa::path(patch, path = "/roles/{id}", tag = "Roles", operation_id = "update_role",
    params(("id" = uuid::Uuid, Path, description = "The role."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = RoleChange,
    responses((status = 200, description = "The role.", body = RoleShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn update(
    admin: Admin<ManageRoles>,
    Id(id): Id<RoleId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<RoleChange>,
) -> Result<Tagged<RoleShown>, Problem> {
    change_policy(&admin, &state, change.of(id), if_match).await?;
    let (view, version) = show_role(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
