//! A filter (RFC 7644 3.4.2.2) is read or refused, reads back as it prints, and always answers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_scim::filter::Filter;
use muster_scim::profile::Profile;
use muster_scim::schema;
use serde_json::{Value, json};
use std::sync::LazyLock;

static ADA: LazyLock<Value> = LazyLock::new(|| {
    json!({
        "id": "2819c223-7f76-453a-919d-413861904646",
        "externalId": "701984",
        "userName": "Ada@Example.com",
        "name": {"familyName": "Lovelace", "givenName": "Ada"},
        "active": true,
        "emails": [
            {"value": "ada@example.com", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home"},
        ],
        "meta": {"resourceType": "User", "created": "2026-11-22T07:00:00Z"},
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "employeeNumber": "42", "manager": {"value": "26118915-6090-4610-87e4-49d8ca9f808d"},
        },
    })
});

fuzz_target!(|text: &str| {
    // With variables nothing else reads otherwise, and what is read prints as itself.
    let with_variables = Filter::parse_with_variables(text);
    if let Ok(filter) = &with_variables
        && let Ok(again) = Filter::parse_with_variables(&filter.to_string())
    {
        assert_eq!(again, *filter);
    }
    let Ok(filter) = Filter::parse(text) else {
        return;
    };
    assert_eq!(with_variables.as_ref(), Ok(&filter));
    // Printing spells out what a client may abbreviate, so it may pass the caps; else it reads back.
    match Filter::parse(&filter.to_string()) {
        Ok(again) => assert_eq!(again, filter),
        Err(error) => assert!(
            error.detail.contains("more than") || error.detail.contains("longer"),
            "{filter} does not read back: {error:?}"
        ),
    }
    for profile in [Profile::Lenient, Profile::Rfc] {
        for kind in [schema::user(), schema::group()] {
            if filter.check(kind, profile.switches()).is_ok() {
                // What holds and its contrary never hold together.
                let holds = filter.matches(kind, &ADA);
                let contrary = Filter::Not(Box::new(filter.clone()));
                assert_ne!(contrary.matches(kind, &ADA), holds, "{filter}");
            }
        }
    }
});
