//! A PATCH body (RFC 7644 3.5.2) changes a document into one that could have been sent, or not at
//! all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_scim::profile::Profile;
use muster_scim::{json, normalise, patch, schema};
use serde_json::{Value, json};
use std::sync::LazyLock;

static ADA: LazyLock<Value> = LazyLock::new(|| {
    let body = json!({
        "schemas": [schema::CORE_USER, schema::ENTERPRISE_USER],
        "userName": "ada",
        "name": {"familyName": "Lovelace"},
        "active": true,
        "emails": [
            {"value": "ada@example.com", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home"},
        ],
        schema::ENTERPRISE_USER: {
            "department": "Engines", "manager": {"value": "26118915-6090-4610-87e4-49d8ca9f808d"},
        },
    });
    normalise::incoming(schema::user(), &body, Profile::Rfc.switches())
        .expect("it follows the schema")
        .doc
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(body) = json::parse_body(bytes) else {
        return;
    };
    for profile in [Profile::Lenient, Profile::Rfc, Profile::Entra] {
        let switches = profile.switches();
        let Ok(request) = patch::parse(&body, switches) else {
            continue;
        };
        if let Ok(patched) = patch::apply(schema::user(), &ADA, &request, switches) {
            stands(&patched.doc);
        }
        let header = json!({"displayName": "Engines"});
        if let Ok(patched) = patch::group(schema::group(), &header, &request, switches) {
            assert!(patched.doc["displayName"].is_string());
        }
    }
});

/// The letter of the RFC takes the document as it is; one email at most is primary.
fn stands(doc: &Value) {
    let again = normalise::incoming(schema::user(), doc, Profile::Rfc.switches());
    assert_eq!(again.map(|incoming| incoming.doc).as_ref(), Ok(doc));
    let emails = doc["emails"].as_array().map(Vec::as_slice).unwrap_or_default();
    let primary = emails.iter().filter(|email| email["primary"] == true);
    assert!(primary.count() <= 1, "{doc}");
}
