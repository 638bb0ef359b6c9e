//! `PUT /api/v1/people/{id}/grants`: access is given by hand.

use super::view::PersonShown;
use super::wanted::AccessWanted;
use super::which;
use crate::extract::{Admin, Body, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::GiveAccess;
use muster_model::ids::PersonId;

/// Give a role, workspaces or a part of the fleet by hand.
#[utoipa::path(put, path = "/people/{id}/grants", tag = "People", operation_id = "give_access",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = AccessWanted,
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn give(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(access): Body<AccessWanted>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = GiveAccess {
        which: which(&admin, id, if_match),
        given: access.into(),
    };
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
