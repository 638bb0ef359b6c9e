//! `POST /api/v1/webhooks/{id}/deliveries/{delivery}/resend`: once more.

use crate::extract::{Admin, ManageWebhooks, Pair};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::webhooks::{Resend, show_delivery};
use muster_model::ids::{DeliveryId, EndpointId};

/// Send a settled delivery once more, under the same message id.
#[utoipa::path(post, path = "/webhooks/{id}/deliveries/{delivery}/resend", tag = "Webhooks", operation_id = "resend_delivery",
    params(("id" = uuid::Uuid, Path, description = "The endpoint."), ("delivery" = uuid::Uuid, Path, description = "The delivery.")),
    responses((status = 204, description = "Done.")),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn resend(
    admin: Admin<ManageWebhooks>,
    Pair(endpoint, delivery): Pair<EndpointId, DeliveryId>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let account = admin.account();
    let row = show_delivery(&state.ctx, account, (endpoint, delivery)).await?;
    let work = Resend {
        account: Some(account),
        endpoint,
        event: row.event,
    };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
