//! The document says what the router does: neither has a route that the other lacks.

use super::page::page;
use super::{described, document};
use crate::extract::Permission;
use axum::Router;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The routes of a router by its own list, which axum shows to who debugs it: each path with the
/// methods that it allows.
fn of_router<S>(router: &Router<S>) -> BTreeSet<String> {
    let shown = format!("{router:?}");
    let (handlers, rest) = shown.split_once("paths: {").expect("a list of paths");
    let (rest, _) = rest.split_once(", fallback_router").unwrap_or((rest, ""));
    let mut found = BTreeSet::new();
    for entry in rest.split("RouteId(").skip(1) {
        let Some((id, path)) = entry.split_once("): \"") else {
            break;
        };
        let path = path.split('"').next().expect("a path");
        let of_route = format!("RouteId({id}): MethodRouter(");
        let (_, route) = handlers.split_once(&of_route).expect("a route of the path");
        let (_, allowed) = route
            .split_once("allow_header: Bytes(b\"")
            .expect("its methods");
        let allowed = allowed.split('"').next().expect("methods");
        for method in allowed.split(',').filter(|method| *method != "HEAD") {
            found.insert(format!("{method} {path}"));
        }
    }
    found
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of_path = |(path, methods): (&String, &'_ Value)| {
        let methods = methods.as_object().expect("methods").keys();
        methods
            .map(|method| (method.to_uppercase(), path.clone()))
            .collect::<Vec<_>>()
    };
    let named = paths.iter().flat_map(of_path);
    named
        .map(|(method, path)| {
            let operation = &document["paths"][&path][method.to_lowercase()];
            (format!("{method} {path}"), operation)
        })
        .collect()
}

#[test]
fn the_document_and_the_router_have_the_same_routes() {
    let (router, document) = (Router::from(described()), document());
    let of_document: BTreeSet<String> = operations(&document)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(of_router(&router), of_document);
    assert!(
        of_document.contains("GET /api/v1/people/{id}")
            && of_document.contains("POST /access/v1/evaluation"),
        "{of_document:?}"
    );
}

#[test]
fn every_operation_says_who_may_call_it_and_what_it_is() {
    let document = document();
    let mut ids = BTreeSet::new();
    for (name, operation) in operations(&document) {
        let needed = operation["x-permission"].as_str().unwrap_or_default();
        let known = Permission::ALL.iter().any(|one| one.as_str() == needed);
        let is_public = operation["security"] == json!([{}]) && needed.is_empty();
        let of_public = name.starts_with("GET /.well-known/");
        assert_eq!(is_public, of_public, "{name}: who may call it");
        let is_told = known || is_public;
        assert!(
            is_told,
            "{name} has no permission that is known: {needed:?}"
        );
        assert!(operation["summary"].is_string(), "{name} has no summary");
        assert!(operation["tags"][0].is_string(), "{name} has no tag");
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(ids.insert(id.to_owned()), "{name}: {id} is not its own id");
    }
}

/// A preview answers the version of the policy that it was compared with.
#[test]
fn every_change_of_the_policy_can_name_the_version_that_was_looked_at() {
    let document = document();
    let of_policy = |operation: &Value| operation["x-permission"] == "account.roles";
    for (name, operation) in operations(&document) {
        if !of_policy(operation) || name.ends_with("/reevaluate") {
            continue;
        }
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        let named = parameters.any(|one| one["name"] == "If-Match" && one["in"] == "header");
        assert!(named, "{name} takes no If-Match");
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for part in text.split("\"#/components/schemas/").skip(1) {
        let name = part.split('"').next().expect("a name");
        let schema = &document["components"]["schemas"][name];
        assert!(schema.is_object(), "there is no schema {name}");
    }
}

/// The sources below a folder.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(std::fs::read_to_string(&path).expect("a source"));
        }
    }
}

/// Of two schemas with one name the document keeps one, and then lies about the other.
#[test]
fn no_two_schemas_have_one_name() {
    let (mut texts, mut names) = (Vec::new(), BTreeSet::new());
    for folder in ["admin", "authzen"] {
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        sources(&whole, &mut texts);
    }
    for derived in texts
        .iter()
        .flat_map(|text| text.split("ToSchema)]").skip(1))
    {
        let mut words = derived.split(|letter: char| !letter.is_alphanumeric());
        words.find(|word| ["struct", "enum"].contains(word));
        let name = words.next().expect("a name");
        assert!(names.insert(name), "two schemas are called {name}");
    }
    assert!(names.len() > 30, "{names:?}");
}

/// docs/admin-api.md names every permission; the page at /api/docs shows bodies and answers.
#[test]
fn people_find_permissions_bodies_and_answers() {
    let handbook = include_str!("../../../docs/admin-api.md");
    for permission in Permission::ALL {
        let word = format!("`{}`", permission.as_str());
        assert!(handbook.contains(&word), "{word} is missing");
    }
    let document = document();
    let page = page(&document);
    for part in [
        "<p>Body: <a href=\"#NewRule\">NewRule</a></p>",
        "<p>201: The rule. <a href=\"#RuleShown\">RuleShown</a></p>",
        "<article id=\"NewRule\">",
        "<dt><code>when</code> <small>string, required</small></dt>",
        "<article id=\"Problem\">",
        "<p>Body: <a href=\"#Evaluation\">Evaluation</a></p>",
        "<p>200: The endpoints. <a href=\"#AuthzenMetadata\">AuthzenMetadata</a></p>",
        "Say where decisions are asked for. <small>Anybody may ask.</small>",
    ] {
        assert!(page.contains(part), "{part}");
    }
}
