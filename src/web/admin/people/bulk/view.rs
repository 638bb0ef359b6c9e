//! What became of many people.

use crate::admin::access::NamesShown;
use crate::layers::RequestId;
use crate::render::{Problem, sentence};
use muster_app::access::workspaces_of;
use muster_app::error::Kind;
use muster_app::people::{Line, NotDone, PersonError};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// What became of each of many people, in the order in which they were named.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct BulkDone {
    /// Whether it was only tried, and nothing was written.
    dry_run: bool,
    /// With how many people something was done.
    done: usize,
    /// With how many there was nothing to do.
    unchanged: usize,
    /// With how many nothing was done.
    refused: usize,
    /// Each of them.
    people: Vec<BulkLine>,
}

/// What became of one of them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
struct BulkLine {
    /// The person.
    id: Uuid,
    /// `done`; `unchanged`, when it was so before; or `refused`.
    outcome: Outcome,
    /// The workspaces that they have then, by name, or `all`; null for whoever was refused.
    #[schema(required, value_type = Option<NamesShown>)]
    workspaces: Option<Value>,
    /// Why it was refused, by the codes of problems.
    #[schema(required)]
    code: Option<&'static str>,
    /// The same as a sentence.
    #[schema(required)]
    detail: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Done,
    Unchanged,
    Refused,
}

impl BulkDone {
    pub(super) fn of(lines: Vec<Line>, dry_run: bool, request: &RequestId) -> Self {
        let lines = lines.into_iter().map(|line| BulkLine::of(line, request));
        let people: Vec<BulkLine> = lines.collect();
        let many = |what| people.iter().filter(|line| line.outcome == what).count();
        Self {
            dry_run,
            done: many(Outcome::Done),
            unchanged: many(Outcome::Unchanged),
            refused: many(Outcome::Refused),
            people,
        }
    }
}

impl BulkLine {
    fn of(line: Line, request: &RequestId) -> Self {
        let (outcome, person, why) = match line.outcome {
            Ok(saved) if saved.changed => (Outcome::Done, Some(saved.person), None),
            Ok(saved) => (Outcome::Unchanged, Some(saved.person), None),
            Err(why) => (Outcome::Refused, None, Some(problem(why))),
        };
        if let Some(why) = &why {
            why.log(request);
        }
        Self {
            id: line.person.0,
            outcome,
            workspaces: person.map(|person| workspaces_of(&person.access)),
            code: why.as_ref().map(|why| why.code),
            detail: why.map(|why| why.detail),
        }
    }
}

/// The problem that the route of one person would have answered.
fn problem(why: NotDone) -> Problem {
    match why {
        NotDone::Refused(error @ PersonError::Unknown) => {
            let detail = "There is no such person in this account.";
            Problem::new(error.kind(), error.code(), detail)
        }
        NotDone::Refused(error) => error.into(),
        why @ NotDone::NotReached => Problem::new(
            Kind::Unavailable,
            "bulk.not_reached",
            sentence(&why.to_string()),
        ),
    }
}
