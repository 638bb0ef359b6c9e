//! The records that Muster knows by id: nothing else can be searched for.

use muster_model::access::{Comparison, Operand, Policy, Predicate, Reach};
use std::collections::BTreeSet;

/// The ids that the record sets and the roles of an account name for an entity type, sorted.
pub(super) fn named(policy: &Policy, entity: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let sets = policy.record_sets.iter().map(|set| &set.types);
    let types = sets.chain(policy.roles.iter().map(|role| &role.records));
    for reaches in types.filter_map(|types| types.get(entity)) {
        for reach in [&reaches.view, &reaches.update] {
            if let Reach::Some(predicate) = reach {
                collect(predicate, &mut ids);
            }
        }
    }
    ids
}

fn collect(predicate: &Predicate, ids: &mut BTreeSet<String>) {
    match predicate {
        Predicate::And(terms) | Predicate::Or(terms) => {
            for term in terms {
                collect(term, ids);
            }
        }
        Predicate::Not(inner) => collect(inner, ids),
        Predicate::Compare {
            attribute,
            op: Comparison::Eq,
            operand: Operand::Text(id),
        } if attribute == "id" => {
            ids.insert(id.clone());
        }
        Predicate::Compare { .. } | Predicate::Present(_) => {}
    }
}
