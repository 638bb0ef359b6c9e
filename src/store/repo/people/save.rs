//! Saving people.

use super::{People, former, own_sets, rows, side};
use crate::entity::person;
use crate::error::{Constraint, StoreError};
use crate::outbox::{self, Told};
use crate::rows::{insert_models, update_models};
use crate::tx::Tx;
use muster_model::change::{Aggregate, Change};
use muster_model::people::Person;
use serde_json::Value;
use std::ops::Deref;

/// Finds people, locks them, and saves what became of them.
pub struct WritePeople<'a> {
    pub(super) tx: &'a Tx,
    find: People<'a>,
}

impl Tx {
    /// Finds people, locks them, and saves what became of them.
    pub fn people(&self) -> WritePeople<'_> {
        WritePeople {
            tx: self,
            find: People { db: self.db() },
        }
    }
}

impl<'a> Deref for WritePeople<'a> {
    type Target = People<'a>;

    fn deref(&self) -> &People<'a> {
        &self.find
    }
}

impl WritePeople<'_> {
    /// Saves one change with everything that follows; answers the person as it is now.
    pub async fn save(&self, change: Change<Person>) -> Result<Person, StoreError> {
        let mut people = self.save_all(vec![change]).await?;
        people
            .pop()
            .ok_or_else(|| StoreError::bug("nothing was saved"))
    }

    /// Saves many changes with multi-row statements; answers the people as they are now.
    ///
    /// Somebody who was changed since it was read is a conflict of the version.
    pub async fn save_all(&self, changes: Vec<Change<Person>>) -> Result<Vec<Person>, StoreError> {
        let db = self.tx.db();
        let (mut new, mut old) = (Vec::new(), Vec::new());
        for change in &changes {
            let row = rows::row(change.after())?;
            match change.before() {
                None => new.push(row),
                Some(before) => old.push((row, before.version, before.sequence)),
            }
        }
        let expected = old.len();
        let updated = update_models::<person::Entity>(db, old).await?;
        if usize::try_from(updated) != Ok(expected) {
            return Err(StoreError::Conflict(Constraint::Version));
        }
        insert_models::<person::Entity>(db, new).await?;
        side::write(db, &changes, self.tx.now()).await?;
        former::write(db, &changes).await?;
        own_sets::drop_of_deleted(self.tx, &changes).await?;
        let gone = |change: &&Change<Person>| change.after().deleted_at.is_some();
        for deleted in changes.iter().filter(gone).map(Change::after) {
            let assignments = self.tx.assignments();
            assignments.drop_of(deleted.account, deleted.id).await?;
        }
        let told: Vec<Told> = changes.iter().map(|change| self.told(change)).collect();
        outbox::write(self.tx, &told).await?;
        Ok(changes.into_iter().map(Change::into_after).collect())
    }

    fn told(&self, change: &Change<Person>) -> Told {
        let portrait = &self.tx.runtime().portrait;
        let acting = self.tx.acting().connection;
        let person = change.after();
        Told {
            account: person.account,
            kind: Person::KIND,
            subject: person.id.0,
            before: change
                .before()
                .map_or(Value::Null, |p| portrait.person(p, acting)),
            after: portrait.person(person, acting),
            shown: as_last_known(change).map(|person| portrait.person(&person, acting)),
            events: change.events().to_vec(),
            letters: change.letters().to_vec(),
        }
    }
}

/// Whom nobody is linked to any more, with the links that there were: a subscriber that knows the
/// person by `externalId` has to hear it once more (RFC 9967 2.1).
fn as_last_known(change: &Change<Person>) -> Option<Person> {
    let person = change.after();
    let before = change.before()?;
    let left = person.links.is_empty() && !before.links.is_empty();
    left.then(|| Person {
        links: before.links.clone(),
        ..person.clone()
    })
}
