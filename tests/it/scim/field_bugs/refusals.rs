//! What is refused, is refused aloud: in JSON, with a reason, and without having done a part of it.

use super::cast::{PROFILES, push, user};
use crate::support::{Answer, App, stories};
use axum::http::Method;
use serde_json::{Value, json};

#[track_caller]
fn assert_scim_error(answer: &Answer, what: &str) {
    let body = answer.json();
    assert_eq!(
        body["schemas"],
        json!(["urn:ietf:params:scim:api:messages:2.0:Error"]),
        "{what}"
    );
    assert_eq!(body["status"], json!(answer.status.as_str()), "{what}");
    assert!(body["detail"].is_string(), "{what}");
    assert_eq!(
        answer.headers["content-type"], "application/scim+json",
        "{what}"
    );
}

stories! {
    async fn no_filter_is_ever_dropped(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            push(&directory, &[&format!("a@{profile}")]).await;
            for filter in [
                "userName", "userName eq", "userName eq ada", "userName like \"a\"", "eq \"a\"", "()",
                "userName eq \"a\" and", "userName eq \"a\" xor active eq true", "(userName eq \"a\"",
                "shoeSize eq \"43\"", "userName eq \"a\" or shoeSize pr", "name eq \"a\"", "active gt true",
                "emails[type eq \"work\"", "emails[shoeSize eq \"1\"]", "not userName eq \"a\"", "userName eq 'a'",
            ] {
                let query: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
                for kind in ["Users", "Groups"] {
                    let refused = directory.get(&format!("/{kind}?filter={query}")).await.expect(400);
                    assert_eq!(refused.json()["scimType"], json!("invalidFilter"), "{profile} {kind} {filter}");
                }
            }
        }
        app.settle().await;
    }

    async fn every_refusal_is_a_scim_error_in_json(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let id = push(&okta, &["ada"]).await.remove(0);
        let path = format!("/Users/{id}");
        let text = [("content-type", "text/plain")];
        let stale = [("if-match", "W/\"999\"")];
        let large = format!("{{\"userName\": \"{}\"}}", "x".repeat(2 << 20));
        let send = |method, path: &'static str, body: &str| okta.send(method, path, &[], Some(body.to_owned()));
        let answers = [
            (400, send(Method::POST, "/Users", "{").await),
            (400, send(Method::POST, "/Users", "").await),
            (401, okta.with_token(None).get("/Users").await),
            (401, okta.with_token(Some("mus_scim_wrong")).get("/Users").await),
            (404, okta.get("/Users/none").await),
            (404, okta.get("/Nothing").await),
            (404, okta.get("/Users/a/b/c").await),
            (405, okta.delete("/Users").await),
            (405, okta.put("/Users", user("x")).await),
            (405, send(Method::POST, "/Schemas", "{}").await),
            (409, okta.post("/Users", user("ada")).await),
            (412, okta.send(Method::DELETE, &path, &stale, None).await),
            (413, okta.send(Method::POST, "/Users", &[], Some(large)).await),
            (415, okta.send(Method::POST, "/Users", &text, Some(user("bob").to_string())).await),
        ];
        for (status, answer) in answers {
            assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
            assert_scim_error(&answer, &answer.text);
        }
        app.settle().await;
    }

    async fn an_unknown_path_is_never_answered_as_done(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let id = push(&directory, &[&format!("a@{profile}")]).await.remove(0);
            let user = format!("/Users/{id}");
            let before = directory.get(&user).await.expect(200).json();
            for path in ["shoeSize", "name.shoeSize", "title.", "urn:example:none:attr", "emails[type eq \"work\"", "a..b"] {
                let change = json!([{"op": "replace", "path": path, "value": "43"}]);
                let refused = directory.patch(&user, change).await.expect(400);
                assert_eq!(refused.json()["scimType"], json!("invalidPath"), "{profile} {path}");
            }
            assert_eq!(directory.get(&user).await.expect(200).json(), before, "{profile}");
        }
        app.settle().await;
    }

    async fn a_leaver_is_not_held_up_by_an_unknown_path(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let id = push(&okta, &["ada"]).await.remove(0);
        let change = json!([
            {"op": "replace", "path": "shoeSize", "value": "43"},
            {"op": "replace", "path": "active", "value": false},
        ]);
        let read = okta.patch(&format!("/Users/{id}"), change).await.expect(200).json();
        assert_eq!(read["active"], json!(false));
        app.settle().await;
    }

    async fn what_cannot_be_changed_is_refused_as_a_path(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let id = push(&directory, &[&format!("a@{profile}")]).await.remove(0);
            let user = format!("/Users/{id}");
            let before = directory.get(&user).await.expect(200).json();
            for (op, path) in [("replace", "id"), ("replace", "meta.created"), ("add", "groups"), ("remove", "userName"), ("remove", "id")] {
                let value = if op == "remove" { Value::Null } else { json!("x") };
                let change = json!([{"op": op, "path": path, "value": value}]);
                let refused = directory.patch(&user, change).await.expect(400);
                assert_eq!(refused.json()["scimType"], json!("mutability"), "{profile} {op} {path}");
            }
            assert_eq!(directory.get(&user).await.expect(200).json(), before, "{profile}");
        }
        app.settle().await;
    }

    async fn a_put_is_served_or_refused_by_name_under_every_profile(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let id = push(&directory, &[&name]).await.remove(0);
            directory.put(&format!("/Users/{id}"), user(&name)).await.expect(200);
            let nobody = directory.put("/Users/3f1c2d4e-0000-7000-8000-00000000dead", user("x")).await.expect(404);
            assert_scim_error(&nobody, profile);
            assert_scim_error(&directory.put("/Users", user("x")).await.expect(405), profile);
            assert_scim_error(&directory.put("/Groups", user("x")).await.expect(405), profile);
        }
        app.settle().await;
    }
}
