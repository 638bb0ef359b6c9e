//! `POST /api/v1/connections/{id}/preview`: what a change of a directory's switches would do.

use super::update::asked;
use super::view::DirectoryChange;
use crate::admin::access::ImpactShown;
use crate::extract::{Admin, Asked, Body, Id, ManageDirectory, Paging};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview_of;
use muster_model::ids::ConnectionId;

/// Show what a change of a connection would do to people's access, person by person; nothing is
/// written.
#[utoipa::path(post, path = "/connections/{id}/preview", tag = "Connections", operation_id = "preview_connection",
    params(("id" = uuid::Uuid, Path, description = "The connection."), Paging),
    request_body = DirectoryChange,
    responses((status = 200, description = "What it would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn preview(
    admin: Admin<ManageDirectory>,
    Id(connection): Id<ConnectionId>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(change): Body<DirectoryChange>,
) -> Result<Json<ImpactShown>, Problem> {
    let work = asked(&admin, connection, None, change)?;
    let (account, acting) = (admin.account(), admin.acting());
    let told = preview_of(&state.ctx, &acting, account, work).await?;
    Ok(Json(ImpactShown::of(told, &paging)?))
}
