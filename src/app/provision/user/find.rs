//! Finding a person on behalf of a connection.

use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use muster_model::ids::PersonId;
use muster_model::people::Person;
use muster_store::Tx;

/// The locked person whom this connection sees; anybody else is not found.
pub(super) async fn visible(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
) -> Result<Person, ProvisionError> {
    let id: PersonId = id.parse().map_err(|_| not_found())?;
    let viewer = caller.viewer(&tx.access()).await?;
    let person = tx.people().visible(caller.account(), &viewer, id).await?;
    person.ok_or_else(|| not_found().into())
}

/// The same, not locked yet: groups and keys come before people, and which they are depends on the
/// person.
pub(super) async fn glimpsed(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
) -> Result<Person, ProvisionError> {
    let id: PersonId = id.parse().map_err(|_| not_found())?;
    let viewer = caller.viewer(&tx.access()).await?;
    let people = tx.people_unlocked();
    let person = people.visible(caller.account(), &viewer, id).await?;
    person.ok_or_else(|| not_found().into())
}
