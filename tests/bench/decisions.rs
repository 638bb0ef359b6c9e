//! Decisions over HTTP: one, twenty at once, and as many as 32 clients ask for.

use crate::crew::{Crew, Sailor};
use crate::series::Verdict;
use crate::town::Town;
use crate::wire::Wire;
use crate::{Outcome, say};
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many people are in the account.
const PEOPLE: u64 = 1_000;

/// How many questions one request asks at once.
const AT_ONCE: usize = 20;

/// How many clients ask at the same time.
const CLIENTS: usize = 32;

/// In what time half of the single decisions must be answered, and half of the twenties.
const SOON: Duration = Duration::from_millis(1);
const TWENTY_SOON: Duration = Duration::from_millis(2);

/// One warm client, then many: somebody whom a record set lets see, somebody who sees what they are
/// assigned to, and a guest of one record.
pub(crate) async fn ask(town: &Town, requests: u64, verdict: &mut Verdict) -> Outcome<()> {
    let town = town.beside("decisions", PEOPLE).await?;
    let crew = Crew::sign_on(&town).await?;
    let server = town.serve().await?;
    let requests = requests * 10;
    say(&format!(
        "\n### Decisions over HTTP, {PEOPLE} people\n\n\
         | who asks | one, median of one warm client | {AT_ONCE} in one request, median | \
         decisions a second, {CLIENTS} clients | statements |\n|:--|--:|--:|--:|--:|"
    ));
    for sailor in [&crew.captain, &crew.mate, &crew.guest] {
        sail(&town, &server, sailor, requests, verdict).await?;
    }
    Ok(())
}

async fn sail(
    town: &Town,
    server: &str,
    sailor: &Sailor,
    requests: u64,
    verdict: &mut Verdict,
) -> Outcome<()> {
    let mut client = Wire::open(server, town.api_token()).await?;
    let single = ("/access/v1/evaluation", sailor.question());
    let many = ("/access/v1/evaluations", sailor.questions(AT_ONCE));
    let before = town.ctx().store.effort();
    let one = median(&mut client, &single, requests).await?;
    let effort = town.ctx().store.effort().since(before);
    let twenty = median(&mut client, &many, requests).await?;
    let together = throughput(town, server, &single, requests).await?;
    let warm = requests + requests / 10 + 1;
    let (who, statements) = (sailor.who, sailor.statements);
    say(&format!(
        "| {who} | {} µs | {} µs | {together:.0} | {} |",
        one.as_micros(),
        twenty.as_micros(),
        effort.statements / warm
    ));
    // The policy is read once, and one question may be asked before the client is warm.
    let few = effort.statements <= statements * warm + 20;
    verdict.require(
        few,
        &format!("{who}: a decision took more than {statements} statements"),
    );
    let soon = format!("{who}: half of the decisions took more than 1 ms");
    verdict.require_in_time(one < SOON, &soon);
    let soon = format!("{who}: half of the twenties took more than 2 ms");
    verdict.require_in_time(twenty < TWENTY_SOON, &soon);
    Ok(())
}

async fn median(
    client: &mut Wire,
    (path, question): &(&str, Value),
    requests: u64,
) -> Outcome<Duration> {
    let body = question.to_string();
    let mut times = Vec::new();
    for _ in 0..=requests / 10 {
        allowed(&client.post(path, &body).await?)?;
    }
    for _ in 0..requests {
        let began = Instant::now();
        let answer = client.post(path, &body).await?;
        times.push(began.elapsed());
        allowed(&answer)?;
    }
    times.sort_unstable();
    Ok(times.get(times.len() / 2).copied().unwrap_or_default())
}

/// A no would be fast and wrong.
fn allowed(answer: &str) -> Outcome<()> {
    let yes = answer.contains("\"decision\":true") && !answer.contains("\"decision\":false");
    if yes {
        Ok(())
    } else {
        Err(format!("no decision: {answer}").into())
    }
}

async fn throughput(
    town: &Town,
    server: &str,
    (path, question): &(&'static str, Value),
    requests: u64,
) -> Outcome<f64> {
    let mut clients = JoinSet::new();
    let began = Instant::now();
    for _ in 0..CLIENTS {
        let mut client = Wire::open(server, town.api_token()).await?;
        let (path, body) = (*path, question.to_string());
        clients.spawn(async move {
            for _ in 0..requests {
                allowed(&client.post(path, &body).await?)?;
            }
            Outcome::Ok(())
        });
    }
    while let Some(done) = clients.join_next().await {
        done??;
    }
    let asked = u32::try_from(requests)? * u32::try_from(CLIENTS)?;
    Ok(f64::from(asked) / began.elapsed().as_secs_f64())
}
