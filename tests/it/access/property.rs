//! Whatever happens, by two at once: access is what a slow evaluation from scratch says.

use super::acts::{Act, DIRECTORIES, Directories, Verb, draw};
use super::facts::Facts;
use super::rules;
use super::slow::evaluate;
use crate::support::{App, Chance, stories};
use muster_app::access::CompileStale;
use muster_app::admin::{PeopleSearch, list_people};
use muster_store::Acting;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};

/// With which chance begins, when nobody names another.
const SEED: u64 = 0x5eed_2026_1122;

/// How many sequences there are, when nobody asks for more.
const SEQUENCES: usize = 200;

/// How many steps a sequence has; in each, two act at once.
const STEPS: usize = 8;

stories! {
    async fn access_is_always_what_the_rows_say(app: &App) {
        let (seed, wanted) = (seed(), wanted());
        let mut chance = Chance::new(seed);
        let okta = app.connection(DIRECTORIES[0], "okta").await;
        let hr = app.connection(DIRECTORIES[1], "lenient").await;
        // PostgreSQL has two servers, each with its own pool; a SQLite file has one.
        let second = match app.ctx.store.file() {
            None => Directories([app.twin(&okta).await, app.twin(&hr).await]),
            Some(_) => Directories([okta.clone(), hr.clone()]),
        };
        let first = Directories([okta, hr]);
        app.let_adopt(DIRECTORIES[1], true).await;
        app.apply(&rules::file(&mut chance)).await;
        app.invite("owner@example.com", true).await;
        let database = app.database().await;
        let mut compared = 0;
        for sequence in 0..wanted {
            for step in 0..STEPS {
                let facts = Facts::read(&database).await;
                let acts = [draw(&mut chance, &facts), draw(&mut chance, &facts)];
                let about = format!("seed {seed:#x}, sequence {sequence}, step {step}: {acts:#?}");
                let [one, other] = acts;
                tokio::join!(one.run(app, &first), other.run(app, &second));
                compared += check(app, &database, &about).await;
            }
            clear(app, &database, &first).await;
        }
        println!("{wanted} sequences of {STEPS} steps (seed {seed:#x}), {compared} times access compared");
        database.close().await.expect("closed");
    }
}

/// Compares everybody's access; answers how many there are.
async fn check(app: &App, database: &DatabaseConnection, about: &str) -> usize {
    let facts = Facts::read(database).await;
    let search = PeopleSearch::default();
    let read = list_people(&app.ctx, app.account.id, &search, None, 1000).await;
    let read = read.expect("people").items;
    assert_eq!(read.len(), facts.people.len());
    for (person, row) in read.iter().zip(&facts.people) {
        let expected = evaluate(&facts, row);
        let shown = shown(&serde_json::to_value(&person.access).expect("JSON"));
        assert_eq!(
            shown, expected,
            "as {} is read, {about}\n{row:#?}",
            row.user_name
        );
        if let Some(compiled) = &row.compiled {
            assert_eq!(
                self::shown(compiled),
                expected,
                "as it stands, {about}\n{row:#?}"
            );
        }
        // Nobody holds what no source gives: every value has its reason.
        let because = &person.access.because;
        let values = shown["role"].as_str().into_iter();
        let lists = [&shown["workspaces"], &shown["fleet"]];
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
    let mut owners = facts
        .people
        .iter()
        .filter(|one| one.owner && one.links.is_empty());
    let owner = owners.next().expect("an owner outside the directories");
    assert_eq!(owner.status, "invited", "{about}");
    let left = app.ctx.store.perform(Acting::system(), CompileStale).await;
    assert!(left.is_ok(), "{about}");
    facts.people.len()
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
        "permissions": access["permissions"],
    })
}

/// Removes everybody and every group before the next sequence, and lets subscribers hear of it.
async fn clear(app: &App, database: &DatabaseConnection, directories: &Directories) {
    let facts = Facts::read(database).await;
    for (by, name) in DIRECTORIES.iter().enumerate() {
        let connection = facts.connection(name).id;
        let groups = facts
            .groups
            .iter()
            .filter(|one| one.connection == connection);
        let people = facts
            .people
            .iter()
            .filter(|one| one.links.contains(&connection));
        let paths = groups.map(|one| format!("/Groups/{}", one.id));
        let paths = paths.chain(people.map(|one| format!("/Users/{}", one.id)));
        for path in paths {
            Act::Scim(by, Verb::Delete, path, Value::Null)
                .run(app, directories)
                .await;
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
