//! Somebody is assigned to a record.

use super::error::AssignError;
use super::record::known;
use crate::access::{hand, refresh};
use crate::error::Missing;
use muster_model::access::guards::{self, Assignee};
use muster_model::access::{Assignment, Part, Policy, RecordKey, Visibility};
use muster_model::ids::{AccountId, AssignmentId, ConnectionId, PersonId};
use muster_model::people::Person;
use muster_store::{StoreError, Tx, Work};

/// Assigns somebody to a record; whoever is assigned already stays so.
#[derive(Clone, Debug)]
pub struct Assign {
    /// Of which account.
    pub account: AccountId,
    /// Who.
    pub person: PersonId,
    /// To what.
    pub record: RecordKey,
    /// Whether a guest leaves the record that they are assigned to.
    pub moves: bool,
}

impl Work for Assign {
    type Output = Assignment;
    type Error = AssignError;

    async fn run(&self, tx: &mut Tx) -> Result<Assignment, AssignError> {
        // What the role sees stays as it is until the end.
        tx.access().hold(self.account).await?;
        let policy = tx.access().policy(self.account).await?;
        let record = known(&policy, &self.record)?;
        let found = tx.people().get(self.account, self.person).await?;
        let person = found.ok_or(Missing {
            field: "person",
            what: "person",
            id: self.person.0,
        })?;
        let hand = hand(tx, self.account, &policy).await?;
        guards::managed(&hand, Part::Scope, &person, &policy)?;
        let person = up_to_date(tx, person).await?;
        if self.moves && person.access.visibility != Visibility::Single {
            return Err(AssignError::NotAGuest);
        }
        let plan = Plan::of(tx, &policy, &person, record, self.moves).await?;
        Ok(plan.write(tx, &person, None).await?)
    }
}

/// What happens to somebody who is assigned to a record.
pub(super) struct Plan {
    record: RecordKey,
    same: Option<Assignment>,
    leaves: Vec<Assignment>,
}

impl Plan {
    /// Behind the person's lock: looks what there is, locks the record, and asks the guards. The
    /// person may be one who is yet to be saved.
    pub(super) async fn of(
        tx: &Tx,
        policy: &Policy,
        person: &Person,
        record: RecordKey,
        moves: bool,
    ) -> Result<Self, AssignError> {
        let account = person.account;
        let held = tx.assignments().of_person(account, person.id).await?;
        let (mut same, others): (Vec<_>, Vec<_>) =
            held.into_iter().partition(|one| one.record == record);
        let is_guest = person.access.visibility == Visibility::Single;
        let leaves = if moves && is_guest {
            others.clone()
        } else {
            Vec::new()
        };
        let same = same.pop();
        if same.is_none() {
            tx.assignments().lock_record(account, &record).await?;
            let guests = if is_guest {
                guests_of(tx, person, &record).await?
            } else {
                0
            };
            let elsewhere: Vec<RecordKey> = others.into_iter().map(|one| one.record).collect();
            let assignee = Assignee {
                person,
                elsewhere: if moves { &[] } else { &elsewhere },
                guests,
            };
            let domains = tx.access().verified_domains(account).await?;
            guards::assignable(&assignee, &record, policy.assigning, &domains)?;
        }
        Ok(Self {
            record,
            same,
            leaves,
        })
    }

    /// What they leave.
    pub(super) fn left(&self) -> &[Assignment] {
        &self.leaves
    }

    /// Writes it, once the person is saved.
    pub(super) async fn write(
        self,
        tx: &Tx,
        person: &Person,
        by: Option<ConnectionId>,
    ) -> Result<Assignment, StoreError> {
        for gone in &self.leaves {
            tx.assignments().drop(person.account, gone).await?;
        }
        if let Some(same) = self.same {
            return Ok(same);
        }
        let assignment = Assignment {
            id: AssignmentId(tx.next_id()),
            person: person.id,
            record: self.record,
            connection: by,
            since: tx.now(),
        };
        tx.assignments().put(person.account, &assignment).await?;
        Ok(assignment)
    }
}

/// A person with the access that is in force now.
pub(super) async fn up_to_date(tx: &Tx, person: Person) -> Result<Person, StoreError> {
    let account = person.account;
    let mut people = [person];
    refresh(&tx.access(), &tx.groups(), account, &mut people).await?;
    let [person] = people;
    Ok(person)
}

/// How many other guests are assigned to a record, gone ones included: they stay until somebody
/// removes them.
pub(super) async fn guests_of(
    tx: &Tx,
    but: &Person,
    record: &RecordKey,
) -> Result<u32, StoreError> {
    let account = but.account;
    let there = tx.assignments().of_record(account, record).await?;
    let others = there.into_iter().map(|one| one.person);
    let others: Vec<PersonId> = others.filter(|id| *id != but.id).collect();
    let mut people = tx.people_unlocked().get_many(account, &others).await?;
    refresh(&tx.access(), &tx.groups(), account, &mut people).await?;
    let is_guest = |person: &&Person| person.access.visibility == Visibility::Single;
    let guests = people.iter().filter(is_guest).count();
    Ok(u32::try_from(guests).unwrap_or(u32::MAX))
}
