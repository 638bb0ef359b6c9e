//! The resource types of an account.

use muster_model::ids::AccountId;
use muster_scim::schema::Kinds;
use muster_store::{Reads, StoreError, StoredSchema, Tx};
use std::sync::Arc;

/// The resource types of an account as they are now, its own extensions behind the built-in ones.
pub async fn kinds_of(reads: &Reads<'_>, account: AccountId) -> Result<Arc<Kinds>, StoreError> {
    Ok(kinds(&reads.schemas().of(account).await?))
}

/// The same for a transaction that holds the account's schemas.
pub(crate) async fn kinds_in(tx: &Tx, account: AccountId) -> Result<Arc<Kinds>, StoreError> {
    tx.schemas().hold(account).await?;
    Ok(kinds(&tx.schemas().of(account).await?))
}

/// The built-in ones, and these.
pub(crate) fn kinds(stored: &[StoredSchema]) -> Arc<Kinds> {
    if stored.is_empty() {
        return Kinds::built_in();
    }
    let documents = stored.iter().map(
        |StoredSchema {
             resource,
             required,
             document,
         }| (resource.as_str(), *required, document),
    );
    Arc::new(Kinds::of(documents))
}
