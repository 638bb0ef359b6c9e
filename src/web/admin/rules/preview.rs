//! `POST /api/v1/rules/preview`: what a new rule, or a change of one, would do.

use super::view::ThenShown;
use crate::admin::access::ImpactShown;
use crate::extract::{Admin, Asked, Body, Field, Paging, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview as impact;
use muster_app::access::hand_of;
use muster_app::access::rules::{CreateRule, DeleteRule, UpdateRule};
use muster_app::error::Kind;
use muster_model::ids::{ConnectionId, RuleId};
use serde::Deserialize;

/// A rule that is tried out: a new one, or, with an id, what a PATCH would name, or a removal.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTrial {
    /// The rule that would be changed; none for a new one.
    #[schema(value_type = Option<uuid::Uuid>)]
    id: Option<RuleId>,
    /// Its name; a new rule may be tried out without one.
    name: Option<String>,
    /// The only connection whose people and groups it would look at; null for all.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    connection: Field<ConnectionId>,
    /// Its condition; a new rule needs one.
    when: Option<String>,
    /// What it would give; a new rule needs it.
    then: Option<ThenShown>,
    /// Its priority.
    priority: Option<i64>,
    /// Whether it would work.
    enabled: Option<bool>,
    /// Whether it would be removed; then nothing else counts.
    #[serde(default)]
    delete: bool,
}

/// Show what a rule would do, person by person; nothing is written.
#[utoipa::path(post, path = "/rules/preview", tag = "Rules", operation_id = "preview_rule",
    params(Paging), request_body = RuleTrial,
    responses((status = 200, description = "What it would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn preview(
    admin: Admin<ReadAccess>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(trial): Body<RuleTrial>,
) -> Result<Json<ImpactShown>, Problem> {
    let (account, ctx) = (admin.account(), &state.ctx);
    let hand = |policy: &_| hand_of(&admin.caller, policy);
    let told = match trial.id {
        Some(id) if trial.delete => impact(ctx, hand, account, &DeleteRule { id }, None).await?,
        Some(id) => impact(ctx, hand, account, &changed(id, trial), None).await?,
        None => impact(ctx, hand, account, &new(trial)?, None).await?,
    };
    Ok(Json(ImpactShown::of(told, &paging)?))
}

fn changed(id: RuleId, trial: RuleTrial) -> UpdateRule {
    UpdateRule {
        id,
        name: trial.name,
        connection: trial.connection.option(),
        when: trial.when,
        then: trial.then.map(Into::into),
        priority: trial.priority,
        enabled: trial.enabled,
    }
}

fn new(trial: RuleTrial) -> Result<CreateRule, Problem> {
    let (Some(when), Some(then)) = (trial.when, trial.then) else {
        let detail = "A new rule needs `when` and `then`.";
        return Err(Problem::new(Kind::Invalid, "request.body", detail));
    };
    Ok(CreateRule {
        name: trial.name.unwrap_or_else(|| "?".to_owned()),
        connection: trial.connection.option().flatten(),
        when,
        then: then.into(),
        priority: trial.priority.unwrap_or_default(),
        enabled: trial.enabled.unwrap_or(true),
    })
}
