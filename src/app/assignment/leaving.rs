//! What becomes of what a directory assigned somebody to and says no more.

use super::words::words;
use muster_model::access::{Assignment, Policy, RecordKey};
use muster_model::ids::ConnectionId;
use muster_model::people::Person;
use muster_store::{StoreError, Tx};

/// It ends, or is the word of another directory that says the same.
#[derive(Default)]
pub(crate) struct Leaving {
    /// What ends.
    pub(super) ends: Vec<Assignment>,
    /// What passes, and to whom.
    passes: Vec<(Assignment, ConnectionId)>,
}

impl Leaving {
    /// Of all that somebody is assigned to, what this directory assigned.
    pub(super) fn of(
        policy: &Policy,
        person: &Person,
        held: Vec<Assignment>,
        by: ConnectionId,
    ) -> Self {
        let words = words(policy, person);
        let mut leaving = Self::default();
        for one in held.into_iter().filter(|one| one.connection == Some(by)) {
            let mut others = words.iter().filter(|(other, _)| *other != by);
            match others.find(|(_, record)| *record == one.record) {
                Some((other, _)) => leaving.passes.push((one, *other)),
                None => leaving.ends.push(one),
            }
        }
        leaving
    }

    /// The same without this record, and without what ends in any case.
    pub(super) fn but(mut self, record: &RecordKey, gone: &[Assignment]) -> Self {
        let stays = |one: &Assignment| one.record != *record && !gone.contains(one);
        self.ends.retain(stays);
        self.passes.retain(|(one, _)| stays(one));
        self
    }

    /// Writes it, once the person is saved.
    pub(super) async fn write(&self, tx: &Tx, person: &Person) -> Result<(), StoreError> {
        let (assignments, account) = (tx.assignments(), person.account);
        for gone in &self.ends {
            assignments.drop(account, gone).await?;
        }
        for (held, to) in &self.passes {
            assignments.pass(account, held, *to).await?;
        }
        Ok(())
    }
}
