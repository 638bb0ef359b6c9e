//! `GET /api/v1/rules/{id}`: one rule.

use super::view::RuleShown;
use crate::extract::{Admin, Id, ReadAccess};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::rules::show_rule;
use muster_model::ids::RuleId;

/// Show one rule. Its `ETag` is the version of the whole policy.
#[utoipa::path(get, path = "/rules/{id}", tag = "Rules", operation_id = "show_rule",
    params(("id" = uuid::Uuid, Path, description = "The rule.")),
    responses((status = 200, description = "The rule.", body = RuleShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn show(
    admin: Admin<ReadAccess>,
    Id(id): Id<RuleId>,
    State(state): State<WebState>,
) -> Result<Tagged<RuleShown>, Problem> {
    let (view, version) = show_rule(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
