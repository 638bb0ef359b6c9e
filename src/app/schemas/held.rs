//! Values that are there already, and whether a new definition fits them.
//!
//! A value may be older than the schema: it was written under an earlier definition and hidden
//! since. It must fit before it is shown again.

use super::error::SchemaError;
use super::file::{Definition, Place, SchemaFileError};
use muster_model::ids::AccountId;
use muster_model::people::fold;
use muster_scim::schema::{Attribute, Schema, Uniqueness};
use muster_store::Reads;
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// How many resources are looked at in one go.
const CHUNK: u64 = 500;

/// Refuses a definition that does not fit what is held under it.
///
/// Only what is new is looked at: an attribute that the account did not have, or had with another
/// type, or that becomes unique.
pub(super) async fn check(
    reads: &Reads<'_>,
    account: AccountId,
    definition: &Definition,
    before: Option<&Schema>,
) -> Result<(), SchemaError> {
    let all = definition.schema.attributes.iter().zip(&definition.places);
    let mut looks: Vec<Look<'_>> = all
        .filter(|(attribute, _)| is_new(attribute, before))
        .map(|(attribute, place)| Look::new(attribute, *place))
        .collect();
    if looks.is_empty() {
        return Ok(());
    }
    let mut after = None;
    loop {
        let held = reads
            .schemas()
            .held(account, &definition.stored, after, CHUNK)
            .await?;
        let Some((last, _)) = held.last() else {
            break;
        };
        after = Some(*last);
        for (id, values) in &held {
            for look in &mut looks {
                look.at(*id, values);
            }
        }
    }
    let wrong = looks.iter().find_map(Look::verdict);
    wrong.map_or(Ok(()), |wrong| Err(wrong.into()))
}

fn is_new(attribute: &Attribute, before: Option<&Schema>) -> bool {
    let Some(old) = before.and_then(|schema| schema.attribute(&attribute.name)) else {
        return true;
    };
    let becomes_unique = attribute.uniqueness == Uniqueness::Server
        && (old.uniqueness, old.case_exact) != (attribute.uniqueness, attribute.case_exact);
    let other_type = (old.kind, old.multi_valued) != (attribute.kind, attribute.multi_valued);
    other_type || becomes_unique || old.name != attribute.name
}

/// What was seen of one attribute.
struct Look<'a> {
    attribute: &'a Attribute,
    place: Place,
    misfits: u64,
    first: Option<Uuid>,
    owners: HashMap<String, Uuid>,
    twins: Option<(Uuid, Uuid)>,
}

impl<'a> Look<'a> {
    fn new(attribute: &'a Attribute, place: Place) -> Self {
        Self {
            attribute,
            place,
            misfits: 0,
            first: None,
            owners: HashMap::new(),
            twins: None,
        }
    }

    fn at(&mut self, id: Uuid, values: &Value) {
        let Some(value) = values.get(self.attribute.name.as_ref()) else {
            return;
        };
        if !self.attribute.accepts(value) {
            self.misfits += 1;
            self.first.get_or_insert(id);
        } else if let (Uniqueness::Server, Some(text)) = (self.attribute.uniqueness, value.as_str())
        {
            let key = if self.attribute.case_exact {
                text.to_owned()
            } else {
                fold(text)
            };
            if let Some(other) = self.owners.insert(key, id) {
                self.twins.get_or_insert((other, id));
            }
        }
    }

    fn verdict(&self) -> Option<SchemaFileError> {
        let name = &self.attribute.name;
        if let Some(first) = self.first {
            let many = self.misfits;
            let kind = self.attribute.kind.as_str();
            return Some(SchemaFileError::at(
                self.place,
                format!(
                    "\"{name}\" has {many} values that are no {kind} as it is described here, \
                     the first at {first}: clear them, or give the attribute another name"
                ),
            ));
        }
        let (one, other) = self.twins?;
        Some(SchemaFileError::at(
            self.place,
            format!(
                "\"{name}\" cannot be unique: {one} and {other} have the same value; \
                 change one of them first"
            ),
        ))
    }
}
