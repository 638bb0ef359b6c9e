//! `muster migrate`: applies migrations and exits.

use super::{Answer, Failure};
use crate::config::Config;
use crate::wire;
use serde_json::json;

pub(super) async fn run(config: Config) -> Result<Answer, Failure> {
    let ctx = wire::connect(&config).await?;
    let migrated = ctx.store.migrate().await?;
    let text = format!(
        "{} migrations applied; the schema is {}",
        migrated.applied, migrated.schema
    );
    let json = json!({"applied": migrated.applied, "schema": migrated.schema});
    Ok(Answer::new(json, text))
}
