//! Where a person can be mailed: the address of the profile, unless somebody else signs in with it.

use muster_model::ids::{AccountId, PersonId};
use muster_model::people::{HeldReason, Person, Profile, Reach};
use muster_store::{StoreError, Tx};

/// How this profile can be reached within the account.
pub(crate) async fn reach(
    tx: &Tx,
    account: AccountId,
    person: PersonId,
    profile: &Profile,
) -> Result<Reach, StoreError> {
    let Some(address) = profile.sign_in_address() else {
        return Ok(Reach::Not(HeldReason::NoAddress));
    };
    let holder = tx.people().by_sign_in(account, &address.key()).await?;
    Ok(match holder {
        Some(other) if other.id != person => Reach::Not(HeldReason::AddressTaken),
        _ => Reach::At(address),
    })
}

/// How somebody can be reached once more: where they sign in, which the profile need not say.
pub(crate) async fn reach_again(tx: &Tx, person: &Person) -> Result<Reach, StoreError> {
    match person.sign_in.clone() {
        Some(own) => Ok(Reach::At(own)),
        None => reach(tx, person.account, person.id, &person.profile).await,
    }
}
