//! `POST /api/v1/people/{id}/deactivate`: somebody leaves, for now.

use super::view::PersonShown;
use super::which;
use crate::extract::{Admin, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::DeactivatePerson;
use muster_model::ids::PersonId;

/// Take the access of a person away at once; grants stay for the day of return.
#[utoipa::path(post, path = "/people/{id}/deactivate", tag = "People", operation_id = "deactivate_person",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn deactivate(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = DeactivatePerson(which(&admin, id, if_match));
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
