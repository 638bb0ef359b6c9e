//! The sign-in address follows the address of the profile.

use super::move_identity::{Moved, move_identity};
use super::reach::reach;
use muster_model::change::Revision;
use muster_model::ids::EmailChangeId;
use muster_model::people::{EmailMove, Invitation, Person, fold};
use muster_store::{StoreError, Tx};

/// Moves the address of the sign-in to where the profile says, at once or once its holder confirms;
/// answers what became of the credentials, when there are any and the address moved.
pub(crate) async fn follow_address(
    tx: &Tx,
    revision: &mut Revision<Person>,
) -> Result<Option<Moved>, StoreError> {
    let before = revision.now().sign_in.clone();
    let person = revision.now();
    let (account, id) = (person.account, person.id);
    let reach = reach(tx, account, id, &person.profile).await?;
    let verified = match reach.address() {
        Some(address) => {
            let domains = tx.access().verified_domains(account).await?;
            domains.contains(&fold(&address.domain()))
        }
        None => false,
    };
    let to = EmailMove {
        reach,
        verified,
        id: EmailChangeId(tx.next_id()),
        invitation_lifetime: Invitation::LIFETIME,
    };
    revision.move_address(&to, tx.now());
    let person = revision.now();
    match (person.identity, &person.sign_in) {
        (Some(identity), Some(new)) if person.sign_in != before => {
            move_identity(tx, identity, new).await.map(Some)
        }
        _ => Ok(None),
    }
}
