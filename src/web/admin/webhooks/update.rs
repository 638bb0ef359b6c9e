//! `PATCH /api/v1/webhooks/{id}`: other events, another place, on or off.

use super::view::{EndpointPatch, EndpointSecretShown, events};
use crate::extract::{Admin, Body, Id, IfMatch, ManageWebhooks};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::webhooks::{EndpointChanges, set_endpoint};
use muster_model::ids::EndpointId;

/// Change an endpoint; at another place another secret signs.
#[utoipa::path(patch, path = "/webhooks/{id}", tag = "Webhooks", operation_id = "update_webhook",
    params(("id" = uuid::Uuid, Path, description = "The endpoint."), ("If-Match" = Option<String>, Header, description = "The version that is changed, as `ETag` named it.")), request_body = EndpointPatch,
    responses((status = 200, description = "The endpoint.", body = EndpointSecretShown, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn update(
    admin: Admin<ManageWebhooks>,
    Id(id): Id<EndpointId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(patch): Body<EndpointPatch>,
) -> Result<Tagged<EndpointSecretShown>, Problem> {
    let changes = EndpointChanges {
        if_match,
        url: patch.url,
        events: patch.events.as_deref().map(events).transpose()?,
        enabled: patch.enabled,
    };
    let which = (Some(admin.account()), id);
    let updated = set_endpoint(&state.ctx, admin.acting(), which, changes).await?;
    let body = EndpointSecretShown {
        endpoint: (&updated.endpoint).into(),
        secret: updated.secret,
    };
    Ok(Tagged(updated.endpoint.version, body))
}
