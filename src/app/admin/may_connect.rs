//! Who may hand out the credentials of a connection.

use crate::access::hand;
use muster_model::access::guards::{Barred, may_connect_privileged};
use muster_model::connection::Connection;
use muster_store::{StoreError, Tx};

/// Refuses whoever may not hand out credentials of this connection.
pub(crate) async fn may_connect(
    tx: &Tx,
    connection: &Connection,
) -> Result<Result<(), Barred>, StoreError> {
    let policy = tx.access().policy(connection.account).await?;
    let hand = hand(tx, connection.account, &policy).await?;
    Ok(may_connect_privileged(&hand, connection))
}
