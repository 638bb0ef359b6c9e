//! `muster doctor`: is everything as it should be?

use super::{Answer, Failure};
use crate::config::{self, Source};
use crate::doctor::{Check, Health, examine};
use crate::telemetry;
use serde_json::{Value, json};

pub(super) async fn run(source: &Source) -> Result<Answer, Failure> {
    let slips = config::misspelt(&source.environment);
    let mut checks: Vec<Check> = slips
        .into_iter()
        .map(|slip| Check::doubtful("environment", slip))
        .collect();
    checks.extend(match config::load(source) {
        Ok(config) => {
            telemetry::start(&config.log)?;
            examine(&config).await
        }
        Err(why) => vec![Check::broken("configuration", why.to_string())],
    });
    let lines: Vec<String> = checks.iter().map(Check::line).collect();
    let shown: Vec<Value> = checks.iter().map(Check::json).collect();
    Ok(Answer {
        amiss: checks.iter().any(|check| check.health == Health::Broken),
        ..Answer::new(json!({"checks": shown}), lines.join("\n"))
    })
}
