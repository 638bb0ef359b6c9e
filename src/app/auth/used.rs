//! When tokens were used last: written by a worker, never by a request.

use super::Authenticator;
use crate::ctx::Ctx;
use muster_model::ids::TokenId;
use muster_store::{Acting, StoreError, Tx, Work};

/// Writes which tokens were used since the last time; answers how many.
pub async fn write_used(ctx: &Ctx, auth: &Authenticator) -> Result<usize, StoreError> {
    let used = auth.take_used();
    let many = used.len();
    if many > 0 {
        ctx.store.perform(Acting::system(), NoteUse(used)).await?;
    }
    Ok(many)
}

struct NoteUse(Vec<TokenId>);

impl Work for NoteUse {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.tokens().used(&self.0, tx.now()).await
    }
}
