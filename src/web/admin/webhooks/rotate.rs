//! `POST /api/v1/webhooks/{id}/rotate`: a second live secret.

use crate::admin::view::Moment;
use crate::extract::{Admin, Id, ManageWebhooks};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::webhooks::{OVERLAP, rotate_secret};
use muster_model::ids::EndpointId;
use serde::Serialize;

/// A signing secret.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct SecretShown {
    /// The secret, `whsec_…`.
    secret: String,
    /// Until when messages carry a signature by the old secrets as well.
    previous_expires_at: Moment,
}

/// Give an endpoint a second signing secret; the first ends after a day.
#[utoipa::path(post, path = "/webhooks/{id}/rotate", tag = "Webhooks", operation_id = "rotate_webhook",
    params(("id" = uuid::Uuid, Path, description = "The endpoint.")),
    responses((status = 200, description = "The secret, shown this once.", body = SecretShown)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn rotate(
    admin: Admin<ManageWebhooks>,
    Id(id): Id<EndpointId>,
    State(state): State<WebState>,
) -> Result<Json<SecretShown>, Problem> {
    let of = (Some(admin.account()), id);
    let rotated = rotate_secret(&state.ctx, admin.acting(), of, OVERLAP).await?;
    Ok(Json(SecretShown {
        secret: rotated.secret,
        previous_expires_at: rotated.previous_expires_at.into(),
    }))
}
