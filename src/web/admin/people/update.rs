//! `PATCH /api/v1/people/{id}`: a contact card is corrected.

use super::view::PersonShown;
use super::wanted::CardWanted;
use super::which;
use crate::extract::{Admin, Body, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::UpdatePerson;
use muster_model::ids::PersonId;

/// Correct the contact card of a person.
#[utoipa::path(patch, path = "/people/{id}", tag = "People", operation_id = "update_person",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = CardWanted,
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn update(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(card): Body<CardWanted>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = UpdatePerson {
        which: which(&admin, id, if_match),
        card: card.into(),
    };
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
