//! Whatever happens, by two at once: access is what a slow evaluation from scratch says.

use super::acts::{Act, DIRECTORIES, Doors, Verb, one_owner, which};
use super::assigning;
use super::cast;
use super::draw::draw;
use super::facts::{Facts, Group, Person};
use super::inquiry::Inquirer;
use super::ledger::{Done, Ledger};
use super::rules;
use super::sets;
use super::slow::{evaluate, is_nothing};
use super::standing::{reads_active, wrong, wrongly};
use super::tally::Tally;
use crate::support::{App, Chance, stories};
use muster_app::access::{AT_ONCE, CompileStale};
use muster_app::admin::{PeopleSearch, list_people};
use muster_app::people::DeletePerson;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use uuid::Uuid;

/// With which chance begins, when nobody names another.
const SEED: u64 = 0x5eed_2026_1122;

/// How many sequences there are, when nobody asks for more.
const SEQUENCES: usize = 100;

/// How many steps a sequence has; in each, two act at once.
const STEPS: usize = 8;

/// More people than a change of the policy compiles in its own transaction.
const CROWD: u64 = AT_ONCE as u64 + 1;

stories! {
    async fn access_is_always_what_the_rows_say(app: &App) {
        let (wanted, tally) = drive(app, wanted(), 0).await;
        tally.check(wanted);
    }

    // Here every change of the policy marks everybody, and readers and workers compile them.
    async fn so_it_is_among_so_many_that_they_are_compiled_later(app: &App) {
        drive(app, wanted().div_ceil(20), CROWD).await;
    }
}

/// Draws and compares; answers how many sequences there were, and what they came by.
async fn drive(app: &App, wanted: usize, crowd: u64) -> (usize, Tally) {
    let seed = seed();
    let mut chance = Chance::new(seed);
    let (first, second) = doors(app).await;
    app.apply(&rules::file(&mut chance)).await;
    let database = app.database().await;
    an_owner_joins(app, &database, &first).await;
    if crowd > 0 {
        app.crowd(DIRECTORIES[0], crowd).await;
    }
    let (mut compared, mut asked, mut tally) = (0, 0, Tally::default());
    let mut ledger = Ledger::default();
    for sequence in 0..wanted {
        cast::enter(app, &database, &first, &mut chance).await;
        ledger.begin(&Facts::read(&database).await);
        for step in 0..STEPS {
            let before = Facts::read(&database).await;
            let known = before.without_crowd();
            let acts = [draw(&mut chance, &known), draw(&mut chance, &known)];
            let about = format!("seed {seed:#x}, sequence {sequence}, step {step}: {acts:#?}");
            let [one, other] = acts.clone();
            let (one, other) = tokio::join!(one.run(app, &first), other.run(app, &second));
            let answers = [one, other];
            let mut inquirer = Inquirer {
                app,
                chance: &mut chance,
                tally: &mut tally,
            };
            asked += check_as_read(&database, &mut inquirer, &about).await;
            let after = check_settled(app, &database, &before, &acts, &about).await;
            let done = Done {
                acts: &acts,
                answers,
            };
            ledger.follow(&before, &after, &done, &about);
            assigning::follow(&before, &after, &done, &about);
            sets::follow(&before, &done, &about);
            tally.count_desk(&before, &after, &done);
            compared += after.people.len();
            after.people.iter().for_each(|person| tally.count(person));
            for person in &before.people {
                tally.count_gone(person, &after);
            }
        }
        clear(app, &database, &first).await;
        ledger.forget(&Facts::read(&database).await);
    }
    println!(
        "{wanted} sequences of {STEPS} steps (seed {seed:#x}, crowd {crowd}), \
         {compared} times access compared, {asked} questions about records: {tally}"
    );
    database.close().await.expect("closed");
    (wanted, tally)
}

/// The doors at both servers. PostgreSQL has two, each with its own pool; a SQLite file has one.
async fn doors(app: &App) -> (Doors, Doors) {
    let okta = app.connection(DIRECTORIES[0], "okta").await;
    let hr = app.connection(DIRECTORIES[1], "lenient").await;
    for name in DIRECTORIES {
        app.let_adopt(name, true).await;
    }
    let first = Doors {
        directories: [okta, hr],
        office: app.client(TokenRole::Owner).await,
        deputy: app.client(TokenRole::Admin).await,
    };
    let second = match app.ctx.store.file() {
        None => first.at_a_second_server(app).await,
        Some(_) => first.clone(),
    };
    (first, second)
}

/// Somebody whom no directory knows is an owner and joins.
async fn an_owner_joins(app: &App, database: &DatabaseConnection, doors: &Doors) {
    app.invite("owner@example.com", true).await;
    let facts = Facts::read(database).await;
    let owner = &facts.people[0];
    let (id, version, _) = owner.invitation.clone().expect("an invitation");
    Act::Join(owner.id, id, version).run(app, doors).await;
}

/// Compares what everybody is answered right after the acts, before any worker has come by.
/// Answers how many questions about records were asked of it.
async fn check_as_read(
    database: &DatabaseConnection,
    inquirer: &mut Inquirer<'_>,
    about: &str,
) -> usize {
    let (app, mut asked) = (inquirer.app, 0);
    let facts = Facts::read(database).await;
    let search = PeopleSearch::default();
    let read = list_people(&app.ctx, app.account.id, &search, None, 1000).await;
    let read = read.expect("people").items;
    assert_eq!(read.len(), facts.people.len());
    for (person, row) in read.iter().zip(&facts.people) {
        let expected = evaluate(&facts, row);
        let access = serde_json::to_value(&person.access).expect("JSON");
        assert_eq!(
            shown(&access),
            expected,
            "as {} is read, {about}\n{row:#?}",
            row.user_name
        );
        assert_eq!(person.status.as_str(), row.status, "{about}");
        stands(&facts, row, about);
        if !row.is_of_crowd() {
            asked += inquirer.ask(&facts, row, &expected, about).await;
        }
        // Nobody holds what no source gives: every value has its reason.
        let because = &person.access.because;
        let values = expected["role"].as_str().into_iter();
        let lists = [
            &expected["workspaces"],
            &expected["fleet"],
            &expected["options"],
        ];
        let lists = lists
            .into_iter()
            .flat_map(|list| list.as_array().into_iter().flatten());
        for value in values.chain(lists.filter_map(Value::as_str)) {
            assert!(
                because.iter().any(|one| one.value == value),
                "{value}, {about}"
            );
        }
    }
    let search = PeopleSearch {
        sees_nothing: true,
        ..PeopleSearch::default()
    };
    let listed = list_people(&app.ctx, app.account.id, &search, None, 1000).await;
    let listed = listed.expect("people").items;
    let listed: Vec<Uuid> = listed.iter().map(|person| person.id.0).collect();
    let sees_nothing = |row: &&Person| reads_active(row) && is_nothing(&evaluate(&facts, row));
    let expected = facts.people.iter().filter(sees_nothing);
    let expected: Vec<Uuid> = expected.map(|row| row.id).collect();
    assert_eq!(listed, expected, "who sees nothing, {about}");
    asked
}

/// The access that stands in a row, unless it is marked as out of date, is what follows from the
/// rows.
fn stands(facts: &Facts, row: &Person, about: &str) {
    if let Some(compiled) = &row.compiled {
        let expected = evaluate(facts, row);
        assert_eq!(shown(compiled), expected, "as it stands, {about}\n{row:#?}");
    }
}

/// Lets the workers do all that is due and looks again: nothing is out of date, and everybody
/// stands where they should. Answers how it is then.
async fn check_settled(
    app: &App,
    database: &DatabaseConnection,
    before: &Facts,
    acts: &[Act],
    about: &str,
) -> Facts {
    app.project().await;
    let acting = Acting::system();
    while app
        .ctx
        .store
        .perform(acting.clone(), CompileStale)
        .await
        .expect("a go")
        > 0
    {}
    let facts = Facts::read(database).await;
    for row in &facts.people {
        assert!(row.compiled.is_some(), "out of date, {about}\n{row:#?}");
        stands(&facts, row, about);
        // The crowd was written down by the store: no directory said whether anybody is active.
        if !row.is_of_crowd() {
            assert_eq!(wrong(&facts, row), None, "{about}\n{row:#?}");
        }
        if let Some(was) = before.person(row.id) {
            let wrong = wrongly((before, &facts), (was, row), acts);
            assert_eq!(wrong, None, "{about}\nwas {was:#?}\nis {row:#?}");
        }
    }
    let mut owners = facts.people.iter().filter(|one| one.owner);
    assert!(
        owners.any(|one| one.status == "active" && one.links.is_empty()),
        "an owner outside the directories, {about}"
    );
    facts
}

/// The access as the evaluation tells it.
fn shown(access: &Value) -> Value {
    let scope = |of: &str| match access[of]["reach"].as_str() {
        Some("all") => json!("all"),
        Some("some") => {
            let these = access[of]["these"].as_array().expect("a list").iter();
            these.map(|one| one["name"].clone()).collect()
        }
        _ => json!([]),
    };
    json!({
        "role": access["role"]["name"],
        "workspaces": scope("workspaces"),
        "fleet": scope("fleet"),
        "options": sorted(&access["options"]),
        "permissions": access["permissions"],
        "record_sets": sets::shown(access),
        "visibility": access["visibility"].as_str().unwrap_or("all"),
    })
}

fn sorted(texts: &Value) -> Value {
    let texts = texts.as_array().into_iter().flatten();
    let mut texts: Vec<&str> = texts.filter_map(Value::as_str).collect();
    texts.sort_unstable();
    json!(texts)
}

/// Removes everybody but one owner and the crowd, and every group, before the next sequence, and lets subscribers
/// hear of it.
async fn clear(app: &App, database: &DatabaseConnection, doors: &Doors) {
    let facts = Facts::read(database).await;
    let owner = one_owner(app, &facts).await;
    let others = |one: &&Person| one.id != owner && !one.is_of_crowd();
    for person in facts.people.iter().filter(others) {
        let work = DeletePerson(which(app, person.id));
        let gone = app.ctx.store.perform(Acting::command_line(), work).await;
        gone.expect("somebody less");
    }
    for (by, name) in DIRECTORIES.iter().enumerate() {
        let connection = facts.connection(name).id;
        let own = |one: &&Group| one.connection == connection && one.kind == "directory";
        for group in facts.groups.iter().filter(own) {
            let path = format!("/Groups/{}", group.id);
            let drop = Act::Scim(by, Verb::Delete, path, Value::Null);
            drop.run(app, doors).await;
        }
    }
    app.settle().await;
}

/// `MUSTER_ACCESS_SEQUENCES` asks for more, or fewer.
fn wanted() -> usize {
    let wanted = asked("MUSTER_ACCESS_SEQUENCES");
    wanted.map_or(SEQUENCES, |text| {
        text.parse().expect("a number of sequences")
    })
}

/// `MUSTER_ACCESS_SEED` asks for another one, as a run prints it (`0x…`) or in decimal.
fn seed() -> u64 {
    let Some(text) = asked("MUSTER_ACCESS_SEED") else {
        return SEED;
    };
    let seed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    seed.expect("a seed")
}

#[expect(
    clippy::disallowed_methods,
    reason = "the person who runs the tests says for how long, and where chance begins"
)]
fn asked(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}
