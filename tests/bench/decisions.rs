//! Decisions over HTTP: one, twenty at once, and as many as 32 clients ask for.

use crate::series::Verdict;
use crate::town::Town;
use crate::wire::Wire;
use crate::{Outcome, say};
use muster_app::access::ApplyAccess;
use muster_app::people::{Given, InvitePerson, invite_person};
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::{Value, json};
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

/// What a record says of itself is compared with who asks.
const FILE: &str = r#"
workspaces = ["Yard"]

[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person", group = "group" }

[[role]]
slug = "sailor"
name = "Sailor"
permissions = ["boats.view", "boats.sail"]

[[fleet_group]]
name = "Harbour"

[[record_set]]
name = "Own boats"
types.boat = { view = "group in $me.groups or captain eq $me", update = 'captain eq $me and status ne "sold"' }

[[rule]]
name = "Captain"
when = 'userName eq "captain@example.com"'
then = { role = "sailor", workspaces = ["Yard"], fleet = ["Harbour"], record_sets = "Own boats" }
"#;

/// One warm client, then many.
pub(crate) async fn ask(town: &Town, requests: u64, verdict: &mut Verdict) -> Outcome<()> {
    let town = town.beside("decisions", PEOPLE).await?;
    let captain = captain(&town).await?;
    let server = town.serve().await?;
    let mut client = Wire::open(&server, town.api_token()).await?;
    let single = ("/access/v1/evaluation", question(&captain));
    let many = ("/access/v1/evaluations", questions(&captain));
    let requests = requests * 10;

    let before = town.ctx().store.effort();
    let one = median(&mut client, &single, requests).await?;
    let effort = town.ctx().store.effort().since(before);
    let twenty = median(&mut client, &many, requests).await?;
    let together = throughput(&town, &server, &single, requests).await?;
    say(&format!(
        "\n### Decisions over HTTP, {PEOPLE} people\n\n| what | result |\n|:--|--:|\n\
         | one decision, median of one warm client | {one:.0?} |\n\
         | {AT_ONCE} decisions in one request, median | {twenty:.0?} |\n\
         | decisions a second, {CLIENTS} clients | {together:.0} |"
    ));
    let warm = requests + requests / 10 + 1;
    // The policy is read once; after that it is the token and the person.
    let few = effort.statements <= 2 * warm + 20;
    verdict.require(few, "a decision took more than two statements");
    verdict.require_in_time(one < SOON, "half of the decisions took more than 1 ms");
    verdict.require_in_time(
        twenty < TWENTY_SOON,
        "half of the twenties took more than 2 ms",
    );
    Ok(())
}

/// Somebody active, whom a rule gives a record set; answers the id.
async fn captain(town: &Town) -> Outcome<String> {
    let work = ApplyAccess {
        account: town.account(),
        text: FILE.to_owned(),
        dry_run: false,
    };
    work.run(town.ctx(), &Acting::command_line()).await?;
    let work = InvitePerson {
        account: town.account(),
        address: Address::parse("captain@example.com")?,
        owner: false,
        given: Given::default(),
    };
    let invited = invite_person(town.ctx(), Acting::command_line(), work).await?;
    let (_, page) = invited.activation_url.split_once(".com").ok_or("no link")?;
    town.submit(page, "username=captain&password=correct+horse+battery")
        .await?;
    Ok(invited.person.to_string())
}

fn boat(number: usize) -> Value {
    let attributes = json!({"captain": "captain@example.com", "status": "open", "group": "Elsewhere",
        "workspace": "Yard"});
    json!({"type": "boat", "id": format!("boat-{number}"), "properties": attributes})
}

fn question(captain: &str) -> Value {
    json!({"subject": {"type": "user", "id": captain}, "action": {"name": "boats.sail"},
        "resource": boat(0)})
}

fn questions(captain: &str) -> Value {
    let mut questions = question(captain);
    let each = (0..AT_ONCE).map(|number| json!({"resource": boat(number)}));
    if let Some(fields) = questions.as_object_mut() {
        fields.insert("evaluations".to_owned(), each.collect());
    }
    questions
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
