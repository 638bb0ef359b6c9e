//! `GET /api/v1/webhooks/{id}/deliveries/{delivery}/attempts`: what was tried.

use super::view::AttemptShown;
use crate::extract::{Admin, ManageWebhooks, Pair};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::webhooks::attempts_of;
use muster_model::ids::{DeliveryId, EndpointId};

/// List the attempts of one delivery, the newest first.
#[utoipa::path(get, path = "/webhooks/{id}/deliveries/{delivery}/attempts", tag = "Webhooks", operation_id = "list_attempts",
    params(("id" = uuid::Uuid, Path, description = "The endpoint."), ("delivery" = uuid::Uuid, Path, description = "The delivery.")),
    responses((status = 200, description = "The attempts.", body = Page<AttemptShown>)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn attempts(
    admin: Admin<ManageWebhooks>,
    Pair(id, delivery): Pair<EndpointId, DeliveryId>,
    State(state): State<WebState>,
) -> Result<Json<Page<AttemptShown>>, Problem> {
    let rows = attempts_of(&state.ctx, admin.account(), (id, delivery)).await?;
    let items = rows.into_iter().map(AttemptShown::from).collect();
    Ok(Json(Page::whole(items)))
}
