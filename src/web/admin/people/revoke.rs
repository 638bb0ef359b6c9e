//! `DELETE /api/v1/people/{id}/invitation`: an invitation is taken back.

use super::view::PersonShown;
use super::which;
use crate::extract::{Admin, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::RevokeInvitation;
use muster_model::ids::PersonId;

/// Take the invitation back; the person stays as a contact.
#[utoipa::path(delete, path = "/people/{id}/invitation", tag = "People", operation_id = "revoke_invitation",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn revoke(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = RevokeInvitation(which(&admin, id, if_match));
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
