//! A directory lets go of somebody whom others know.

use super::leaving::Leaving;
use super::record::told;
use super::words::{last_word, words};
use muster_model::access::RecordKey;
use muster_model::change::Revision;
use muster_model::ids::ConnectionId;
use muster_model::people::{Person, Status};
use muster_store::{StoreError, Tx};

/// Takes back what this directory assigned, which is no longer linked, and its word on the record of a
/// guest. What another one says as well is that one's from now on; whoever is gone stays assigned until
/// their work is handed over.
pub(crate) async fn on_leaving(
    tx: &Tx,
    revision: &mut Revision<Person>,
    by: ConnectionId,
) -> Result<(), StoreError> {
    let person = revision.now();
    let policy = tx.access().policy(person.account).await?;
    let held = tx
        .assignments()
        .of_person(person.account, person.id)
        .await?;
    let mut leaving = Leaving::of(&policy, person, held, by);
    if person.status == Status::Deactivated {
        leaving.ends.clear();
    }
    leaving.write(tx, person).await?;
    let last = last_word(person).and_then(|word| told(&policy, word).ok());
    let stands = |(_, record): &(ConnectionId, RecordKey)| Some(record) == last.as_ref();
    if !words(&policy, person).iter().any(stands) {
        revision.forget_guest_record();
    }
    Ok(())
}
