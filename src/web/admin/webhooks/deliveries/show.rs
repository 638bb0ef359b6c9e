//! `GET /api/v1/webhooks/{id}/deliveries/{delivery}`: one delivery.

use super::view::DeliveryShown;
use crate::extract::{Admin, ManageWebhooks, Pair};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::webhooks::show_delivery;
use muster_model::ids::{DeliveryId, EndpointId};

/// Show one delivery.
#[utoipa::path(get, path = "/webhooks/{id}/deliveries/{delivery}", tag = "Webhooks", operation_id = "show_delivery",
    params(("id" = uuid::Uuid, Path, description = "The endpoint."), ("delivery" = uuid::Uuid, Path, description = "The delivery.")),
    responses((status = 200, description = "The delivery.", body = DeliveryShown)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn show(
    admin: Admin<ManageWebhooks>,
    Pair(id, delivery): Pair<EndpointId, DeliveryId>,
    State(state): State<WebState>,
) -> Result<Json<DeliveryShown>, Problem> {
    let row = show_delivery(&state.ctx, admin.account(), (id, delivery)).await?;
    Ok(Json(row.into()))
}
