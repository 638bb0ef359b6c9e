//! What a request names of access is compared with what its own connection gives, not with what
//! stands in the profile that all directories share.

use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_model::access::{Keeper, Part};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const FILE: &str = r#"
verified_domains = ["example.com"]
workspaces = ["Yard", "Office"]

[[role]]
name = "Fleet Manager"
slug = "fleet-manager"
permissions = ["people.view"]
priority = 740
"#;

/// The role and the workspaces in force.
async fn access(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([access["role"], access["workspaces"]])
}

/// Who gives the workspaces.
async fn givers(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    let because = access["because"]["workspaces"].as_array().cloned();
    let via = because.expect("reasons").into_iter();
    via.map(|one| json!([one["value"], one["via"][0]]))
        .collect()
}

fn set(extension: &Value) -> Value {
    json!([{"op": "replace", "value": {OWN: extension}}])
}

async fn ada(client: &Client, extension: Value) -> (String, String) {
    let body = json!({"userName": "ada@example.com", OWN: extension});
    let id = client.post("/Users", body).await.expect(201).id();
    let path = format!("/Users/{id}");
    (id, path)
}

async fn etag(client: &Client, user: &str) -> String {
    let user = client.get(user).await.expect(200);
    user.json()["meta"]["version"]
        .as_str()
        .expect("a version")
        .to_owned()
}

/// The id of what the account has under a name.
async fn of_account(app: &App, list: &str, name: &str) -> String {
    let listed = app.admin().await.get(list).await.expect(200).json();
    let mut items = listed["items"].as_array().expect("a list").iter();
    let found = items.find(|one| one["name"] == name).expect("it");
    found["id"].as_str().expect("an id").to_owned()
}

/// How many changes of this person left a trace.
async fn writes(app: &App, id: &str) -> usize {
    app.traces(id).await.len()
}

stories! {
    async fn whoever_arrives_and_clears_a_word_does_not_take_it_over(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let (id, _) = ada(&okta, json!({"workspaces": "Yard"})).await;
        let hr = app.adopting("HR").await;
        let (same, _) = ada(&hr, json!({"workspaces": null})).await;
        assert_eq!(same, id);
        assert_eq!(givers(app, &id).await, json!([["Yard", "Okta"]]));
        app.settle().await;
    }

    async fn a_demotion_is_heard_whoever_wrote_last(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let hr = app.adopting("HR").await;
        let (id, user) = ada(&okta, json!({"role": "Fleet Manager", "workspaces": "Yard;Office"})).await;
        let less = json!({"role": "Viewer", "workspaces": "Office"});
        hr.patch(&user, set(&less)).await.expect(200);
        let both = json!(["Fleet Manager", ["Office", "Yard"]]);
        assert_eq!(access(app, &id).await, both);
        okta.patch(&user, set(&less)).await.expect(200);
        assert_eq!(access(app, &id).await, json!(["Viewer", ["Office"]]));

        // By PUT, in Bulk, and with a path.
        hr.put(&user, json!({"userName": "ada@example.com", OWN: {"workspaces": "Yard"}})).await.expect(200);
        assert_eq!(access(app, &id).await[1], json!(["Office", "Yard"]));
        okta.put(&user, json!({"userName": "ada@example.com", OWN: {"workspaces": "Yard"}})).await.expect(200);
        assert_eq!(access(app, &id).await[1], json!(["Yard"]));
        hr.patch(&user, set(&json!({"workspaces": "Office"}))).await.expect(200);
        let bulk = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
            "Operations": [{"method": "PATCH", "path": user, "data": {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": set(&json!({"workspaces": "Office"})),
            }}],
        });
        okta.post("/Bulk", bulk).await.expect(200);
        assert_eq!(access(app, &id).await[1], json!(["Office"]));
        hr.patch(&user, set(&json!({"workspaces": ""}))).await.expect(200);
        assert_eq!(access(app, &id).await[1], json!(["Office"]), "Okta's");
        let clear = json!([{"op": "remove", "path": format!("{OWN}:workspaces")}]);
        okta.patch(&user, clear).await.expect(200);
        assert_eq!(access(app, &id).await, json!(["Viewer", []]));
        app.settle().await;
    }

    async fn what_two_wrote_stays_with_the_other(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let hr = app.adopting("HR").await;
        let (id, user) = ada(&okta, json!({"workspaces": "Yard"})).await;
        hr.patch(&user, json!([{"op": "replace", "path": "title", "value": "Driver"}])).await.expect(200);
        assert_eq!(givers(app, &id).await, json!([["Yard", "Okta"]]), "not named, not given");
        app.events().await;
        let (version, before) = (etag(&hr, &user).await, writes(app, &id).await);
        hr.patch(&user, set(&json!({"workspaces": "Yard"}))).await.expect(200);
        assert_eq!(givers(app, &id).await, json!([["Yard", "Okta"], ["Yard", "HR"]]));
        // Nobody reads a difference, so nobody is told and the version stays; said again it is no
        // write at all.
        assert_eq!(etag(&hr, &user).await, version);
        assert_eq!(app.events().await, [""; 0]);
        let after = writes(app, &id).await;
        assert_eq!(after, before + 1);
        hr.patch(&user, set(&json!({"workspaces": "yard; YARD"}))).await.expect(200);
        hr.patch(&user, set(&json!({"workspaces": "Yard"}))).await.expect(200);
        okta.patch(&user, set(&json!({"workspaces": "Yard"}))).await.expect(200);
        let same = writes(app, &id).await;
        okta.patch(&user, set(&json!({"workspaces": "Yard"}))).await.expect(200);
        assert_eq!(writes(app, &id).await, same);
        okta.delete(&user).await.expect(204);
        assert_eq!(givers(app, &id).await, json!([["Yard", "HR"]]));
        app.settle().await;
    }

    async fn a_name_that_comes_later_is_given_when_it_is_said_again(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let word = json!({"role": "Foreman", "workspaces": "Depot;Yard"});
        let (id, user) = ada(&okta, word.clone()).await;
        assert_eq!(access(app, &id).await, json!([null, ["Yard"]]));
        app.apply(&FILE.replace("\"Office\"", "\"Office\", \"Depot\"")).await;
        app.apply("[[role]]\nname = \"Foreman\"\nslug = \"foreman\"\npermissions = [\"people.view\"]\n").await;
        assert_eq!(access(app, &id).await, json!([null, ["Yard"]]), "not by itself");
        app.events().await;
        okta.patch(&user, set(&json!({"workspaces": "Depot;Yard"}))).await.expect(200);
        assert_eq!(access(app, &id).await, json!([null, ["Depot", "Yard"]]));
        okta.put(&user, json!({"userName": "ada@example.com", OWN: word})).await.expect(200);
        assert_eq!(access(app, &id).await, json!(["Foreman", ["Depot", "Yard"]]));
        assert_eq!(app.events().await, ["user.access_changed #3", "user.access_changed #4"]);
    }

    async fn a_name_that_has_gone_takes_nothing_away_when_it_is_said_again(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let word = json!({"role": "fleet-manager", "workspaces": "Yard;Office"});
        let (id, user) = ada(&okta, word.clone()).await;
        let owner = app.client(TokenRole::Owner).await;
        let headers = [("content-type", "application/json")];
        let renamed = json!({"name": "Yard North"}).to_string();
        let yard = of_account(app, "/workspaces", "Yard").await;
        let path = format!("/workspaces/{yard}");
        owner.send(Method::PATCH, &path, &headers, Some(renamed)).await.expect(200);
        let manager = of_account(app, "/roles", "Fleet Manager").await;
        let viewer = of_account(app, "/roles", "Viewer").await;
        owner.delete(&format!("/roles/{manager}?move_to={viewer}")).await.expect(204);
        let moved = json!(["Viewer", ["Office", "Yard North"]]);
        assert_eq!(access(app, &id).await, moved);
        okta.put(&user, json!({"userName": "ada@example.com", OWN: word})).await.expect(200);
        assert_eq!(access(app, &id).await, moved);
        okta.patch(&user, set(&json!({"workspaces": "Yard"}))).await.expect(200);
        assert_eq!(access(app, &id).await, json!(["Viewer", []]), "that is another word");
        app.settle().await;
    }

    async fn options_and_core_roles_are_each_directorys_own_word(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let hr = app.adopting("HR").await;
        for name in ["Okta", "HR"] {
            app.lay_down(name, Part::Options, Keeper::Both).await;
        }
        let roles = |name: &str| json!([{"op": "replace", "path": "roles", "value": [{"value": name}]}]);
        let (id, user) = ada(&okta, json!({"weeklyEmail": true})).await;
        okta.patch(&user, roles("fleet-manager")).await.expect(200);
        hr.patch(&user, set(&json!({"weeklyEmail": true}))).await.expect(200);
        hr.patch(&user, roles("viewer")).await.expect(200);
        assert_eq!(access(app, &id).await[0], "Fleet Manager");
        okta.patch(&user, roles("viewer")).await.expect(200);
        assert_eq!(access(app, &id).await[0], "Viewer");
        // What Okta says in the other way is not HR's word: HR names `roles` alone.
        okta.patch(&user, set(&json!({"role": "fleet-manager", "weeklyEmail": false}))).await.expect(200);
        hr.patch(&user, roles("user")).await.expect(200);
        okta.patch(&user, set(&json!({"role": null}))).await.expect(200);
        assert_eq!(access(app, &id).await[0], "User", "HR's, and Okta gives none");
        let path = format!("/people/{id}/access");
        let options = app.admin().await.get(&path).await.expect(200).json()["options"].take();
        assert_eq!(options, json!(["weekly_email"]), "HR's");
        okta.delete(&user).await.expect(204);
        assert_eq!(access(app, &id).await[0], "User");
        app.settle().await;
    }

    async fn the_precondition_holds_for_what_only_grants_change(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let (id, user) = ada(&okta, json!({"workspaces": "Depot"})).await;
        let version = etag(&okta, &user).await;
        app.apply("workspaces = [\"Depot\"]").await;
        let body = json!({"userName": "ada@example.com", OWN: {"workspaces": "Depot"}}).to_string();
        let put = |version: String, body: String| {
            let (okta, user) = (okta.clone(), user.clone());
            async move {
                let headers = [("if-match", version.as_str())];
                okta.send(Method::PUT, &user, &headers, Some(body)).await
            }
        };
        put(version.clone(), body.clone()).await.expect(200);
        assert_eq!(access(app, &id).await[1], json!(["Depot"]));
        put(version, body).await.expect(412);
        app.settle().await;
    }
}
