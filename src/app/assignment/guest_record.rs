//! `guestRecord`: the one record that a directory assigns somebody to.

use super::assign::Plan;
use super::error::AssignError;
use super::leaving::Leaving;
use super::record::{NotARecord, told};
use muster_model::access::{Assignment, Policy};
use muster_model::ids::ConnectionId;
use muster_model::people::{Person, Status};
use muster_store::{StoreError, Tx};

const STAYS: &str = "the person is deactivated and stays assigned until somebody takes them off";

/// What a directory's word on the record of a guest comes to, before the person is saved.
pub(crate) enum GuestWord {
    /// They are assigned to it.
    Put(Box<Put>),
    /// What the directory assigned them to is taken back, unless another one says the same.
    Cleared(Leaving),
    /// It names no record.
    Unknown(NotARecord),
    /// A guard says no; everything stays as it was.
    LeftOut(String),
}

/// An assignment that is written once the person is saved.
pub(crate) struct Put(Plan, Leaving);

/// Weighs what a directory says of the one record of somebody who is locked or new, and whose access
/// is up to date. A guest leaves every other record, anybody else those that this directory had
/// assigned them to and no other one does; who is gone leaves none, for somebody has to take their work
/// over.
pub(crate) async fn guest_record(
    tx: &Tx,
    policy: &Policy,
    person: &Person,
    by: ConnectionId,
    said: Option<&str>,
) -> Result<GuestWord, StoreError> {
    let held = tx
        .assignments()
        .of_person(person.account, person.id)
        .await?;
    let mine = Leaving::of(policy, person, held, by);
    let Some(said) = said.map(str::trim).filter(|said| !said.is_empty()) else {
        return Ok(unless_gone(person, &mine.ends).unwrap_or(GuestWord::Cleared(mine)));
    };
    let record = match told(policy, said) {
        Ok(record) => record,
        Err(why) => return Ok(GuestWord::Unknown(why)),
    };
    match Plan::of(tx, policy, person, record.clone(), true).await {
        Ok(plan) => {
            let mine = mine.but(&record, plan.left());
            let stays =
                unless_gone(person, plan.left()).or_else(|| unless_gone(person, &mine.ends));
            Ok(stays.unwrap_or_else(|| GuestWord::Put(Box::new(Put(plan, mine)))))
        }
        Err(AssignError::Store(error)) => Err(error),
        Err(why) => Ok(GuestWord::LeftOut(why.to_string())),
    }
}

/// Whoever is gone leaves nothing: they stay assigned until their work is handed over.
fn unless_gone(person: &Person, leaves: &[Assignment]) -> Option<GuestWord> {
    let stays = person.status == Status::Deactivated && !leaves.is_empty();
    stays.then(|| GuestWord::LeftOut(STAYS.to_owned()))
}

impl GuestWord {
    /// Writes it, once the person is saved.
    pub(crate) async fn write(
        self,
        tx: &Tx,
        person: &Person,
        by: ConnectionId,
    ) -> Result<(), StoreError> {
        match self {
            Self::Put(put) => {
                put.1.write(tx, person).await?;
                put.0.write(tx, person, Some(by)).await.map(drop)
            }
            Self::Cleared(mine) => mine.write(tx, person).await,
            Self::Unknown(_) | Self::LeftOut(_) => Ok(()),
        }
    }
}
