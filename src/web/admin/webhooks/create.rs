//! `POST /api/v1/webhooks`: somebody subscribes.

use super::view::{EndpointSecretShown, NewEndpointWanted, events};
use crate::extract::{Admin, Body, ManageWebhooks};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::webhooks::{NewEndpoint, create_endpoint};
use muster_model::webhook::MessageFormat;

/// Make an endpoint; its signing secret is shown this once.
#[utoipa::path(post, path = "/webhooks", tag = "Webhooks", operation_id = "create_webhook",
    request_body = NewEndpointWanted,
    responses((status = 201, description = "The endpoint with its secret.", body = EndpointSecretShown, headers(("Location" = String, description = "Where it is.")))),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn create(
    admin: Admin<ManageWebhooks>,
    State(state): State<WebState>,
    Body(wanted): Body<NewEndpointWanted>,
) -> Result<Made<EndpointSecretShown>, Problem> {
    let new = NewEndpoint {
        account: admin.account(),
        url: wanted.url,
        format: wanted.format.map_or(MessageFormat::Standard, Into::into),
        events: events(wanted.events.as_deref().unwrap_or("*"))?,
    };
    let made = create_endpoint(&state.ctx, admin.acting(), new).await?;
    let body = EndpointSecretShown {
        endpoint: (&made.endpoint).into(),
        secret: Some(made.secret),
    };
    Ok(Made(format!("webhooks/{}", made.endpoint.id), body))
}
