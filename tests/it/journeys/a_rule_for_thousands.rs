//! A group of thousands is mapped: everybody gets what the preview said, and is told once.

use crate::support::{App, Client, stories};
use muster_app::access::{CompileStale, Preset, Reevaluate};
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use muster_store::Acting;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many are in the group: many more than are compiled at once.
const PEOPLE: u64 = 5_000;

/// How many of them in each product: more than are compiled at once.
const OF_A_PRODUCT: u64 = 600;

/// How often the access of each of these was told to have changed, by id.
async fn told(app: &App, people: &[String]) -> BTreeMap<String, usize> {
    let database = app.database().await;
    let sql = "SELECT subject_id FROM event WHERE kind = 'user.access_changed'";
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let mut times = BTreeMap::new();
    for row in database.query_all_raw(statement).await.expect("rows") {
        let id: Uuid = row.try_get("", "subject_id").expect("an id");
        *times.entry(id.to_string()).or_default() += 1;
    }
    times.retain(|id, _| people.contains(id));
    times
}

/// Everybody whose access the rule would change, page by page.
async fn previewed(admin: &Client, rule: &Value, total: usize) -> Vec<Value> {
    let mut people = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/rules/preview?limit=1000{cursor}");
        let mut page = admin.post(&path, rule.clone()).await.expect(200).json();
        assert_eq!(page["total"], json!(total));
        if let Some(items) = page["people"].as_array_mut() {
            people.append(items);
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return people,
        }
    }
}

/// A group is mapped: preview and outcome are one, each is told once, and the night changes nothing.
async fn mapped(app: &App, account: AccountId, size: u64) {
    let applied = app.apply_to(account, "workspaces = [\"Yard\"]").await;
    applied.expect("an access file");
    let okta = app.connection_of(account, "Okta", "lenient").await;
    let people = app.crowd_of(account, "Okta", size).await;
    let members: Vec<Value> = people.iter().map(|id| json!({"value": id})).collect();
    let group = json!({"displayName": "Everybody", "members": members});
    let made = okta.post("/Groups?excludedAttributes=members", group).await;
    made.expect(201);

    let admin = app.admin_of(account, TokenRole::Admin).await;
    let rule = json!({
        "name": "Everybody",
        "when": "groups.display eq \"Everybody\"",
        "then": {"role": "viewer", "workspaces": ["Yard"]},
    });
    let previewed = previewed(&admin, &rule, people.len()).await;
    let who = previewed.iter().map(|one| one["person_id"].as_str());
    let who: Vec<&str> = who.map(|id| id.expect("an id")).collect();
    assert_eq!(who, people);

    // In force at the answer, whoever is compiled when.
    let written = admin.post("/rules", rule).await.expect(201).json();
    assert_eq!(
        written["people"],
        Value::Null,
        "nobody waits until all of them are compiled"
    );
    let last = format!("/people/{}/access", people.last().expect("somebody"));
    let last = admin.get(&last).await.expect(200).json();
    assert_eq!(last["workspaces"], json!(["Yard"]));
    assert_eq!(told(app, &people).await, BTreeMap::new());
    let worker = || app.ctx.store.perform(Acting::system(), CompileStale);
    while worker().await.expect("a go") > 0 {}

    let shown = format!("/rules/{}", written["id"].as_str().expect("an id"));
    let shown = admin.get(&shown).await.expect(200).json();
    assert_eq!(shown["people"], size);
    let once: BTreeMap<String, usize> = people.iter().map(|id| (id.clone(), 1)).collect();
    assert_eq!(told(app, &people).await, once);
    let reads = app.ctx.store.read();
    let now = reads
        .people()
        .list(account, None, size)
        .await
        .expect("people");
    for (person, previewed) in now.iter().zip(&previewed) {
        let held = person.access.role.as_ref().map(|role| &role.name);
        assert_eq!(json!(held), previewed["after"]["role"]);
        let workspaces = person.access.workspaces.names();
        assert_eq!(json!(workspaces), previewed["after"]["workspaces"]);
    }
    let nightly = Reevaluate { account };
    let nightly = nightly
        .run(&app.ctx, &Acting::system())
        .await
        .expect("an evaluation");
    assert_eq!((nightly.people as u64, nightly.changed), (size, 0));
    assert_eq!(told(app, &people).await, once);
    app.settle().await;
}

stories! {
    async fn everybody_gets_what_the_preview_said_and_is_told_once(app: &App) {
        mapped(app, app.account.id, PEOPLE).await;
    }

    async fn so_it_is_in_every_product(app: &App) {
        for preset in Preset::ALL {
            let account = app.product(preset.as_str(), preset).await;
            mapped(app, account, OF_A_PRODUCT).await;
        }
    }
}
