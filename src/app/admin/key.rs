//! One database, one secret key.

use crate::ctx::Ctx;
use muster_store::{Acting, StoreError, Tx, Work};

/// The setting that holds the fingerprint.
const FINGERPRINT: &str = "key_fingerprint";

/// Why a process may not work on this database.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The data belong to another key.
    #[error(
        "the secret key is not the one that this database was made with: \
         name the right file with MUSTER_SECRET_KEY_FILE"
    )]
    Another,
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares the key with the one that the database knows; the first one becomes that one.
pub async fn same_key(ctx: &Ctx) -> Result<(), KeyError> {
    let own = ctx.key.fingerprint();
    let known = if let Some(known) = ctx.store.read().settings().get(FINGERPRINT).await? {
        known
    } else {
        let keep = KeepFingerprint(own.clone());
        ctx.store.perform(Acting::system(), keep).await?
    };
    if known == own {
        Ok(())
    } else {
        Err(KeyError::Another)
    }
}

struct KeepFingerprint(String);

impl Work for KeepFingerprint {
    type Output = String;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<String, StoreError> {
        tx.settings().keep(FINGERPRINT, &self.0).await
    }
}
