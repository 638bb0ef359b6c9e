//! Somebody joins whom a directory assigned to a record before they could be.

use super::assign::up_to_date;
use super::guest_record::{GuestWord, guest_record};
use super::record::told;
use super::words::{last_word, words};
use muster_model::access::{AssignWhen, Visibility};
use muster_model::people::Person;
use muster_store::{StoreError, Tx};

/// Applies what a directory keeps as `guestRecord` of somebody who has just joined, where it could not
/// count before that: by the guards by which it counts when it is said.
pub(crate) async fn on_joining(tx: &Tx, person: Person) -> Result<(), StoreError> {
    let Some(said) = last_word(&person).map(str::to_owned) else {
        return Ok(());
    };
    let policy = tx.access().policy(person.account).await?;
    // It counted when it was said, and a hand may have taken them off since.
    if policy.assigning.when == AssignWhen::Anytime {
        return Ok(());
    }
    let person = up_to_date(tx, person).await?;
    let meant = told(&policy, &said).ok();
    let says = words(&policy, &person).into_iter();
    let says = says.filter(|(_, record)| Some(record) == meant.as_ref());
    let mut by = says.map(|(by, _)| by);
    let Some(by) = by
        .next()
        .filter(|_| person.access.visibility != Visibility::All)
    else {
        return Ok(());
    };
    match guest_record(tx, &policy, &person, by, Some(&said)).await? {
        put @ GuestWord::Put(_) => put.write(tx, &person, by).await,
        GuestWord::LeftOut(why) => {
            tracing::info!(person = %person.id, "left out: guestRecord: {why}");
            Ok(())
        }
        GuestWord::Cleared(_) | GuestWord::Unknown(_) => Ok(()),
    }
}
