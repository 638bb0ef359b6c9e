//! What a client looks at before it dares to write, and in which media type.

use super::cast::user;
use crate::support::{App, stories};
use axum::http::Method;
use serde_json::json;

stories! {
    async fn both_media_types_are_taken_and_one_is_answered(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let types = ["application/json", "application/scim+json", "application/scim+json; charset=utf-8", "application/json;charset=UTF-8", ""];
        for (n, media_type) in types.iter().enumerate() {
            for accept in ["application/scim+json", "application/json", "*/*"] {
                let headers = [("content-type", *media_type), ("accept", accept)];
                let body = user(&format!("u{n}{}", accept.len())).to_string();
                let created = okta.send(Method::POST, "/Users", &headers, Some(body)).await.expect(201);
                assert_eq!(created.headers["content-type"], "application/scim+json");
            }
        }
        for path in ["/Users", "/Groups", "/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/Users/none"] {
            assert_eq!(okta.get(path).await.headers["content-type"], "application/scim+json", "{path}");
        }
        app.settle().await;
    }

    async fn every_schema_says_that_it_is_one(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let schemas = okta.get("/Schemas").await.expect(200).json();
        let listed = schemas["Resources"].as_array().expect("schemas");
        assert_eq!(schemas["totalResults"], json!(listed.len()));
        for schema in listed {
            assert_eq!(schema["schemas"], json!(["urn:ietf:params:scim:schemas:core:2.0:Schema"]), "{}", schema["id"]);
            let path = format!("/Schemas/{}", schema["id"].as_str().expect("a URN"));
            assert_eq!(okta.get(&path).await.expect(200).json(), *schema);
        }
    }

    async fn discovery_stands_for_whoever_asks(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let visitor = okta.with_token(None);
        for path in [
            "/ServiceProviderConfig", "/ResourceTypes", "/ResourceTypes/User", "/ResourceTypes/Group", "/Schemas",
            "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group",
            "/Schemas/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        ] {
            visitor.get(path).await.expect(200);
            okta.get(path).await.expect(200);
        }
        for path in ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"] {
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                okta.send(method.clone(), path, &[], Some("{}".to_owned())).await.expect(405);
            }
        }
    }
}
