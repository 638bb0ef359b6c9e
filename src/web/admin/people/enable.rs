//! `POST /api/v1/people/{id}/enable`: a contact becomes a user.

use super::view::PersonShown;
use super::wanted::EnableWanted;
use super::which;
use crate::extract::{Admin, Body, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::EnablePerson;
use muster_model::ids::PersonId;

/// Give a contact access: an invitation is mailed, now or when it is sent again.
#[utoipa::path(post, path = "/people/{id}/enable", tag = "People", operation_id = "enable_person",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = EnableWanted,
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn enable(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(wanted): Body<EnableWanted>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = EnablePerson {
        which: which(&admin, id, if_match),
        mail: wanted.mail,
        given: wanted.given(),
    };
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
