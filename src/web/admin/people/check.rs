//! `GET` and `POST /api/v1/people/{id}/access/check`: may this person do this, here?

use crate::admin::access::ReasonShown;
use crate::admin::record_sets::SampleRecord;
use crate::extract::{Admin, AskDecisions, Asked, Body, Field, Id};
use crate::render::{Problem, sentence};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{Checked, Wanted, check_access};
use muster_model::access::{Place, Record};
use muster_model::ids::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is asked.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// What the person wants to do: one permission of `GET /api/v1/modules`, no pattern.
    #[param(example = "vehicles.view")]
    action: String,
    /// The workspace where, by name or id; none where it does not matter.
    workspace: Option<String>,
    /// The fleet group where, by name or id; none where it does not matter.
    fleet_group: Option<String>,
}

/// The answer.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct AccessChecked {
    /// Whether the person may.
    allowed: bool,
    /// The first term that does not hold: `unknown_action`, `status`, `role`, `workspace`, `fleet`,
    /// `record_set` or `assignment`; or `attribute`, when they ask for one, or for the place of the
    /// record, and it was not told.
    #[schema(required)]
    failed: Option<&'static str>,
    /// The same in words.
    detail: String,
    /// What gives the role, and the workspace and fleet group that were asked for.
    #[schema(value_type = Vec<ReasonShown>)]
    because: Vec<Value>,
}

/// Say whether a person may do something, now; and if not, what is missing first.
#[utoipa::path(get, path = "/people/{id}/access/check", tag = "People", operation_id = "check_access",
    params(("id" = uuid::Uuid, Path, description = "The person."), Question),
    responses((status = 200, description = "Yes or no.", body = AccessChecked)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn check(
    admin: Admin<AskDecisions>,
    Id(id): Id<PersonId>,
    Asked(question): Asked<Question>,
    State(state): State<WebState>,
) -> Result<Json<AccessChecked>, Problem> {
    let wanted = Wanted {
        action: question.action,
        workspace: Place::of(question.workspace),
        fleet_group: Place::of(question.fleet_group),
        record: None,
    };
    let checked = check_access(&state.ctx, admin.account(), id, &wanted).await?;
    Ok(Json(checked.into()))
}

/// What is asked, with the record.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordQuestion {
    /// What the person wants to do: one permission of `GET /api/v1/modules`, no pattern.
    #[schema(example = "vehicles.edit")]
    action: String,
    /// The workspace where, by name or id; null where there is none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    workspace: Field<String>,
    /// The fleet group where, by name or id; null where there is none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    fleet_group: Field<String>,
    /// The record with which; none where it does not matter.
    record: Option<SampleRecord>,
}

/// Say whether a person may do something with a record, now; and if not, what is missing first.
#[utoipa::path(post, path = "/people/{id}/access/check", tag = "People", operation_id = "check_record",
    params(("id" = uuid::Uuid, Path, description = "The person.")),
    request_body = RecordQuestion,
    responses((status = 200, description = "Yes or no.", body = AccessChecked)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn check_record(
    admin: Admin<AskDecisions>,
    Id(id): Id<PersonId>,
    State(state): State<WebState>,
    Body(question): Body<RecordQuestion>,
) -> Result<Json<AccessChecked>, Problem> {
    let wanted = Wanted {
        action: question.action,
        workspace: place(question.workspace),
        fleet_group: place(question.fleet_group),
        record: question.record.map(Record::from),
    };
    let checked = check_access(&state.ctx, admin.account(), id, &wanted).await?;
    Ok(Json(checked.into()))
}

fn place(said: Field<String>) -> Place<String> {
    match said {
        Field::Nothing => Place::Unsaid,
        Field::Null => Place::Nowhere,
        Field::Value(name) if name.trim().is_empty() => Place::Nowhere,
        Field::Value(name) => Place::At(name),
    }
}

impl From<Checked> for AccessChecked {
    fn from(checked: Checked) -> Self {
        Self {
            allowed: checked.allowed,
            failed: checked.failed,
            detail: sentence(&checked.detail),
            because: checked.because,
        }
    }
}
