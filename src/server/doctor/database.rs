//! The database: reached, up to date, written to, and under the right key.

use super::{Check, clock, keys, owners};
use crate::config::Config;
use crate::wire;
use muster_app::admin::{ready, same_key};
use muster_app::ctx::Ctx;

pub(super) async fn examine(config: &Config) -> Vec<Check> {
    let name = "database";
    if config
        .database
        .file
        .as_ref()
        .is_some_and(|file| !file.exists())
    {
        let detail = "there is no database file yet: `muster serve` makes it";
        return vec![Check::doubtful(name, detail)];
    }
    if !config.server.secret_key_file.exists() {
        let detail = "not looked at: without the secret key nothing in it can be used";
        return vec![Check::broken(name, detail)];
    }
    match wire::connect(config).await {
        Ok(ctx) => opened(&ctx).await,
        Err(failure) => vec![Check::broken(name, failure.text())],
    }
}

async fn opened(ctx: &Ctx) -> Vec<Check> {
    let (mut checks, current) = schema(ctx).await;
    if current {
        checks.push(match ready(ctx).await {
            Ok(()) => Check::fine("database", "takes a write"),
            Err(why) => Check::broken("database", format!("takes no write: {why}")),
        });
        checks.push(match same_key(ctx).await {
            Ok(()) => Check::fine("key_fingerprint", "the key is the database's own"),
            Err(why) => Check::broken("key_fingerprint", why.to_string()),
        });
        checks.push(keys::examine(ctx).await);
        checks.push(clock::examine(ctx).await);
        checks.extend(owners::examine(ctx).await);
    }
    checks
}

async fn schema(ctx: &Ctx) -> (Vec<Check>, bool) {
    let name = "migrations";
    match ctx.store.schema().await {
        Ok((schema, 0)) => (
            vec![Check::fine(name, format!("the schema is {schema}"))],
            true,
        ),
        Ok((schema, missing)) => {
            let detail = format!("{missing} are missing after {schema:?}: run `muster migrate`");
            (vec![Check::broken(name, detail)], false)
        }
        Err(why) => (vec![Check::broken("database", why.to_string())], false),
    }
}
