//! `GET /api/v1/groups/{id}`: one group.

use super::view::GroupShown;
use crate::extract::{Admin, Id, ReadPeople};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::show_group;
use muster_model::ids::GroupId;

/// Show one group.
#[utoipa::path(get, path = "/groups/{id}", tag = "Groups", operation_id = "show_group",
    params(("id" = uuid::Uuid, Path, description = "The group.")),
    responses((status = 200, description = "The group.", body = GroupShown, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn show(
    admin: Admin<ReadPeople>,
    Id(id): Id<GroupId>,
    State(state): State<WebState>,
) -> Result<Tagged<GroupShown>, Problem> {
    let group = show_group(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(group.version, group.into()))
}
