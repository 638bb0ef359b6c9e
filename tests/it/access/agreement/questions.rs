//! A hundred thousand questions.

use super::boats::{CARGO, has_several};
use super::crew::Sailor;
use super::kept::Scopes;
use super::laws::Laws;
use super::question::Question;
use super::shares::Shares;
use super::world::World;
use crate::support::{App, Chance, stories};
use muster_app::decide::{Semantic, check_access, evaluate};
use muster_model::connection::TokenRole;
use sea_orm::ConnectionTrait;

const SEED: u64 = 0x5eed_0005;
const SAILORS: usize = 48;

/// So many times somebody asks so much at once, of so many people.
const ROUNDS: usize = 100;
const AT_ONCE: usize = 1000;
const OF_THEM: usize = 8;

/// Of one question in so many the id is not told.
const WITHOUT_ID: usize = 40;

/// How often each must be seen at least.
const WANTED: [(&str, usize); 17] = [
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
];

/// Somebody, and what an application keeps of their scopes.
struct Known {
    sailor: Sailor,
    scopes: Scopes,
}

/// Lays all of it down; two have not joined.
async fn draw(app: &App, chance: &mut Chance) -> (World, Vec<Known>) {
    let admin = app.client(TokenRole::Owner).await;
    let mut world = World::draw(app, &admin, chance, SAILORS).await;
    // A password for each of them takes long, and nobody signs in here.
    let join = "UPDATE person SET status = 'active', sign_in_address = user_name, sign_in_key = user_name \
                WHERE user_name NOT LIKE 's7%' AND user_name NOT LIKE 's8%'";
    let database = app.database().await;
    database.execute_unprepared(join).await.expect("an update");
    database.close().await.expect("closed");
    let mut crew = Vec::new();
    for mut sailor in world.crew.drain(..) {
        let out = ["s7", "s8"];
        sailor.active = !out.iter().any(|out| sailor.address.starts_with(out));
        let scopes = Scopes::of(app, &sailor).await;
        crew.push(Known { sailor, scopes });
    }
    (world, crew)
}

/// Asks all of these at once; answers what fails, or `yes`.
async fn ask(app: &App, asked: &[(&Known, Question)]) -> Vec<&'static str> {
    let (with_id, without): (Vec<_>, Vec<_>) = asked
        .iter()
        .partition(|(_, question)| question.id.is_some());
    let tuples = with_id
        .iter()
        .map(|(known, question)| Ok(question.tuple(&known.sailor.id)));
    let tuples: Vec<_> = tuples.collect();
    let verdicts = evaluate(&app.ctx, app.account.id, &tuples, Semantic::ExecuteAll).await;
    let mut verdicts = verdicts.expect("verdicts").into_iter();
    let mut checked = Vec::new();
    for (known, question) in without {
        let id = known.sailor.id.parse().expect("an id");
        let told = check_access(&app.ctx, app.account.id, id, &question.wanted()).await;
        checked.push(told.expect("an answer").failed);
    }
    let mut checked = checked.into_iter();
    let answers = asked.iter().map(|(_, question)| {
        let failed = match &question.id {
            Some(_) => verdicts.next().expect("a verdict").failed,
            None => checked.next().expect("an answer"),
        };
        failed.unwrap_or("yes")
    });
    answers.collect()
}

fn compare(
    laws: &Laws,
    (known, question): &(&Known, Question),
    decided: &str,
    shares: &mut Shares,
) {
    let Known { sailor, scopes } = known;
    let slow = sailor.may(laws, question);
    let yes = slow == "yes";
    let say = || {
        let (address, scope) = (&sailor.address, scopes.shown(question));
        format!(
            "{question:?} by {address}, {}, sees {:?}\n{scope}",
            sailor.visibility, sailor.seen
        )
    };
    assert_eq!(decided, slow, "{}", say());
    shares.count(slow);
    if yes {
        shares.count(format!("yes, {}", sailor.visibility));
        shares.count(format!("yes, {}", question.entity));
        shares.count(format!("yes, {} {}", question.entity, sailor.visibility));
        if question.id.is_none() {
            shares.count("yes, without id");
        }
    }
    // A scope is of records that are there.
    if question.is_new() && sailor.visibility != "all" && question.entity != CARGO {
        return;
    }
    let (scope, filter) = scopes.may(question);
    assert_eq!(scope, yes, "by the predicate: {}", say());
    let Some(filter) = filter else {
        return shares.count("filter too long");
    };
    // A filter knows no lists: of several values it finds fewer, and never more.
    if has_several(&question.told) {
        assert!(!filter || yes, "by the filter: {}", say());
        if yes && !filter {
            shares.count("yes, and not by the filter");
        }
    } else {
        assert_eq!(filter, yes, "by the filter: {}", say());
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
                let question = Question::draw(&mut chance, &world.names, &known.sailor.seen);
                let without = chance.one_in(WITHOUT_ID);
                (known, if without { question.without_id() } else { question })
            }).collect();
            let decided = ask(app, &asked).await;
            for (asked, decided) in asked.iter().zip(decided) {
                compare(&world.laws, asked, decided, &mut shares);
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
