//! `/api/openapi.json`, and `/api/docs`, a page for people without anything from elsewhere.

use super::shape::{Piece, Shape, kind, shapes};
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
    /// What the body is, where there is one.
    body: Vec<Piece>,
    /// The answers that are no refusals: status, meaning and body.
    answers: Vec<(String, String, Vec<Piece>)>,
}

#[derive(Template)]
#[template(path = "api_docs.html")]
struct Page {
    operations: Vec<(String, Vec<Shown>)>,
    shapes: Vec<Shape>,
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

/// The page of a document.
pub(crate) fn page(document: &Value) -> String {
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
    let shapes = shapes(document);
    Page { operations, shapes }.render().unwrap_or_default()
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
        body: in_json(&operation["requestBody"]),
        answers: answers(operation),
    }
}

fn answers(operation: &Value) -> Vec<(String, String, Vec<Piece>)> {
    let all = operation["responses"].as_object().into_iter().flatten();
    let good = all.filter(|(status, _)| status.as_str() < "400");
    good.map(|(status, answer)| {
        let meaning = text(&answer["description"]);
        (status.clone(), meaning, in_json(answer))
    })
    .collect()
}

/// What a body in JSON is; nothing where there is none.
fn in_json(holder: &Value) -> Vec<Piece> {
    match &holder["content"]["application/json"]["schema"] {
        Value::Null => Vec::new(),
        schema => kind(schema),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
