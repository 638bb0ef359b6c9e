//! Many writers at once: nobody's change is lost, and nobody is told of a lock.

use super::cast::{members, push, push_group, user};
use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

/// Sends every PATCH at the same moment; answers the statuses, sorted.
async fn at_once(directory: &Client, changes: Vec<(String, Value)>) -> Vec<u16> {
    let mut running = JoinSet::new();
    for (path, operations) in changes {
        let directory = directory.clone();
        running.spawn(async move { patient(&directory, &path, &operations).await });
    }
    statuses(&running.join_all().await)
}

/// A server with too many writers at its door may ask to come again (503 with `Retry-After`), as a
/// slow machine does here; it must not fail or forget.
async fn patient(directory: &Client, path: &str, operations: &Value) -> Answer {
    loop {
        let answer = directory.patch(path, operations.clone()).await;
        if answer.status.as_u16() != 503 {
            return answer;
        }
        assert!(
            answer.headers.contains_key("retry-after"),
            "{}",
            answer.text
        );
    }
}

fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<u16> = answers.iter().map(|a| a.status.as_u16()).collect();
    statuses.sort_unstable();
    statuses
}

stories! {
    async fn a_hundred_members_added_at_once_are_all_there(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        let names: Vec<String> = (100..200).map(|n| format!("p{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ids = push(&entra, &names).await;
        let path = push_group(&entra, &[]).await;
        let add = |id: &String| json!([{"op": "Add", "path": "members", "value": [{"$ref": null, "value": id}]}]);
        let changes = ids.iter().map(|id| (path.clone(), add(id))).collect();
        assert_eq!(at_once(&entra, changes).await, [204; 100]);
        assert_eq!(members(&entra, &path).await, names);
        app.settle().await;
    }

    async fn writers_at_once_are_never_told_of_a_lock(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        let ids = push(&entra, &["a", "b", "c"]).await;
        let path = push_group(&entra, &ids).await;
        let mut changes = Vec::new();
        for n in 0..8 {
            let user = format!("/Users/{}", ids[n % 3]);
            let member = format!("members[value eq \"{}\"]", ids[n % 2]);
            changes.push((user, json!([{"op": "Replace", "path": "title", "value": format!("T{n}")}])));
            changes.push((path.clone(), json!([{"op": "Remove", "path": member}])));
            changes.push((path.clone(), json!([{"op": "Replace", "path": "displayName", "value": format!("G{n}")}])));
        }
        let statuses = at_once(&entra, changes).await;
        assert!(statuses.iter().all(|status| [200, 204].contains(status)), "{statuses:?}");
        assert_eq!(members(&entra, &path).await, ["c"]);
        app.settle().await;
    }

    async fn of_ten_writers_with_one_tag_exactly_one_wins(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let created = okta.post("/Users", user("ada")).await.expect(201);
        let path = format!("/Users/{}", created.id());
        let tag = created.json()["meta"]["version"].as_str().expect("a tag").to_owned();
        let mut running = JoinSet::new();
        for n in 0..10 {
            let (okta, path, tag) = (okta.clone(), path.clone(), tag.clone());
            let body = json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{"op": "replace", "path": "title", "value": format!("T{n}")}],
            });
            running.spawn(async move {
                let headers = [("if-match", tag.as_str())];
                okta.send(Method::PATCH, &path, &headers, Some(body.to_string())).await
            });
        }
        let statuses = statuses(&running.join_all().await);
        assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412, 412, 412]);
        app.settle().await;
    }
}
