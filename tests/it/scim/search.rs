//! Searches by POST (RFC 7644 3.4.3): the same answers as by GET, and nothing in the URL.

use super::walks::{asked, encoded, names, person};
use crate::support::{App, stories};
use axum::http::Method;
use serde_json::json;

stories! {
    async fn a_search_gets_the_answer_of_the_same_get(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for (name, title) in [("ada", "Pilot"), ("bob", "Driver"), ("cleo", "Pilot")] {
            person(&okta, name, title).await;
        }
        okta.post("/Groups", json!({"displayName": "Pilots"})).await.expect(201);
        for (path, filter, by) in [
            ("/Users", "userName sw \"a\"", "userName"),
            ("/Users", "title eq \"pilot\"", "userName"),
            ("/Groups", "displayName pr", "displayName"),
            ("/", "meta.resourceType eq \"User\" or displayName eq \"pilots\"", "userName"),
        ] {
            let get = format!(
                "{path}?filter={}&attributes=userName,displayName&sortBy={by}&sortOrder=descending&startIndex=1&count=2",
                encoded(filter)
            );
            let body = asked(json!({
                "filter": filter, "attributes": ["userName", "displayName"],
                "sortBy": by, "sortOrder": "descending", "startIndex": 1, "count": 2,
            }));
            let search = format!("{}/.search", path.trim_end_matches('/'));
            let searched = okta.post(&search, body).await.expect(200);
            assert_eq!(searched.headers["content-type"], "application/scim+json");
            assert_eq!(searched.json(), okta.get(&get).await.expect(200).json(), "{filter}");
            assert!(searched.json()["totalResults"].as_u64() > Some(0), "{filter}");
        }
        app.settle().await;
    }

    async fn excluded_attributes_are_a_list_in_a_search(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ada = person(&okta, "ada", "").await;
        let body = json!({"displayName": "Pilots", "members": [{"value": ada}]});
        okta.post("/Groups", body).await.expect(201);
        let body = asked(json!({"excludedAttributes": ["members", "meta"]}));
        let list = okta.post("/Groups/.search", body).await.expect(200).json();
        let group = &list["Resources"][0];
        assert_eq!((group.get("members"), group.get("meta")), (None, None));
        assert_eq!(names(&list), ["Pilots"]);
        app.settle().await;
    }

    async fn what_is_no_search_is_refused_with_its_reason(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let patch = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]});
        let refusals = [
            (patch, "invalidSyntax"),
            (asked(json!({"filter": ["userName pr"]})), "invalidSyntax"),
            (asked(json!({"attributes": [5]})), "invalidSyntax"),
            (asked(json!({"count": 1.5})), "invalidSyntax"),
            (asked(json!({"filter": "userName like \"a\""})), "invalidFilter"),
            (asked(json!({"filter": "shoeSize pr"})), "invalidFilter"),
            (asked(json!({"sortBy": "shoeSize"})), "invalidPath"),
            (asked(json!({"sortBy": "userName", "sortOrder": "up"})), "invalidValue"),
            (asked(json!({"attributes": ["id"], "excludedAttributes": ["id"]})), "invalidValue"),
            (asked(json!({"cursor": "x"})), "invalidCursor"),
            (asked(json!({"cursor": "", "startIndex": 1})), "invalidValue"),
        ];
        for (body, kind) in refusals {
            for path in ["/.search", "/Users/.search", "/Groups/.search"] {
                let answer = okta.post(path, body.clone()).await.expect(400).json();
                assert_eq!(answer["scimType"], json!(kind), "{path} {body}");
            }
        }
        let nobody = okta.with_token(None);
        nobody.post("/.search", asked(json!({}))).await.expect(401);
    }

    async fn a_search_is_a_post_and_nothing_else(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for path in ["/.search", "/Users/.search", "/Groups/.search"] {
            for method in [Method::GET, Method::PUT, Method::PATCH, Method::DELETE] {
                let answer = okta.send(method.clone(), path, &[], None).await;
                assert_eq!(answer.status.as_u16(), 405, "{method} {path}");
                assert_eq!(answer.json()["status"], json!("405"));
            }
        }
    }
}
