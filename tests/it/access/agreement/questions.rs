//! A hundred thousand questions.

use super::boats::{CARGO, has_several};
use super::crew::Sailor;
use super::kept::Scopes;
use super::question::Question;
use super::roll::Roll;
use super::shares::Shares;
use super::world::World;
use crate::support::{App, Chance, stories};
use muster_app::decide::{Semantic, check_access, evaluate};
use muster_model::connection::TokenRole;
use sea_orm::ConnectionTrait;
use serde_json::json;

const SEED: u64 = 0x5eed_0005;
const SAILORS: usize = 48;

/// So many times somebody asks so much at once, of so many people.
const ROUNDS: usize = 100;
const AT_ONCE: usize = 1000;
const OF_THEM: usize = 8;

/// Of one question in so many the id is not told.
const WITHOUT_ID: usize = 40;

/// How often each must be seen at least.
const WANTED: [(&str, usize); 37] = [
    ("yes, all", 2000),
    ("yes, assigned", 1000),
    ("yes, single", 150),
    ("yes, boat", 800),
    ("yes, buoy", 500),
    ("yes, crane", 500),
    ("yes, cargo", 500),
    ("yes, cargo assigned", 100),
    ("yes, without id", 50),
    ("assignment", 3000),
    ("attribute", 2000),
    ("fleet", 3000),
    ("record_set", 5000),
    ("role", 2000),
    ("status", 500),
    ("unknown_action", 1000),
    ("workspace", 3000),
    // Guests whose assignment counts, and why it does not.
    ("yes, a guest seated", 150),
    ("assignment, a guest behind the others", 15),
    ("assignment, a guest behind one who has left", 15),
    ("assignment, a guest from within", 40),
    ("assignment, a guest of another record", 200),
    // Whoever has not joined, and whoever has left.
    ("status, no_access", 1000),
    ("status, deactivated", 2000),
    // Several parts of an action at once.
    ("yes, several parts", 100),
    ("no, several parts", 1000),
    // Places that there are not, that are empty text, and that are not told.
    ("workspace, workspace unknown", 1000),
    ("fleet, fleet_group unknown", 1000),
    ("access.place, workspace unknown", 50),
    ("access.place, fleet_group unknown", 50),
    ("yes, workspace empty", 150),
    ("workspace, workspace empty", 300),
    ("yes, fleet_group empty", 150),
    ("fleet, fleet_group empty", 300),
    ("attribute, workspace left out", 300),
    ("attribute, fleet_group left out", 300),
    ("yes, workspace left out", 150),
];

/// Somebody, and what an application keeps of their scopes.
struct Known {
    sailor: Sailor,
    scopes: Scopes,
}

/// Lays all of it down; most join, and some of these leave.
async fn draw(app: &App, chance: &mut Chance) -> (World, Vec<Known>) {
    let admin = app.client(TokenRole::Owner).await;
    let mut world = World::draw(app, &admin, chance, (SAILORS, Roll::MIXED)).await;
    // A password for each of them takes long, and nobody signs in here.
    let database = app.database().await;
    for sailor in world.crew.iter().filter(|one| one.standing != "no_access") {
        let (address, sign_in) = (&sailor.address, &sailor.sign_in);
        let join = format!(
            "UPDATE person SET status = 'active', sign_in_address = '{sign_in}', \
             sign_in_key = '{}' WHERE user_name = '{address}'",
            sign_in.to_lowercase()
        );
        let joined = database.execute_unprepared(&join).await;
        assert_eq!(joined.expect("an update").rows_affected(), 1);
    }
    database.close().await.expect("closed");
    let mut crew = Vec::new();
    for sailor in world.crew.drain(..) {
        if sailor.standing == "deactivated" {
            let path = format!("/people/{}/deactivate", sailor.id);
            admin.post(&path, json!({})).await.expect(200);
        }
        let scopes = Scopes::of(app, &sailor).await;
        crew.push(Known { sailor, scopes });
    }
    (world, crew)
}

/// Whether this is asked by the id of the person, as `access/check` does, and not as AuthZEN asks.
fn is_checked(question: &Question) -> bool {
    question.id.is_none() && question.said.is_empty()
}

/// Asks all of these at once; answers what fails, or `yes`.
async fn ask(app: &App, asked: &[(&Known, Question)]) -> Vec<&'static str> {
    let tuples = asked.iter().filter(|(_, question)| !is_checked(question));
    let tuples = tuples.map(|(known, question)| Ok(question.tuple(&known.sailor.id)));
    let tuples: Vec<_> = tuples.collect();
    let verdicts = evaluate(&app.ctx, app.account.id, &tuples, Semantic::ExecuteAll).await;
    let mut verdicts = verdicts.expect("verdicts").into_iter();
    let mut answers = Vec::new();
    for (known, question) in asked {
        let failed = if is_checked(question) {
            let id = known.sailor.id.parse().expect("an id");
            match check_access(&app.ctx, app.account.id, id, &question.wanted()).await {
                Ok(told) => told.failed,
                Err(why) => Some(why.code()),
            }
        } else {
            verdicts.next().expect("a verdict").failed
        };
        answers.push(failed.unwrap_or("yes"));
    }
    answers
}

/// Counts what a question is about, and how it was answered.
fn count(world: &World, (known, question): &(&Known, Question), answer: &str, shares: &mut Shares) {
    let sailor = &known.sailor;
    let yes = answer == "yes";
    shares.count(answer);
    match answer {
        "yes" => {
            shares.count(format!("yes, {}", sailor.visibility));
            shares.count(format!("yes, {}", question.entity));
            shares.count(format!("yes, {} {}", question.entity, sailor.visibility));
            if question.id.is_none() {
                shares.count("yes, without id");
            }
        }
        "status" => shares.count(format!("status, {}", sailor.standing)),
        _ => {}
    }
    if question.actions().len() > 1 {
        shares.count(if yes {
            "yes, several parts"
        } else {
            "no, several parts"
        });
    }
    for place in ["workspace", "fleet_group"] {
        let how = match question.told.get(place) {
            None => "left out",
            Some(told) if told == "" => "empty",
            Some(_) if question.is_nowhere(place) => "unknown",
            Some(_) => continue,
        };
        shares.count(format!("{answer}, {place} {how}"));
    }
    if sailor.visibility == "single"
        && sailor.standing == "active"
        && ["yes", "assignment"].contains(&answer)
    {
        let case = question
            .key()
            .and_then(|key| world.guests.case(&sailor.id, key));
        shares.count(format!("{answer}, a guest {}", case.unwrap_or("of none")));
    }
}

fn compare(world: &World, asked: &(&Known, Question), decided: &str, shares: &mut Shares) {
    let (Known { sailor, scopes }, question) = asked;
    let laws = &world.laws;
    let slow = sailor.why_not(laws, question);
    let say = || {
        let (address, scope) = (&sailor.address, scopes.shown(question));
        format!(
            "{question:?} by {address}, {}, sees {:?}\n{scope}",
            sailor.visibility, sailor.seen
        )
    };
    if is_checked(question) && question.unknown_place().is_some() {
        assert_eq!(decided, "access.place", "{}", say());
    } else if slow.is_empty() {
        assert_eq!(decided, "yes", "{}", say());
    } else {
        // Of several parts of an action the reason is that of one of them.
        assert!(
            slow.contains(&decided),
            "{decided}, not {slow:?}: {}",
            say()
        );
    }
    count(world, asked, decided, shares);
    // A scope is of records that are there.
    if question.is_new() && sailor.visibility != "all" && question.entity != CARGO {
        return;
    }
    let should = sailor.has_in_scope(laws, question);
    let (scope, filter) = scopes.may(question);
    assert_eq!(scope, should, "by the predicate: {}", say());
    let Some(filter) = filter else {
        return shares.count("filter too long");
    };
    // A filter knows no lists: of several values it finds fewer, and never more.
    if has_several(&question.told) {
        assert!(!filter || should, "by the filter: {}", say());
        if should && !filter {
            shares.count("yes, and not by the filter");
        }
    } else {
        assert_eq!(filter, should, "by the filter: {}", say());
    }
}

stories! {
    async fn a_decision_a_scope_and_a_slow_evaluation_agree(app: &App) {
        let mut chance = Chance::new(SEED);
        let (world, crew) = draw(app, &mut chance).await;
        let mut shares = Shares::default();
        for _ in 0..ROUNDS {
            let people: Vec<&Known> = (0..OF_THEM).map(|_| chance.pick(&crew)).collect();
            let asked: Vec<_> = (0..AT_ONCE).map(|_| {
                let known = *chance.pick(&people);
                let question = Question::draw(&mut chance, &world.names, &known.sailor.near);
                let without = chance.one_in(WITHOUT_ID);
                (known, match (without, chance.one_in(2)) {
                    (false, _) => question,
                    (true, said) => question.without_id(said),
                })
            }).collect();
            let decided = ask(app, &asked).await;
            for (asked, decided) in asked.iter().zip(decided) {
                compare(&world, asked, decided, &mut shares);
            }
        }
        println!("{} questions (seed {SEED:#x}): {shares}", ROUNDS * AT_ONCE);
        shares.check(&WANTED);
        let (yes, narrow) = (shares.of("yes"), shares.of("yes, and not by the filter"));
        assert!(narrow < yes / 20, "{narrow} of {yes} are not found by the filter");
        let long = shares.of("filter too long");
        assert!(long < ROUNDS * AT_ONCE / 10, "{long} have filters that Muster does not read");
        app.settle().await;
        app.mailbox.take();
    }
}
