//! How an operation refuses: with a problem, or with a string where decisions are asked for.

use serde_json::{Value, json};

/// What an operation may refuse with, whatever it is asked.
pub(super) fn add(path: &str, method: &str, operation: &mut Value) {
    let is_public = operation["x-permission"].is_null();
    let takes_id = path.contains('{');
    match (asks_for_decisions(path), is_public) {
        (true, _) => with_strings(operation),
        (false, true) if takes_id => with_problems(operation, &["404", "500", "503"]),
        (false, true) => with_problems(operation, &["500", "503"]),
        (false, false) => {
            let mut statuses = vec!["400", "401", "403", "404", "413", "415", "500", "503"];
            if method != "get" {
                statuses.extend(["409", "412", "422", "429"]);
            }
            with_problems(operation, &statuses);
        }
    }
    if keeps_the_name(path) {
        name(operation);
    }
}

/// Whether it is a path of AuthZEN, which has refusals of its own.
fn asks_for_decisions(path: &str) -> bool {
    path.starts_with("/access/v1/")
}

/// Whether an answer has the name of its request: where decisions are asked for, and where it is said
/// where that is.
pub(super) fn keeps_the_name(path: &str) -> bool {
    asks_for_decisions(path) || path.starts_with("/.well-known/authzen-configuration")
}

fn with_problems(operation: &mut Value, statuses: &[&str]) {
    for status in statuses {
        if operation["responses"][status].is_null() {
            operation["responses"][status] = json!({"description": "A problem."});
        }
    }
    let responses = operation["responses"].as_object_mut().into_iter().flatten();
    for (status, response) in responses {
        if status.as_str() >= "400" {
            response["content"] = json!({"application/problem+json":
                {"schema": {"$ref": "#/components/schemas/Problem"}}});
        }
    }
}

/// AuthZEN Authorization API 1.0, "Error Responses": the body is one string.
fn with_strings(operation: &mut Value) {
    let refused = [
        ("400", "It is no question, or not sent as application/json."),
        ("401", "No token of the admin API was shown."),
        ("403", "The token may not ask for decisions."),
        ("413", "The body is larger than 1 MiB."),
        ("415", "The body is compressed."),
        ("500", "The server made a mistake."),
        ("503", "The server cannot answer now; try again."),
    ];
    for (status, description) in refused {
        operation["responses"][status] = json!({
            "description": description,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}},
        });
    }
}

/// "Request Identification in a Response": every answer has the name that its request has.
fn name(operation: &mut Value) {
    let responses = operation["responses"].as_object_mut().into_iter().flatten();
    for (_, response) in responses {
        response["headers"]["X-Request-ID"] = json!({
            "description": "The one of the request, or one made here, which stands in the log.",
            "required": true,
            "schema": {"type": "string"},
        });
    }
}

/// The body of a refusal where decisions are asked for.
pub(super) fn refused() -> Value {
    json!({"type": "string", "description": "Why a request for decisions was refused, in a sentence."})
}
