//! Record sets weighed against each other: how far somebody reaches within each entity type.

use super::compile::reason;
use super::given::{Given, Rank, Thing};
use super::{
    Because, Dimension, EntityType, GivenSet, Policy, Reach, Reaches, RecordGrant, RecordReach,
    RecordSet, Role,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a record grant means under a policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Records<'a> {
    /// The entity type; none for every one that the set speaks of.
    entity: Option<&'a EntityType>,
    set: Set<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Set<'a> {
    All,
    None,
    These(&'a RecordSet),
}

/// What is given, as long as the entity type exists. A set that is gone reaches nothing: what it kept
/// closed must not open because of that.
pub(super) fn meant<'a>(given: &RecordGrant, policy: &'a Policy) -> Option<Records<'a>> {
    let set = match given.set {
        GivenSet::All => Set::All,
        GivenSet::None => Set::None,
        GivenSet::Set(id) => policy.record_set(id).map_or(Set::None, Set::These),
    };
    let entity = match &given.entity {
        None => None,
        Some(name) => Some(policy.catalogue.entity(name)?),
    };
    Some(Records { entity, set })
}

impl<'a> Records<'a> {
    /// What it says of this entity type: the name of the set, and how far it reaches.
    fn of(self, entity: &EntityType) -> Option<(&'a str, Reaches)> {
        if self.entity.is_some_and(|only| only.name != entity.name) {
            return None;
        }
        let both = |reach: Reach| Reaches {
            view: reach.clone(),
            update: reach,
        };
        match self.set {
            Set::All => Some(("all", both(Reach::All))),
            Set::None => Some(("none", both(Reach::None))),
            Set::These(set) => match set.types.get(&entity.name) {
                Some(reaches) => Some((&set.name, reaches.clone())),
                // What a set does not name it leaves alone; but where it is given for that very type, it
                // reaches nothing of it: what it kept closed until a change must not open.
                None => self.entity.map(|_| (set.name.as_str(), both(Reach::None))),
            },
        }
    }
}

/// One entity type, one source: the highest one says how far, and where several of one rank do, the
/// most permissive of them (product: record sets of the same level are added up); of one rank a word for
/// the type goes before those for every type. What the role does not reach no source opens.
///
/// An owner reaches everything. What nobody speaks of is not taken away.
pub(super) fn records(
    given: &[Given<'_>],
    (owner, role): (bool, Option<&Role>),
    policy: &Policy,
    because: &mut Vec<Because>,
) -> BTreeMap<String, RecordReach> {
    let mut all = BTreeMap::new();
    if owner {
        return all;
    }
    for entity in &policy.catalogue.entities {
        let reach = by_sets(given, entity, because);
        let reach = match role.and_then(|role| capped(role, entity)) {
            Some((role, reaches)) => {
                because.extend(by_role(given, role, entity));
                Some(reach.unwrap_or_default().within(&role.name, reaches))
            }
            None => reach,
        };
        if let Some(reach) = reach {
            all.insert(entity.name.clone(), reach);
        }
    }
    all
}

/// How far the sets reach that are given; nothing where they take nothing away.
fn by_sets(
    given: &[Given<'_>],
    entity: &EntityType,
    because: &mut Vec<Because>,
) -> Option<RecordReach> {
    let highest: Option<Rank> = given
        .iter()
        .filter(|given| said(given, entity).is_some())
        .map(|given| given.rank)
        .min();
    let highest = |given: &&Given<'_>| Some(given.rank) == highest;
    let by_name = given
        .iter()
        .filter(highest)
        .any(|given| names(given, entity));
    let mut sets = Sets::default();
    for given in given.iter().filter(highest) {
        // What is said of this type by name counts before what is said of every type.
        if by_name && !names(given, entity) {
            continue;
        }
        let Some((name, reaches)) = said(given, entity) else {
            continue;
        };
        because.push(about(entity, name, given));
        sets.add(name, reaches);
    }
    sets.together().filter(|reach| !reach.is_everything())
}

/// What the role takes away of an entity type.
fn capped<'a>(role: &'a Role, entity: &EntityType) -> Option<(&'a Role, &'a Reaches)> {
    let reaches = role.records.get(&entity.name)?;
    (!reaches.is_everything()).then_some((role, reaches))
}

/// Who gives the role that takes something away.
fn by_role(given: &[Given<'_>], role: &Role, entity: &EntityType) -> Vec<Because> {
    let of_it = |given: &&Given<'_>| matches!(given.thing, Thing::Role(held) if held.id == role.id);
    let all = given.iter().filter(of_it).map(|given| {
        let mut because = about(entity, &role.name, given);
        because.via.push(role.name.clone());
        because
    });
    all.collect()
}

fn about(entity: &EntityType, name: &str, given: &Given<'_>) -> Because {
    let value = format!("{}={name}", entity.name);
    reason(Dimension::RecordSet, &value, given)
}

/// Whether it speaks of this entity type by name, not of all that a set names.
fn names(given: &Given<'_>, entity: &EntityType) -> bool {
    let named = |only: &EntityType| only.name == entity.name;
    matches!(given.thing, Thing::Records(records) if records.entity.is_some_and(named))
}

/// What one source says of an entity type.
fn said<'a>(given: &Given<'a>, entity: &EntityType) -> Option<(&'a str, Reaches)> {
    match given.thing {
        Thing::Records(records) => records.of(entity),
        _ => None,
    }
}

/// Sets of the same level, which are added up.
#[derive(Default)]
struct Sets {
    names: BTreeSet<String>,
    reaches: Vec<Reaches>,
}

impl Sets {
    fn add(&mut self, name: &str, reaches: Reaches) {
        self.names.insert(name.to_owned());
        if !self.reaches.contains(&reaches) {
            self.reaches.push(reaches);
        }
    }

    /// What any of them reaches; nothing where there are none.
    ///
    /// Each lets change only what it shows: one that lets change all of the little that it shows does
    /// not let change what another one shows.
    fn together(self) -> Option<RecordReach> {
        let several = self.reaches.len() > 1;
        let within = |Reaches { view, update }: Reaches| Reaches {
            update: if several {
                view.clone().and(update)
            } else {
                update
            },
            view,
        };
        let all = self.reaches.into_iter().map(within);
        let together = all.reduce(|one, other| Reaches {
            view: one.view.or(other.view),
            update: one.update.or(other.update),
        })?;
        Some(RecordReach {
            sets: self.names.into_iter().collect(),
            role: None,
            view: together.view,
            update: together.update,
        })
    }
}
