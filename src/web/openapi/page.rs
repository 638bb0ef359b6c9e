//! `/api/openapi.json`, and `/api/docs`, a page for people without anything from elsewhere.

use crate::state::WebState;
use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use http::header::CONTENT_TYPE;
use serde_json::Value;

/// One operation as the page shows it.
struct Shown {
    method: String,
    path: String,
    summary: String,
    permission: String,
    role: String,
    parameters: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "api_docs.html")]
struct Page {
    operations: Vec<(String, Vec<Shown>)>,
}

/// The document and the page, both made once.
pub fn routes(document: &Value) -> Router<WebState> {
    let text = document.to_string();
    let page = page(document);
    let json = move || {
        let text = text.clone();
        async move { ([(CONTENT_TYPE, "application/json")], text).into_response() }
    };
    Router::new()
        .route("/api/openapi.json", get(json))
        .route("/api/docs", get(move || async move { Html(page) }))
}

fn page(document: &Value) -> String {
    let mut operations: Vec<(String, Vec<Shown>)> = Vec::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let tag = text(&operation["tags"][0]);
            let shown = shown(method, path, operation);
            match operations.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, of_tag)) => of_tag.push(shown),
                None => operations.push((tag, vec![shown])),
            }
        }
    }
    Page { operations }.render().unwrap_or_default()
}

fn shown(method: &str, path: &str, operation: &Value) -> Shown {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    Shown {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        permission: text(&operation["x-permission"]),
        role: text(&operation["x-role"]),
        parameters: parameters
            .map(|one| (text(&one["name"]), text(&one["description"])))
            .collect(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
