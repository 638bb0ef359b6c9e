//! `POST /api/v1/roles/{id}/copy`: a role is copied.

use super::create::make;
use super::view::RoleShown;
use crate::extract::{Admin, Body, Id, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::roles::CopyRole;
use muster_model::ids::RoleId;
use serde::Deserialize;

/// What the copy is called.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCopy {
    /// Its name: 1 to 200 characters.
    name: String,
    /// Its short name; made of the name when none is given.
    slug: Option<String>,
}

/// Copy a role; the copy of a built-in one is not locked.
#[utoipa::path(post, path = "/roles/{id}/copy", tag = "Roles", operation_id = "copy_role",
    params(("id" = uuid::Uuid, Path, description = "The role that is copied."),
        ("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewCopy,
    responses((status = 201, description = "The copy.", body = RoleShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn copy(
    admin: Admin<ManageRoles>,
    Id(id): Id<RoleId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewCopy>,
) -> Result<Made<RoleShown>, Problem> {
    let edit = CopyRole {
        id,
        name: new.name,
        slug: new.slug,
    };
    make(&admin, &state, edit, if_match).await
}
