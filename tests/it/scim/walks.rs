//! What stories of lists share: people to list, searches, and pages by cursor.

use crate::support::Client;
use serde_json::{Value, json};

/// One page by cursor.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) total: Option<u64>,
    pub(super) names: Vec<String>,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

/// The page of a query at a cursor; an empty one asks for the first page.
pub(super) async fn page(client: &Client, query: &str, cursor: &str) -> Page {
    let list = client
        .get(&format!("{query}&cursor={cursor}"))
        .await
        .expect(200)
        .json();
    let names = names(&list);
    assert_eq!(list["itemsPerPage"], json!(names.len()));
    let text = |name: &str| list[name].as_str().map(str::to_owned);
    Page {
        total: list["totalResults"].as_u64(),
        names,
        previous: text("previousCursor"),
        next: text("nextCursor"),
    }
}

/// Every page from the first to the last.
pub(super) async fn forward(client: &Client, query: &str) -> Vec<Page> {
    let mut pages = vec![page(client, query, "").await];
    while let Some(next) = pages.last().and_then(|page| page.next.clone()) {
        pages.push(page(client, query, &next).await);
    }
    pages
}

/// Every page before this one, the nearest first.
pub(super) async fn back(client: &Client, query: &str, from: &Page) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut previous = from.previous.clone();
    while let Some(cursor) = previous {
        let page = page(client, query, &cursor).await;
        previous = page.previous.clone();
        pages.push(page);
    }
    pages
}

/// Everybody on these pages.
pub(super) fn everybody(pages: &[Page]) -> Vec<String> {
    pages.iter().flat_map(|page| page.names.clone()).collect()
}

/// The user names or display names of a list.
pub(super) fn names(list: &Value) -> Vec<String> {
    let resources = list["Resources"].as_array().expect("resources").iter();
    let name = |one: &Value| {
        let name = one["userName"]
            .as_str()
            .or_else(|| one["displayName"].as_str());
        name.expect("a name").to_owned()
    };
    resources.map(name).collect()
}

/// A person without access, whose leaving and coming tells little.
pub(super) async fn person(client: &Client, name: &str, title: &str) -> String {
    let body = json!({
        "userName": name, "title": title, "name": {"familyName": name}, "active": false,
    });
    client.post("/Users", body).await.expect(201).id()
}

/// The message of a search.
pub(super) fn asked(mut parameters: Value) -> Value {
    parameters["schemas"] = json!(["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]);
    parameters
}

/// A filter as it stands in a URL.
pub(super) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
