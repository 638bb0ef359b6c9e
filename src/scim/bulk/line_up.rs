//! What each operation waits for, found before the first of them is tried.

use std::collections::{BTreeSet, HashMap};

use super::{
    operation::{Operation, Target},
    reference,
    slot::{Slot, Stage},
};
use crate::{
    call::{Endpoint, Method},
    error::Error,
};

/// The operations with what they wait for, and which of them creates what a `bulkId` names.
pub(super) fn line_up(operations: Vec<Operation>) -> (Vec<Slot>, HashMap<String, usize>) {
    let (creators, twice) = creators(&operations);
    let mut latest: HashMap<(Endpoint, String), usize> = HashMap::new();
    let mut slots = Vec::with_capacity(operations.len());
    for (index, operation) in operations.into_iter().enumerate() {
        let mut target = operation.target();
        if twice.contains(&index) {
            let name = operation.bulk_id.as_deref().unwrap_or_default();
            // RFC 7644 3.7: unique within a Bulk request.
            let detail = format!("another operation has the bulkId \"{name}\"");
            target = Err(Error::invalid_value(detail));
        }
        let mut needs = BTreeSet::new();
        if let Ok(known) = &target {
            match creators_of(&operation, known, &creators) {
                Ok(found) => needs = found,
                Err(error) => target = Err(error),
            }
        }
        if let Ok(known) = &target
            && known.method != Method::Post
        {
            let place = (known.endpoint, known.id.clone());
            needs.extend(latest.insert(place, index));
        }
        slots.push(Slot {
            open: needs.len(),
            needs: needs.into_iter().collect(),
            operation,
            target,
            stage: Stage::Waiting,
        });
    }
    (slots, creators)
}

/// Which operation creates what a `bulkId` names, and which come too late for their name.
fn creators(operations: &[Operation]) -> (HashMap<String, usize>, BTreeSet<usize>) {
    let (mut creators, mut twice) = (HashMap::new(), BTreeSet::new());
    for (index, operation) in operations.iter().enumerate() {
        let (Some(Method::Post), Some(name)) = (operation.method, &operation.bulk_id) else {
            continue;
        };
        if creators.contains_key(name) {
            twice.insert(index);
        } else {
            creators.insert(name.clone(), index);
        }
    }
    (creators, twice)
}

/// The operations that create what this one names.
fn creators_of(
    operation: &Operation,
    target: &Target,
    creators: &HashMap<String, usize>,
) -> Result<BTreeSet<usize>, Error> {
    let (mut needs, mut unknown) = (BTreeSet::new(), None);
    let mut found = |name: &str| match creators.get(name) {
        Some(creator) => {
            needs.insert(*creator);
        }
        None => {
            unknown.get_or_insert_with(|| name.to_owned());
        }
    };
    reference::each_in_text(&target.id, &mut found);
    if target.method != Method::Delete {
        reference::each(&operation.data, &mut found);
    }
    match unknown {
        None => Ok(needs),
        Some(name) => Err(Error::invalid_value(format!(
            "no POST in this request has the bulkId \"{name}\""
        ))),
    }
}
