//! What a record set can be.

use super::reaches::{self, Reaching};
use crate::access::edit::{Draft, EditError};
use crate::access::plan::check::{is_name, no_name};
use crate::error::Missing;
use muster_model::access::{Effect, GivenSet, Reaches, RecordSet, Rule};
use muster_model::ids::RecordSetId;
use muster_model::people::fold;
use std::collections::BTreeMap;

/// The record set of this id.
pub(super) fn held(draft: &Draft<'_>, id: RecordSetId) -> Result<RecordSet, EditError> {
    let set = draft.policy().record_set(id);
    set.cloned().ok_or(EditError::NotFound("record set"))
}

/// The record set of this id that takes the place of another one, and opens nothing. One person's own takes
/// the place of their own alone: it goes with them, and would leave everybody else unrestricted. So would one
/// that leaves a type alone of which the other one speaks.
pub(super) fn taking_over(
    draft: &Draft<'_>,
    of: &RecordSet,
    id: RecordSetId,
) -> Result<RecordSet, EditError> {
    if of.id == id {
        return Err(EditError::MovedToItself);
    }
    let missing = Missing {
        field: "move_to",
        what: "record set",
        id: id.0,
    };
    let set = held(draft, id).map_err(|_| missing)?;
    match set.of {
        Some(_) if set.of != of.of => Err(EditError::MovedToOnePerson(set.name)),
        _ => speaks_of_all(of, set),
    }
}

/// The record set, unless it says nothing of a type of which the other one speaks.
fn speaks_of_all(other: &RecordSet, set: RecordSet) -> Result<RecordSet, EditError> {
    let types = other.types.keys();
    let silent: Vec<String> = types
        .filter(|entity| !set.types.contains_key(*entity))
        .cloned()
        .collect();
    if silent.is_empty() {
        return Ok(set);
    }
    Err(EditError::MovedToOtherTypes {
        from: other.name.clone(),
        to: set.name,
        silent,
    })
}

/// A name that no other record set has.
pub(super) fn free_name(
    draft: &Draft<'_>,
    id: RecordSetId,
    name: &str,
) -> Result<String, EditError> {
    let name = name.trim();
    if !is_name(name) {
        return Err(EditError::Name(no_name("record set", name)));
    }
    let mut others = draft.policy().record_sets.iter().filter(|set| set.id != id);
    if others.any(|set| fold(&set.name) == fold(name)) {
        return Err(EditError::NameTaken {
            what: "record set",
            name: name.to_owned(),
        });
    }
    Ok(name.to_owned())
}

/// How far it reaches, by entity type.
pub(super) fn types(
    draft: &Draft<'_>,
    given: &BTreeMap<String, Reaching>,
) -> Result<BTreeMap<String, Reaches>, EditError> {
    Ok(reaches::read(given, &draft.policy().catalogue)?)
}

/// The rules that give a set.
pub(super) fn giving(draft: &Draft<'_>, id: RecordSetId) -> Vec<Rule> {
    let rules = draft.policy().rules.iter();
    let gives = |rule: &&Rule| rule.effects.iter().any(|effect| is_of(effect, id));
    rules.filter(gives).cloned().collect()
}

/// Whether an effect gives this set.
pub(super) fn is_of(effect: &Effect, id: RecordSetId) -> bool {
    matches!(effect, Effect::RecordSet(given) if given.set == GivenSet::Set(id))
}
