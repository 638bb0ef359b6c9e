//! `muster connection oauth-client`, `oauth-clients` and `oauth-revoke`.

use crate::support::{App, Client, stories};
use axum::http::Method;
use serde_json::{Value, json};

const FORM: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];

fn text<'a>(json: &'a Value, key: &str) -> &'a str {
    json[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key}: {json}"))
}

/// The keys of an object, in its order.
fn keys(json: &Value) -> Vec<&String> {
    json.as_object().expect("an object").keys().collect()
}

async fn trade(app: &App, made: &Value) -> (u16, Value) {
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        text(made, "client_id"),
        text(made, "client_secret"),
    );
    let visitor = app.visitor();
    let answer = visitor.send(Method::POST, "/oauth/token", &FORM, Some(form));
    let answer = answer.await;
    (answer.status.as_u16(), answer.json())
}

async fn directory(app: &App, plain: &Client, made: &Value) -> Client {
    let (status, body) = trade(app, made).await;
    assert_eq!(status, 200, "{body}");
    plain.with_token(Some(text(&body, "access_token")))
}

stories! {
    async fn a_client_is_made_used_listed_and_taken_back(app: &App) {
        let plain = app.connection("Entra", "entra").await;
        let listed = app.muster_says(&["connection", "list", "--account", "default"]);
        let id = text(&listed["items"][0], "connection_id");
        let made = app.muster_says(&["connection", "oauth-client", "--connection", id, "--lifetime", "90"]);
        assert_eq!(keys(&made), ["client_id", "client_secret", "token_url"]);
        assert_eq!(made["token_url"], "https://muster.example.com/oauth/token");
        let entra = directory(app, &plain, &made).await;
        entra.get("/Users").await.expect(200);

        let clients = ["connection", "oauth-clients", "--connection", id];
        let shown = app.muster_says(&clients);
        assert_eq!(keys(&shown["items"][0]), ["client_id", "lifetime_minutes", "person_id", "created_at"]);
        assert_eq!(shown["items"][0]["client_id"], made["client_id"]);
        assert_eq!(shown["items"][0]["lifetime_minutes"], 90);
        // The secret was shown once.
        let secret = text(&made, "client_secret");
        for words in [&clients[..], &["connection", "list", "--account", "default"]] {
            let ended = app.muster(words);
            assert!(!ended.out.contains(secret) && !ended.complaint.contains(secret), "{ended:?}");
        }

        let client = text(&made, "client_id");
        let revoke = ["connection", "oauth-revoke", "--client", client];
        assert_eq!(app.muster_says(&revoke), json!({"client_id": client, "revoked": true}));
        entra.get("/Users").await.expect(401);
        assert_eq!(trade(app, &made).await.1["error"], "invalid_client");
        assert_eq!(app.muster_says(&clients), json!({"items": []}));
        plain.get("/Users").await.expect(200);
        assert_eq!(app.muster_refuses(&revoke), (1, "muster: there is no such client\n".to_owned()));
    }

    async fn a_client_speaks_for_a_person_whom_the_connection_provisions(app: &App) {
        let plain = app.connection("Entra", "entra").await;
        let ada = json!({
            "userName": "ada@example.com",
            "emails": [{"type": "work", "value": "ada@example.com"}],
        });
        let ada = plain.post("/Users", ada).await.expect(201).id();
        let listed = app.muster_says(&["connection", "list", "--account", "default"]);
        let id = text(&listed["items"][0], "connection_id");
        let naming = ["connection", "oauth-client", "--connection", id, "--person"];
        let made = app.muster_says(&[&naming[..], &["ada@example.com"]].concat());
        let me = directory(app, &plain, &made).await.get("/Me").await.expect(200);
        assert_eq!(me.id(), ada);
        let (code, line) = app.muster_refuses(&[&naming[..], &["bob@example.com"]].concat());
        assert_eq!(code, 1);
        assert_eq!(line, "muster: this connection has no such person: name somebody whom it provisions\n");
        app.settle().await;
    }

    async fn what_does_not_fit_is_refused_in_one_line(app: &App) {
        let unknown = "01900000-0000-7000-8000-000000000000";
        let none = (1, "muster: there is no such connection\n".to_owned());
        for command in ["oauth-client", "oauth-clients"] {
            assert_eq!(app.muster_refuses(&["connection", command, "--connection", unknown]), none);
        }
        let wrong: [&[&str]; 4] = [
            &["oauth-client", "--connection", "Entra"],
            &["oauth-client", "--connection", unknown, "--lifetime", "59"],
            &["oauth-client"],
            &["oauth-revoke", "--client", "x"],
        ];
        for words in wrong {
            let (code, line) = app.muster_refuses(&[&["connection"], words].concat());
            assert_eq!((code, line.lines().count()), (2, 1), "{line}");
        }
    }
}
