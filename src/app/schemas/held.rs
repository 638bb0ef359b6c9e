//! Values that are there already, and whether a new definition fits them.
//!
//! A value may be older than the schema: it was written under an earlier definition and hidden
//! since. It must fit before it is shown again.

use super::error::SchemaError;
use super::file::{Definition, Place, SchemaFileError};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::fold;
use muster_scim::schema::{Attribute, Schema, Uniqueness};
use muster_store::{HeldValues, Reads, Tx};
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
        let Some(last) = held.last() else {
            break;
        };
        after = Some(last.id);
        for (id, urn, values) in held.iter().flat_map(each) {
            same_spelling(urn, definition)?;
            for look in &mut looks {
                look.at(id, values);
            }
        }
    }
    let wrong = looks.iter().find_map(Look::verdict);
    wrong.map_or(Ok(()), |wrong| Err(wrong.into()))
}

fn each(held: &HeldValues) -> impl Iterator<Item = (Uuid, &str, &Value)> {
    let values = held.values.iter();
    values.map(|(urn, values)| (held.id, urn.as_str(), values))
}

/// Values lie under the URN as it was written: under another spelling nobody would find them,
/// whether the schema is still here or was hidden since.
pub(super) fn same_spelling(held: &str, new: &Definition) -> Result<(), SchemaFileError> {
    let urn = new.stored.urn();
    if held == urn {
        return Ok(());
    }
    let message = format!("\"{urn}\" is here already as \"{held}\": write it in the same way");
    Err(SchemaFileError::at(new.place, message))
}

/// An attribute that nobody may share a value of from now on.
#[derive(Debug)]
pub(super) struct BecomesUnique {
    name: String,
    path: String,
    exact: bool,
    place: Place,
}

impl BecomesUnique {
    /// The attributes of a definition that become unique.
    pub(super) fn of(definition: &Definition, before: Option<&Schema>) -> Vec<Self> {
        let all = definition.schema.attributes.iter().zip(&definition.places);
        let unique = all.filter(|(attribute, _)| {
            attribute.uniqueness == Uniqueness::Server && is_new(attribute, before)
        });
        let unique = unique.map(|(attribute, place)| Self {
            name: attribute.name.to_string(),
            path: format!("{}:{}", definition.stored.urn(), attribute.name),
            exact: attribute.case_exact,
            place: *place,
        });
        unique.collect()
    }

    /// Refuses it when two people have the same value. The account must be locked: then nobody
    /// writes another one before it is unique.
    pub(super) async fn check(&self, tx: &Tx, account: AccountId) -> Result<(), SchemaError> {
        let twins = tx.schemas().twins(account, &self.path, self.exact).await?;
        let refusal = |(one, other): (PersonId, PersonId)| {
            SchemaError::from(doubled(&self.name, self.place, one.0, other.0))
        };
        twins.map(refusal).map_or(Ok(()), Err)
    }
}

fn doubled(name: &str, place: Place, one: Uuid, other: Uuid) -> SchemaFileError {
    SchemaFileError::at(
        place,
        format!(
            "\"{name}\" cannot be unique: {one} and {other} have the same value; \
             change one of them first"
        ),
    )
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
        Some(doubled(name, self.place, one, other))
    }
}
