//! `muster log`: every SCIM request, refused ones too.

use super::answer::print_line;
use super::{Answer, Failure, find};
use crate::shutdown::told_to_stop;
use crate::wire::Opened;
use clap::Args as ClapArgs;
use muster_app::log::{LogFilter, LogRow};
use muster_model::ids::ConnectionId;
use serde_json::{Value, json};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
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
    /// Only requests of which something was left out; with --failed either
    #[arg(long)]
    left_out: bool,
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
        left_out: args.left_out,
        limit: args.limit,
        ..LogFilter::default()
    };
    if args.follow {
        follow(opened, filter, as_json).await?;
        return Ok(Answer::silent());
    }
    let rows = opened.ctx.store.read().request_log().read(&filter).await?;
    let entries: Vec<Value> = rows.iter().map(entry).collect();
    let mut names = Names::default();
    let mut text = Vec::new();
    for row in &rows {
        text.push(line(row, names.of(opened, row).await?));
    }
    Ok(Answer::new(json!({"entries": entries}), text.join("\n")))
}

async fn follow(opened: &Opened, mut filter: LogFilter, as_json: bool) -> Result<(), Failure> {
    let mut seen = Seen::default();
    let mut names = Names::default();
    loop {
        let rows = opened.ctx.store.read().request_log().read(&filter).await?;
        for row in rows.iter().filter(|row| !seen.has(row.id)) {
            let shown = if as_json {
                entry(row).to_string()
            } else {
                line(row, names.of(opened, row).await?)
            };
            if print_line(&shown).is_err() {
                return Ok(()); // whoever read has gone away
            }
        }
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        filter.after = seen.note(&ids, filter.limit);
        filter.limit = REMEMBERED as u64;
        tokio::select! {
            () = told_to_stop() => return Ok(()),
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// What a follower has shown already.
#[derive(Default)]
struct Seen {
    ids: VecDeque<Uuid>,
    after: Option<Uuid>,
}

impl Seen {
    fn has(&self, id: Uuid) -> bool {
        self.ids.contains(&id)
    }

    /// Remembers what was read, oldest first and at most so many; answers behind which row to look.
    fn note(&mut self, read: &[Uuid], limit: u64) -> Option<Uuid> {
        // Where the newest so many were cut off, the older ones are not asked for again.
        let cut = read.len() as u64 >= limit;
        let first = read.first().copied().filter(|_| cut);
        for id in read {
            if !self.has(*id) {
                self.ids.push_back(*id);
            }
        }
        let forgotten = self.ids.len().saturating_sub(REMEMBERED);
        self.ids.drain(..forgotten);
        let old = self.ids.iter().nth_back(REMEMBERED / 2).copied();
        self.after = self.after.max(first).max(old);
        self.after
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

fn line(row: &LogRow, connection: &str) -> String {
    let mut parts = vec![
        row.at.rfc3339(),
        connection.to_owned(),
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

/// The names of connections, each asked for once.
#[derive(Default)]
struct Names(HashMap<ConnectionId, String>);

impl Names {
    /// The name of the connection whose token a request showed; a dash when it showed none.
    async fn of(&mut self, opened: &Opened, row: &LogRow) -> Result<&str, Failure> {
        let Some(id) = row.connection else {
            return Ok("-");
        };
        Ok(match self.0.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let found = opened
                    .ctx
                    .store
                    .read()
                    .connections()
                    .of_any_account(id)
                    .await?;
                unknown.insert(found.map_or_else(|| id.to_string(), |found| found.name))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{REMEMBERED, Seen};
    use uuid::Uuid;

    fn rows(range: std::ops::Range<u128>) -> Vec<Uuid> {
        range.map(Uuid::from_u128).collect()
    }

    #[test]
    fn who_asked_for_the_newest_two_is_not_shown_the_ones_before() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(&rows(8..10), 2), Some(Uuid::from_u128(8)));
        assert_eq!(seen.note(&rows(9..10), 2_000), Some(Uuid::from_u128(8)));
    }

    #[test]
    fn a_row_that_appears_late_is_shown_when_all_were() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(&rows(8..10), 1_000), None);
        assert!(!seen.has(Uuid::from_u128(7)));
    }

    #[test]
    fn a_long_log_is_remembered_from_the_middle_of_what_was_seen() {
        let mut seen = Seen::default();
        let many = REMEMBERED as u128 * 3;
        let after = seen.note(&rows(0..many), u64::MAX);
        assert_eq!(after, Some(Uuid::from_u128(many - 1_001)));
        assert_eq!(seen.ids.len(), REMEMBERED);
    }
}
