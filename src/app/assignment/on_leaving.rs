//! A directory lets go of somebody whom others know.

use super::record::told;
use super::words::{last_word, words};
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
    let others = words(&policy, person);
    let assignments = tx.assignments();
    for held in assignments.of_person(person.account, person.id).await? {
        if held.connection != Some(by) {
            continue;
        }
        let says = others.iter().find(|(_, record)| *record == held.record);
        match says {
            Some((other, _)) => assignments.pass(person.account, &held, *other).await?,
            None if person.status == Status::Deactivated => {}
            None => assignments.drop(person.account, &held).await?,
        }
    }
    let last = last_word(person).and_then(|word| told(&policy, word).ok());
    if !others
        .iter()
        .any(|(_, record)| Some(record) == last.as_ref())
    {
        revision.forget_guest_record();
    }
    Ok(())
}
