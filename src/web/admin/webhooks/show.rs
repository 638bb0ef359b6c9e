//! `GET /api/v1/webhooks/{id}`: one endpoint.

use super::view::EndpointShown;
use crate::extract::{Admin, Id, ManageWebhooks};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::webhooks::show_endpoint;
use muster_model::ids::EndpointId;

/// Show one endpoint: is it alive?
#[utoipa::path(get, path = "/webhooks/{id}", tag = "Webhooks", operation_id = "show_webhook",
    params(("id" = uuid::Uuid, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint.", body = EndpointShown, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn show(
    admin: Admin<ManageWebhooks>,
    Id(id): Id<EndpointId>,
    State(state): State<WebState>,
) -> Result<Tagged<EndpointShown>, Problem> {
    let endpoint = show_endpoint(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(endpoint.version, (&endpoint).into()))
}
