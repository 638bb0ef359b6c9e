//! What every operation has in common, said once: problems, the token, headers.

use super::refusals::{self, keeps_the_name, refused};
use crate::extract::Permission;
use crate::render::CODES;
use serde_json::{Value, json};
use utoipa::openapi::OpenApi;

/// The document, made of what the routes say and of what is true of all of them.
pub(super) fn complete(described: &OpenApi) -> Value {
    let mut document = json!(described);
    document["info"] = json!({
        "title": "Muster admin API",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "People, access, directories and webhooks of one account. \
            Lists come by cursor; refusals are problems (RFC 9457) with stable codes. \
            Decisions are asked for under /access/v1 as AuthZEN has it; refusals there are strings.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    });
    document["security"] = json!([{"token": []}]);
    document["components"]["schemas"]["Problem"] = problem();
    document["components"]["schemas"]["Refused"] = refused();
    document["components"]["securitySchemes"] = json!({"token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of `muster token create`.",
    }});
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, operations) in paths {
            for (method, operation) in operations.as_object_mut().into_iter().flatten() {
                add(path, method, operation);
            }
        }
    }
    document
}

/// What every operation of its kind has.
fn add(path: &str, method: &str, operation: &mut Value) {
    let needed = operation["x-permission"].as_str().unwrap_or_default();
    let known = Permission::ALL.iter().find(|one| one.as_str() == needed);
    if let Some(known) = known {
        operation["x-role"] = json!(known.role().as_str());
    }
    refusals::add(path, method, operation);
    if keeps_the_name(path) {
        let name = header(
            "X-Request-ID",
            "A name for this request, which its answer has too.",
            &json!({"type": "string"}),
        );
        push(operation, name);
    } else if method == "post" {
        let key = header(
            "Idempotency-Key",
            "A name for this request: sent again within 24 hours it is not done twice.",
            &json!({"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}),
        );
        push(operation, key);
    }
}

/// A header that a request may have.
fn header(name: &str, description: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "header", "required": false,
        "description": description, "schema": schema})
}

fn push(operation: &mut Value, parameter: Value) {
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(parameter),
        None => operation["parameters"] = json!([parameter]),
    }
}

fn problem() -> Value {
    let codes: Vec<&str> = CODES.iter().map(|(code, ..)| *code).collect();
    json!({
        "type": "object",
        "description": "Why a request was refused (RFC 9457); docs/errors.md lists the codes.",
        "required": ["type", "title", "status", "detail", "code", "request_id"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What to do, for a person."},
            "code": {"type": "string", "enum": codes},
            "request_id": {"type": "string", "description": "Stands in the log of the server."},
        },
    })
}
