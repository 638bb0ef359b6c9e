//! A resource body (RFC 7644 3.3) is refused or becomes a document that stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use muster_scim::filter::Filter;
use muster_scim::profile::Profile;
use muster_scim::projection::{self, Selection};
use muster_scim::schema::ResourceType;
use muster_scim::{json, normalise, patch, schema};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(body) = json::parse_body(bytes) else {
        return;
    };
    for profile in [Profile::Lenient, Profile::Rfc, Profile::Hr] {
        for kind in [schema::user(), schema::group()] {
            read(kind, &body, profile);
        }
        let _ = patch::members_of(&body, profile.switches());
    }
});

fn read(kind: &ResourceType, body: &Value, profile: Profile) {
    let Ok(incoming) = normalise::incoming(kind, body, profile.switches()) else {
        return;
    };
    let doc = incoming.doc;
    let again = normalise::incoming(kind, &doc, Profile::Rfc.switches());
    assert_eq!(again.map(|incoming| incoming.doc).as_ref(), Ok(&doc));
    // A PUT of what is there changes nothing.
    let put = normalise::replacement(kind, &doc, &doc, Profile::Rfc.switches());
    assert_eq!(put.map(|incoming| incoming.doc).as_ref(), Ok(&doc));
    let shown = projection::project(kind, doc.clone(), &Selection::default());
    assert!(shown.get("password").is_none());
    let filter = Filter::parse("userName pr or displayName pr").expect("it is a filter");
    assert!(filter.matches(kind, &doc), "{doc}");
}
