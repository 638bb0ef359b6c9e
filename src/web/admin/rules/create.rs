//! `POST /api/v1/rules`: a rule is made.

use super::view::{RuleShown, ThenShown};
use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Body, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::rules::{CreateRule, show_rule};
use muster_model::ids::ConnectionId;
use serde::Deserialize;

/// A rule that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRule {
    /// Its name: 1 to 200 characters.
    name: String,
    /// The only connection whose people and groups it looks at; null for all.
    #[schema(value_type = Option<uuid::Uuid>)]
    connection: Option<ConnectionId>,
    /// A SCIM filter over the person and their groups.
    #[schema(examples("groups.display eq \"Drivers\""))]
    when: String,
    /// What it gives.
    then: ThenShown,
    /// The higher one wins where two rules give different roles; 0 unless said.
    #[serde(default)]
    priority: i64,
    /// Whether it works; true unless said.
    #[serde(default = "yes")]
    enabled: bool,
}

fn yes() -> bool {
    true
}

/// Make a rule; it is in force at the answer.
#[utoipa::path(post, path = "/rules", tag = "Rules", operation_id = "create_rule",
    params(("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewRule,
    responses((status = 201, description = "The rule.", body = RuleShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn create(
    admin: Admin<ManageRoles>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewRule>,
) -> Result<Made<RuleShown>, Problem> {
    let edit = CreateRule {
        name: new.name,
        connection: new.connection,
        when: new.when,
        then: new.then.into(),
        priority: new.priority,
        enabled: new.enabled,
    };
    let id = change_policy(&admin, &state, edit, if_match).await?;
    let (view, _) = show_rule(&state.ctx, admin.account(), id).await?;
    Ok(Made(format!("rules/{id}"), view.into()))
}
