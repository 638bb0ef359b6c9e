//! Workspaces or fleet groups are added to what somebody was given by hand, or taken from it.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::access::names::{self, Unknown};
use crate::people::Given;
use crate::people::manual_grants::workspace;
use muster_model::access::{Dimension, Policy, Source};
use muster_model::people::Person;
use muster_store::{Tx, Work};

/// Adds parts to what was given by hand, or takes them from it; the rest stays.
#[derive(Clone, Debug)]
pub struct AdjustScope {
    /// To whom, or from whom.
    pub which: Which,
    /// Whether they are added.
    pub add: bool,
    /// The parts.
    pub parts: Parts,
}

/// Parts of what somebody sees, by name or id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Workspaces.
    Workspaces(Vec<String>),
    /// Fleet groups.
    FleetGroups(Vec<String>),
}

impl Work for AdjustScope {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open_to_give(tx, &self.which).await?;
        let given = self.given(edit.revision.now(), edit.policy());
        edit.give(tx, &given.map_err(crate::people::NotGiven::from)?)?;
        edit.save(tx).await
    }
}

impl AdjustScope {
    /// What is given by hand from now on.
    fn given(&self, person: &Person, policy: &Policy) -> Result<Given, Unknown> {
        let mut given = Given::default();
        match &self.parts {
            Parts::Workspaces(names) => {
                let ids = names.iter().map(|name| workspace(policy, name));
                let held = by_hand(person, Dimension::Workspace);
                let adjusted = self.adjusted(held, ids.collect::<Result<_, _>>()?);
                given.workspaces = Some(adjusted);
            }
            Parts::FleetGroups(names) => {
                let group = |name: &String| Ok(names::fleet_group(policy, name)?.id.to_string());
                let ids: Result<Vec<String>, Unknown> = names.iter().map(group).collect();
                let (ids, held) = (ids?, by_hand(person, Dimension::FleetGroup));
                let whole = by_hand(person, Dimension::FleetAccess);
                // Who has it whole has every part, and loses none of it.
                let has_whole = whole.iter().any(|word| word == "entire");
                if !has_whole && (self.add && !ids.is_empty() || !held.is_empty()) {
                    given.fleet = Some(self.adjusted(held, ids));
                }
            }
        }
        Ok(given)
    }

    fn adjusted(&self, mut held: Vec<String>, named: Vec<String>) -> Vec<String> {
        held.retain(|one| !named.contains(one));
        if self.add {
            held.extend(named);
        }
        held
    }
}

fn by_hand(person: &Person, dimension: Dimension) -> Vec<String> {
    let mine = person
        .grants
        .iter()
        .filter(|grant| grant.source == Source::Manual && grant.dimension == dimension);
    mine.map(|grant| grant.value.clone()).collect()
}
