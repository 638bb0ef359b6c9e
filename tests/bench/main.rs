//! The benchmark: what a request costs when little is stored and when much is.
//!
//! It fills databases through the store, sends requests through the real router, and prints for
//! each size the median time, and how many statements and rows one request asked of the database.
//! Statements and rows must be equal at every size; times must lie within half as much again of the
//! fastest, and what nests too deep must be refused within 10 ms, unless `--counts-only` says that the machine has other things to do.

mod access;
mod crew;
mod crowd;
mod decisions;
mod groups;
mod nesting;
mod series;
mod town;
mod users;
mod wire;

use clap::Parser;
use series::Verdict;
use std::io::Write as _;
use std::process::ExitCode;
use town::Town;

/// What may go wrong: the benchmark stops and says so.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What a request costs when little is stored and when much is.
#[derive(Parser)]
struct Args {
    /// An empty database for each number of users: sqlite:// or postgres:// URLs.
    #[arg(long, num_args = 1.., required = true)]
    databases: Vec<String>,
    /// How many users each database shall have.
    #[arg(long, value_delimiter = ',', default_value = "1000,100000,1000000")]
    users: Vec<u64>,
    /// How many members the groups of the last database shall have.
    #[arg(long, value_delimiter = ',', default_value = "10,1000,100000")]
    members: Vec<usize>,
    /// How many people shall be under rules, in an account of their own.
    #[arg(long, default_value_t = 5_000)]
    people: u64,
    /// How many requests of each kind are sent.
    #[arg(long, default_value_t = 300)]
    requests: u64,
    /// Print times, but judge only statements and rows.
    #[arg(long)]
    counts_only: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match bench(Args::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            say(&format!("the benchmark could not be finished: {why}"));
            ExitCode::FAILURE
        }
    }
}

async fn bench(args: Args) -> Outcome<bool> {
    let mut towns = Vec::new();
    for (database, users) in args.databases.iter().zip(&args.users) {
        towns.push(Town::build(database, *users).await?);
    }
    let last = towns.last().ok_or("no database was named")?;
    let mut verdict = Verdict::new(!args.counts_only);
    users::look_up(&towns, args.requests, &mut verdict).await?;
    let groups = groups::found(last, &args.members).await?;
    groups::change(last, &groups, args.requests, &mut verdict).await?;
    groups::look_up(last, &groups, args.requests, &mut verdict).await?;
    groups::rewrite(last, &groups).await?;
    access::weigh(last, args.people, &mut verdict).await?;
    decisions::ask(last, args.requests, &mut verdict).await?;
    nesting::refuse(last, args.requests.min(50), &mut verdict)?;
    for town in &towns {
        town.close().await;
    }
    Ok(verdict.tell())
}

/// Prints a line.
fn say(line: &str) {
    // Whoever closed the pipe has read enough.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
