//! The resource types of an account.

use muster_model::access::Catalogue;
use muster_model::ids::AccountId;
use muster_scim::schema::Kinds;
use muster_store::{Reads, StoreError, StoredSchema, Tx};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Of how many catalogues the resource types are kept at most.
const CATALOGUES: usize = 1000;

/// The resource types of an account as they are now, its own extensions behind the built-in ones.
pub async fn kinds_of(reads: &Reads<'_>, account: AccountId) -> Result<Arc<Kinds>, StoreError> {
    Ok(kinds(&reads.schemas().of(account).await?))
}

/// The same as directories see them: with an attribute for the record set of each entity type.
pub(crate) async fn kinds_to_write(
    reads: &Reads<'_>,
    account: AccountId,
) -> Result<Arc<Kinds>, StoreError> {
    let (catalogue, stored) = reads.schemas().with_catalogue(account).await?;
    let catalogue = catalogue.unwrap_or_default();
    if stored.is_empty() {
        return of_catalogue(catalogue);
    }
    Ok(Arc::new(giving(&kinds(&stored), &catalogue)?))
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

/// The built-in ones under a catalogue, made once for each: every request asks for them.
fn of_catalogue(catalogue: String) -> Result<Arc<Kinds>, StoreError> {
    static MADE: LazyLock<Mutex<HashMap<String, Arc<Kinds>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kinds) = made.get(&catalogue) {
        return Ok(Arc::clone(kinds));
    }
    let kinds = Arc::new(giving(&Kinds::built_in(), &catalogue)?);
    if made.len() >= CATALOGUES {
        made.clear();
    }
    made.insert(catalogue, Arc::clone(&kinds));
    Ok(kinds)
}

fn giving(kinds: &Kinds, catalogue: &str) -> Result<Kinds, StoreError> {
    if catalogue.is_empty() {
        return Ok(kinds.clone());
    }
    let catalogue: Catalogue = serde_json::from_str(catalogue)?;
    let attributes = catalogue.record_set_attributes();
    let attributes = attributes.iter();
    Ok(kinds.giving(attributes.map(|(name, entity)| (name.as_str(), entity.name.as_str()))))
}
