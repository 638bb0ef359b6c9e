//! `DELETE /api/v1/rules/{id}`: a rule is removed.

use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Id, IfMatch, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::access::rules::DeleteRule;
use muster_model::ids::RuleId;

/// Remove a rule, and with it what it gave.
#[utoipa::path(delete, path = "/rules/{id}", tag = "Rules", operation_id = "delete_rule",
    params(("id" = uuid::Uuid, Path, description = "The rule."),
        ("If-Match" = Option<String>, Header, description = "The version that is removed.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn delete(
    admin: Admin<ManageRoles>,
    Id(id): Id<RuleId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    change_policy(&admin, &state, DeleteRule { id }, if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}
