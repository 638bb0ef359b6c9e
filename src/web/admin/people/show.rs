//! `GET /api/v1/people/{id}`: one person.

use super::view::PersonWhole;
use crate::extract::{Admin, Id, ReadPeople};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::show_person;
use muster_model::ids::PersonId;

/// Show one person; a foreign id, a random id and what is no id look alike.
#[utoipa::path(get, path = "/people/{id}", tag = "People", operation_id = "show_person",
    params(("id" = uuid::Uuid, Path, description = "The person.")),
    responses((status = 200, description = "The person.", body = PersonWhole,
        headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn show(
    admin: Admin<ReadPeople>,
    Id(id): Id<PersonId>,
    State(state): State<WebState>,
) -> Result<Tagged<PersonWhole>, Problem> {
    let person = show_person(&state.ctx, admin.account(), id).await?;
    let now = state.ctx.now();
    Ok(Tagged(person.version, PersonWhole::of(&person, now)))
}
