//! What applying a file did, or would do.

use crate::access::explain::summary;
use crate::access::turn::Turn;
use muster_model::access::Access;
use muster_model::ids::PersonId;
use muster_model::people::{Person, Status};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What applying a file did, or would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Applied {
    /// How many rows of the policy were written or removed.
    pub changed: usize,
    /// Each of them: what, which, and whether it is added, changed or removed.
    pub steps: Vec<String>,
    /// What is wrong with the rules that are added or changed.
    pub warnings: Vec<RuleWarning>,
    /// Whose access is another one, by id.
    pub people: Vec<Changed>,
}

/// Something that is wrong with a rule that is added or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleWarning {
    /// The name of the rule.
    pub rule: String,
    /// The stable code.
    pub code: &'static str,
    /// A sentence for a person.
    pub detail: String,
}

/// One person whose access is another one: status, role, workspaces, fleet and options by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// Who.
    pub person_id: PersonId,
    /// What lists call the person.
    pub name: String,
    /// The access until now.
    pub before: Map<String, Value>,
    /// The access from now on.
    pub after: Map<String, Value>,
    /// What they may do from now on and could not before, and the other way round.
    pub permissions: PermissionsChanged,
}

/// What somebody may do from now on and could not before, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PermissionsChanged {
    /// What is new, sorted.
    pub gained: Vec<String>,
    /// What is gone, sorted.
    pub lost: Vec<String>,
}

impl Changed {
    /// The change of this person's access, and of where they stand with it; nothing where both are
    /// the same.
    pub(super) fn between(
        person: &Person,
        was: &Access,
        (is, turn): (&Access, Option<Turn>),
    ) -> Option<Self> {
        let after = turn.map_or(person.status, |turn| turn.status(person));
        (!was.looks_like(is) || turn.is_some()).then(|| Self {
            person_id: person.id,
            name: person.profile.shown_name(),
            before: shown(person.status, was),
            after: shown(after, is),
            permissions: PermissionsChanged {
                gained: missing(&is.permissions, &was.permissions),
                lost: missing(&was.permissions, &is.permissions),
            },
        })
    }
}

fn shown(status: Status, access: &Access) -> Map<String, Value> {
    let mut shown = summary(access);
    shown.insert("status".to_owned(), json!(status.as_str()));
    shown
}

/// Those of the first that the second lacks.
fn missing(these: &[String], from: &[String]) -> Vec<String> {
    let missing = these.iter().filter(|one| !from.contains(one));
    missing.cloned().collect()
}
