//! `POST /api/v1/webhooks/{id}/resend-failed`: what was given up, once more.

use crate::extract::{Admin, Body, Id, ManageWebhooks};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::error::Kind;
use muster_app::webhooks::resend_failed as resend_failed_since;
use muster_model::clock::{NotATime, Timestamp};
use muster_model::ids::EndpointId;
use serde::{Deserialize, Serialize};

/// Since when.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Since {
    /// Since this moment, as RFC 3339 writes it.
    #[schema(format = DateTime)]
    since: String,
}

/// How much was sent again.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Resent {
    resent: u64,
}

/// Send everything once more that was given up since a time.
#[utoipa::path(post, path = "/webhooks/{id}/resend-failed", tag = "Webhooks", operation_id = "resend_failed",
    params(("id" = uuid::Uuid, Path, description = "The endpoint.")), request_body = Since,
    responses((status = 200, description = "How much is on its way again.", body = Resent)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn resend_failed(
    admin: Admin<ManageWebhooks>,
    Id(endpoint): Id<EndpointId>,
    State(state): State<WebState>,
    Body(wanted): Body<Since>,
) -> Result<Json<Resent>, Problem> {
    let wrong = |why: NotATime| Problem::new(Kind::Invalid, "request.body", why.to_string());
    let since: Timestamp = wanted.since.parse().map_err(wrong)?;
    let which = (Some(admin.account()), endpoint);
    let resent = resend_failed_since(&state.ctx, &admin.acting(), which, since).await?;
    Ok(Json(Resent { resent }))
}
