//! `POST /api/v1/assignments`: somebody is assigned to a record.

use super::record::RecordNamed;
use super::view::AssignmentShown;
use crate::extract::{Admin, Body, ManageUsers};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::assignment::Assign;
use muster_model::ids::PersonId;
use serde::Deserialize;

/// An assignment that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAssignment {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    /// To what.
    record: RecordNamed,
    /// Whether a guest leaves the record that they are assigned to.
    #[serde(default, rename = "move")]
    moves: bool,
}

/// Assign somebody to a record; whoever is assigned already stays so.
#[utoipa::path(post, path = "/assignments", tag = "Assignments", operation_id = "create_assignment",
    request_body = NewAssignment,
    responses((status = 201, description = "The assignment.", body = AssignmentShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn create(
    admin: Admin<ManageUsers>,
    State(state): State<WebState>,
    Body(new): Body<NewAssignment>,
) -> Result<Made<AssignmentShown>, Problem> {
    let work = Assign {
        account: admin.account(),
        person: new.person,
        record: new.record.into(),
        moves: new.moves,
    };
    let made = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(Made(format!("assignments/{}", made.id), made.into()))
}
