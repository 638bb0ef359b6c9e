//! The schema says what the server does: every attribute is written, kept and found by it.

use serde_json::{Map, Value, json};

use crate::{
    filter::Filter,
    normalise::incoming,
    profile::Profile,
    schema::{Attribute, Kind, Resolved, ResourceType, user},
};

/// A value that the schema allows.
fn sample(attribute: &Attribute) -> Value {
    let one = match attribute.kind {
        Kind::Boolean => json!(true),
        Kind::Decimal => json!(1.5),
        Kind::Integer => json!(7),
        Kind::DateTime => json!("2026-05-01T10:00:00Z"),
        Kind::String | Kind::Reference | Kind::Binary => json!("QWRh"),
        Kind::Complex => {
            let writable = attribute
                .sub_attributes
                .iter()
                .filter(|sub| !sub.is_read_only());
            let parts = writable.map(|sub| (sub.name.to_string(), sample(sub)));
            Value::Object(parts.collect::<Map<_, _>>())
        }
    };
    if attribute.multi_valued {
        json!([one])
    } else {
        one
    }
}

fn writable(kind: &ResourceType) -> impl Iterator<Item = Resolved<'_>> {
    let attributes = kind.attributes();
    attributes.filter(|resolved| {
        !resolved.attribute.is_read_only() && resolved.attribute.name != "schemas"
    })
}

/// A resource that uses the whole schema.
fn full() -> Value {
    let mut body = json!({"schemas": [&user().schema.urn]});
    for resolved in writable(user()) {
        let home = match resolved.extension {
            Some(urn) => &mut body[urn],
            None => &mut body,
        };
        home[resolved.attribute.name.as_ref()] = sample(resolved.attribute);
    }
    body
}

#[test]
fn what_the_schema_allows_is_kept_as_sent() {
    let body = full();
    let read = incoming(user(), &body, Profile::Rfc.switches()).unwrap();
    assert!(read.ignored.is_empty());
    for resolved in writable(user()) {
        assert_eq!(
            resolved.value(&read.doc),
            resolved.value(&body),
            "{}",
            resolved.canonical()
        );
    }
}

#[test]
fn every_attribute_can_be_asked_for_by_its_name() {
    let resource = full();
    for resolved in writable(user()) {
        let filter = Filter::parse(&format!("{} pr", resolved.canonical())).unwrap();
        filter.check(user(), Profile::Rfc.switches()).unwrap();
        assert!(filter.matches(user(), &resource), "{filter}");
    }
}
