//! `DELETE /api/v1/roles/{id}`: a role is removed.

use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Asked, Id, IfMatch, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::access::roles::DeleteRole;
use muster_model::ids::RoleId;
use serde::Deserialize;

/// Where its people go.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Away {
    /// The role that takes its place, wherever it was given.
    #[param(value_type = Option<uuid::Uuid>)]
    move_to: Option<RoleId>,
}

/// Remove a role that nobody and nothing uses, or move everything to another one.
#[utoipa::path(delete, path = "/roles/{id}", tag = "Roles", operation_id = "delete_role",
    params(("id" = uuid::Uuid, Path, description = "The role."), Away,
        ("If-Match" = Option<String>, Header, description = "The version that is removed.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn delete(
    admin: Admin<ManageRoles>,
    Id(id): Id<RoleId>,
    IfMatch(if_match): IfMatch,
    Asked(away): Asked<Away>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let edit = DeleteRole {
        id,
        move_to: away.move_to,
    };
    change_policy(&admin, &state, edit, if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}
