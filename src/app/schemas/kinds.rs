//! The resource types of an account.

use muster_model::ids::AccountId;
use muster_scim::schema::Kinds;
use muster_store::{Reads, StoreError, StoredSchema};
use std::sync::Arc;

/// The resource types of an account as they are now, its own extensions behind the built-in ones.
pub async fn kinds_of(reads: &Reads<'_>, account: AccountId) -> Result<Arc<Kinds>, StoreError> {
    let stored = reads.schemas().of(account).await?;
    if stored.is_empty() {
        return Ok(Kinds::built_in());
    }
    let documents = stored.iter().map(
        |StoredSchema {
             resource,
             required,
             document,
         }| (resource.as_str(), *required, document),
    );
    Ok(Arc::new(Kinds::of(documents)))
}
