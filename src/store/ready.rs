//! Whether the store can do its work now.

use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;
use crate::work::{Acting, Work};

/// Writes the time of the question over the one before.
struct Probe;

impl Work for Probe {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let now = tx.now().0.to_string();
        tx.settings().put("probe", &now).await
    }
}

impl Store {
    /// Writes something and commits it: a database that answers but takes no writes is not ready.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.perform(Acting::system(), Probe).await
    }
}
