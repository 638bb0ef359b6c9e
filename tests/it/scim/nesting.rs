//! What nests too deep is refused, and the server stands (security of RFC 7644 7): workers have the
//! usual stack of 2 MiB.

use crate::support::{App, Client, stories};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const SEARCH: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
const BULK: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

/// An object in which objects nest so deep, itself included.
fn nested(depth: usize) -> Value {
    (1..depth).fold(json!({}), |inner, _| json!({"a": inner}))
}

async fn refused(client: &Client, path: &str, body: String, keyword: &str) {
    let answer = client.send(Method::POST, path, &[], Some(body)).await;
    assert_eq!(
        answer.status,
        StatusCode::BAD_REQUEST,
        "{path}: {}",
        answer.text
    );
    assert_eq!(
        answer.json()["scimType"],
        keyword,
        "{path}: {}",
        answer.text
    );
}

async fn stands(client: &Client) {
    assert_eq!(client.get("/Users").await.status, StatusCode::OK);
}

stories! {
    async fn a_million_brackets_in_a_body_are_refused(app: &App) {
        let client = app.connection("Okta", "lenient").await;
        for bracket in ["[", "{\"a\":", "{"] {
            let body = bracket.repeat(1_000_000 / bracket.len());
            for path in ["/Users", "/Groups", "/Bulk", "/.search", "/Users/.search"] {
                refused(&client, path, body.clone(), "invalidSyntax").await;
            }
        }
        stands(&client).await;
    }

    async fn a_million_brackets_in_a_filter_are_refused(app: &App) {
        let client = app.connection("Okta", "lenient").await;
        let search = json!({"schemas": [SEARCH], "filter": "(".repeat(1_000_000)});
        refused(&client, "/.search", search.to_string(), "invalidFilter").await;
        refused(&client, "/Users/.search", search.to_string(), "invalidFilter").await;
        stands(&client).await;
    }

    async fn eight_thousand_brackets_within_the_cap_are_refused(app: &App) {
        let client = app.connection("Okta", "lenient").await;
        for bracket in ["(", "not(", "emails["] {
            let filter = bracket.repeat(8_000 / bracket.len());
            let asked = client.get(&format!("/Users?filter={filter}")).await;
            assert_eq!(asked.status, StatusCode::BAD_REQUEST, "{bracket}");
            let path = filter.clone();
            let search = json!({"schemas": [SEARCH], "filter": filter});
            refused(&client, "/.search", search.to_string(), "invalidFilter").await;
            let ada = client.post("/Users", json!({"schemas": [], "userName": bracket})).await;
            let location = format!("/Users/{}", ada.json()["id"].as_str().expect("an id"));
            let patched = client.patch(&location, json!([{"op": "remove", "path": path}])).await;
            assert_eq!(patched.status, StatusCode::BAD_REQUEST, "{}", patched.text);
        }
        stands(&client).await;
        app.settle().await;
    }

    async fn thirty_three_levels_are_refused_inside_bulk_and_search(app: &App) {
        let client = app.connection("Okta", "lenient").await;
        // The request, its list, the operation, its data: three levels above it.
        let operation = |depth| json!({"method": "POST", "path": "/Users", "bulkId": "a", "data": nested(depth)});
        let bulk = |depth| json!({"schemas": [BULK], "Operations": [operation(depth)]}).to_string();
        refused(&client, "/Bulk", bulk(30), "invalidSyntax").await;
        let fits = client.send(Method::POST, "/Bulk", &[], Some(bulk(29))).await;
        assert_eq!(fits.status, StatusCode::OK, "{}", fits.text);
        let search = json!({"schemas": [SEARCH], "filter": "userName pr", "deep": nested(32)});
        refused(&client, "/.search", search.to_string(), "invalidSyntax").await;
        let filter = format!("{}userName pr{}", "(".repeat(33), ")".repeat(33));
        let search = json!({"schemas": [SEARCH], "filter": filter});
        refused(&client, "/.search", search.to_string(), "invalidFilter").await;
        stands(&client).await;
        app.settle().await;
    }
}
