//! Bulk (RFC 7644 3.7): many changes in one request, each as if it had come alone.

use crate::support::{Answer, App, Client, Held, stories};
use axum::http::Method;
use insta::assert_snapshot;
use muster_app::auth::Authenticator;
use muster_app::log::{LogFilter, write_all_log};
use muster_app::provision::user::PatchUser;
use muster_app::provision::{BulkRun, Caller, Ran, Token, Until};
use muster_scim::bulk;
use muster_scim::patch::PATCH_URN;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const USER_URN: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP_URN: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

async fn send(client: &Client, operations: Value) -> Answer {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": operations,
    });
    client.post("/Bulk", body).await
}

async fn send_until(client: &Client, errors: u64, operations: Value) -> Answer {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "failOnErrors": errors,
        "Operations": operations,
    });
    client.post("/Bulk", body).await
}

/// `method bulkId status`, and the keyword and words of an error.
fn told(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let operations = json["Operations"].as_array().expect("operations");
    let line = |operation: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let error = &operation["response"];
        let line = format!(
            "{} {} {}",
            text(&operation["method"]),
            text(&operation["bulkId"]),
            text(&operation["status"])
        );
        if error.is_object() {
            assert_eq!(error["status"], operation["status"]);
            return format!(
                "{line} {}: {}",
                text(&error["scimType"]),
                text(&error["detail"])
            );
        }
        line
    };
    operations.iter().map(line).collect()
}

/// The id at the end of an operation's location.
fn id_of(answer: &Answer, index: usize) -> String {
    let json = answer.json();
    let location = json["Operations"][index]["location"].as_str();
    let location = location.unwrap_or_else(|| panic!("a location: {}", answer.text));
    location.rsplit('/').next().expect("an id").to_owned()
}

fn user(name: &str) -> Value {
    json!({
        "method": "POST",
        "path": "/Users",
        "bulkId": name,
        "data": {"userName": name, "active": false},
    })
}

fn user_under(name: &str, manager: &str) -> Value {
    json!({
        "method": "POST",
        "path": "/Users",
        "bulkId": name,
        "data": {
            "userName": name,
            "active": false,
            ENTERPRISE: {"department": "Engines", "manager": {"value": format!("bulkId:{manager}")}},
        },
    })
}

fn group(name: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
    json!({
        "method": "POST",
        "path": "/Groups",
        "bulkId": name,
        "data": {"displayName": name, "members": members},
    })
}

async fn members_of(client: &Client, id: &str) -> Vec<String> {
    let group = client
        .get(&format!("/Groups/{id}"))
        .await
        .expect(200)
        .json();
    let members = group["members"].as_array().cloned().unwrap_or_default();
    let ids = members
        .iter()
        .map(|member| member["value"].as_str().expect("an id").to_owned());
    ids.collect()
}

async fn manager_of(client: &Client, id: &str) -> String {
    let user = client.get(&format!("/Users/{id}")).await.expect(200).json();
    user[ENTERPRISE]["manager"]["value"]
        .as_str()
        .expect("a manager")
        .to_owned()
}

/// The connection behind a client.
async fn caller(app: &App, client: &Client) -> Caller {
    let auth = Authenticator::new(app.ctx.clone(), Duration::ZERO);
    let known = auth.connection(client.token().expect("a token")).await;
    let known = known.expect("a look").expect("a caller");
    Caller {
        connection: Arc::new(known.connection),
        kinds: known.kinds,
        request_id: None,
    }
}

stories! {
    async fn a_feed_of_two_hundred_people_arrives_in_one_request(app: &App) {
        let feed = app.connection("HR", "hr").await;
        let hires: Vec<Value> = (0..200).map(|number| user(&format!("hire-{number}"))).collect();
        let answer = send(&feed, json!(hires)).await.expect(200);
        let expected: Vec<String> = (0..200).map(|number| format!("POST hire-{number} 201")).collect();
        assert_eq!(told(&answer), expected);
        assert_eq!(feed.get("/Users?count=0").await.json()["totalResults"], json!(200));
        // One event each, and nothing else.
        assert_eq!(app.events().await, vec!["user.created #1"; 200]);
    }

    async fn a_long_request_answers_what_was_done_in_time(app: &App) {
        let feed = app.connection("HR", "hr").await;
        let hires: Vec<Value> = (0..200).map(|number| user(&format!("hire-{number}"))).collect();
        let answer = send(&app.slow(&feed), json!(hires)).await.expect(200);
        let done = told(&answer).len();
        assert!((1..60).contains(&done), "{done} operations in less than a minute");
        let expected: Vec<String> = (0..done).map(|number| format!("POST hire-{number} 201")).collect();
        assert_eq!(told(&answer), expected);
        // What is not listed was not done; what was done is in the log, beside the request itself.
        assert_eq!(feed.get("/Users?count=0").await.json()["totalResults"], json!(done));
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let filter = LogFilter { limit: 300, ..LogFilter::default() };
        let rows = app.ctx.store.read().request_log().read(&filter).await.expect("rows");
        assert_eq!(rows.iter().filter(|row| row.method == "POST").count(), done + 1);
        app.settle().await;
    }

    async fn an_operation_that_takes_too_long_is_told_to_be_unfinished(app: &App) {
        let feed = app.connection("HR", "hr").await;
        let id = feed.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201).id();
        let caller = caller(app, &feed).await;
        let operation = json!({"op": "replace", "path": "title", "value": "Countess"});
        let slow = Held {
            work: PatchUser {
                caller: caller.clone(),
                id: id.clone(),
                if_match: None,
                body: json!({"schemas": [PATCH_URN], "Operations": [operation]}),
            },
            working: Arc::default(),
            let_go: Arc::default(),
        };
        let (working, let_go) = (Arc::clone(&slow.working), Arc::clone(&slow.let_go));
        let in_its_way = async {
            working.notified().await;
            let path = format!("/Users/{id}");
            let gone = json!({"method": "DELETE", "path": path, "version": "W/\"1\""});
            let request = bulk::parse(json!({"Operations": [gone, gone]}), caller.switches());
            let mut run = BulkRun::new(request.expect("a request"));
            let soon = app.ctx.now().plus(Duration::from_millis(1));
            let auth = Authenticator::new(app.ctx.clone(), Duration::ZERO);
            let token = Token { auth: &auth, bearer: feed.token().expect("a token") };
            run.go_on(&app.ctx, &caller, &token, Until { begin: soon, wait: soon }).await;
            let_go.notify_one();
            run.finish()
        };
        let (held, run) = tokio::join!(app.ctx.store.perform(caller.acting(), slow), in_its_way);
        held.expect("a title");
        let told = |ran: &[Ran]| -> Vec<String> {
            let errors = ran.iter().filter_map(|ran| ran.processed.outcome.clone().err());
            errors.map(|error| format!("{}: {}", error.status, error.detail)).collect()
        };
        let unknown = "503: it took too long and may still be done; look before you send it again";
        assert_eq!(told(&run), [unknown, unknown]);
        feed.get(&format!("/Users/{id}")).await.expect(200);
        app.settle().await;
    }

    async fn a_token_that_is_taken_back_changes_nothing_more(app: &App) {
        let feed = app.connection("HR", "hr").await;
        let other = app.connection("Other", "hr").await;
        let id = caller(app, &feed).await.id().to_string();
        let hires: Vec<Value> = (0..1000).map(|number| user(&format!("hire-{number}"))).collect();
        let taking_back = async {
            while feed.get("/Users?count=0").await.json()["totalResults"] == json!(0) {}
            app.muster_says(&["connection", "revoke", "--connection", &id]);
        };
        let (answer, ()) = tokio::join!(send(&feed, json!(hires)), taking_back);
        let mut statuses: Vec<String> = told(&answer.expect(200))
            .iter()
            .filter_map(|line| line.splitn(3, ' ').nth(2).map(str::to_owned))
            .collect();
        assert_eq!(statuses.len(), 1000);
        statuses.dedup();
        assert_eq!(statuses, ["201", "401 -: the token was taken back meanwhile"]);
        other.get("/Users").await.expect(200);
        app.settle().await;
    }

    async fn what_was_done_before_the_client_hung_up_is_in_the_log(app: &App) {
        let feed = app.connection("HR", "hr").await;
        let people = async || feed.get("/Users?count=0").await.json()["totalResults"].as_u64();
        let hires: Vec<Value> = (0..1000).map(|number| user(&format!("hire-{number}"))).collect();
        tokio::select! {
            answer = send(&feed, json!(hires)) => panic!("{}", answer.status),
            () = async { while people().await == Some(0) {} } => {}
        }
        let mut kept = Vec::new();
        loop {
            write_all_log(&app.ctx, &app.log).await.expect("the log");
            let filter = LogFilter { limit: 2000, ..LogFilter::default() };
            let rows = app.ctx.store.read().request_log().read(&filter).await.expect("rows");
            kept.clear();
            kept.extend(rows.iter().filter(|row| row.method == "POST").map(|row| (row.status, row.path.clone())));
            // The last one was perhaps still under way.
            if people().await == u64::try_from(kept.len() - 1).ok() {
                break;
            }
        }
        let (bulk, operations): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(_, path)| path == "/scim/v2/Bulk");
        assert_eq!(bulk, [(499, "/scim/v2/Bulk".to_owned())]);
        assert!(operations.iter().filter(|(status, _)| *status != 201).count() <= 1, "{operations:?}");
        app.settle().await;
    }

    async fn an_answer_names_where_each_resource_is(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let answer = send(&okta, json!([user("ada"), user("ada")])).await;
        let shown = answer.shown().replace(&id_of(&answer, 0), "ID");
        assert_snapshot!("a_bulk_answer", shown);
        app.settle().await;
    }

    async fn references_point_back_and_ahead_and_into_paths(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let answer = send(&okta, json!([
            group("drivers", &["bulkId:ada", "bulkId:bob"]),
            user("ada"),
            {"method": "PATCH", "path": "/Groups/bulkId:drivers", "data": {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [
                    {"op": "remove", "path": "members[value eq \"bulkId:ada\"]"},
                    {"op": "add", "path": "members", "value": [{"value": "bulkId:cleo", "$ref": "../Users/bulkId:cleo"}]},
                ],
            }},
            user("bob"),
            user_under("cleo", "bob"),
        ])).await.expect(200);
        assert_eq!(
            told(&answer),
            ["POST drivers 201", "POST ada 201", "PATCH - 200", "POST bob 201", "POST cleo 201"]
        );
        let (drivers, bob, cleo) = (id_of(&answer, 0), id_of(&answer, 3), id_of(&answer, 4));
        assert_eq!(id_of(&answer, 2), drivers);
        let mut members = members_of(&okta, &drivers).await;
        members.sort();
        let mut expected = vec![bob.clone(), cleo.clone()];
        expected.sort();
        assert_eq!(members, expected);
        assert_eq!(manager_of(&okta, &cleo).await, bob);
        app.settle().await;
    }

    async fn people_who_manage_each_other_are_created_and_then_completed(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let circle = json!([user_under("ada", "bob"), user_under("bob", "ada"), user_under("solo", "solo")]);
        let answer = send(&okta, circle).await.expect(200);
        assert_eq!(told(&answer), ["POST ada 201", "POST bob 201", "POST solo 201"]);
        let (ada, bob, solo) = (id_of(&answer, 0), id_of(&answer, 1), id_of(&answer, 2));
        assert_eq!(manager_of(&okta, &ada).await, bob);
        assert_eq!(manager_of(&okta, &bob).await, ada);
        assert_eq!(manager_of(&okta, &solo).await, solo);
        // The version is that of the completed resource.
        let read = okta.get(&format!("/Users/{ada}")).await.expect(200);
        assert_eq!(answer.json()["Operations"][0]["version"], read.json()["meta"]["version"]);
        let mut events = app.events().await;
        events.sort();
        assert_eq!(
            events,
            ["user.created #1", "user.created #1", "user.created #1", "user.updated #2", "user.updated #2"]
        );
    }

    async fn a_group_and_its_user_name_each_other(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mut ada = user("ada");
        ada["data"]["groups"] = json!([{"value": "bulkId:drivers"}]);
        let answer = send(&okta, json!([group("drivers", &["bulkId:ada"]), ada])).await.expect(200);
        assert_eq!(told(&answer), ["POST drivers 201", "POST ada 201"]);
        assert_eq!(members_of(&okta, &id_of(&answer, 0)).await, [id_of(&answer, 1)]);
        app.settle().await;
    }

    async fn groups_that_contain_each_other_are_refused_and_not_created(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let circle = json!([group("a", &["bulkId:b"]), group("b", &["bulkId:a"]), user("ada")]);
        let answer = send(&okta, circle).await.expect(200);
        let why = "a group cannot be a member of itself, directly or through other groups";
        assert_eq!(
            told(&answer),
            [format!("POST a 409 -: {why}"), format!("POST b 409 -: {why}"), "POST ada 201".to_owned()]
        );
        assert_eq!(okta.get("/Groups").await.json()["totalResults"], json!(0));
        assert_eq!(app.events().await, ["user.created #1"]);
    }

    async fn without_a_limit_every_operation_is_tried(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let gone = "/Users/3f1c2d4e-0000-7000-8000-00000000dead";
        let answer = send(&okta, json!([
            user("ada"),
            {"method": "POST", "path": "/Users", "bulkId": "again", "data": {"userName": "ADA"}},
            group("drivers", &["bulkId:again"]),
            {"method": "DELETE", "path": gone},
            {"method": "PUT", "path": gone, "data": {"userName": "nobody"}},
            {"method": "POST", "path": "/Users", "bulkId": "nameless", "data": {}},
            {"method": "DELETE", "path": "/Users/bulkId:ada"},
            {"method": "GET", "path": gone},
            {"method": "POST", "path": "/Bulk", "bulkId": "inner", "data": {}},
            {"method": "PATCH", "path": "/Me", "data": {}},
            {"method": "DELETE", "path": "/Cars/1"},
            {"method": "DELETE", "path": "/Users"},
            {"method": "POST", "path": "/Users", "data": {"userName": "unnamed"}},
            group("riders", &["bulkId:nobody"]),
        ])).await.expect(200);
        assert_eq!(
            told(&answer),
            [
                "POST ada 201",
                "POST again 409 uniqueness: userName is already in use",
                "POST drivers 409 -: \"bulkId:again\" was not created: its operation failed",
                "DELETE - 404 -: there is no such resource for this connection",
                "PUT - 404 -: there is no such resource for this connection",
                "POST nameless 400 invalidValue: \"userName\" is required",
                "DELETE - 204",
                "GET - 400 invalidSyntax: \"method\" is POST, PUT, PATCH or DELETE",
                "POST inner 400 invalidValue: a Bulk request cannot hold another",
                "PATCH - 501 -: /Me cannot be used in a Bulk request",
                "DELETE - 404 -: there is no such endpoint; see /ResourceTypes",
                "DELETE - 405 -: /Users does not know DELETE",
                "POST - 400 invalidSyntax: a POST has a \"bulkId\"",
                "POST riders 400 invalidValue: no POST in this request has the bulkId \"nobody\"",
            ]
        );
        // RFC 7644 3.7.3: a location for all but a POST that failed.
        let json = answer.json();
        let located = |index: usize| json["Operations"][index].get("location").is_some();
        assert!(located(0) && located(3) && located(4) && located(6));
        assert!(!located(1) && !located(2) && !located(5));
        assert_eq!(app.events().await, ["user.created #1", "user.deleted #2"]);
    }

    async fn too_many_errors_end_it_and_the_rest_is_neither_done_nor_listed(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201);
        let again = |number: usize| {
            json!({"method": "POST", "path": "/Users", "bulkId": format!("again-{number}"), "data": {"userName": "ada"}})
        };
        let first = send_until(&okta, 1, json!([user("bob"), again(1), user("cleo")])).await.expect(200);
        let taken = "409 uniqueness: userName is already in use";
        assert_eq!(told(&first), ["POST bob 201".to_owned(), format!("POST again-1 {taken}")]);
        let third = json!([again(1), user("cleo"), again(2), again(3), user("dora"), again(4)]);
        let third = send_until(&okta, 3, third).await.expect(200);
        assert_eq!(
            told(&third),
            [
                format!("POST again-1 {taken}"),
                "POST cleo 201".to_owned(),
                format!("POST again-2 {taken}"),
                format!("POST again-3 {taken}"),
            ]
        );
        assert_eq!(okta.get("/Users?count=0").await.json()["totalResults"], json!(3));
        app.settle().await;
    }

    async fn an_operation_changes_only_the_version_that_it_names(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201).id();
        let path = format!("/Users/{id}");
        let title = |title: &str, version: &str| {
            json!({"method": "PATCH", "path": path, "version": version, "data": {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{"op": "replace", "path": "title", "value": title}],
            }})
        };
        let answer = send(&okta, json!([
            title("Countess", "W/\"1\""),
            title("Queen", "W/\"1\""),
            {"method": "DELETE", "path": path, "version": "W/\"1\""},
            {"method": "PUT", "path": path, "version": "W/\"2\"", "data": {"userName": "ada", "title": "Analyst"}},
        ])).await.expect(200);
        let changed = "412 -: the resource has changed; read it again and repeat the change";
        assert_eq!(
            told(&answer),
            [
                "PATCH - 200".to_owned(),
                format!("PATCH - {changed}"),
                format!("DELETE - {changed}"),
                "PUT - 200".to_owned(),
            ]
        );
        let read = okta.get(&path).await.expect(200).json();
        assert_eq!((&read["title"], &read["meta"]["version"]), (&json!("Analyst"), &json!("W/\"3\"")));
        app.settle().await;
    }

    async fn an_operation_has_the_status_of_a_single_request(app: &App) {
        let add = |path: &str, id: &str| {
            json!({"method": "PATCH", "path": path, "data": {
                "schemas": [PATCH_URN],
                "Operations": [{"op": "add", "path": "members", "value": [{"value": id}]}],
            }})
        };
        for (profile, of_group) in [("lenient", 200), ("rfc", 200), ("okta", 200), ("entra", 204)] {
            let client = app.connection(profile, profile).await;
            let name = json!({"schemas": [USER_URN], "userName": format!("{profile}-ada"), "active": false});
            let ada = client.post("/Users", name).await.expect(201).id();
            let name = json!({"schemas": [GROUP_URN], "displayName": profile});
            let drivers = client.post("/Groups", name).await.expect(201).id();
            let (user, group) = (format!("/Users/{ada}"), format!("/Groups/{drivers}"));
            let title = json!([{"op": "replace", "path": "title", "value": "Countess"}]);
            client.patch(&user, title.clone()).await.expect(200);
            client.patch(&group, add("", &ada)["data"]["Operations"].take()).await.expect(of_group);
            let answer = send(&client, json!([
                {"method": "PATCH", "path": user, "data": {"schemas": [PATCH_URN], "Operations": title}},
                add(&group, &ada),
                {"method": "PUT", "path": group, "data": {"schemas": [GROUP_URN], "displayName": profile}},
                {"method": "DELETE", "path": group},
            ])).await.expect(200);
            let patched = format!("PATCH - {of_group}");
            assert_eq!(told(&answer), ["PATCH - 200", patched.as_str(), "PUT - 200", "DELETE - 204"], "{profile}");
        }
        app.settle().await;
    }

    async fn what_exceeds_a_limit_is_refused_with_the_limit(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let many: Vec<Value> = (0..1001).map(|number| user(&number.to_string())).collect();
        let refused = send(&okta, json!(many)).await.expect(413).json();
        assert_eq!(
            refused["detail"],
            "the request has 1001 operations, which exceeds maxOperations (1000)"
        );
        let mut large = user("large");
        large["data"]["title"] = json!("x".repeat(4 * 1024 * 1024));
        let refused = send(&okta, json!([large])).await.expect(413).json();
        assert_eq!(refused["detail"], "The body is larger than maxPayloadSize, 4194304 bytes.");
        assert_eq!(refused["status"], "413");
        let mut fits = user("fits");
        fits["data"]["title"] = json!("x".repeat(1024 * 1024));
        send(&okta, json!([fits])).await.expect(200);
        let config = okta.get("/ServiceProviderConfig").await.expect(200).json();
        assert_eq!(
            config["bulk"],
            json!({"supported": true, "maxOperations": 1000, "maxPayloadSize": 4_194_304})
        );
        app.settle().await;
    }

    async fn what_is_no_bulk_request_is_refused_whole(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let deep = |depth: usize| {
            format!(
                r#"{{"Operations":[{{"method":"POST","path":"/Users","bulkId":"a","data":{}0{}}}]}}"#,
                "{\"a\":".repeat(depth),
                "}".repeat(depth)
            )
        };
        let bodies = [
            (deep(30), "invalidSyntax"),
            (r#"{"Operations":[]}"#.to_owned(), "invalidSyntax"),
            (r#"{"Operations":[5]}"#.to_owned(), "invalidSyntax"),
            (r#"{"Operations":[{"method":"DELETE","path":"/Users/1"}],"failOnErrors":"x"}"#.to_owned(), "invalidValue"),
            (r#"{"Operations":[{"method":"DELETE","Method":"POST"}]}"#.to_owned(), "invalidSyntax"),
        ];
        for (body, scim_type) in bodies {
            let answer = okta.send(Method::POST, "/Bulk", &[], Some(body.clone())).await.expect(400);
            assert_eq!(answer.json()["scimType"], json!(scim_type), "{body}");
        }
        let strict = app.connection("Strict", "rfc").await;
        strict.post("/Bulk", json!({"Operations": [user("ada")]})).await.expect(400);
        let refused = okta.get("/Bulk").await.expect(405);
        assert_eq!(refused.headers["allow"], "POST,OPTIONS");
        okta.with_token(None).post("/Bulk", json!({})).await.expect(401);
        assert_eq!(app.events().await, [""; 0]);
    }

    async fn each_operation_has_a_row_in_the_log(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mut ada = user("ada");
        ada["data"]["colour"] = json!("canary");
        let answer = send(&okta, json!([ada, user("ada"), {"method": "DELETE", "path": "/Users/1"}])).await.expect(200);
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let filter = LogFilter { limit: 100, ..LogFilter::default() };
        let rows = app.ctx.store.read().request_log().read(&filter).await.expect("rows");
        let mut shown: Vec<String> = rows
            .iter()
            .map(|row| {
                let subject = match &row.subject {
                    Some(id) if *id == id_of(&answer, 0) => "ada",
                    Some(_) => "somebody",
                    None => "nobody",
                };
                let detail = row.detail.as_deref().unwrap_or("-");
                format!("{} {} {} of {subject}: {detail}", row.status, row.method, row.path)
            })
            .collect();
        shown.sort();
        assert_eq!(
            shown,
            [
                "200 POST /scim/v2/Bulk of nobody: -",
                "201 POST /scim/v2/Users of ada: unknown attribute \"colour\"",
                "400 POST /scim/v2/Users of nobody: another operation has the bulkId \"ada\"",
                "404 DELETE /scim/v2/Users/1 of somebody: there is no such resource for this connection",
            ]
        );
        let one = rows[0].request_id.clone();
        assert!(rows.iter().all(|row| row.request_id == one));
        let personal = rows.iter().any(|row| row.body.as_deref().is_some_and(|body| body.contains("canary")));
        assert!(!personal);
        app.settle().await;
    }
}
