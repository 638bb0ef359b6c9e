//! `DELETE /api/v1/webhooks/{id}`: an endpoint goes.

use crate::extract::{Admin, Id, ManageWebhooks};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::webhooks::RemoveEndpoint;
use muster_model::ids::EndpointId;

/// Remove an endpoint, with what was on its way to it.
#[utoipa::path(delete, path = "/webhooks/{id}", tag = "Webhooks", operation_id = "remove_webhook",
    params(("id" = uuid::Uuid, Path, description = "The endpoint.")),
    responses((status = 204, description = "Done.")),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn remove(
    admin: Admin<ManageWebhooks>,
    Id(endpoint): Id<EndpointId>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let account = Some(admin.account());
    let work = RemoveEndpoint { account, endpoint };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
