//! How stories ask for decisions.

use crate::journeys::the_door::{mailed_path, pass};
use crate::support::{Answer, App, Client};
use axum::http::Method;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const JSON: (&str, &str) = ("content-type", "application/json");

/// An application of the account: it may read and ask, and nothing else.
pub(super) async fn application(app: &App) -> Client {
    app.client(TokenRole::Viewer).await.below("/access/v1")
}

pub(super) async fn ask(application: &Client, path: &str, question: &Value) -> Answer {
    ask_with(application, path, &[JSON], &question.to_string()).await
}

pub(super) async fn ask_with(
    application: &Client,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let body = Some(body.to_owned());
    application.send(Method::POST, path, headers, body).await
}

/// A whole question.
pub(super) fn question(subject: &str, action: &str, resource: &Value) -> Value {
    let subject = json!({"type": "user", "id": subject});
    json!({"subject": subject, "action": {"name": action}, "resource": resource})
}

/// `yes`, or the term that fails.
pub(super) async fn verdict(application: &Client, question: &Value) -> String {
    let answer = ask(application, "/evaluation", question).await;
    told(&answer.expect(200).json())
}

pub(super) fn told(verdict: &Value) -> String {
    match (&verdict["decision"], &verdict["context"]["id"]) {
        (Value::Bool(true), Value::Null) => "yes".to_owned(),
        (Value::Bool(false), Value::String(term)) => term.clone(),
        _ => panic!("no verdict: {verdict}"),
    }
}

/// Somebody whom a directory pushes under this name and `externalId`, and who joins; their id.
pub(super) async fn joined(app: &App, directory: &Client, name: &str) -> String {
    let address = format!("{name}@example.com");
    let user = json!({"userName": name, "externalId": name,
        "emails": [{"type": "work", "value": address, "primary": true}]});
    let id = directory.post("/Users", user).await.expect(201).id();
    let joining = mailed_path(app, "activation").await;
    let form = format!("username={name}&password=correct+horse+battery");
    pass(app, &joining, &form).await;
    id
}

/// Boats with a captain, of which a role may see and sail all that its sets let it.
pub(super) const BOATS: &str = r#"
workspaces = ["North", "South"]

[modules]
boats = ["view", "view.price", "sail", "sail.alone"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person", group = "group" }

[[role]]
slug = "sailor"
name = "Sailor"
permissions = ["boats.view", "boats.sail"]

[[fleet_group]]
name = "Harbour"

[[fleet_group]]
name = "North quay"
parent = "Harbour"

[[record_set]]
name = "Own boats"
types.boat = { view = 'group in $me.groups or captain eq $me or id eq "b-7"', update = "captain eq $me" }
"#;

/// Boats that say when they were built.
pub(super) const BUILT: &str = r#"
[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person", group = "group", built = "date_time" }
"#;

/// Ada sails in the north, and from the harbour.
pub(super) async fn ada(app: &App) -> String {
    app.apply(BOATS).await;
    let okta = app.connection("Okta", "lenient").await;
    let ada = joined(app, &okta, "ada").await;
    let admin = app.client(TokenRole::Owner).await;
    let given = json!({"role": "sailor", "workspaces": ["North"], "fleet": ["Harbour"],
        "record_sets": "Own boats"});
    let path = format!("/people/{ada}/grants");
    admin.put(&path, given).await.expect(200);
    ada
}

/// A boat.
pub(super) fn boat(id: &str, properties: Value) -> Value {
    let mut boat = json!({"type": "boat", "id": id});
    boat["properties"] = properties;
    boat
}
