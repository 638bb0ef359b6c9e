//! How programs ask the admin API: the steps that several stories share.

use crate::journeys::the_door::{mailed_path, pass};
use crate::support::{Answer, App, Client};
use axum::http::Method;
use muster_app::log::write_all_log;
use serde_json::{Value, json};

/// The code of a refusal.
pub(super) fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().expect("a code").to_owned()
}

/// What a refusal says.
pub(super) fn detail(answer: &Answer) -> String {
    let problem = answer.json();
    problem["detail"].as_str().expect("a detail").to_owned()
}

/// The version of what was answered.
pub(super) fn tag(answer: &Answer) -> String {
    let tag = answer.headers["etag"].to_str();
    tag.expect("a tag").to_owned()
}

/// A change of some fields, of this version.
pub(crate) async fn change(
    client: &Client,
    path: &str,
    body: Value,
    if_match: Option<&str>,
) -> Answer {
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(if_match.map(|tag| ("if-match", tag)));
    let body = Some(body.to_string());
    client.send(Method::PATCH, path, &headers, body).await
}

/// A POST that names itself.
pub(super) async fn post_once(client: &Client, path: &str, key: &str, body: Value) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    let body = Some(body.to_string());
    client.send(Method::POST, path, &headers, body).await
}

/// A POST that has no body.
pub(super) async fn tell(client: &Client, path: &str) -> Answer {
    client.send(Method::POST, path, &[], None).await
}

/// The items of a list.
pub(crate) async fn items(client: &Client, path: &str) -> Vec<Value> {
    let page = client.get(path).await.expect(200).json();
    page["items"].as_array().expect("items").clone()
}

/// One field of each item of a list.
pub(super) async fn each(client: &Client, path: &str, field: &str) -> Vec<Value> {
    let items = items(client, path).await;
    items.iter().map(|item| item[field].clone()).collect()
}

/// An owner outside of all directories, who has joined.
pub(super) async fn owner_outside(app: &App) -> String {
    let olga = app.invite("olga@example.com", true).await;
    join(app, "olga").await;
    olga
}

/// Whoever was mailed last joins.
pub(super) async fn join(app: &App, username: &str) {
    let path = mailed_path(app, "activation").await;
    let form = format!("username={username}&password=correct+horse+battery");
    pass(app, &path, &form).await;
}

/// A contact of this address.
pub(super) async fn contact(admin: &Client, address: &str) -> String {
    let body = json!({"card": {"email": address}});
    admin.post("/people", body).await.expect(201).id()
}

/// Whatever has no more than a name.
pub(super) async fn named(admin: &Client, path: &str, name: &str) -> String {
    let body = json!({"name": name});
    admin.post(path, body).await.expect(201).id()
}

/// An assignment to a record, in place of another one if it `moves`.
pub(super) async fn assign(admin: &Client, person: &str, record: &str, moves: bool) -> Answer {
    let record = json!({"type": "record", "id": record});
    let body = json!({"person": person, "record": record, "move": moves});
    admin.post("/assignments", body).await
}

/// A directory with a person in a group, which left deliveries and rows in the log.
pub(super) async fn pushed(app: &App) -> (Client, String, String) {
    let okta = app.connection("Okta", "lenient").await;
    let ada = json!({"userName": "ada", "externalId": "00u1", "active": false});
    let ada = okta.post("/Users", ada).await.expect(201).id();
    let drivers = json!({"displayName": "Drivers", "members": [{"value": ada}]});
    let drivers = okta.post("/Groups", drivers).await.expect(201).id();
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    (okta, ada, drivers)
}
