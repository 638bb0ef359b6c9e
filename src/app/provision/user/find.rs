//! Finding a person on behalf of a connection.

use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use muster_model::ids::PersonId;
use muster_model::people::Person;
use muster_scim::error::Error as ScimError;
use muster_scim::etag;
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

/// `If-Match` (RFC 7644 3.14): the locked version decides, so that of two writers one is told 412.
pub(super) fn check_version(person: &Person, if_match: Option<&str>) -> Result<(), ScimError> {
    match if_match {
        Some(header) if !etag::if_match(header, person.version) => {
            Err(ScimError::precondition_failed(
                "the resource has changed; read it again and repeat the change",
            ))
        }
        _ => Ok(()),
    }
}
