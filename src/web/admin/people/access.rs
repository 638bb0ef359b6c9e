//! `GET /api/v1/people/{id}/access`: what a person may do and see, and because of what.

use crate::admin::access::AccessShown;
use crate::extract::{Admin, Id, ReadPeople};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::explain_access;
use muster_model::ids::PersonId;
use serde_json::Value;

/// Show the access that is in force now, every value with its reasons.
#[utoipa::path(get, path = "/people/{id}/access", tag = "People", operation_id = "show_access",
    params(("id" = uuid::Uuid, Path, description = "The person.")),
    responses((status = 200, description = "The access.", body = AccessShown)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn access(
    admin: Admin<ReadPeople>,
    Id(id): Id<PersonId>,
    State(state): State<WebState>,
) -> Result<Json<Value>, Problem> {
    Ok(Json(explain_access(&state.ctx, admin.account(), id).await?))
}
