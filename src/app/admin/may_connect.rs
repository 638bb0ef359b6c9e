//! Who may hand out the credentials of a connection, and in which accounts there are any.

use crate::access::hand;
use muster_model::access::guards::{Barred, may_connect_privileged};
use muster_model::connection::Connection;
use muster_model::ids::AccountId;
use muster_store::{StoreError, Tx};

/// Refuses a directory where the role is believed that a question says of its subject: whoever may ask
/// such an account gets any answer, so nobody's people are in it. The policy stays as it is until the
/// transaction ends.
pub(super) async fn may_have_directories(
    tx: &Tx,
    account: AccountId,
) -> Result<Result<(), Barred>, StoreError> {
    tx.access().hold(account).await?;
    let policy = tx.access().policy(account).await?;
    let believes = policy.catalogue.decisions.trust_subject_role;
    Ok(if believes {
        Err(Barred::ForConformance)
    } else {
        Ok(())
    })
}

/// Refuses whoever may not hand out credentials of this connection.
pub(crate) async fn may_connect(
    tx: &Tx,
    connection: &Connection,
) -> Result<Result<(), Barred>, StoreError> {
    if let Err(barred) = may_have_directories(tx, connection.account).await? {
        return Ok(Err(barred));
    }
    let policy = tx.access().policy(connection.account).await?;
    let hand = hand(tx, connection.account, &policy).await?;
    Ok(may_connect_privileged(&hand, connection))
}
