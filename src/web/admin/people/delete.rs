//! `DELETE /api/v1/people/{id}`: somebody is gone for good.

use super::which;
use crate::extract::{Admin, Asked, Id, IfMatch, ManageUsers};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::people::DeleteTyped;
use muster_model::ids::PersonId;
use serde::Deserialize;

/// What the caller types, so that nobody goes by mistake.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Typed {
    /// The address that the person signs in with or would be invited to, in any case; the user name
    /// where there is none.
    #[param(required, value_type = String, example = "ada@example.com")]
    confirm: Option<String>,
}

/// Delete a person whose address is typed: names and address are free again, the history stays.
#[utoipa::path(delete, path = "/people/{id}", tag = "People", operation_id = "delete_person",
    params(("id" = uuid::Uuid, Path, description = "The person."), Typed,
        ("If-Match" = Option<String>, Header, description = "The version that is deleted.")),
    responses((status = 204, description = "Gone.")),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn delete(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    Asked(typed): Asked<Typed>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let work = DeleteTyped {
        which: which(&admin, id, if_match),
        typed: typed.confirm,
    };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
