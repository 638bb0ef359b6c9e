//! `GET /api/v1/people/{id}/scope`: which records may this person see, or change?

use crate::extract::{Admin, AskDecisions, Asked, Id};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{Scope, Term, scope};
use muster_model::access::Verb;
use muster_model::ids::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is asked.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ScopeQuestion {
    /// The entity type, by name.
    #[serde(rename = "type")]
    #[param(example = "record")]
    entity: String,
    /// `view`, or `update` for whatever changes records; `view` unless it is said.
    #[serde(default)]
    verb: ScopeVerb,
}

/// What is done with records.
#[derive(Clone, Copy, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ScopeVerb {
    /// They are looked at.
    #[default]
    View,
    /// They are changed.
    Update,
}

/// Which records a person reaches.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct ScopeShown {
    /// The entity type.
    #[serde(rename = "type")]
    entity: String,
    /// What it is about.
    verb: ScopeVerb,
    /// The actions of which it holds: those of the entity type's module that the role allows.
    actions: Vec<String>,
    /// `all`, `none`, or `some`: those of which the predicate holds.
    reach: &'static str,
    /// Why none: `status`, `role`, `workspace`, `fleet`, `record_set` or `assignment`, the first that fails.
    #[schema(required)]
    failed: Option<&'static str>,
    /// The predicate: `and`, `or`, `not`, or an attribute with its kind, an operator and its value or
    /// values.
    #[schema(required, value_type = Option<serde_json::Map<String, Value>>)]
    predicate: Option<Value>,
    /// The same as a SCIM filter.
    #[schema(required)]
    filter: Option<String>,
}

/// Say which records of a type a person may see or change, as a predicate for a query of one's own.
#[utoipa::path(get, path = "/people/{id}/scope", tag = "People", operation_id = "show_scope",
    params(("id" = uuid::Uuid, Path, description = "The person."), ScopeQuestion),
    responses((status = 200, description = "The records.", body = ScopeShown)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn show(
    admin: Admin<AskDecisions>,
    Id(id): Id<PersonId>,
    Asked(question): Asked<ScopeQuestion>,
    State(state): State<WebState>,
) -> Result<Json<ScopeShown>, Problem> {
    let verb = match question.verb {
        ScopeVerb::View => Verb::View,
        ScopeVerb::Update => Verb::Update,
    };
    let scope = scope(&state.ctx, admin.account(), id, &question.entity, verb).await?;
    Ok(Json(ScopeShown::of(scope, question.verb)))
}

impl ScopeShown {
    fn of(scope: Scope, verb: ScopeVerb) -> Self {
        Self {
            reach: scope.reach(),
            failed: scope.failed,
            predicate: scope.predicate.as_ref().map(Term::json),
            filter: scope.predicate.as_ref().map(ToString::to_string),
            entity: scope.entity,
            verb,
            actions: scope.actions,
        }
    }
}
