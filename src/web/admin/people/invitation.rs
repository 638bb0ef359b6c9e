//! `GET /api/v1/people/{id}/invitation`: the link, to be handed over by other means than mail.

use crate::admin::view::Moment;
use crate::extract::{Admin, Id, ManageUsers};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::people::invitation_link;
use muster_model::ids::PersonId;
use serde::Serialize;

/// The link of an invitation.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct InvitationLink {
    /// The same link that was mailed.
    activation_url: String,
    /// Until when it opens.
    expires_at: Moment,
}

/// Copy the link that was mailed to a person.
#[utoipa::path(get, path = "/people/{id}/invitation", tag = "People", operation_id = "show_invitation",
    params(("id" = uuid::Uuid, Path, description = "The person.")),
    responses((status = 200, description = "The link.", body = InvitationLink),
        (status = 409, description = "There is no open invitation.")),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn show(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    State(state): State<WebState>,
) -> Result<Json<InvitationLink>, Problem> {
    let (activation_url, until) = invitation_link(&state.ctx, &admin.caller, id).await?;
    Ok(Json(InvitationLink {
        activation_url,
        expires_at: until.into(),
    }))
}
