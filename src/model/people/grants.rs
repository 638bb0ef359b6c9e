//! Grants of one source are replaced, access is compiled anew.

use super::Person;
use super::profile::{EXTENSION, GUEST_RECORD, gives_access};
use crate::access::{
    Access, Dimension, Grant, PersonOption, RecordGrant, RecordReach, Scope, Source,
    record_set_attribute,
};
use crate::change::Revision;
use crate::event::{Event, EventKind};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

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
        let by_directories = |grant: &&Grant| matches!(grant.source, Source::Scim { .. });
        let written: Vec<String> = self
            .now
            .grants
            .iter()
            .filter(by_directories)
            .filter_map(attribute_of)
            .map(Cow::into_owned)
            .collect();
        self.keep_own(|name| !gives_access(name) || written.iter().any(|held| held == name));
    }

    /// Forgets which record a directory named for a guest, when no directory stands behind it any more.
    pub fn forget_guest_record(&mut self) {
        self.keep_own(|name| name != GUEST_RECORD);
    }

    /// Keeps of Muster's own extension what is meant.
    fn keep_own(&mut self, is_meant: impl Fn(&str) -> bool) {
        let attributes = &mut self.now.profile.attributes;
        let Some(Value::Object(sent)) = attributes.get_mut(EXTENSION) else {
            return;
        };
        sent.retain(|name, _| is_meant(name));
        if sent.is_empty() {
            attributes.remove(EXTENSION);
        }
    }

    /// Takes the compiled access; `user.access_changed` is told when a reader sees a difference.
    /// Of a new person `user.created` says it all.
    pub fn compiled(&mut self, access: Access) {
        let old = std::mem::replace(&mut self.now.access, access);
        let (was, is) = (shown(&old, &self.now.access), shown(&self.now.access, &old));
        let previous: Map<String, Value> = was
            .into_iter()
            .filter(|(path, value)| is.get(path) != Some(value))
            .collect();
        if self.before().is_none() {
            return;
        }
        if !previous.is_empty() {
            self.tell(Event::changed(EventKind::UserAccessChanged, previous));
        }
        if self.now.access.holds_the_account() && !old.holds_the_account() {
            self.shut_old_doors();
        }
    }

    /// Whoever comes to hold the account does so where they are: another address that was asked for
    /// is called off, and the link of an invitation that somebody may have seen opens no more. Both
    /// were in the hands of people who may do less than the person does now.
    fn shut_old_doors(&mut self) {
        self.cancel_email_change();
        self.renew_invitation();
    }
}

/// The access attribute that says what a grant gives.
fn attribute_of(grant: &Grant) -> Option<Cow<'static, str>> {
    let named = match grant.dimension {
        Dimension::Role => "role",
        Dimension::Workspace => "workspaces",
        Dimension::FleetAccess => "fleetAccess",
        Dimension::FleetGroup => "fleetGroups",
        Dimension::Option => PersonOption::parse(&grant.value)?.attribute(),
        Dimension::Visibility => "recordVisibility",
        Dimension::RecordSet => {
            let given: RecordGrant = grant.value.parse().ok()?;
            return Some(record_set_attribute(&given.entity?).into());
        }
    };
    Some(named.into())
}

/// What a reader sees of an access, with every record set that this one or the other speaks of.
fn shown(access: &Access, other: &Access) -> Map<String, Value> {
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
    .map(|(name, value)| (name.to_owned(), value))
    .chain(
        [access.visibility, other.visibility]
            .iter()
            .any(|it| !it.is_all())
            .then(|| {
                let visibility = access.visibility.as_str();
                ("recordVisibility".to_owned(), json!(visibility))
            }),
    )
    .chain(
        access
            .records
            .keys()
            .chain(other.records.keys())
            .map(|entity| {
                let sets = access.records.get(entity).and_then(RecordReach::given);
                (
                    record_set_attribute(entity),
                    json!(sets.as_deref().unwrap_or("all")),
                )
            }),
    )
    .map(|(name, value)| (format!("{EXTENSION}:{name}"), value))
    .collect()
}
