//! `POST /api/v1/case-groups`: a case group is made.

use super::show::shown;
use super::view::CaseGroupShown;
use crate::admin::assignments::RecordNamed;
use crate::extract::{Admin, Body, ManageUsers};
use crate::render::{Made, Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::assignment::case_groups::{CreateCaseGroup, Members};
use muster_model::ids::PersonId;
use serde::Deserialize;
use uuid::Uuid;

/// A case group that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCaseGroup {
    /// Its name: 1 to 200 characters without `;`.
    name: String,
    /// People in it from the start, by id.
    #[serde(default)]
    people: Vec<Uuid>,
    /// Records in it from the start.
    #[serde(default)]
    records: Vec<RecordNamed>,
}

/// Make a case group: its people who see assigned records see its records.
#[utoipa::path(post, path = "/case-groups", tag = "Assignments", operation_id = "create_case_group",
    request_body = NewCaseGroup,
    responses((status = 201, description = "The case group.", body = CaseGroupShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn create(
    admin: Admin<ManageUsers>,
    State(state): State<WebState>,
    Body(new): Body<NewCaseGroup>,
) -> Result<Made<CaseGroupShown>, Problem> {
    let account = admin.account();
    let work = CreateCaseGroup {
        account,
        name: new.name,
        members: Members {
            people: new.people.into_iter().map(PersonId).collect(),
            records: new.records.into_iter().map(Into::into).collect(),
        },
    };
    let id = state.ctx.store.perform(admin.acting(), work).await?;
    let Tagged(_, made) = shown(&state, account, id).await?;
    Ok(Made(format!("case-groups/{id}"), made))
}
