//! `PATCH /api/v1/rules/{id}`: a rule is changed.

use super::view::{RuleShown, ThenShown};
use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Body, Field, Id, IfMatch, ManageRoles};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::rules::{UpdateRule, show_rule};
use muster_model::ids::{ConnectionId, RuleId};
use serde::Deserialize;

/// What shall be different; what is not named stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleChange {
    /// Another name.
    name: Option<String>,
    /// Another connection; null: it looks at everybody.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    connection: Field<ConnectionId>,
    /// Another condition.
    when: Option<String>,
    /// Everything that it gives from now on.
    then: Option<ThenShown>,
    /// Another priority.
    priority: Option<i64>,
    /// Whether it works.
    enabled: Option<bool>,
}

/// Change a rule, switch it on or off; it is in force at the answer.
#[utoipa::path(patch, path = "/rules/{id}", tag = "Rules", operation_id = "update_rule",
    params(("id" = uuid::Uuid, Path, description = "The rule."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = RuleChange,
    responses((status = 200, description = "The rule.", body = RuleShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn update(
    admin: Admin<ManageRoles>,
    Id(id): Id<RuleId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<RuleChange>,
) -> Result<Tagged<RuleShown>, Problem> {
    let edit = UpdateRule {
        id,
        name: change.name,
        connection: change.connection.option(),
        when: change.when,
        then: change.then.map(Into::into),
        priority: change.priority,
        enabled: change.enabled,
    };
    change_policy(&admin, &state, edit, if_match).await?;
    let (view, version) = show_rule(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
