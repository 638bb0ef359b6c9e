//! `POST /api/v1/people/{id}/owner`: the ownership is passed on.

use super::view::PersonShown;
use super::wanted::Ownership;
use super::which;
use crate::extract::{Admin, Body, Id, IfMatch, ManageSecurity};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::TransferOwnership;
use muster_model::ids::PersonId;

/// Make a person who has joined an owner, and the one named in `from` an owner no more.
#[utoipa::path(post, path = "/people/{id}/owner", tag = "People", operation_id = "transfer_ownership",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = Ownership,
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.security"))))]
pub(super) async fn transfer(
    admin: Admin<ManageSecurity>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(ownership): Body<Ownership>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = TransferOwnership {
        to: which(&admin, id, if_match),
        from: ownership.from.map(PersonId),
    };
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
