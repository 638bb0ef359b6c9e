//! Accounts that a directory fills and nobody owns.

use super::Check;
use muster_app::ctx::Ctx;
use muster_store::StoreError;

pub(super) async fn examine(ctx: &Ctx) -> Vec<Check> {
    match without_owner(ctx).await {
        Ok(slugs) if slugs.is_empty() => Vec::new(),
        Ok(slugs) => vec![Check::doubtful(
            "owners",
            format!(
                "connected to a directory, and without an owner: {}; \
                 `muster person invite --account SLUG --email ADDRESS --role owner` invites one",
                slugs.join(", ")
            ),
        )],
        Err(why) => vec![Check::broken("owners", why.to_string())],
    }
}

async fn without_owner(ctx: &Ctx) -> Result<Vec<String>, StoreError> {
    let reads = ctx.store.read();
    let mut slugs = Vec::new();
    for account in reads.accounts().all().await? {
        let owned = !reads.people().owners(account.id).await?.is_empty();
        if !owned && !reads.connections().list(account.id).await?.is_empty() {
            slugs.push(account.slug);
        }
    }
    Ok(slugs)
}
