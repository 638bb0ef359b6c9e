//! Record sets: made, given, asked for, changed and removed, through the admin API.

use super::asking::change;
use crate::journeys::the_door::{CHOSEN, mailed_path, pass};
use crate::support::{Answer, App, Client, stories};
use muster_model::connection::TokenRole;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};

/// Boats with a captain, of which a role may see and sail all.
const BOATS: &str = r#"
[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person", group = "group" }

[[role]]
slug = "sailor"
name = "Sailor"
permissions = ["boats.*"]

[[fleet_group]]
name = "Harbour"

[[fleet_group]]
name = "North quay"
parent = "Harbour"
"#;

fn code(answer: &Answer) -> Value {
    answer.json()["code"].clone()
}

fn types(view: &str, update: &str) -> Value {
    json!({"boat": {"view": view, "update": update}})
}

async fn made(admin: &Client, name: &str, types: Value) -> String {
    let set = json!({"name": name, "types": types});
    admin.post("/record-sets", set).await.expect(201).id()
}

/// A sailor of the harbour who has joined.
async fn ada(app: &App, admin: &Client) -> String {
    let okta = app.connection("Okta", "lenient").await;
    let body = json!({"userName": "ada@example.com", "active": true,
        "emails": [{"value": "ada@example.com", "type": "work"}]});
    let ada = okta.post("/Users", body).await.expect(201).id();
    let joining = mailed_path(app, "activation").await;
    pass(app, &joining, CHOSEN).await;
    let sailor = json!({"role": "sailor", "fleet": ["Harbour"]});
    admin
        .put(&format!("/people/{ada}/grants"), sailor)
        .await
        .expect(200);
    ada
}

/// What she is told of a boat: the failed term and the detail, or `yes`.
async fn told(admin: &Client, person: &str, action: &str, boat: Value) -> String {
    let question = json!({"action": action, "record": {"type": "boat", "attributes": boat}});
    let path = format!("/people/{person}/access/check");
    let told = admin.post(&path, question).await.expect(200).json();
    match told["failed"].as_str() {
        None => "yes".to_owned(),
        Some(failed) => format!("{failed}: {}", told["detail"].as_str().unwrap_or_default()),
    }
}

stories! {
    async fn a_set_says_which_records_somebody_sees_and_changes(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let everything = told(&admin, &ada, "boats.sail", json!({})).await;
        assert_eq!(everything, "yes");

        let set = made(&admin, "Own boats", types("Group IN $me.groups or captain eq $me", "captain eq $me")).await;
        let shown = admin.get(&format!("/record-sets/{set}")).await.expect(200).json();
        assert_eq!(shown, json!({
            "id": set, "name": "Own boats", "person": null, "people": 0,
            "types": types("group in $me.groups or captain eq $me", "captain eq $me"),
        }));
        let given = json!({"record_sets": {"boat": "own boats"}});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        let access = admin.get(&format!("/people/{ada}/access")).await.expect(200).json();
        assert_eq!(access["record_sets"], json!({"boat": {
            "sets": ["Own boats"], "view": "group in $me.groups or captain eq $me", "update": "captain eq $me",
        }}));
        assert_eq!(access["because"]["record_sets"], json!([{"value": "boat=Own boats", "source": "manual", "via": []}]));

        let here = json!({"group": "north QUAY", "captain": null});
        let steered = json!({"group": null, "captain": "Ada@Example.com"});
        assert_eq!(told(&admin, &ada, "boats.view", here.clone()).await, "yes");
        assert_eq!(told(&admin, &ada, "boats.sail", steered).await, "yes");
        let sail = told(&admin, &ada, "boats.sail", here).await;
        assert_eq!(sail, "record_set: The person may not change this boat by their record sets: Own boats.");
        let nobodys = told(&admin, &ada, "boats.view", json!({"group": ["South"], "captain": "bob"})).await;
        assert_eq!(nobodys, "record_set: The person may not see this boat by their record sets: Own boats.");
        let unsaid = told(&admin, &ada, "boats.view", json!({"group": "South"})).await;
        assert!(unsaid.starts_with("attribute: The record sets ask for captain"), "{unsaid}");
        let role = told(&admin, &ada, "people.view", json!({})).await;
        assert_eq!(role, "role: The role Sailor does not allow people.view.");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_set_is_tried_out_with_records_that_nobody_keeps(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let bob = json!({"card": {"email": "bob@example.com"}});
        let bob = admin.post("/people", bob).await.expect(201).id();
        let set = made(&admin, "Own boats", types("captain eq $me or status eq \"open\"", "captain eq $me")).await;
        let boat = |id: &str, attributes: Value| json!({"type": "boat", "id": id, "attributes": attributes});
        let samples = json!({"people": [ada, bob], "records": [
            boat("b-1", json!({"captain": "ada@example.com", "status": "laid up"})),
            boat("b-2", json!({"captain": null, "status": "OPEN"})),
            boat("b-3", json!({"status": "laid up"})),
        ]});
        let path = format!("/record-sets/{set}/matches");
        let told = admin.post(&path, samples.clone()).await.expect(200).json();
        let line = |one: &Value| {
            let who = if one["person"] == json!(ada) { "ada" } else { "bob" };
            let text = |name: &str| one[name].as_str().unwrap_or("-").to_owned();
            format!("{who} {} {} {} {}", one["view"], one["update"], text("failed"), text("attribute"))
        };
        let lines = told["records"].as_array().expect("records").iter().flat_map(|record| {
            let people = record["people"].as_array().expect("people").iter();
            people.map(|one| format!("{} {}", record["id"].as_str().expect("an id"), line(one)))
        });
        assert_eq!(lines.collect::<Vec<_>>(), [
            "b-1 ada true true - -",
            "b-1 bob false false captain eq $me or status eq \"open\" -",
            "b-2 ada true false captain eq $me -",
            "b-2 bob true false captain eq $me -",
            "b-3 ada false false captain eq $me or status eq \"open\" captain",
            "b-3 bob false false captain eq $me or status eq \"open\" captain",
        ]);
        let strange = json!({"people": [ada], "records": [{"type": "ship"}]});
        let refused = admin.post(&path, strange).await.expect(400);
        assert_eq!(code(&refused), "record_set.reach");
        let stranger = app.stranger().await;
        stranger.post(&path, samples).await.expect(404);
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_set_in_use_is_removed_only_with_another_in_its_place(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let own = made(&admin, "Own boats", types("captain eq $me", "all")).await;
        let none = made(&admin, "No boats", types("none", "none")).await;
        admin.put(&format!("/people/{ada}/grants"), json!({"record_sets": "Own boats"})).await.expect(200);
        let when = "userName sw \"ada\"";
        let rule = json!({"name": "Crew", "when": when, "then": {"record_sets": {"boat": "Own boats"}}});
        let rule = admin.post("/rules", rule).await.expect(201).json();
        assert_eq!(rule["then"], json!({"record_sets": {"boat": "Own boats"}}));
        let path = format!("/record-sets/{own}");
        let refused = admin.delete(&path).await.expect(409);
        assert_eq!(code(&refused), "record_set.in_use");

        let trial = json!({"delete": true, "move_to": none});
        let impact = admin.post(&format!("{path}/preview"), trial).await.expect(200).json();
        assert_eq!(impact["people"].as_array().map(Vec::len), Some(1), "{impact:#}");
        admin.delete(&format!("{path}?move_to={none}")).await.expect(204);
        let no = "record_set: The person may not see this boat by their record sets: No boats.";
        assert_eq!(told(&admin, &ada, "boats.view", json!({"captain": "ada@example.com"})).await, no);
        let rules = admin.get("/rules").await.expect(200).json();
        assert_eq!(rules["items"][0]["then"], json!({"record_sets": {"boat": "No boats"}}));
        assert_eq!(rules["items"][0]["warnings"], json!([]));
        let left = admin.get("/record-sets").await.expect(200).json();
        assert_eq!(left["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(left["items"][0]["people"], 1);
        app.settle().await;
        app.mailbox.take();
    }

    async fn who_was_given_both_has_the_one_that_is_left_once(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let own = made(&admin, "Own boats", types("captain eq $me", "all")).await;
        let here = made(&admin, "Here", types("group in $me.groups", "none")).await;
        let okta = app.connection("Okta", "lenient").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let ada = json!({"userName": "ada", "active": false, extension: {"boatsRecordSet": "Own boats; Here"}});
        let ada = okta.post("/Users", ada).await.expect(201).id();
        let rows = async || {
            let database = app.database().await;
            let sql = "SELECT value FROM access_grant WHERE dimension = 'record_set'";
            let asked = Statement::from_string(database.get_database_backend(), sql);
            let rows = database.query_all_raw(asked).await.expect("grants");
            rows.iter().map(|row| row.try_get::<String>("", "value").expect("a value")).collect::<Vec<_>>()
        };
        assert_eq!(rows().await.len(), 2);
        admin.delete(&format!("/record-sets/{own}?move_to={here}")).await.expect(204);
        assert_eq!(rows().await, [format!("boat={here}")]);
        let access = admin.get(&format!("/people/{ada}/access")).await.expect(200).json();
        assert_eq!(access["because"]["record_sets"].as_array().map(Vec::len), Some(1), "{access:#}");
        app.settle().await;
    }

    async fn the_set_of_one_person_is_given_to_them_alone_until_it_is_reusable(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let bob = json!({"card": {"email": "bob@example.com"}});
        let bob = admin.post("/people", bob).await.expect(201).id();
        let own = json!({"name": "Of Ada", "person": ada, "types": types("id eq \"b-7\"", "none")});
        let own = admin.post("/record-sets", own).await.expect(201).id();
        let given = json!({"record_sets": {"boat": own}});
        admin.put(&format!("/people/{ada}/grants"), given.clone()).await.expect(200);
        let path = format!("/people/{bob}/grants");
        let refused = admin.put(&path, given.clone()).await.expect(400);
        assert_eq!(code(&refused), "person.grant_invalid");

        let reusable = json!({"reusable": true, "name": "Boat seven"});
        change(&admin, &format!("/record-sets/{own}"), reusable, None).await.expect(200);
        admin.put(&path, given).await.expect(200);
        let copy = admin.post(&format!("/record-sets/{own}/copy"), json!({"name": "Boat 7"})).await.expect(201);
        assert_eq!(copy.json()["types"], types("id eq \"b-7\"", "none"));
        let taken = admin.post("/record-sets", json!({"name": "BOAT 7"})).await.expect(409);
        assert_eq!(code(&taken), "access.name_taken");
        admin.put(&path, json!({"record_sets": null})).await.expect(200);
        let access = admin.get(&format!("/people/{bob}/access")).await.expect(200).json();
        assert_eq!(access["record_sets"], json!({}));
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_cannot_be_reached_is_refused_with_what_can(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let refused = async |types: Value| {
            let answer = admin.post("/record-sets", json!({"name": "x", "types": types})).await.expect(400);
            assert_eq!(code(&answer), "record_set.reach");
            answer.json()["detail"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(refused(json!({"ship": {}})).await, "Entity type \"ship\" does not exist; use one of: boat, record.");
        assert_eq!(
            refused(types("owner eq $me", "all")).await,
            "Boat, view: a boat has no attribute \"owner\"; use one of: id, captain, group, status."
        );
        assert_eq!(
            refused(types("all", "group eq $me")).await,
            "Boat, update: group is group: ask whether it is in $me.groups or $me.case_groups, or a name in double quotes."
        );
        app.settle().await;
    }

    async fn a_type_that_goes_and_comes_back_is_not_open_because_of_that(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let given = json!({"record_sets": {"boat": "none"}});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        let no = "record_set: The person may not see this boat by their record sets: none.";
        assert_eq!(told(&admin, &ada, "boats.view", json!({})).await, no);

        let (before, after) = BOATS.split_once("[[entity]]").expect("an entity type");
        let (_, after) = after.split_once("\n\n").expect("more");
        app.apply(&format!("prune = true\n{before}{after}")).await;
        let question = json!({"action": "boats.view", "record": {"type": "boat"}});
        let path = format!("/people/{ada}/access/check");
        admin.post(&path, question).await.expect(400);

        app.apply(BOATS).await;
        assert_eq!(told(&admin, &ada, "boats.view", json!({})).await, no);
        app.settle().await;
        app.mailbox.take();
    }

    async fn the_set_of_one_person_goes_with_them(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let own = json!({"name": "Of Ada", "person": ada, "types": types("id eq \"b-7\"", "none")});
        let set = admin.post("/record-sets", own).await.expect(201).id();
        let given = json!({"record_sets": {"boat": set}});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        made(&admin, "Of all", types("all", "none")).await;

        admin.delete(&format!("/people/{ada}?confirm=ada@example.com")).await.expect(204);
        let left = admin.get("/record-sets").await.expect(200).json();
        let names = left["items"].as_array().expect("items").iter().map(|set| set["name"].clone());
        assert_eq!(names.collect::<Vec<_>>(), ["Of all"]);
        admin.get(&format!("/record-sets/{set}")).await.expect(404);
        made(&admin, "Of Ada", types("all", "none")).await;
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_pinned_set_stands_above_what_all_others_say(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = ada(app, &admin).await;
        let all = json!({"record_sets": "all"});
        admin.put(&format!("/people/{ada}/grants"), all).await.expect(200);
        let pin = format!("/people/{ada}/pin");
        admin.put(&pin, json!({"record_sets": {"boat": "none"}})).await.expect(200);
        let no = "record_set: The person may not see this boat by their record sets: none.";
        assert_eq!(told(&admin, &ada, "boats.view", json!({})).await, no);
        let access = admin.get(&format!("/people/{ada}/access")).await.expect(200).json();
        assert_eq!(access["because"]["record_sets"][0], json!({"value": "boat=none", "source": "pin", "via": []}));
        // What is not named stays pinned.
        admin.put(&pin, json!({"role": "sailor"})).await.expect(200);
        assert_eq!(told(&admin, &ada, "boats.view", json!({})).await, no);
        admin.put(&pin, json!({"record_sets": null})).await.expect(200);
        assert_eq!(told(&admin, &ada, "boats.view", json!({})).await, "yes");
        app.settle().await;
        app.mailbox.take();
    }
}
