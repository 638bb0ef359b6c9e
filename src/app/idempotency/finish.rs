//! The end of a request under a key: its answer is kept, or the key is free again.

use super::begin::{Once, OnceError};
use crate::ctx::Ctx;
use crate::vault::{NotSealed, Vault};
use muster_model::ids::AccountId;
use muster_store::{Acting, StoreError, Tx, Work};
use serde::{Deserialize, Serialize};

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptReply {
    /// The status.
    pub status: u16,
    /// The headers that belong to it.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl KeptReply {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, NotSealed> {
        serde_json::from_slice(bytes).map_err(|_| NotSealed)
    }
}

/// What an answer is sealed with: it opens for its own key alone.
pub(super) fn vault_words(account: AccountId, key: &str) -> Vec<u8> {
    [account.0.as_bytes().as_slice(), key.as_bytes()].concat()
}

/// Keeps the answer to the request that claimed a key.
pub async fn keep_reply(ctx: &Ctx, once: Once, reply: &KeptReply) -> Result<(), OnceError> {
    let plain = serde_json::to_vec(reply).map_err(StoreError::bug)?;
    let words = vault_words(once.account, &once.key);
    let sealed = Vault::new(&ctx.key)?.seal_about(ctx.random.as_ref(), &words, &plain)?;
    let end = End {
        once,
        sealed: Some(sealed),
    };
    Ok(ctx.store.perform(Acting::system(), end).await?)
}

/// Lets go of a key whose request came to nothing: it may be tried again.
pub async fn let_go(ctx: &Ctx, once: Once) -> Result<(), OnceError> {
    let end = End { once, sealed: None };
    Ok(ctx.store.perform(Acting::system(), end).await?)
}

struct End {
    once: Once,
    sealed: Option<String>,
}

impl Work for End {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let (answers, once) = (tx.kept_answers(), &self.once);
        match &self.sealed {
            Some(sealed) => {
                let (account, key) = (once.account, once.key.as_str());
                answers.keep(account, key, once.began_at, sealed).await
            }
            None => answers.let_go(once.account, &once.key, once.began_at).await,
        }
    }
}
