//! The keys that sign access tokens.

use super::Check;
use muster_app::ctx::Ctx;
use muster_app::oauth::current_key_opens;

pub(super) async fn examine(ctx: &Ctx) -> Check {
    let name = "signing_keys";
    match current_key_opens(ctx).await {
        Ok(true) => Check::fine(name, "the key that signs access tokens can be used"),
        Ok(false) => Check::fine(name, "none yet: `muster serve` makes the first"),
        Err(why) => Check::broken(name, why.to_string()),
    }
}
