//! Directories that have let go of somebody whom others still know: their words stay in the profile.

use super::Person;
use crate::change::Revision;
use crate::ids::ConnectionId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One that has let go, and what of the profile may still be its word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Whose word it was.
    pub connection: ConnectionId,
    /// What others have written since, by full name (`title`, `urn:…:User:department`). All else may
    /// be its word, also that there is no value.
    pub overwritten: BTreeSet<String>,
}

/// How much of a profile somebody has written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// All that there is, and all that there is not.
    Everything,
    /// These attributes, by full name.
    Only(Vec<String>),
}

impl Person {
    /// The directories that know the person no longer and may have said one of these attributes.
    pub fn former_word_of<'p>(
        &'p self,
        attributes: &'p [String],
    ) -> impl Iterator<Item = ConnectionId> + 'p {
        let said = |former: &&Former| {
            let mut attributes = attributes.iter();
            attributes.any(|name| !former.overwritten.contains(name))
        };
        self.former.iter().filter(said).map(|one| one.connection)
    }
}

impl Revision<Person> {
    /// Takes one connection's hold away; true when no other is left. What it wrote stays its word
    /// until somebody writes it anew: who is not trusted with something does not bring it about by
    /// leaving.
    pub fn unlink(&mut self, connection: ConnectionId) -> bool {
        if self.now.link(connection).is_some() {
            self.now.links.retain(|link| link.connection != connection);
            self.now.former.retain(|one| one.connection != connection);
            self.now.former.push(Former {
                connection,
                overwritten: BTreeSet::new(),
            });
        }
        self.now.links.is_empty()
    }

    /// Notes what somebody who answers for it has written, the same value included.
    pub fn rewritten(&mut self, what: Rewritten) {
        match what {
            Rewritten::Everything => self.now.former.clear(),
            Rewritten::Only(attributes) => {
                for former in &mut self.now.former {
                    former.overwritten.extend(attributes.iter().cloned());
                }
            }
        }
    }
}
