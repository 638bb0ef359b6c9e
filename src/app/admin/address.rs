//! The public URL that a server took by itself, for the commands beside it.

use crate::ctx::Ctx;
use muster_store::{Acting, StoreError, Tx, Work};
use url::Url;

/// The setting that holds it.
const PUBLIC_URL: &str = "public_url";

/// Leaves the server's public URL for the commands that are told none.
pub async fn leave_public_url(ctx: &Ctx) -> Result<(), StoreError> {
    let url = ctx.public_url.to_string();
    ctx.store.perform(Acting::system(), Leave(url)).await
}

/// The public URL of the server that ran last without being told one.
pub async fn left_public_url(ctx: &Ctx) -> Result<Option<Url>, StoreError> {
    let left = ctx.store.read().settings().get(PUBLIC_URL).await?;
    Ok(left.and_then(|url| url.parse().ok()))
}

struct Leave(String);

impl Work for Leave {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.settings().put(PUBLIC_URL, &self.0).await
    }
}
