//! What a directory says of somebody's options: given, read back, and kept by people unless it is
//! laid down otherwise.

use crate::support::{App, Client, stories, unnumbered};
use muster_app::log::{LogFilter, write_all_log};
use muster_model::access::{Keeper, Part};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
const KEPT: &str = "left out: people keep the options of whom Okta knows: let the directory write it \
                    with `muster connection set --connection ID --owns options=both`";

/// The options that are on, and who gives each.
async fn options(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    let because = access["because"]["options"].as_array().expect("reasons");
    let who = because
        .iter()
        .map(|one| json!([one["value"], one["source"]]));
    json!([access["options"], who.collect::<Value>()])
}

/// What the directory reads of its own word.
async fn read(directory: &Client, id: &str) -> Value {
    let user = directory.get(&format!("/Users/{id}")).await.expect(200);
    user.json()[OWN].take()
}

/// The notes of the provisioning log, the oldest first.
async fn notes(app: &App) -> Vec<String> {
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    let filter = LogFilter {
        limit: 100,
        ..LogFilter::default()
    };
    let reads = app.ctx.store.read();
    let rows = reads.request_log().read(&filter).await.expect("rows");
    let mut told: Vec<String> = rows
        .into_iter()
        .filter_map(|row| row.detail.map(|text| unnumbered(&text)))
        .collect();
    told.reverse();
    told
}

async fn found(directory: &Client, filter: &str) -> Vec<String> {
    let filter = filter.replace(' ', "%20").replace('"', "%22");
    let list = directory.get(&format!("/Users?filter={filter}")).await;
    let list = list.expect(200).json();
    let people = list["Resources"].as_array().cloned().unwrap_or_default();
    let name = |one: &Value| one["userName"].as_str().expect("a name").to_owned();
    people.iter().map(name).collect()
}

fn nothing() -> Value {
    json!([[], []])
}

stories! {
    async fn a_directory_that_may_gives_and_takes_options(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        app.lay_down("Okta", Part::Options, Keeper::Both).await;
        let body = json!({"userName": "ada", OWN: {"weeklyEmail": true, "messageNotifications": "True", "canOwnRecords": false}});
        let created = okta.post("/Users", body).await.expect(201);
        let written = json!({"weeklyEmail": true, "messageNotifications": true, "canOwnRecords": false});
        assert_eq!(created.json()[OWN], written);
        let ada = created.id();
        let user = format!("/Users/{ada}");
        assert_eq!(options(app, &ada).await, json!([
            ["weekly_email", "message_notifications"],
            [["message_notifications", "scim:options"], ["weekly_email", "scim:options"]],
        ]));
        app.events().await;

        // What does not speak of them leaves them alone, by PUT and by PATCH.
        okta.put(&user, json!({"userName": "ada"})).await.expect(200);
        let one = json!([{"op": "add", "path": format!("{OWN}:canOwnRecords"), "value": true}]);
        okta.patch(&user, one).await.expect(200);
        let all = json!(["weekly_email", "message_notifications", "can_own_records"]);
        assert_eq!(options(app, &ada).await[0], all);
        // False and removal take them, without a path too.
        let off = json!([{"op": "Replace", "value": {format!("{OWN}:weeklyEmail"): "False"}}]);
        okta.patch(&user, off).await.expect(200);
        okta.patch(&user, json!([{"op": "remove", "path": format!("{OWN}:canOwnRecords")}])).await.expect(200);
        assert_eq!(read(&okta, &ada).await, json!({"weeklyEmail": false, "messageNotifications": true}));
        assert_eq!(options(app, &ada).await, json!([["message_notifications"], [["message_notifications", "scim:options"]]]));
        okta.put(&user, json!({"userName": "ada", OWN: {"messageNotifications": null}})).await.expect(200);
        assert_eq!(options(app, &ada).await, nothing());
        let told = ["user.access_changed #3", "user.access_changed #4", "user.access_changed #5", "user.access_changed #6"];
        assert_eq!(app.events().await, told);
    }

    async fn an_option_goes_only_with_the_last_who_gives_it(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        app.lay_down("Okta", Part::Options, Keeper::Both).await;
        let body = json!({"userName": "ada", OWN: {"weeklyEmail": true}});
        let ada = okta.post("/Users", body).await.expect(201).id();
        let grants = format!("/people/{ada}/grants");
        let by_hand = json!({"options": ["weekly_email", "can_own_records"]});
        app.client(TokenRole::Admin).await.put(&grants, by_hand).await.expect(200);
        let off = json!([{"op": "replace", "path": format!("{OWN}:weeklyEmail"), "value": false}]);
        okta.patch(&format!("/Users/{ada}"), off).await.expect(200);
        assert_eq!(options(app, &ada).await, json!([
            ["weekly_email", "can_own_records"],
            [["can_own_records", "manual"], ["weekly_email", "manual"]],
        ]));
        app.settle().await;
    }

    async fn people_keep_options_until_it_is_laid_down_otherwise(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada", OWN: {"weeklyEmail": true, "canOwnRecords": true}});
        let ada = okta.post("/Users", body).await.expect(201).id();
        let both = json!({"weeklyEmail": true, "canOwnRecords": true});
        assert_eq!(read(&okta, &ada).await, both, "a client that compares finds its own word");
        assert_eq!(options(app, &ada).await, nothing());
        assert_eq!(notes(app).await, [KEPT], "one line for both");
        let (admin, grants) = (app.client(TokenRole::Admin).await, format!("/people/{ada}/grants"));
        admin.put(&grants, json!({"options": ["message_notifications"]})).await.expect(200);
        assert_eq!(options(app, &ada).await[0], json!(["message_notifications"]));

        // Then what the directory said counts, and what it said alone.
        app.lay_down("Okta", Part::Options, Keeper::Directory).await;
        assert_eq!(options(app, &ada).await, json!([
            ["weekly_email", "can_own_records"],
            [["can_own_records", "scim:options"], ["weekly_email", "scim:options"]],
        ]));
        let refused = admin.put(&grants, json!({"options": []})).await.expect(409).json();
        assert_eq!(refused["code"], "access.directory_managed");
        app.lay_down("Okta", Part::Options, Keeper::Both).await;
        let three = json!(["weekly_email", "message_notifications", "can_own_records"]);
        assert_eq!(options(app, &ada).await[0], three);
        app.lay_down("Okta", Part::Options, Keeper::Console).await;
        assert_eq!(options(app, &ada).await[0], json!(["message_notifications"]));
        assert_eq!(read(&okta, &ada).await, both);
        app.settle().await;
    }

    async fn options_are_found_and_are_booleans(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for (name, word) in [("ada", json!(true)), ("bob", json!(false)), ("kim", json!(null))] {
            let body = json!({"userName": name, OWN: {"weeklyEmail": word}});
            okta.post("/Users", body).await.expect(201);
        }
        assert_eq!(found(&okta, &format!("{OWN}:weeklyEmail eq true")).await, ["ada"]);
        assert_eq!(found(&okta, &format!("{OWN}:weeklyemail eq \"False\"")).await, ["bob"]);
        assert_eq!(found(&okta, &format!("{OWN}:weeklyEmail pr")).await, ["ada", "bob"]);
        let strict = app.connection("Strict", "rfc").await;
        for (client, word) in [(&okta, "often"), (&strict, "True")] {
            let body = json!({"schemas": [CORE, OWN], "userName": "eve", OWN: {"weeklyEmail": word}});
            let refused = client.post("/Users", body).await.expect(400).json();
            assert_eq!(refused["scimType"], "invalidValue", "{word}");
        }
        app.settle().await;
    }

    async fn subscribers_hear_of_options_that_are_in_force(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        app.lay_down("Okta", Part::Options, Keeper::Directory).await;
        let ada = okta.post("/Users", json!({"userName": "ada"})).await.expect(201).id();
        app.events().await;
        let on = json!([{"op": "add", "path": format!("{OWN}:weeklyEmail"), "value": "true"}]);
        okta.patch(&format!("/Users/{ada}"), on).await.expect(200);
        app.settle().await;
        let told = app.sink.take();
        let [told] = told.as_slice() else { panic!("one message") };
        assert_eq!(told.body["type"], "user.access_changed");
        let data = told.body["data"].to_string();
        assert!(data.contains("\"weeklyEmail\":true"), "{data}");
        assert!(data.contains(&format!("\"{OWN}:weeklyEmail\":null")), "{data}");
    }
}
