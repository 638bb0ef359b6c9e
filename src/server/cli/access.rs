//! `muster access`: what an account's people may do and see.

use super::file::{self, Read};
use super::{Answer, Failure, answer::counted};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::access::{ApplyAccess, ApplyError, PermissionsChanged};
use muster_store::Acting;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What to do with access.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant agree with an access file, as config/access.example.toml is one; applied twice
    /// it changes nothing
    Apply(ApplyAccessFile),
}

/// The flags of `muster access apply`.
#[derive(Debug, Args)]
pub struct ApplyAccessFile {
    #[command(flatten)]
    file: file::Apply,
    /// Let questions say which role their subject has, as the file lays it down: in an account for tests
    /// of conformance alone, to which no directory is connected
    #[arg(long)]
    conformance: bool,
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    let Command::Apply(ApplyAccessFile { file, conformance }) = command;
    file.run(opened, async |read| apply(opened, read, conformance).await)
        .await
}

async fn apply(
    opened: &Opened,
    read: Read,
    conformance: bool,
) -> Result<(Value, String), ApplyError> {
    let work = ApplyAccess {
        account: read.account,
        text: read.text,
        dry_run: read.dry_run,
    };
    let (ctx, acting) = (&opened.ctx, Acting::command_line());
    let applied = if conformance {
        work.run_for_conformance(ctx, &acting).await?
    } else {
        work.run(ctx, &acting).await?
    };
    let rows = counted(applied.changed, "row", "rows");
    let people = counted(applied.people.len(), "person", "people");
    let mut told = format!("{rows} of the policy and the access of {people}");
    for step in &applied.steps {
        let _ = write!(told, "\n  {step}");
    }
    for warning in &applied.warnings {
        let (rule, code) = (&warning.rule, warning.code);
        let _ = write!(
            told,
            "\n  warning: rule {rule:?}: {} ({code})",
            warning.detail
        );
    }
    for person in &applied.people {
        let _ = write!(told, "\n  {} ({})", person.name, person.person_id);
        for (name, after) in &person.after {
            let before = person.before.get(name).unwrap_or(&Value::Null);
            if before != after {
                let _ = write!(told, "  {name}: {} -> {}", word(before), word(after));
            }
        }
        // Another role says it by its name.
        if person.before.get("role") == person.after.get("role") {
            told.push_str(&permissions(&person.permissions));
        }
    }
    Ok((json!(applied), told))
}

/// What somebody may do from now on, and no longer; nothing where that is the same.
fn permissions(changed: &PermissionsChanged) -> String {
    let gained = changed.gained.iter().map(|one| format!("+{one}"));
    let lost = changed.lost.iter().map(|one| format!("-{one}"));
    let all: Vec<String> = gained.chain(lost).collect();
    if all.is_empty() {
        return String::new();
    }
    format!("  permissions: {}", all.join(" "))
}

/// A value of somebody's access, for people.
fn word(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(word).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
