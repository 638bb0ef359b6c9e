//! How the admin API shows assignments.

use super::record::RecordNamed;
use crate::admin::view::Moment;
use muster_app::assignment::HandOver;
use muster_model::access::Assignment;
use serde::Serialize;
use uuid::Uuid;

/// Somebody assigned to a record.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct AssignmentShown {
    /// Its id.
    id: Uuid,
    /// Who.
    person: Uuid,
    /// To what.
    record: RecordNamed,
    /// The connection that wrote it; null where a person did.
    #[schema(required)]
    connection: Option<Uuid>,
    /// Since when.
    since: Moment,
}

/// A record that somebody holds who is gone.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct HandOverShown {
    /// The assignment.
    assignment: AssignmentShown,
    /// What lists call the person.
    name: String,
    /// Who else is assigned to the record, and is not gone.
    others: Vec<Uuid>,
}

impl From<Assignment> for AssignmentShown {
    fn from(assignment: Assignment) -> Self {
        Self {
            id: assignment.id.0,
            person: assignment.person.0,
            record: assignment.record.into(),
            connection: assignment.connection.map(|connection| connection.0),
            since: assignment.since.into(),
        }
    }
}

impl From<HandOver> for HandOverShown {
    fn from(held: HandOver) -> Self {
        Self {
            assignment: held.assignment.into(),
            name: held.person.profile.shown_name(),
            others: held.others.into_iter().map(|person| person.0).collect(),
        }
    }
}
