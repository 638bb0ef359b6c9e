//! `POST /api/v1/webhooks/{id}/test`: a signed test event.

use crate::extract::{Admin, Id, ManageWebhooks};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::webhooks::test_endpoint;
use muster_model::ids::EndpointId;
use muster_model::webhook::Outcome;
use serde::Serialize;

/// What came of a test.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Tested {
    /// Whether the endpoint took it.
    delivered: bool,
    /// The status of its answer.
    #[schema(required)]
    status: Option<u16>,
    /// Why there was no answer.
    #[schema(required)]
    error: Option<String>,
    duration_ms: u64,
    /// The beginning of its answer.
    response: String,
}

/// Post a signed test event, through the same client and guard as any other.
#[utoipa::path(post, path = "/webhooks/{id}/test", tag = "Webhooks", operation_id = "test_webhook",
    params(("id" = uuid::Uuid, Path, description = "The endpoint.")),
    responses((status = 200, description = "What the endpoint answered.", body = Tested)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn test(
    admin: Admin<ManageWebhooks>,
    Id(id): Id<EndpointId>,
    State(state): State<WebState>,
) -> Result<Json<Tested>, Problem> {
    let attempted = test_endpoint(&state.ctx, Some(admin.account()), id).await?;
    let (status, error) = match attempted.outcome {
        Outcome::Answered { status, .. } => (Some(status), None),
        Outcome::Failed(why) => (None, Some(why)),
    };
    Ok(Json(Tested {
        delivered: status.is_some_and(|status| (200..300).contains(&status)),
        status,
        error,
        duration_ms: u64::try_from(attempted.took.as_millis()).unwrap_or(u64::MAX),
        response: attempted.response,
    }))
}
