//! `muster connection revoke`: a token was lost, and is to open nothing from now on.

use crate::support::{App, Client, stories};
use axum::http::Method;
use serde_json::{Value, json};

fn text(json: &Value, key: &str) -> String {
    let text = json[key].as_str().map(str::to_owned);
    text.unwrap_or_else(|| panic!("{key}: {json}"))
}

fn connection(app: &App, which: usize) -> Value {
    app.muster_says(&["connection", "list", "--account", "default"])["items"][which].take()
}

/// An access token of this client, or the error that it is answered.
async fn trade(app: &App, made: &Value) -> Value {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        text(made, "client_id"),
        text(made, "client_secret"),
    );
    let visitor = app.visitor();
    let answer = visitor.send(Method::POST, "/oauth/token", &headers, Some(form));
    answer.await.json()
}

async fn statuses(clients: &[&Client]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for client in clients {
        statuses.push(client.get("/Users").await.status.as_u16());
    }
    statuses
}

stories! {
    async fn a_connection_is_closed_at_once_on_every_replica_and_opened_again(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let other = app.connection("Other", "okta").await;
        let ada = okta.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201).id();
        let shown = connection(app, 0);
        let id = text(&shown, "connection_id");
        let rotated = app.muster_says(&["connection", "rotate", "--connection", &id]);
        let second = okta.with_token(rotated["token"].as_str());
        let made = app.muster_says(&["connection", "oauth-client", "--connection", &id]);
        let third = okta.with_token(trade(app, &made).await["access_token"].as_str());
        let twin = app.twin(&third).await;
        assert_eq!(statuses(&[&okta, &second, &third, &twin]).await, [200; 4]);

        let revoke = ["connection", "revoke", "--connection", &id];
        let revoked = app.muster_says(&revoke);
        assert_eq!(revoked["connection_id"], json!(id));
        assert_eq!(revoked["tokens"].as_array().map(Vec::len), Some(2));
        assert_eq!(revoked["oauth_clients"], json!([made["client_id"]]));
        assert_eq!(statuses(&[&okta, &second, &third, &twin, &other]).await, [401, 401, 401, 401, 200]);
        assert_eq!(trade(app, &made).await["error"], "invalid_client");
        assert_eq!(connection(app, 0)["tokens"], json!([]));
        let nothing_left = json!({"connection_id": id, "tokens": [], "oauth_clients": []});
        assert_eq!(app.muster_says(&revoke), nothing_left);

        // The audit trail has the ends beside the beginnings.
        let traces = app.traces(&id).await;
        let token = |id: &Value| format!("{{\"token\":[{id},null]}}");
        let mut ends: Vec<String> = revoked["tokens"].as_array().into_iter().flatten().map(token).collect();
        ends.push(format!("{{\"oauth_client\":[{},null]}}", made["client_id"]));
        assert_eq!(traces[3..], ends);

        let anew = app.muster_says(&["connection", "rotate", "--connection", &id]);
        let anew = okta.with_token(anew["token"].as_str());
        anew.get(&format!("/Users/{ada}")).await.expect(200);
        app.settle().await;
    }

    async fn one_token_is_taken_back_and_the_others_go_on(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let shown = connection(app, 0);
        let (id, lost) = (text(&shown, "connection_id"), text(&shown["tokens"][0], "token_id"));
        let rotated = app.muster_says(&["connection", "rotate", "--connection", &id]);
        let second = okta.with_token(rotated["token"].as_str());
        let made = app.muster_says(&["connection", "oauth-client", "--connection", &id]);
        let third = okta.with_token(trade(app, &made).await["access_token"].as_str());
        let people = app.muster(&["connection", "list", "--account", "default"]);
        assert!(people.out.contains(&format!("token {lost} works until ")), "{}", people.out);

        let revoke = ["connection", "revoke", "--connection", &id, "--token", &lost];
        let revoked = app.muster_says(&revoke);
        assert_eq!(revoked, json!({"connection_id": id, "tokens": [lost], "oauth_clients": []}));
        assert_eq!(statuses(&[&okta, &second, &third]).await, [401, 200, 200]);
        let gone = "muster: this connection has no such token, or it has ended\n".to_owned();
        assert_eq!(app.muster_refuses(&revoke), (1, gone));
    }

    async fn a_token_of_another_connection_is_not_touched(app: &App) {
        app.connection("Okta", "okta").await;
        let other = app.connection("Other", "okta").await;
        let id = text(&connection(app, 0), "connection_id");
        let theirs = text(&connection(app, 1)["tokens"][0], "token_id");
        let (code, _) = app.muster_refuses(&["connection", "revoke", "--connection", &id, "--token", &theirs]);
        assert_eq!(code, 1);
        other.get("/Users").await.expect(200);
        let unknown = "01900000-0000-7000-8000-000000000000";
        let none = (1, "muster: there is no such connection\n".to_owned());
        assert_eq!(app.muster_refuses(&["connection", "revoke", "--connection", unknown]), none);
        let (code, line) = app.muster_refuses(&["connection", "revoke"]);
        assert_eq!((code, line.lines().count()), (2, 1), "{line}");
    }
}
