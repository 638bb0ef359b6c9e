//! A directory looks first, and then it must dare to write.

use super::cast::user;
use crate::support::{App, stories};
use axum::http::Method;
use serde_json::json;

stories! {
    async fn an_import_that_finds_nobody_ends_in_a_post(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let headers = [
            ("user-agent", "Okta SCIM Client 1.0.0"),
            ("accept", "application/scim+json"),
            ("accept-charset", "utf-8"),
            ("content-type", "application/scim+json; charset=utf-8"),
        ];
        let look = |path: &'static str| okta.send(Method::GET, path, &headers, None);
        for (path, per_page) in [
            ("/Users?startIndex=1&count=2", 0),
            ("/Users?startIndex=1&count=100", 0),
            ("/Groups?startIndex=1&count=100", 0),
            ("/Users?filter=userName%20eq%20%22ada%40example.com%22&startIndex=1&count=100", 0),
        ] {
            let list = look(path).await.expect(200).json();
            assert_eq!(list, json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
                "totalResults": 0, "startIndex": 1, "itemsPerPage": per_page, "Resources": [],
            }), "{path}");
        }
        let mut ada = user("ada@example.com");
        ada["groups"] = json!([]);
        ada["password"] = json!("t1me-to-g0");
        ada["locale"] = json!("en_US");
        let sent = okta.send(Method::POST, "/Users", &headers, Some(ada.to_string())).await.expect(201);
        assert!(sent.headers.contains_key("location") && !sent.text.contains("t1me-to-g0"));
        let again = look("/Users?filter=userName%20eq%20%22ada%40example.com%22&startIndex=1&count=100").await;
        let again = again.expect(200).json();
        assert_eq!((&again["totalResults"], &again["Resources"][0]["id"]), (&json!(1), &json!(sent.id())));
        app.settle().await;
    }
}
