//! `PUT /api/v1/people/{id}/pin`: what an owner decides for one person, whatever else is said.

use super::view::PersonShown;
use super::wanted::{Pinned, named, pairs};
use super::which;
use crate::extract::{Admin, Body, Id, IfMatch, ManageSecurity};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::PinAccess;
use muster_model::ids::PersonId;

/// Pin the role, the fleet access, the record sets or the visibility of a person above directories, rules
/// and what is given by hand.
#[utoipa::path(put, path = "/people/{id}/pin", tag = "People", operation_id = "pin_access",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = Pinned,
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.security"))))]
pub(super) async fn pin(
    admin: Admin<ManageSecurity>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(pinned): Body<Pinned>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = PinAccess {
        which: which(&admin, id, if_match),
        role: pinned.role.option(),
        fleet: pinned.fleet.option().map(named),
        record_sets: pinned.record_sets.option().map(pairs),
        visibility: pinned.visibility.option(),
    };
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
