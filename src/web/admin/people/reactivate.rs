//! `POST /api/v1/people/{id}/reactivate`: somebody is back.

use super::view::PersonShown;
use super::which;
use crate::extract::{Admin, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::ReactivatePerson;
use muster_model::ids::PersonId;

/// Give a person their access back as it was.
#[utoipa::path(post, path = "/people/{id}/reactivate", tag = "People", operation_id = "reactivate_person",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn reactivate(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = ReactivatePerson(which(&admin, id, if_match));
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
