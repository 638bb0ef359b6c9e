//! A group of thousands is mapped: everybody gets what the preview said, and is told once.

use crate::support::{App, Client, stories};
use muster_app::access::{CompileStale, Reevaluate};
use muster_model::connection::TokenRole;
use muster_store::Acting;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many are in the group: many more than are compiled at once.
const PEOPLE: u64 = 5_000;

/// How often each person's access was told to have changed, by id.
async fn told(app: &App) -> BTreeMap<String, usize> {
    let database = app.database().await;
    let sql = "SELECT subject_id FROM event WHERE kind = 'user.access_changed'";
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let mut times = BTreeMap::new();
    for row in database.query_all_raw(statement).await.expect("rows") {
        let id: Uuid = row.try_get("", "subject_id").expect("an id");
        *times.entry(id.to_string()).or_default() += 1;
    }
    times
}

/// Everybody whose access the rule would change, page by page.
async fn previewed(admin: &Client, rule: &Value) -> Vec<Value> {
    let mut people = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/rules/preview?limit=1000{cursor}");
        let mut page = admin.post(&path, rule.clone()).await.expect(200).json();
        assert_eq!(page["total"], json!(PEOPLE));
        if let Some(items) = page["people"].as_array_mut() {
            people.append(items);
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return people,
        }
    }
}

stories! {
    async fn everybody_gets_what_the_preview_said_and_is_told_once(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", PEOPLE).await;
        let members: Vec<Value> = people.iter().map(|id| json!({"value": id})).collect();
        let group = json!({"displayName": "Everybody", "members": members});
        okta.post("/Groups?excludedAttributes=members", group).await.expect(201);

        let admin = app.client(TokenRole::Admin).await;
        let rule = json!({
            "name": "Everybody",
            "when": "groups.display eq \"Everybody\"",
            "then": {"role": "viewer", "workspaces": ["Yard"]},
        });
        let previewed = previewed(&admin, &rule).await;
        let who: Vec<&str> = previewed.iter().map(|one| one["person_id"].as_str().expect("an id")).collect();
        assert_eq!(who, people);

        // In force at the answer, whoever is compiled when.
        let written = admin.post("/rules", rule).await.expect(201).json();
        assert_eq!(written["people"], Value::Null, "nobody waits until all of them are compiled");
        let last = format!("/people/{}/access", people.last().expect("somebody"));
        assert_eq!(admin.get(&last).await.expect(200).json()["workspaces"], json!(["Yard"]));
        assert_eq!(told(app).await, BTreeMap::new());
        while app.ctx.store.perform(Acting::system(), CompileStale).await.expect("a go") > 0 {}

        let shown = format!("/rules/{}", written["id"].as_str().expect("an id"));
        assert_eq!(admin.get(&shown).await.expect(200).json()["people"], PEOPLE);
        let once: BTreeMap<String, usize> = people.iter().map(|id| (id.clone(), 1)).collect();
        assert_eq!(told(app).await, once);
        let reads = app.ctx.store.read();
        let now = reads.people().list(app.account.id, None, PEOPLE).await.expect("people");
        for (person, previewed) in now.iter().zip(&previewed) {
            let held = person.access.role.as_ref().map(|role| &role.name);
            assert_eq!(json!(held), previewed["after"]["role"]);
            assert_eq!(json!(person.access.workspaces.names()), previewed["after"]["workspaces"]);
        }
        let nightly = Reevaluate { account: app.account.id };
        let nightly = nightly.run(&app.ctx, &Acting::system()).await.expect("an evaluation");
        assert_eq!((nightly.people as u64, nightly.changed), (PEOPLE, 0));
        assert_eq!(told(app).await, once);
        app.settle().await;
    }
}
