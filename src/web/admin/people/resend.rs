//! `POST /api/v1/people/{id}/invitation/resend`: an invitation is sent once more.

use super::view::PersonShown;
use super::which;
use crate::extract::{Admin, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::people::ResendInvitation;
use muster_model::ids::PersonId;

/// Send the invitation once more: once a minute and five times a day at most.
#[utoipa::path(post, path = "/people/{id}/invitation/resend", tag = "People", operation_id = "resend_invitation",
    params(("id" = uuid::Uuid, Path, description = "The person."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    responses((status = 200, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn resend(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<Tagged<PersonShown>, Problem> {
    let work = ResendInvitation(which(&admin, id, if_match));
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(PersonShown::tagged(&saved.person, state.ctx.now()))
}
