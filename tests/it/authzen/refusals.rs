//! What is no question, and who may not ask: refused with a string.

use super::asking::{application, ask, ask_with, question};
use crate::support::{App, stories};
use axum::http::Method;
use serde_json::{Value, json};

stories! {
    async fn what_is_no_question_is_refused_with_a_string(app: &App) {
        let application = application(app).await;
        let whole = question("ada", "records.view", &json!({"type": "record", "id": "r-1"}));
        for (path, wrong, told) in [
            ("/subject", json!("ada"), "Subject must be an object."),
            ("/subject/id", Value::Null, "subject.id must be text."),
            ("/action/name", json!(123), "action.name must be text."),
            ("/resource/type", json!(["record"]), "resource.type must be text."),
            ("/context", json!("now"), "Context must be an object."),
        ] {
            let mut question = whole.clone();
            question["context"] = json!({});
            *question.pointer_mut(path).expect("a place") = wrong;
            let refused = ask(&application, "/evaluation", &question).await.expect(400);
            assert_eq!(refused.json(), told, "{path}");
            assert_eq!(refused.headers["content-type"], "application/json");
        }
        for body in ["", "{", "[]", "7"] {
            let headers = [("content-type", "application/json; charset=utf-8")];
            let refused = ask_with(&application, "/evaluation", &headers, body).await.expect(400);
            assert!(refused.json().is_string(), "{body}: {}", refused.text);
        }
        let headers = [("content-type", "application/scim+json")];
        let refused = ask_with(&application, "/evaluation", &headers, &whole.to_string()).await.expect(400);
        assert_eq!(refused.json(), "Send the question as application/json.");
        let large = json!({"padding": "x".repeat(1 << 20)});
        let refused = ask(&application, "/evaluation", &large).await.expect(413);
        assert!(refused.json().is_string(), "{}", refused.text);
        let many = json!({"evaluations": vec![json!({}); 1001]});
        let refused = ask(&application, "/evaluations", &many).await.expect(400);
        assert_eq!(refused.json(), "Evaluations must be 1000 at most.");
        app.settle().await;
    }

    async fn whatever_is_refused_is_refused_with_a_string(app: &App) {
        let application = application(app).await;
        let named = [("content-type", "application/json"), ("x-request-id", "req-1")];
        let compressed = [named[0], named[1], ("content-encoding", "gzip")];
        let whole = question("ada", "records.view", &json!({"type": "record", "id": "r-1"})).to_string();
        let large = json!({"padding": "x".repeat(1 << 20)}).to_string();
        for (method, path, headers, body, status) in [
            (Method::GET, "/evaluation", &named[..], None, 405),
            (Method::PUT, "/search/subject", &named, Some(whole.clone()), 405),
            (Method::DELETE, "/evaluations", &named, None, 405),
            (Method::POST, "/nowhere", &named, Some(whole.clone()), 404),
            (Method::GET, "/", &named, None, 404),
            (Method::GET, "", &named, None, 404),
            (Method::POST, "/evaluation", &compressed, Some(whole), 415),
            (Method::POST, "/evaluations", &named, Some(large), 413),
            (Method::POST, "/evaluation", &named, Some("{".to_owned()), 400),
        ] {
            let refused = application.send(method.clone(), path, headers, body).await.expect(status);
            assert!(refused.json().is_string(), "{method} {path}: {}", refused.text);
            assert_eq!(refused.headers["content-type"], "application/json", "{method} {path}");
            assert_eq!(refused.headers["x-request-id"], "req-1", "{method} {path}");
        }
        // Beside it refusals are what they were.
        let other = application.below("/access").get("/v2/evaluation").await.expect(404);
        assert!(other.json().is_object(), "{}", other.text);
        app.settle().await;
    }

    async fn whoever_has_no_token_of_the_account_is_told_nothing(app: &App) {
        let application = application(app).await;
        let whole = question("ada", "records.view", &json!({"type": "record", "id": "r-1"}));
        let directory = app.connection("Okta", "lenient").await.below("/access/v1");
        for nobody in [application.with_token(None), application.with_token(Some("mus_api_x")), directory] {
            for path in ["/evaluation", "/evaluations", "/search/subject", "/search/resource", "/search/action"] {
                let refused = ask(&nobody, path, &whole).await.expect(401);
                assert!(refused.json().is_string(), "{path}: {}", refused.text);
                assert!(refused.headers.contains_key("www-authenticate"), "{path}");
            }
        }
        app.settle().await;
    }

    async fn the_name_of_a_request_comes_back(app: &App) {
        let application = application(app).await;
        let whole = question("ada", "records.view", &json!({"type": "record", "id": "r-1"}));
        let json = ("content-type", "application/json");
        let named = [json, ("x-request-id", "bfe9eb29 / 1")];
        for (path, body, status) in [("/evaluation", whole.to_string(), 200), ("/evaluation", String::new(), 400), ("/search/action", whole.to_string(), 200)] {
            let answer = ask_with(&application, path, &named, &body).await.expect(status);
            assert_eq!(answer.headers["x-request-id"], "bfe9eb29 / 1");
            let answer = ask_with(&application, path, &[json], &body).await.expect(status);
            assert!(answer.headers.contains_key("x-request-id"));
        }
        // Everywhere else the name is ours.
        let headers = [("x-request-id", "theirs")];
        let people = application.below("/api/v1").send(Method::GET, "/people", &headers, None).await;
        assert_ne!(people.headers["x-request-id"], "theirs");
        app.settle().await;
    }
}
