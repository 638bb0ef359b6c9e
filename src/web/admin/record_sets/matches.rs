//! `POST /api/v1/record-sets/{id}/matches`: which sample records a record set lets people see.

use super::record::SampleRecord;
use crate::extract::{Admin, Body, Id, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::record_sets::{Matched, Samples, match_records};
use muster_app::error::Kind;
use muster_model::access::Record;
use muster_model::ids::{PersonId, RecordSetId};
use serde::{Deserialize, Serialize};

/// How many records and how many people are looked at, at most.
const MOST: usize = 100;

/// Records and people that are tried out; at most 100 of each.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleRecords {
    /// The records, as the application tells of them.
    records: Vec<SampleRecord>,
    /// Who would look at them.
    #[schema(value_type = Vec<uuid::Uuid>)]
    people: Vec<PersonId>,
}

/// What the record set says.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct RecordMatches {
    /// For each record, in the order in which they were sent.
    records: Vec<RecordMatched>,
}

/// What the record set says of one record.
#[derive(Serialize, utoipa::ToSchema)]
struct RecordMatched {
    /// The entity type.
    #[serde(rename = "type")]
    entity: String,
    /// Its id.
    #[schema(required)]
    id: Option<String>,
    /// For each person, in the order in which they were named.
    people: Vec<PersonMatched>,
}

/// What the record set says of one record to one person.
#[derive(Serialize, utoipa::ToSchema)]
struct PersonMatched {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    /// Whether they see it.
    view: bool,
    /// Whether they may change it.
    update: bool,
    /// The first rule of the set that says no: `none`, or a predicate.
    #[schema(required)]
    failed: Option<String>,
    /// The attribute that the rule asks for and that the record does not tell.
    #[schema(required)]
    attribute: Option<String>,
}

/// Try a record set out: which of these records would these people see and change? Roles, workspaces
/// and other record sets do not count here, and nothing is kept.
#[utoipa::path(post, path = "/record-sets/{id}/matches", tag = "Record sets", operation_id = "match_record_set",
    params(("id" = uuid::Uuid, Path, description = "The record set.")),
    request_body = SampleRecords,
    responses((status = 200, description = "Record by record, person by person.", body = RecordMatches)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn matches(
    admin: Admin<ReadAccess>,
    Id(id): Id<RecordSetId>,
    State(state): State<WebState>,
    Body(asked): Body<SampleRecords>,
) -> Result<Json<RecordMatches>, Problem> {
    if asked.records.len() > MOST || asked.people.len() > MOST {
        let detail = format!("at most {MOST} records and {MOST} people are tried out at once");
        return Err(Problem::new(Kind::Invalid, "request.body", detail));
    }
    let samples = Samples {
        records: asked.records.into_iter().map(Record::from).collect(),
        people: asked.people,
    };
    let told = match_records(&state.ctx, admin.account(), id, &samples).await?;
    let records = samples.records.into_iter().zip(told);
    let records = records.map(|(record, people)| RecordMatched {
        entity: record.entity,
        id: record.id,
        people: people.into_iter().map(PersonMatched::from).collect(),
    });
    Ok(Json(RecordMatches {
        records: records.collect(),
    }))
}

impl From<Matched> for PersonMatched {
    fn from(matched: Matched) -> Self {
        Self {
            person: matched.person,
            view: matched.view,
            update: matched.update,
            failed: matched.failed,
            attribute: matched.attribute,
        }
    }
}
