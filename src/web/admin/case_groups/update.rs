//! `PATCH /api/v1/case-groups/{id}`: a case group is changed.

use super::show::shown;
use super::view::{CaseGroupShown, MembersNamed};
use crate::extract::{Admin, Body, Id, IfMatch, ManageUsers};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::assignment::case_groups::UpdateCaseGroup;
use muster_model::ids::CaseGroupId;
use serde::Deserialize;

/// What shall be different; what is not named stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseGroupChange {
    /// Another name.
    name: Option<String>,
    /// What comes in.
    #[serde(default)]
    add: MembersNamed,
    /// What goes out.
    #[serde(default)]
    remove: MembersNamed,
}

/// Change a case group: its name, its people, its records.
#[utoipa::path(patch, path = "/case-groups/{id}", tag = "Assignments", operation_id = "update_case_group",
    params(("id" = uuid::Uuid, Path, description = "The case group."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = CaseGroupChange,
    responses((status = 200, description = "The case group.", body = CaseGroupShown, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn update(
    admin: Admin<ManageUsers>,
    Id(id): Id<CaseGroupId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<CaseGroupChange>,
) -> Result<Tagged<CaseGroupShown>, Problem> {
    let account = admin.account();
    let work = UpdateCaseGroup {
        account,
        id,
        if_match,
        name: change.name,
        add: change.add.into(),
        remove: change.remove.into(),
    };
    state.ctx.store.perform(admin.acting(), work).await?;
    shown(&state, account, id).await
}
