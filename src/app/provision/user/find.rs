//! Finding a person on behalf of a connection.

use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use muster_model::ids::PersonId;
use muster_model::people::Person;
use muster_store::Tx;

/// The locked person that this connection is linked to; anybody else's is not found.
pub(super) async fn linked(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
) -> Result<Person, ProvisionError> {
    let id: PersonId = id.parse().map_err(|_| not_found())?;
    let person = tx.people().get(caller.account(), id).await?;
    let person = person.filter(|person| person.link(caller.id()).is_some());
    person.ok_or_else(|| not_found().into())
}
