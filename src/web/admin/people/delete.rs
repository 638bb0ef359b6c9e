//! `DELETE /api/v1/people/{id}`: somebody is gone for good.

use super::which;
use crate::extract::{Admin, Id, IfMatch, ManageUsers};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::people::DeletePerson;
use muster_model::ids::PersonId;

/// Delete a person: names and address are free again, the history stays.
#[utoipa::path(delete, path = "/people/{id}", tag = "People", operation_id = "delete_person",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is deleted.")),
    responses((status = 204, description = "Gone.")),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn delete(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let work = DeletePerson(which(&admin, id, if_match));
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
