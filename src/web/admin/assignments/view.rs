//! How the admin API shows assignments.

use super::record::RecordNamed;
use crate::admin::case_groups::CaseGroupNamed;
use crate::admin::view::Moment;
use muster_app::assignment::{HandOver, Held};
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

/// A record that somebody holds who is gone, or a case group that they are in.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct HandOverShown {
    /// Who is gone.
    person: Uuid,
    /// What lists call the person.
    name: String,
    /// The assignment; null where it is a case group.
    #[schema(required)]
    assignment: Option<AssignmentShown>,
    /// The case group, with all of its records; null where it is an assignment.
    #[schema(required)]
    case_group: Option<CaseGroupNamed>,
    /// Who else is assigned to the record or in the case group, and is not gone.
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
    fn from(waits: HandOver) -> Self {
        let (assignment, case_group) = match waits.held {
            Held::Record(assignment) => (Some(assignment.into()), None),
            Held::CaseGroup(group) => (None, Some(group.into())),
        };
        Self {
            person: waits.person.id.0,
            name: waits.person.profile.shown_name(),
            assignment,
            case_group,
            others: waits.others.into_iter().map(|person| person.0).collect(),
        }
    }
}
