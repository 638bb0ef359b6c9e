//! What the program says while it runs: to stderr, as text or JSON.

use crate::config::{Format, Log};
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Starts the log; a second call changes nothing.
pub fn start(log: &Log) -> Result<(), BadDirectives> {
    let filter = EnvFilter::builder()
        .parse(quiet(&log.level))
        .map_err(|why| BadDirectives(why.to_string()))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // Only tests start it twice, and then the first one stands.
    let _ = match log.format {
        Format::Text => lines.try_init(),
        Format::Json => lines.json().flatten_event(true).try_init(),
    };
    panics_become_lines();
    Ok(())
}

/// At `info` a first start says where it listens, not how each table came to be.
fn quiet(level: &str) -> &str {
    match level {
        "info" => "info,sea_orm_migration=warn,sqlx::postgres::notice=warn",
        level => level,
    }
}

/// `log.level` cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("log.level {0}")]
pub struct BadDirectives(String);

/// A bug is one line in the log, not a backtrace over the answer.
fn panics_become_lines() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let why = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, why, "a bug: a task panicked");
    }));
}
