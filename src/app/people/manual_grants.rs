//! What an administrator gives by hand, as grants.

use crate::access::names::{self, Unknown};
use muster_model::access::guards::{self, Barred, Hand, Own};
use muster_model::access::{Dimension, Grant, Policy, Source};
use muster_model::change::Revision;
use muster_model::ids::GrantId;
use muster_model::people::{Person, fold};
use muster_store::Tx;

/// What an administrator names; nothing is left as it is.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// A role, by name, slug or id.
    pub role: Option<String>,
    /// Workspaces, by name or id; or `all`.
    pub workspaces: Vec<String>,
    /// `entire` or `none`, or fleet groups by name or id.
    pub fleet: Vec<String>,
}

/// What cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGiven {
    /// Nothing has this name.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// Both a whole and parts of it.
    #[error("fleet is `entire`, `none`, or a list of fleet groups, not several of these")]
    Fleet,
}

impl Given {
    /// Grants it, in place of what was given by hand in the same dimension; `hand` is whoever gives.
    pub(super) fn grant(
        &self,
        tx: &Tx,
        hand: &Hand,
        policy: &Policy,
        person: &mut Revision<Person>,
    ) -> Result<(), NotGiven> {
        for (dimension, values) in self.values(hand, policy)? {
            guards::own(hand, person.now().id, Own::Role)?;
            guards::managed(hand, dimension.part(), person.now(), policy)?;
            let grants = values.into_iter().map(|value| Grant {
                id: GrantId(tx.next_id()),
                dimension,
                value,
                source: Source::Manual,
                created_at: tx.now(),
            });
            person.grant(&Source::Manual, dimension, grants.collect());
        }
        Ok(())
    }

    fn values(
        &self,
        hand: &Hand,
        policy: &Policy,
    ) -> Result<Vec<(Dimension, Vec<String>)>, NotGiven> {
        let mut values = Vec::new();
        if let Some(name) = &self.role {
            let role = names::role(policy, name)?;
            guards::owners_role(role)?;
            guards::ceiling(hand, role)?;
            values.push((Dimension::Role, vec![role.id.to_string()]));
        }
        if !self.workspaces.is_empty() {
            let ids = self.workspaces.iter().map(|name| workspace(policy, name));
            values.push((Dimension::Workspace, ids.collect::<Result<_, _>>()?));
        }
        let words: Vec<String> = self.fleet.iter().map(|word| fold(word)).collect();
        let is_word = |word: &String| word == "entire" || word == "none";
        if let [word] = words.as_slice()
            && is_word(word)
        {
            values.push((Dimension::FleetAccess, vec![word.clone()]));
            values.push((Dimension::FleetGroup, Vec::new()));
        } else if words.iter().any(is_word) {
            return Err(NotGiven::Fleet);
        } else if !words.is_empty() {
            let group = |name: &String| Ok(names::fleet_group(policy, name)?.id.to_string());
            let ids: Result<Vec<_>, Unknown> = self.fleet.iter().map(group).collect();
            values.push((Dimension::FleetAccess, vec!["groups".to_owned()]));
            values.push((Dimension::FleetGroup, ids?));
        }
        Ok(values)
    }
}

fn workspace(policy: &Policy, name: &str) -> Result<String, Unknown> {
    match names::workspace(policy, name) {
        Ok(workspace) => Ok(workspace.id.to_string()),
        Err(_) if fold(name) == "all" => Ok("all".to_owned()),
        Err(unknown) => Err(unknown),
    }
}
