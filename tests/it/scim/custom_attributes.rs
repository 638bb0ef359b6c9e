//! Attributes that an account adds itself, from its file to filters, PATCH and events.

use crate::support::{App, stories, whole_feed};
use muster_app::provision::user::CreateUser;
use muster_app::schemas::{AppliedSchemas, ApplySchemas, show_schemas};
use muster_model::ids::AccountId;
use muster_store::{Acting, StoreError, Tx, Work};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../../config/schema.example.toml");
const ACME: &str = "urn:ietf:params:scim:schemas:extension:acme:2.0:User";
const TEAM: &str = "urn:ietf:params:scim:schemas:extension:acme:2.0:Group";

async fn try_apply(app: &App, text: &str) -> Result<AppliedSchemas, String> {
    let work = ApplySchemas {
        account: app.account.id,
        text: text.to_owned(),
        dry_run: false,
    };
    let applied = work.run(&app.ctx, &Acting::command_line()).await;
    applied.map_err(|why| why.to_string())
}

async fn apply(app: &App, text: &str) -> AppliedSchemas {
    try_apply(app, text).await.expect("a schema file")
}

fn person(name: &str, acme: &Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ACME],
        "userName": name,
        "emails": [{"value": name}],
        ACME: acme,
    })
}

/// Someone else changes the schemas of an account.
struct Lock(AccountId);

impl Work for Lock {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.schemas().lock(self.0).await
    }
}

/// The example, with badge numbers that may be shared.
fn shared_badges() -> String {
    EXAMPLE.replacen("uniqueness = \"server\"", "uniqueness = \"none\"", 1)
}

fn names(list: &Value) -> Vec<&str> {
    let people = list["Resources"].as_array().expect("a list");
    let names = people.iter().map(|one| one["userName"].as_str());
    names.map(|name| name.expect("a name")).collect()
}

pub(super) fn escaped(text: &str) -> String {
    text.replace(' ', "%20").replace('"', "%22")
}

stories! {
    async fn the_example_file_is_applied_once_and_shown_as_it_can_be_applied(app: &App) {
        let first = apply(app, EXAMPLE).await;
        assert_eq!((first.changed, first.schemas), (2, vec![ACME.to_owned(), TEAM.to_owned()]));
        assert_eq!(apply(app, EXAMPLE).await.changed, 0);
        let shown = show_schemas(&app.ctx, app.account.id).await.expect("schemas");
        assert_eq!(apply(app, &shown.file).await.changed, 0, "{}", shown.file);
    }

    async fn discovery_tells_of_custom_schemas_to_who_belongs_to_the_account(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "rfc").await;
        assert_eq!(okta.get("/Schemas").await.expect(200).json()["totalResults"], json!(6));
        let schema = okta.get(&format!("/Schemas/{ACME}")).await.expect(200).json();
        assert_eq!(schema["attributes"][0], json!({
            "name": "badgeNumber",
            "type": "string",
            "multiValued": false,
            "description": "The number on the badge.",
            "required": false,
            "caseExact": true,
            "mutability": "readWrite",
            "returned": "default",
            "uniqueness": "server",
        }));
        let kind = okta.get("/ResourceTypes/User").await.expect(200).json();
        assert_eq!(kind["schemaExtensions"][2], json!({"schema": ACME, "required": false}));
        let nobody = okta.with_token(None);
        assert_eq!(nobody.get("/Schemas").await.expect(200).json()["totalResults"], json!(4));
    }

    async fn custom_values_are_kept_checked_changed_and_told_of(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "rfc").await;
        let acme = json!({"badgeNumber": "A-7", "depots": ["Chicago", "Gary"], "level": 3, "hourlyRate": 21.5,
            "forklift": true, "medicalUntil": "2027-01-31T00:00:00Z", "payrollId": "p1"});
        let created = okta.post("/Users", person("ada@example.com", &acme)).await.expect(201);
        assert_eq!(created.json()[ACME], acme);
        assert_eq!(created.json()["schemas"][1], json!(ACME));
        let path = format!("/Users/{}", created.id());
        let mut shown = acme.clone();
        shown.as_object_mut().expect("an object").remove("hourlyRate");
        assert_eq!(okta.get(&path).await.expect(200).json()[ACME], shown);
        let asked = okta.get(&format!("{path}?attributes={ACME}:hourlyRate")).await.expect(200);
        assert_eq!(asked.json()[ACME], json!({"hourlyRate": 21.5}));
        app.settle().await;
        app.sink.take_told();
        let patched = okta.patch(&path, json!([
            {"op": "replace", "path": format!("{ACME}:level"), "value": 4},
            {"op": "add", "path": format!("{ACME}:depots"), "value": ["Joliet"]},
            {"op": "remove", "path": format!("{ACME}:forklift")},
        ])).await.expect(200).json();
        assert_eq!(patched[ACME]["level"], json!(4));
        assert_eq!(patched[ACME]["depots"], json!(["Chicago", "Gary", "Joliet"]));
        assert_eq!(patched[ACME].get("forklift"), None);
        for (attribute, value) in [("level", json!("four")), ("payrollId", json!("p2")), ("medicalUntil", json!("soon"))] {
            okta.patch(&path, json!([{"op": "replace", "path": format!("{ACME}:{attribute}"), "value": value}]))
                .await
                .expect(400);
        }
        assert_eq!(okta.get(&path).await.expect(200).json(), patched);
        assert_eq!(app.events().await, ["user.updated #3"]);
    }

    async fn who_writes_what_is_returned_on_request_sees_what_became_of_it(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = person("ada@example.com", &json!({"hourlyRate": 21.5}));
        let made = okta.post("/Users", ada).await.expect(201).json();
        assert_eq!(made[ACME], json!({"hourlyRate": 21.5}));
        assert!(made["schemas"].as_array().expect("schemas").contains(&json!(ACME)));
        let path = format!("/Users/{}", made["id"].as_str().expect("an id"));
        let read = okta.get(&path).await.expect(200).json();
        assert_eq!((&read[ACME], read["schemas"].as_array().map(Vec::len)), (&Value::Null, Some(1)));
        let raise = json!([{"op": "replace", "path": format!("{ACME}:hourlyRate"), "value": 23.5}]);
        let raised = okta.patch(&path, raise).await.expect(200).json();
        assert_eq!(raised[ACME], json!({"hourlyRate": 23.5}));
        let title = json!([{"op": "replace", "path": "title", "value": "Driver"}]);
        let titled = okta.patch(&path, title).await.expect(200).json();
        assert_eq!((&titled[ACME], &titled["title"]), (&Value::Null, &json!("Driver")));
        app.settle().await;
    }

    async fn subscribers_are_told_what_is_shown_on_request_and_never_a_password(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        let mut ada = person("ada@example.com", &json!({"hourlyRate": 21.5}));
        ada["password"] = json!("canary-1");
        let path = format!("/Users/{}", okta.post("/Users", ada).await.expect(201).id());
        let change = json!([
            {"op": "replace", "path": format!("{ACME}:hourlyRate"), "value": 23.5},
            {"op": "replace", "path": "password", "value": "canary-2"},
        ]);
        okta.patch(&path, change).await.expect(200);
        app.settle().await;
        // `request` keeps a value out of answers that nobody asked to have it: subscribers asked.
        let told = app.sink.take();
        let updated = told.iter().find(|message| message.body["type"] == "user.updated");
        let data = &updated.expect("an update").body["data"];
        assert_eq!(data["user"][ACME], json!({"hourlyRate": 23.5}));
        assert_eq!(data["changed"], json!([format!("{ACME}:hourlyRate")]));
        assert_eq!(data["previous"], json!({format!("{ACME}:hourlyRate"): 21.5}));
        // RFC 7643 7: what is never returned, no answer and no message holds.
        let feed = whole_feed(&app.database().await, &app.admin().await).await.text;
        assert!(feed.contains("hourlyRate"));
        for text in told.iter().map(|message| message.body.to_string()).chain([feed]) {
            assert!(!text.contains("canary") && !text.contains("password"), "{text}");
        }
        let hidden = EXAMPLE.replace("returned = \"request\"", "returned = \"never\"");
        let refused = try_apply(app, &hidden).await.expect_err("a refusal");
        assert!(refused.contains("a value that is never returned is not kept"), "{refused}");
    }

    async fn filters_and_sort_go_by_the_type_of_a_custom_attribute(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        for (name, level, rate, until, forklift) in [
            ("ada@example.com", 10, 9.5, "2027-01-01T00:00:00Z", true),
            ("bob@example.com", 9, 10.25, "2026-12-31T23:00:00-02:00", false),
            ("cyd@example.com", 2, 100.0, "2025-05-05T00:00:00Z", true),
        ] {
            let acme = json!({"level": level, "hourlyRate": rate, "medicalUntil": until, "forklift": forklift, "shift": name});
            okta.post("/Users", person(name, &acme)).await.expect(201);
        }
        okta.post("/Users", person("dan@example.com", &json!({}))).await.expect(201);
        for (filter, found) in [
            ("level gt 9", vec!["ada@example.com"]),
            ("level le 9", vec!["bob@example.com", "cyd@example.com"]),
            ("hourlyRate lt 10.3", vec!["ada@example.com", "bob@example.com"]),
            ("medicalUntil gt \"2027-01-01T00:30:00Z\"", vec!["bob@example.com"]),
            ("forklift eq true", vec!["ada@example.com", "cyd@example.com"]),
            ("shift sw \"BOB\"", vec!["bob@example.com"]),
            ("not (level pr)", vec!["dan@example.com"]),
        ] {
            let qualified = filter.replacen("level", &format!("{ACME}:level"), 1);
            for filter in [filter, qualified.as_str()] {
                let list = okta.get(&format!("/Users?filter={}", escaped(filter))).await.expect(200).json();
                assert_eq!(names(&list), found, "{filter}");
            }
        }
        okta.get(&format!("/Users?filter={}", escaped("level eq \"high\""))).await.expect(400);
        for (by, order) in [("level", ["cyd", "bob", "ada", "dan"]), ("hourlyRate", ["ada", "bob", "cyd", "dan"]), ("medicalUntil", ["cyd", "ada", "bob", "dan"])] {
            let list = okta.get(&format!("/Users?sortBy={ACME}:{by}")).await.expect(200).json();
            assert_eq!(names(&list), order.map(|name| format!("{name}@example.com")), "{by}");
        }
        app.settle().await;
    }

    async fn a_unique_custom_value_belongs_to_one_person_of_the_account(app: &App) {
        apply(app, EXAMPLE).await;
        let (okta, hr) = (app.connection("Okta", "lenient").await, app.connection("HR", "lenient").await);
        okta.post("/Users", person("ada@example.com", &json!({"badgeNumber": "A-7"}))).await.expect(201);
        let taken = hr.post("/Users", person("bob@example.com", &json!({"badgeNumber": "A-7"}))).await.expect(409);
        assert_eq!(taken.json()["scimType"], json!("uniqueness"));
        let bob = hr.post("/Users", person("bob@example.com", &json!({"badgeNumber": "a-7"}))).await.expect(201).id();
        let path = format!("/Users/{bob}");
        let steal = json!([{"op": "replace", "path": format!("{ACME}:badgeNumber"), "value": "A-7"}]);
        hr.patch(&path, steal).await.expect(409);
        app.settle().await;
    }

    async fn a_schema_that_goes_hides_its_values_and_brings_them_back(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        let acme = json!({"level": 3, "depots": ["Gary"]});
        let created = okta.post("/Users", person("ada@example.com", &acme)).await.expect(201);
        let path = format!("/Users/{}", created.id());
        let gone = apply(app, "prune = true").await;
        assert_eq!((gone.changed, gone.hidden.len()), (2, 2));
        let user = okta.get(&path).await.expect(200).json();
        assert_eq!((user.get(ACME), user["schemas"].to_string().contains("acme")), (None, false));
        let put = json!({"userName": "ada@example.com", "title": "Countess"});
        okta.put(&path, put).await.expect(200);
        let other = EXAMPLE.replace("name = \"level\"\ntype = \"integer\"", "name = \"level\"\ntype = \"boolean\"");
        let refused = try_apply(app, &other).await.expect_err("another type");
        assert!(refused.starts_with("line 49, column 8: \"level\" has 1 values that are no boolean"), "{refused}");
        apply(app, EXAMPLE).await;
        assert_eq!(okta.get(&path).await.expect(200).json()[ACME], acme);
        app.settle().await;
    }

    async fn a_urn_in_other_letters_is_refused_and_orphans_nothing(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = person("ada@example.com", &json!({"badgeNumber": "B-1"}));
        let path = format!("/Users/{}", okta.post("/Users", ada).await.expect(201).id());
        let other = ACME.replace(":acme:", ":Acme:");
        let refused = try_apply(app, &EXAMPLE.replace(ACME, &other)).await.expect_err("refused");
        let told = format!("\"{other}\" is here already as \"{ACME}\": write it in the same way");
        assert!(refused.ends_with(&told), "{refused}");
        assert!(refused.starts_with("line "), "{refused}");
        assert_eq!(okta.get(&path).await.expect(200).json()[ACME]["badgeNumber"], json!("B-1"));
        app.settle().await;
    }

    async fn a_hidden_urn_comes_back_in_the_same_letters_only(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = person("ada@example.com", &json!({"badgeNumber": "B-1"}));
        let path = format!("/Users/{}", okta.post("/Users", ada).await.expect(201).id());
        apply(app, "prune = true").await;
        let other = ACME.replace(":acme:", ":Acme:");
        let refused = try_apply(app, &EXAMPLE.replace(ACME, &other)).await.expect_err("refused");
        let told = format!("\"{other}\" is here already as \"{ACME}\": write it in the same way");
        assert!(refused.ends_with(&told) && refused.starts_with("line "), "{refused}");
        apply(app, EXAMPLE).await;
        assert_eq!(okta.get(&path).await.expect(200).json()[ACME]["badgeNumber"], json!("B-1"));
        app.settle().await;
    }

    async fn a_value_that_is_doubled_while_it_becomes_unique_is_seen(app: &App) {
        apply(app, &shared_badges()).await;
        let okta = app.connection("Okta", "lenient").await;
        let badge = json!({"badgeNumber": "A-7"});
        okta.post("/Users", person("ada@example.com", &badge)).await.expect(201);
        let twin = CreateUser {
            caller: app.caller("Okta").await,
            body: person("bob@example.com", &badge),
        };
        let (made, applied) = app.while_open(twin, try_apply(app, EXAMPLE)).await;
        made.expect("bob");
        let refused = applied.expect_err("two of them");
        assert!(refused.contains("\"badgeNumber\" cannot be unique: "), "{refused}");
        app.settle().await;
    }

    async fn who_was_met_before_a_value_became_unique_cannot_double_it(app: &App) {
        apply(app, &shared_badges()).await;
        let okta = app.connection("Okta", "lenient").await;
        let badge = json!({"badgeNumber": "A-7"});
        okta.post("/Users", person("ada@example.com", &badge)).await.expect(201);
        let twin = CreateUser {
            caller: app.caller("Okta").await,
            body: person("bob@example.com", &badge),
        };
        // The file is looked at, then waits; the person comes meanwhile, before the file or behind it.
        let both = async { tokio::join!(try_apply(app, EXAMPLE), app.perform(twin)) };
        let (_, (applied, made)) = app.while_open(Lock(app.account.id), both).await;
        assert_ne!(applied.is_ok(), made.is_ok(), "{applied:?}");
        let people = okta.get("/Users").await.expect(200).json();
        assert_eq!(people["totalResults"], json!(1 + i32::from(made.is_ok())));
        app.settle().await;
    }

    async fn a_required_extension_is_demanded_of_who_is_new(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let plain = json!({"userName": "old@example.com"});
        let old = okta.post("/Users", plain).await.expect(201).id();
        let required = EXAMPLE.replacen("required = false", "required = true", 1);
        apply(app, &required).await;
        let refused = okta.post("/Users", json!({"userName": "new@example.com"})).await.expect(400).json()["detail"].clone();
        assert_eq!(refused, json!(format!("\"{ACME}\" is required")));
        okta.post("/Users", person("new@example.com", &json!({"level": 1}))).await.expect(201);
        let leaver = json!([{"op": "replace", "path": "active", "value": false}]);
        let left = okta.patch(&format!("/Users/{old}"), leaver).await.expect(200);
        assert_eq!(left.json()["active"], json!(false));
        app.settle().await;
    }

    async fn a_group_has_custom_attributes_as_well(app: &App) {
        apply(app, EXAMPLE).await;
        let okta = app.connection("Okta", "lenient").await;
        let created = okta.post("/Groups", json!({"displayName": "Loaders", TEAM: {"headcount": 7}})).await.expect(201);
        assert_eq!(created.json()[TEAM], json!({"headcount": 7}));
        okta.post("/Groups", json!({"displayName": "Drivers", TEAM: {"headcount": 12}})).await.expect(201);
        let path = format!("/Groups/{}", created.id());
        let patched = okta.patch(&path, json!([{"op": "add", "path": format!("{TEAM}:costCenter"), "value": "C1"}])).await.expect(200);
        assert_eq!(patched.json()[TEAM], json!({"headcount": 7, "costCenter": "C1"}));
        for filter in ["headcount gt 8", "headcount eq 12"] {
            let list = okta.get(&format!("/Groups?filter={}", escaped(filter))).await.expect(200).json();
            assert_eq!(list["Resources"][0]["displayName"], json!("Drivers"), "{filter}");
            assert_eq!(list["totalResults"], json!(1), "{filter}");
        }
        okta.put(&path, json!({"displayName": "Loaders"})).await.expect(200);
        assert_eq!(okta.get(&path).await.expect(200).json().get(TEAM), None);
        app.settle().await;
    }
}
