//! A path (RFC 7644 3.5.2, 3.10) is read or refused, and reads back as it prints.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_scim::path::{AttrPath, PatchPath};
use muster_scim::projection::{self, Selection};
use muster_scim::schema;
use muster_scim::sort::SortBy;
use serde_json::json;

fuzz_target!(|text: &str| {
    if let Ok(path) = AttrPath::parse(text) {
        assert_eq!(AttrPath::parse(&path.to_string()).as_ref(), Ok(&path));
        let _ = schema::user().locate(&path);
        let _ = schema::group().locate(&path);
    }
    if let Ok(path) = PatchPath::parse(text) {
        let _ = schema::user().locate(&path.plain());
    }
    let user = json!({"id": "1", "userName": "ada", "emails": [{"value": "a@x", "type": "work"}]});
    for (attributes, excluded) in [(Some(text), None), (None, Some(text))] {
        if let Ok(selection) = Selection::parse(attributes, excluded) {
            let shown = projection::project(schema::user(), user.clone(), &selection);
            // RFC 7643 7: what is always returned is returned.
            assert_eq!(shown["id"], "1");
        }
    }
    let _ = SortBy::parse(schema::user(), Some(text), None);
});
