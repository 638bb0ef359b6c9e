//! A directory names the record set of each entity type: given, read back, never opened by a mistake.

use crate::support::{App, Client, stories, unnumbered, whole_feed};
use muster_app::access::Preset;
use muster_app::log::{LogFilter, write_all_log};
use muster_model::access::{Keeper, Part};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const BOATS: &str = r#"
verified_domains = ["example.com"]
[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { captain = "person", group = "group" }

[[entity]]
name = "part_location"
module = "boats"
attributes = { group = "group" }

[[record_set]]
name = "Own boats"
types.boat = { view = "group in $me.groups", update = "captain eq $me" }

[[record_set]]
name = "Quay"
types.boat = { view = "group eq \"Quay\"", update = "none" }
"#;

/// What the directory reads of its own word.
async fn read(directory: &Client, id: &str) -> Value {
    let user = directory.get(&format!("/Users/{id}")).await.expect(200);
    user.json()[OWN].take()
}

/// The sets in force, and who gives each.
async fn sets(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    let because = access["because"]["record_sets"].as_array().cloned();
    let because = because.into_iter().flatten();
    because
        .map(|one| json!([one["value"], one["source"], one["via"]]))
        .collect()
}

/// The last note of the provisioning log.
async fn noted(app: &App) -> Option<String> {
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    let reads = app.ctx.store.read();
    let filter = LogFilter {
        limit: 1,
        ..LogFilter::default()
    };
    let rows = reads.request_log().read(&filter).await.expect("rows");
    rows.into_iter()
        .next()?
        .detail
        .map(|text| unnumbered(&text))
}

fn set(name: &str, value: &Value) -> Value {
    json!([{"op": "replace", "path": format!("{OWN}:{name}"), "value": value}])
}

async fn ada(directory: &Client, extension: Value) -> (String, String) {
    let body = json!({"userName": "ada@example.com", OWN: extension});
    let id = directory.post("/Users", body).await.expect(201).id();
    let path = format!("/Users/{id}");
    (id, path)
}

/// The access attributes of the User extension, as `/Schemas` lists them.
async fn attributes(directory: &Client) -> Vec<String> {
    let schema = directory
        .get(&format!("/Schemas/{OWN}"))
        .await
        .expect(200)
        .json();
    let all = schema["attributes"].as_array().expect("attributes").iter();
    let names = all.map(|one| one["name"].as_str().expect("a name").to_owned());
    names.filter(|name| name.ends_with("RecordSet")).collect()
}

stories! {
    async fn each_entity_type_has_an_attribute_for_its_record_set(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        assert_eq!(attributes(&okta).await, ["recordsRecordSet"]);
        app.apply(BOATS).await;
        let three = ["boatsRecordSet", "partLocationsRecordSet", "recordsRecordSet"];
        assert_eq!(attributes(&okta).await, three);

        let (id, path) = ada(&okta, json!({"BoatsRecordSet": "own BOATS", "partLocationsRecordSet": "none"})).await;
        let written = json!({"boatsRecordSet": "own BOATS", "partLocationsRecordSet": "none"});
        assert_eq!(read(&okta, &id).await, written);
        let both = json!([
            ["boat=Own boats", "scim:recordSets", ["Okta"]],
            ["part_location=none", "scim:recordSets", ["Okta"]],
        ]);
        assert_eq!(sets(app, &id).await, both);
        // What does not speak of them leaves them alone.
        okta.put(&path, json!({"userName": "ada@example.com"})).await.expect(200);
        okta.patch(&path, set("partLocationsRecordSet", &json!(null))).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=Own boats", "scim:recordSets", ["Okta"]]]));
        assert_eq!(read(&okta, &id).await, json!({"boatsRecordSet": "own BOATS"}));
        // Several are added up; `all` takes nothing away.
        okta.patch(&path, set("boatsRecordSet", &json!("quay; Own boats"))).await.expect(200);
        let added = "group in $me.groups or group eq \"Quay\"";
        let access = app.admin().await.get(&format!("/people/{id}/access")).await.expect(200).json();
        assert_eq!(access["record_sets"]["boat"]["view"], added);
        let filter = format!("{OWN}:boatsRecordSet co \"quay\"").replace(' ', "%20").replace('"', "%22");
        let found = okta.get(&format!("/Users?filter={filter}")).await.expect(200).json();
        assert_eq!(found["totalResults"], 1);
        okta.patch(&path, set("boatsRecordSet", &json!("ALL"))).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=all", "scim:recordSets", ["Okta"]]]));

        let feed = whole_feed(&app.database().await, &app.admin().await).await.json();
        let events = feed["events"].as_array().expect("events").iter();
        let told = events.filter(|event| event["type"] == "user.access_changed");
        let previous: Vec<&Value> = told.map(|event| &event["data"]["previous"]).collect();
        let of = |name: &str, sets: &str| json!({format!("{OWN}:{name}"): sets});
        assert_eq!(previous, [
            &of("partLocationsRecordSet", "none"),
            &of("boatsRecordSet", "Own boats"),
            &of("boatsRecordSet", "Own boats; Quay"),
        ]);
        app.settle().await;
    }

    async fn a_set_that_nothing_is_called_opens_nothing(app: &App) {
        app.apply(BOATS).await;
        let okta = app.connection("Okta", "lenient").await;
        let (id, path) = ada(&okta, json!({"boatsRecordSet": "Own ships"})).await;
        let unknown = "record set \"Own ships\" does not exist; use one of: Own boats, Quay, all, none";
        assert_eq!(noted(app).await.as_deref(), Some(unknown));
        assert_eq!(read(&okta, &id).await, json!({"boatsRecordSet": "Own ships"}));
        let closed = json!([["boat=none", "scim:recordSets", ["Okta"]]]);
        assert_eq!(sets(app, &id).await, closed);
        okta.patch(&path, set("boatsRecordSet", &json!("; ship"))).await.expect(200);
        assert_eq!(sets(app, &id).await, closed);
        // What is there counts, whatever else is named.
        okta.patch(&path, set("boatsRecordSet", &json!("Own ships; Quay"))).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=Quay", "scim:recordSets", ["Okta"]]]));
        // A set that was renamed is still theirs when the directory says what it said.
        let all = app.admin().await.get("/record-sets").await.expect(200).json();
        let quay = all["items"].as_array().expect("sets").iter().find(|set| set["name"] == "Quay");
        let quay = quay.expect("it")["id"].as_str().expect("an id").to_owned();
        let admin = app.client(TokenRole::Admin).await;
        let (method, renamed) = (axum::http::Method::PATCH, json!({"name": "Pier"}).to_string());
        admin.send(method, &format!("/record-sets/{quay}"), &[], Some(renamed)).await.expect(200);
        okta.patch(&path, set("boatsRecordSet", &json!("Own ships; Quay"))).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=Pier", "scim:recordSets", ["Okta"]]]));

        let strict = app.connection("Strict", "rfc").await;
        let refused = strict.post("/Users", json!({
            "schemas": [CORE, OWN], "userName": "bob", OWN: {"boatsRecordSet": "Own ships"},
        })).await;
        let refused = refused.expect(400).json();
        assert_eq!(refused["scimType"], "invalidValue");
        let detail = "record set \"Own ships\" does not exist; use one of: Own boats, Pier, all, none";
        assert_eq!(refused["detail"], detail);
        app.settle().await;
    }

    async fn who_keeps_the_scope_keeps_the_record_sets(app: &App) {
        app.apply(BOATS).await;
        let okta = app.connection("Okta", "lenient").await;
        app.lay_down("Okta", Part::Scope, Keeper::Console).await;
        let (id, path) = ada(&okta, json!({"boatsRecordSet": "Quay"})).await;
        let left_out = "left out: people keep the scope of whom Okta knows: let the directory write it \
                        with `muster connection set --connection ID --owns scope=both`";
        assert_eq!(noted(app).await.as_deref(), Some(left_out));
        assert_eq!(sets(app, &id).await, json!([]));
        assert_eq!(read(&okta, &id).await, json!(null));
        app.lay_down("Okta", Part::Scope, Keeper::Directory).await;
        okta.patch(&path, set("boatsRecordSet", &json!("Quay"))).await.expect(200);
        let by_hand = json!({"record_sets": {"boat": "all"}});
        let admin = app.client(TokenRole::Admin).await;
        let refused = admin.put(&format!("/people/{id}/grants"), by_hand.clone()).await.expect(409);
        assert_eq!(refused.json()["code"], "access.directory_managed");
        // A directory stands above what is given by hand, where both may.
        app.lay_down("Okta", Part::Scope, Keeper::Both).await;
        admin.put(&format!("/people/{id}/grants"), by_hand).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=Quay", "scim:recordSets", ["Okta"]]]));
        app.settle().await;
    }

    async fn who_lets_go_takes_their_record_set_along(app: &App) {
        app.apply(BOATS).await;
        let okta = app.connection("Okta", "lenient").await;
        let (id, path) = ada(&okta, json!({"boatsRecordSet": "Quay"})).await;
        let hr = app.adopting("HR").await;
        hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        okta.delete(&path).await.expect(204);
        assert_eq!(sets(app, &id).await, json!([]));
        assert_eq!(read(&hr, &id).await, json!(null));
        // Whoever writes the same next is heard.
        hr.patch(&path, set("boatsRecordSet", &json!("Quay"))).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=Quay", "scim:recordSets", ["HR"]]]));
        app.settle().await;
    }

    async fn what_was_said_of_a_type_that_is_gone_is_hidden_until_it_comes_back(app: &App) {
        app.apply(BOATS).await;
        let okta = app.connection("Okta", "lenient").await;
        let (id, path) = ada(&okta, json!({"boatsRecordSet": "Quay", "partLocationsRecordSet": "none"})).await;
        let (before, rest) = BOATS.split_once("[[entity]]\nname = \"part_location\"").expect("it");
        let (_, after) = rest.split_once("\n\n").expect("more");
        app.apply(&format!("prune = true\n{before}{after}")).await;
        assert_eq!(read(&okta, &id).await, json!({"boatsRecordSet": "Quay"}));
        okta.put(&path, json!({"userName": "ada@example.com", "title": "Captain"})).await.expect(200);
        assert_eq!(sets(app, &id).await, json!([["boat=Quay", "scim:recordSets", ["Okta"]]]));

        app.apply(BOATS).await;
        let written = json!({"boatsRecordSet": "Quay", "partLocationsRecordSet": "none"});
        assert_eq!(read(&okta, &id).await, written);
        assert_eq!(sets(app, &id).await, json!([
            ["boat=Quay", "scim:recordSets", ["Okta"]],
            ["part_location=none", "scim:recordSets", ["Okta"]],
        ]));
        app.settle().await;
    }

    async fn a_set_of_the_preset_is_given_alike_by_directory_by_hand_and_by_copy(app: &App) {
        let account = app.product("expiry", Preset::Expiration).await;
        let admin = app.admin_of(account, TokenRole::Admin).await;
        let listed = admin.get("/record-sets").await.expect(200).json();
        let sets = listed["items"].as_array().expect("sets").iter();
        let names: Vec<&Value> = sets.map(|set| &set["name"]).collect();
        assert_eq!(names, ["As contact", "Own records"]);

        let okta = app.connection_of(account, "Okta", "lenient").await;
        let six = [
            "companiesRecordSet", "contactsRecordSet", "equipmentRecordSet", "expirationItemsRecordSet",
            "locationsRecordSet", "recordsRecordSet", "vehiclesRecordSet",
        ];
        assert_eq!(attributes(&okta).await, six);
        let (ada, _) = ada(&okta, json!({"expirationItemsRecordSet": "Own records", "companiesRecordSet": "none"})).await;
        let given = json!({"expiration_item": "Own records", "company": "none"});
        let bob = json!({"card": {"email": "bob@example.com"}, "access": {"record_sets": given}});
        let bob = admin.post("/people", bob).await.expect(201).id();
        let carla = json!({"card": {"email": "carla@example.com"}});
        let carla = admin.post("/people", carla).await.expect(201).id();
        admin.post(&format!("/people/{carla}/access/copy"), json!({"from": bob})).await.expect(200);
        for person in [ada, bob, carla] {
            let access = admin.get(&format!("/people/{person}/access")).await.expect(200).json();
            assert_eq!(access["record_sets"], json!({
                "expiration_item": {"sets": ["Own records"], "view": "owner eq $me", "update": "owner eq $me"},
                "company": {"sets": ["none"], "view": "none", "update": "none"},
            }));
        }
        app.settle().await;
        app.mailbox.take();
    }
}
