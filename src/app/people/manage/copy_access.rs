//! Somebody is given what somebody else has: "Copy from…".

use super::PersonError;
use super::edit::{Edit, Which};
use crate::access::{refresh, summary};
use crate::ctx::Ctx;
use crate::people::Given;
use crate::rehearse::rehearse;
use muster_model::access::guards::owner_stays;
use muster_model::access::{Access, Dimension, FleetTree, Policy, Scope, Source, Visibility};
use muster_model::ids::PersonId;
use muster_model::people::Person;
use muster_store::{Acting, Tx, Work};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Gives by hand what somebody else has, in place of what was given by hand before: role, workspaces,
/// fleet, options, record sets and visibility. What both have alike is left alone; what rules and directories give stays.
#[derive(Clone, Debug)]
pub struct CopyAccess {
    /// To whom.
    pub which: Which,
    /// Of whom.
    pub from: PersonId,
}

/// What a copy did, or would do: the access in short, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// Whether anything is another.
    pub changed: bool,
    /// The access until now.
    pub before: Map<String, Value>,
    /// The access from now on.
    pub after: Map<String, Value>,
}

/// Copies the access of somebody; a dry run says what it would do, and is refused as it would be.
pub async fn copy_access(
    ctx: &Ctx,
    acting: Acting,
    copy: CopyAccess,
    dry_run: bool,
) -> Result<Copied, PersonError> {
    if dry_run {
        return rehearse(ctx, &acting, copy).await;
    }
    ctx.store.perform(acting, copy).await
}

impl Work for CopyAccess {
    type Output = Copied;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Copied, PersonError> {
        let mut edit = Edit::open_to_give(tx, &self.which).await?;
        owner_stays(edit.revision.now())?;
        let before = self.in_force(tx, edit.revision.now().clone()).await?;
        // Read without a lock: what they have a moment later nobody promised.
        let people = tx.people_unlocked();
        let from = people.get(self.which.account, self.from).await?;
        let from = from.ok_or(PersonError::Unknown)?;
        let wanted = self.in_force(tx, from).await?;
        let mut given = difference(&before, &wanted, &edit.policy().fleet);
        if sees_otherwise(edit.revision.now(), &before, &wanted, edit.policy()) {
            given.visibility = Some(beside_the_role(&wanted, edit.policy()));
        }
        edit.give(tx, &given)?;
        if edit.access(tx).await?.visibility < wanted.visibility {
            // The role that would bring it is not theirs: another one outranks it.
            let narrow = Given {
                visibility: Some(Some(wanted.visibility)),
                ..Given::default()
            };
            edit.give(tx, &narrow)?;
        }
        let saved = edit.save(tx).await?;
        let after = self.in_force(tx, saved.person).await?;
        Ok(Copied {
            changed: saved.changed,
            before: summary(&before),
            after: summary(&after),
        })
    }
}

impl CopyAccess {
    /// The access of a person as it is now, also when it is still to be compiled.
    async fn in_force(&self, tx: &Tx, person: Person) -> Result<Access, PersonError> {
        let mut people = [person];
        let account = self.which.account;
        refresh(&tx.access(), &tx.groups(), account, &mut people).await?;
        let [person] = people;
        Ok(person.access)
    }
}

/// What has to be given to somebody who has this, so that they have that.
fn difference(has: &Access, wanted: &Access, fleet: &FleetTree) -> Given {
    let role = wanted.role.as_ref().map(|role| role.id.to_string());
    let mut given = Given::default();
    if has.role != wanted.role {
        given.role = Some(role);
    }
    if has.workspaces != wanted.workspaces {
        given.workspaces = Some(match &wanted.workspaces {
            Scope::All => vec!["all".to_owned()],
            Scope::Some(these) => these.iter().map(|one| one.id.to_string()).collect(),
            Scope::None => Vec::new(),
        });
    }
    if has.fleet != wanted.fleet {
        given.fleet = Some(match &wanted.fleet {
            Scope::All => vec!["entire".to_owned()],
            Scope::Some(these) => {
                // Groups below one that is given come with it, also those that are made later.
                let parent = |id| fleet.get(id).and_then(|group| group.parent);
                let within = |id| these.iter().any(|one| parent(id) == Some(one.id));
                let tops = these.iter().filter(|one| !within(one.id));
                tops.map(|one| one.id.to_string()).collect()
            }
            Scope::None => Vec::new(),
        });
    }
    if has.options != wanted.options {
        given.options = Some(wanted.options.clone());
    }
    let (held, sets) = (given_sets(has), given_sets(wanted));
    if held != sets {
        let named = sets.iter().flat_map(|(entity, sets)| {
            let sets = sets.iter();
            sets.map(|set| ((*entity).clone(), set.clone()))
        });
        let gone = held.keys().filter(|entity| !sets.contains_key(**entity));
        let open = gone.map(|entity| ((*entity).clone(), "all".to_owned()));
        given.record_sets = Some(named.chain(open).collect());
    }
    given
}

/// Whether a hand has to give visibility, or take it back, for somebody who `has` this to see as much as with
/// what is `wanted`. Where only one of both differs, the roles make up for it, unless a hand has said something else.
fn sees_otherwise(person: &Person, has: &Access, wanted: &Access, policy: &Policy) -> bool {
    let given = beside_the_role(wanted, policy);
    let is_seen = has.visibility == wanted.visibility;
    let is_given = beside_the_role(has, policy) == given;
    match (is_seen, is_given) {
        (true, true) => false,
        (false, false) => true,
        _ => by_hand(person) != given,
    }
}

/// The visibility that is given; what the role takes away comes with the role.
fn beside_the_role(access: &Access, policy: &Policy) -> Option<Visibility> {
    let role = access.role.as_ref().and_then(|role| policy.role(role.id));
    let by_role = role.map_or(Visibility::All, |role| role.visibility);
    (access.visibility != by_role).then_some(access.visibility)
}

/// The visibility that was given by hand.
fn by_hand(person: &Person) -> Option<Visibility> {
    let mut grants = person.grants.iter();
    let held = grants
        .find(|grant| grant.dimension == Dimension::Visibility && grant.source == Source::Manual);
    held.and_then(|grant| Visibility::parse(&grant.value))
}

/// The record sets that are given; what the role takes away comes with the role.
fn given_sets(access: &Access) -> BTreeMap<&String, &Vec<String>> {
    let reaches = access.records.iter();
    let given = reaches.filter(|(_, reach)| !reach.sets.is_empty());
    given.map(|(entity, reach)| (entity, &reach.sets)).collect()
}
