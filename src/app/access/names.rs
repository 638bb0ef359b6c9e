//! Things named by people and directories: by name or by id, in any case.

use muster_model::access::{
    Catalogue, EntityType, FleetGroup, Policy, RecordSet, Role, Visibility, Workspace,
};
use muster_model::ids::PersonId;
use muster_model::people::fold;
use std::fmt;

/// How many names a refusal lists at most.
const LISTED: usize = 50;

/// Nothing has the name, or what has it cannot be meant; the text lists the names that can.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} {given:?} {fault}; {valid}")]
pub struct Unknown {
    what: &'static str,
    given: String,
    fault: Fault,
    valid: Valid,
}

/// Why a name names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    /// Nothing has it.
    Missing,
    /// The record set is another person's.
    OnePersons,
    /// The record set says nothing of this entity type.
    Silent(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("does not exist"),
            Self::OnePersons => f.write_str(
                "is one person's own and given to nobody else: make it reusable first \
                 (`PATCH /api/v1/record-sets/ID` with `\"reusable\": true`) or leave it out",
            ),
            Self::Silent(entity) => write!(f, "says nothing of {entity}"),
        }
    }
}

/// The names that exist.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Valid(Vec<String>);

impl fmt::Display for Valid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("there is none");
        }
        let listed: Vec<&str> = self.0.iter().take(LISTED).map(String::as_str).collect();
        write!(f, "use one of: {}", listed.join(", "))?;
        match self.0.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// The role of this id, else of this slug, else of this name.
pub fn role<'p>(policy: &'p Policy, given: &str) -> Result<&'p Role, Unknown> {
    let id = given.trim().parse().ok();
    id.and_then(|id| policy.role(id))
        .or_else(|| policy.role_called(given))
        .ok_or_else(|| unknown("role", given, role_names(policy)))
}

/// The workspace of this name or id.
pub fn workspace<'p>(policy: &'p Policy, given: &str) -> Result<&'p Workspace, Unknown> {
    let key = fold(given.trim());
    let all = &policy.workspaces;
    all.iter()
        .find(|workspace| fold(&workspace.name) == key || workspace.id.to_string() == key)
        .ok_or_else(|| unknown("workspace", given, all.iter().map(|w| &w.name).collect()))
}

/// The fleet group of this name or id.
pub fn fleet_group<'p>(policy: &'p Policy, given: &str) -> Result<&'p FleetGroup, Unknown> {
    let key = fold(given.trim());
    let all = policy.fleet.all();
    all.iter()
        .find(|group| fold(&group.name) == key || group.id.to_string() == key)
        .ok_or_else(|| unknown("fleet group", given, all.iter().map(|g| &g.name).collect()))
}

/// The entity type of this name.
pub fn entity<'p>(policy: &'p Policy, given: &str) -> Result<&'p EntityType, Unknown> {
    entity_type(&policy.catalogue, given)
}

/// The entity type of this name in a catalogue.
pub fn entity_type<'c>(catalogue: &'c Catalogue, given: &str) -> Result<&'c EntityType, Unknown> {
    let key = fold(given.trim());
    let all = &catalogue.entities;
    all.iter()
        .find(|entity| fold(&entity.name) == key)
        .ok_or_else(|| unknown("entity type", given, all.iter().map(|e| &e.name).collect()))
}

/// The visibility of this name.
pub fn visibility(given: &str) -> Result<Visibility, Unknown> {
    Visibility::parse(&fold(given.trim())).ok_or_else(|| {
        let words = Visibility::ALL.map(|one| one.as_str().to_owned());
        unknown("visibility", given, words.iter().collect())
    })
}

/// The record set of this name or id; one of a single person for that person alone.
pub fn record_set<'p>(
    policy: &'p Policy,
    given: &str,
    to: Option<PersonId>,
) -> Result<&'p RecordSet, Unknown> {
    let key = fold(given.trim());
    let theirs = |set: &&RecordSet| set.of.is_none() || set.of == to;
    let meant = |set: &&RecordSet| fold(&set.name) == key || set.id.to_string() == key;
    let sets = policy.record_sets.iter();
    let mut all = sets.clone().filter(theirs);
    all.find(meant).ok_or_else(|| {
        let (all, none) = ("all".to_owned(), "none".to_owned());
        let valid = sets.clone().filter(theirs).map(|set| &set.name);
        // A directory and a rule give to nobody in particular: to them it is not there.
        let is_anothers = to.is_some() && sets.clone().any(|set| meant(&set));
        Unknown {
            fault: if is_anothers {
                Fault::OnePersons
            } else {
                Fault::Missing
            },
            ..unknown("record set", given, valid.chain([&all, &none]).collect())
        }
    })
}

/// The record set of this name or id, which speaks of an entity type: one that does not would take
/// nothing away, and whoever gives it means something else.
pub fn record_set_of<'p>(
    policy: &'p Policy,
    entity: &str,
    given: &str,
    to: Option<PersonId>,
) -> Result<&'p RecordSet, Unknown> {
    let found = record_set(policy, given, to)?;
    if found.types.contains_key(entity) {
        return Ok(found);
    }
    let theirs = |set: &&RecordSet| set.of.is_none() || set.of == to;
    let sets = policy.record_sets.iter().filter(theirs);
    let speaking = sets.filter(|set| set.types.contains_key(entity));
    let (all, none) = ("all".to_owned(), "none".to_owned());
    let valid = speaking.map(|set| &set.name).chain([&all, &none]);
    Err(Unknown {
        fault: Fault::Silent(entity.to_owned()),
        ..unknown("record set", given, valid.collect())
    })
}

/// The owner's role is nobody's to give, so it is not offered.
fn role_names(policy: &Policy) -> Vec<&String> {
    let offered = policy.roles.iter().filter(|role| !role.is_owner());
    offered.map(|role| &role.name).collect()
}

fn unknown(what: &'static str, given: &str, valid: Vec<&String>) -> Unknown {
    let mut valid: Vec<String> = valid.into_iter().cloned().collect();
    valid.sort();
    Unknown {
        what,
        given: given.trim().to_owned(),
        fault: Fault::Missing,
        valid: Valid(valid),
    }
}
