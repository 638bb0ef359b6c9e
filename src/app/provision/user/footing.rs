//! What is held before a person is locked: the groups that wait for them, the key that they arrive
//! under, the account's schemas and what can be given.

use super::Provisioned;
use super::unique::changes_custom_values;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::grants;
use crate::provision::told::Told;
use muster_model::change::Revision;
use muster_model::group::Group;
use muster_model::people::Person;
use muster_scim::patch::{MemberOp, MemberRef};
use muster_store::{StoreError, Tx};

/// What has to be held for what is told of a person, in the order of the locks.
#[derive(Debug)]
pub(super) struct Footing {
    /// The id and the key under which groups may wait for a person who gets another key.
    names: Vec<String>,
    /// The key, which no group begins to wait for meanwhile.
    key: Option<String>,
    /// Whether values of the account's own attributes are written.
    schemas: bool,
    /// Whether anything is given by name: what has the name must not be removed meanwhile.
    policy: bool,
}

/// A footing that is held.
pub(super) struct Held {
    footing: Footing,
    groups: Vec<Group>,
}

impl Footing {
    /// Of somebody who arrives by POST, or is there already under one of their names.
    pub(super) fn of_arrival(caller: &Caller, meant: Option<&Person>, told: &Told) -> Self {
        let link = meant.and_then(|person| person.link(caller.id()));
        let known = link.and_then(|link| link.external_id.clone());
        let key = told.external_id.clone().or(known);
        let id = meant.map(|person| person.id.to_string());
        Self {
            names: id.into_iter().chain(key.clone()).collect(),
            key,
            schemas: changes_custom_values(None, &told.profile),
            policy: told.named.gives(),
        }
    }

    /// Of somebody of whom something else is told; groups matter only when the key is another.
    pub(super) fn of_change(caller: &Caller, person: &Person, told: &Told) -> Self {
        let link = person.link(caller.id());
        let named_anew = link.is_none_or(|link| link.external_id != told.external_id);
        let key = told.external_id.clone().filter(|_| named_anew);
        let id = named_anew.then(|| person.id.to_string());
        Self {
            names: id.into_iter().chain(key.clone()).collect(),
            key,
            schemas: changes_custom_values(Some(person), &told.profile),
            policy: told.named.gives(),
        }
    }

    /// Holds it: groups before keys before the account, as everywhere. The person comes after it.
    pub(super) async fn hold(self, tx: &mut Tx, caller: &Caller) -> Result<Held, StoreError> {
        let groups = if self.names.is_empty() {
            Vec::new()
        } else {
            tx.groups().waiting_for(caller.id(), &self.names).await?
        };
        if let Some(key) = &self.key {
            // A group that begins to wait for the key must not miss who arrives under it.
            tx.groups().hold_key(caller.id(), key).await?;
        }
        if self.schemas {
            tx.schemas().hold(caller.account()).await?;
        }
        if self.policy {
            tx.access().hold(caller.account()).await?;
        }
        let footing = self;
        Ok(Held { footing, groups })
    }
}

impl Held {
    /// Refuses to go on with a locked person for whom something else would have to be held: then
    /// it is tried again from the beginning.
    pub(super) async fn check(
        &mut self,
        tx: &Tx,
        caller: &Caller,
        needed: &Footing,
    ) -> Result<(), StoreError> {
        let more = |needed: bool, held: bool| needed && !held;
        if more(needed.schemas, self.footing.schemas) || more(needed.policy, self.footing.policy) {
            return Err(StoreError::Busy);
        }
        if needed.names.is_empty() {
            // Somebody else has given the key meanwhile, and let them join.
            self.groups.clear();
            return Ok(());
        }
        let (names, groups) = (&self.footing.names, &self.groups);
        let same = *names == needed.names && self.footing.key == needed.key;
        if !same
            || tx
                .groups()
                .has_begun_to_wait(caller.id(), groups, names)
                .await?
        {
            return Err(StoreError::Busy);
        }
        Ok(())
    }

    /// Puts the person into the groups of this connection that wait for their id or `externalId`
    /// (decision 11 of the house).
    pub(super) async fn join_waiting_groups(
        self,
        tx: &mut Tx,
        caller: &Caller,
        mut provisioned: Provisioned,
    ) -> Result<Provisioned, ProvisionError> {
        if self.groups.is_empty() {
            return Ok(provisioned);
        }
        let person = &provisioned.person;
        let joins = [
            MemberOp::Remove(self.footing.names),
            MemberOp::Add(vec![MemberRef {
                value: person.id.to_string(),
                kind: Some("User".to_owned()),
                display: None,
            }]),
        ];
        for group in self.groups {
            let members = tx.groups().resolve(&group, &joins).await?;
            if members.pending_removed.is_empty() {
                // Whoever had the group before us has taken the name back.
                continue;
            }
            let mut group = Revision::of(group);
            group.members(members);
            if let Some(change) = group.close(tx.now()) {
                tx.groups().save(change).await?;
            }
        }
        let left_out = grants::people_changed(tx, caller.account(), None, &[person.id]).await?;
        provisioned.notes.extend(left_out);
        if let Some(person) = tx.people().get(caller.account(), person.id).await? {
            provisioned.person = person;
        }
        Ok(provisioned)
    }
}
