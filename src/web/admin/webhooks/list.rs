//! `GET /api/v1/webhooks`: who hears what.

use super::view::EndpointShown;
use crate::extract::{Admin, ManageWebhooks};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::webhooks::list_endpoints;

/// List the endpoints, oldest first.
#[utoipa::path(get, path = "/webhooks", tag = "Webhooks", operation_id = "list_webhooks",
    responses((status = 200, description = "The endpoints.", body = Page<EndpointShown>)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn list(
    admin: Admin<ManageWebhooks>,
    State(state): State<WebState>,
) -> Result<Json<Page<EndpointShown>>, Problem> {
    let known = list_endpoints(&state.ctx, admin.account()).await?;
    let items = known.iter().map(EndpointShown::from).collect();
    Ok(Json(Page::whole(items)))
}
