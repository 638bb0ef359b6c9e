//! Grants of one source are replaced, access is compiled anew.

use super::Person;
use super::profile::{ACCESS_ATTRIBUTES, EXTENSION};
use crate::access::{Access, Dimension, Grant, PersonOption, Scope, Source};
use crate::change::Revision;
use crate::event::{Event, EventKind};
use serde_json::{Map, Value, json};

impl Revision<Person> {
    /// Replaces what this source gives in this dimension; rows that stay keep their ids.
    pub fn grant(&mut self, source: &Source, dimension: Dimension, grants: Vec<Grant>) {
        let mine = |grant: &Grant| grant.source == *source && grant.dimension == dimension;
        let (mut kept, rest): (Vec<Grant>, Vec<Grant>) = std::mem::take(&mut self.now.grants)
            .into_iter()
            .partition(mine);
        kept.retain(|old| grants.iter().any(|new| new.gives_the_same(old)));
        for new in grants {
            if !kept.iter().any(|old| old.gives_the_same(&new)) {
                kept.push(new);
            }
        }
        self.now.grants = rest;
        self.now.grants.append(&mut kept);
        self.now.grants.sort_by_key(|grant| grant.id);
    }

    /// Takes back all that this source gives; an access attribute that no directory stands behind
    /// any more is forgotten, so that the next one to write the same is heard.
    pub fn withdraw(&mut self, source: &Source) {
        self.now.grants.retain(|grant| grant.source != *source);
        let Some(Value::Object(sent)) = self.now.profile.attributes.get_mut(EXTENSION) else {
            return;
        };
        for name in ACCESS_ATTRIBUTES {
            let written = |grant: &Grant| {
                attribute_of(grant) == Some(name) && matches!(grant.source, Source::Scim { .. })
            };
            if !self.now.grants.iter().any(written) {
                sent.remove(name);
            }
        }
        if sent.is_empty() {
            self.now.profile.attributes.remove(EXTENSION);
        }
    }

    /// Takes the compiled access; `user.access_changed` is told when a reader sees a difference.
    /// Of a new person `user.created` says it all.
    pub fn compiled(&mut self, access: Access) {
        let old = std::mem::replace(&mut self.now.access, access);
        let (was, is) = (shown(&old), shown(&self.now.access));
        let previous: Map<String, Value> = was
            .into_iter()
            .filter(|(path, value)| is.get(path) != Some(value))
            .collect();
        if !previous.is_empty() && self.before().is_some() {
            self.tell(Event::changed(EventKind::UserAccessChanged, previous));
        }
    }
}

/// The access attribute that says what a grant gives.
fn attribute_of(grant: &Grant) -> Option<&'static str> {
    match grant.dimension {
        Dimension::Role => Some("role"),
        Dimension::Workspace => Some("workspaces"),
        Dimension::FleetAccess => Some("fleetAccess"),
        Dimension::FleetGroup => Some("fleetGroups"),
        Dimension::Option => PersonOption::parse(&grant.value).map(PersonOption::attribute),
    }
}

fn shown(access: &Access) -> Map<String, Value> {
    let fleet = match &access.fleet {
        Scope::All => "entire",
        Scope::Some(_) => "groups",
        Scope::None => "none",
    };
    let workspaces = match &access.workspaces {
        Scope::All => json!("all"),
        scope => json!(scope.names()),
    };
    [
        ("role", json!(access.role.as_ref().map(|role| &role.name))),
        ("workspaces", workspaces),
        ("fleetAccess", json!(fleet)),
        ("fleetGroups", json!(access.fleet.names())),
    ]
    .into_iter()
    .chain(PersonOption::ALL.map(|option| {
        let is_on = access.options.contains(&option);
        (option.attribute(), json!(is_on.then_some(true)))
    }))
    .map(|(name, value)| (format!("{EXTENSION}:{name}"), value))
    .collect()
}
