//! A question as the AuthZEN Authorization API 1.0 puts it: subject, action, resource.

use super::wanted::Wanted;
use crate::access::names;
use muster_model::access::{ACCOUNT_MODULE, EntityType, Permission, Place, Policy, Record};
use muster_model::ids::AccountId;
use muster_model::people::fold;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is said of one part of a question.
pub type Properties = BTreeMap<String, Value>;

/// The type of the only subjects there are.
pub(super) const USER: &str = "user";

/// The type of the account itself, which has no records.
pub(super) const ACCOUNT: &str = ACCOUNT_MODULE;

/// May this subject do this with this resource?
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tuple {
    /// The type of the subject.
    pub subject_type: String,
    /// By what the subject is called; empty where it is searched for.
    pub subject: String,
    /// What is said of the subject.
    pub subject_properties: Properties,
    /// The action; empty where it is searched for.
    pub action: String,
    /// What is said of the action.
    pub action_properties: Properties,
    /// The type of the resource.
    pub resource_type: String,
    /// The id of the resource; empty where it is searched for.
    pub resource: String,
    /// What is said of the resource.
    pub resource_properties: Properties,
}

/// Why a tuple is no question: the term that fails, and the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unasked {
    pub(super) failed: &'static str,
    pub(super) detail: String,
}

/// The account in which something is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here<'a> {
    pub(super) account: AccountId,
    pub(super) slug: &'a str,
    pub(super) policy: &'a Policy,
}

/// What a resource is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind<'a> {
    Account,
    Record(&'a EntityType),
}

impl<'a> Here<'a> {
    /// What a type of resources means; nothing where there is none of that name.
    pub(super) fn kind(&self, name: &str) -> Option<Kind<'a>> {
        match names::entity(self.policy, name) {
            Ok(entity) => Some(Kind::Record(entity)),
            Err(_) if name == ACCOUNT => Some(Kind::Account),
            Err(_) => None,
        }
    }

    /// What a tuple asks.
    pub(super) fn wanted(&self, tuple: &Tuple) -> Result<Wanted, Unasked> {
        let kind = self.kind(&tuple.resource_type).ok_or_else(|| Unasked {
            failed: "unknown_resource",
            detail: format!(
                "the account has no resources of type {:?}",
                tuple.resource_type
            ),
        })?;
        let (module, record) = match kind {
            Kind::Account if !self.is_meant(&tuple.resource) => {
                return Err(Unasked {
                    failed: "unknown_resource",
                    detail: format!(
                        "{:?} is not the account that this token is of",
                        tuple.resource
                    ),
                });
            }
            Kind::Account => (ACCOUNT, None),
            Kind::Record(entity) => {
                let record = Record {
                    entity: entity.name.clone(),
                    // Without an id it is one that is yet to be made.
                    id: (!tuple.resource.is_empty()).then(|| tuple.resource.clone()),
                    attributes: tuple.resource_properties.clone(),
                };
                (entity.module.as_str(), Some(record))
            }
        };
        let place = |name: &'static str, failed| match tuple.resource_properties.get(name) {
            None => Ok(Place::Unsaid),
            Some(Value::Null) => Ok(Place::Nowhere),
            Some(Value::String(place)) if place.trim().is_empty() => Ok(Place::Nowhere),
            Some(Value::String(place)) => Ok(Place::At(place.clone())),
            Some(_) => Err(Unasked {
                failed,
                detail: format!("the property {name} of a resource is text"),
            }),
        };
        Ok(Wanted {
            action: self.action(module, &tuple.action),
            workspace: place("workspace", "workspace")?,
            fleet_group: place("fleet_group", "fleet")?,
            record,
        })
    }

    /// The record that a tuple asks about.
    pub(super) fn record(&self, tuple: &Tuple) -> Option<Record> {
        self.wanted(tuple).ok()?.record
    }

    /// The action that a name means: the permission itself, or without the module that rules the
    /// resource.
    fn action(&self, module: &str, said: &str) -> String {
        let catalogue = &self.policy.catalogue;
        let knows =
            |text: &String| Permission::parse(text).is_ok_and(|read| catalogue.knows(&read));
        let names = [said.to_owned(), format!("{module}.{said}")];
        names
            .into_iter()
            .find(knows)
            .unwrap_or_else(|| said.to_owned())
    }

    /// The parts of an action that properties name by being true: all of them are asked for.
    ///
    /// Only what the module offers by this very name is one: any other property says nothing.
    pub(super) fn parts(&self, action: &str, tuple: &Tuple) -> Vec<String> {
        let said = tuple.action_properties.iter();
        let parts = said
            .filter(|(_, value)| **value == Value::Bool(true))
            .map(|(name, _)| format!("{action}.{name}"));
        parts.filter(|part| self.offers(part)).collect()
    }

    fn offers(&self, permission: &str) -> bool {
        let (module, action) = permission.split_once('.').unwrap_or((permission, ""));
        let module = self.policy.catalogue.module(module);
        module.is_some_and(|module| module.actions.iter().any(|held| held == action))
    }

    /// Whether this names the account: by id or by short name.
    fn is_meant(&self, account: &str) -> bool {
        let key = fold(account);
        key == self.account.to_string() || key == fold(self.slug)
    }
}
