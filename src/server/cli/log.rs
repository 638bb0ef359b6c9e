//! `muster log`: every SCIM request, refused ones too.

use super::answer::print_line;
use super::{Answer, Failure, find};
use crate::shutdown::told_to_stop;
use crate::wire::Opened;
use clap::Args as ClapArgs;
use muster_app::log::{LogFilter, LogRow};
use muster_model::ids::ConnectionId;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::Duration;
use uuid::Uuid;

/// The flags of `muster log`.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Only requests of this account, by slug
    #[arg(long)]
    account: Option<String>,
    /// Only requests of this connection, by id
    #[arg(long, value_name = "ID")]
    connection: Option<ConnectionId>,
    /// Only refused requests
    #[arg(long)]
    failed: bool,
    /// Go on with what comes; with --json one object a line
    #[arg(long)]
    follow: bool,
    /// The newest so many
    #[arg(long, default_value_t = 1000)]
    limit: u64,
}

/// How often a follower looks.
const LOOK: Duration = Duration::from_millis(500);
/// Rows that a follower remembers: rows of two processes may appear a little out of order.
const REMEMBERED: usize = 2_000;

pub(super) async fn run(opened: &Opened, args: Args, as_json: bool) -> Result<Answer, Failure> {
    let account = match &args.account {
        Some(slug) => Some(find::account(opened, slug).await?.id),
        None => None,
    };
    let filter = LogFilter {
        account,
        connection: args.connection,
        failed: args.failed,
        after: None,
        limit: args.limit,
    };
    if args.follow {
        follow(opened, filter, as_json).await?;
        return Ok(Answer::silent());
    }
    let rows = opened.ctx.store.read().request_log().read(&filter).await?;
    let entries: Vec<Value> = rows.iter().map(entry).collect();
    let text: Vec<String> = rows.iter().map(line).collect();
    Ok(Answer::new(json!({"entries": entries}), text.join("\n")))
}

async fn follow(opened: &Opened, mut filter: LogFilter, as_json: bool) -> Result<(), Failure> {
    let mut seen: VecDeque<Uuid> = VecDeque::new();
    loop {
        let rows = opened.ctx.store.read().request_log().read(&filter).await?;
        for row in rows.iter().filter(|row| !seen.contains(&row.id)) {
            let shown = if as_json {
                entry(row).to_string()
            } else {
                line(row)
            };
            if print_line(&shown).is_err() {
                return Ok(()); // whoever read has gone away
            }
        }
        seen.extend(rows.iter().map(|row| row.id));
        seen.drain(..seen.len().saturating_sub(REMEMBERED));
        filter.after = seen
            .iter()
            .nth_back(REMEMBERED / 2)
            .copied()
            .or(filter.after);
        filter.limit = REMEMBERED as u64;
        tokio::select! {
            () = told_to_stop() => return Ok(()),
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn entry(row: &LogRow) -> Value {
    json!({
        "at": row.at.rfc3339(),
        "method": row.method,
        "path": row.path,
        "status": row.status,
        "scim_type": row.scim_type,
        "detail": row.detail,
        "subject": row.subject,
        "request_id": row.request_id,
        "account_id": row.account,
        "connection_id": row.connection,
        "peer": row.peer,
        "count": row.count,
        "duration_us": row.duration_us,
        "body": row.body,
    })
}

fn line(row: &LogRow) -> String {
    let mut parts = vec![
        row.at.rfc3339(),
        row.status.to_string(),
        row.method.clone(),
        row.path.clone(),
    ];
    parts.extend(row.scim_type.clone());
    parts.extend(row.detail.clone());
    if row.count > 1 {
        parts.push(format!("({} times)", row.count));
    }
    parts.join("  ")
}
