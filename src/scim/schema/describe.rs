//! A schema as its document (RFC 7643 7).

use serde_json::{Map, Value, json};

use super::{
    attribute::{Attribute, Kind},
    resource_type::Schema,
};

impl Schema {
    /// The attributes as a schema document lists them.
    pub(crate) fn describe(&self) -> Value {
        self.attributes.iter().map(describe).collect()
    }
}

fn describe(attribute: &Attribute) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    put("name", json!(attribute.name));
    put("type", json!(attribute.kind.as_str()));
    put("multiValued", json!(attribute.multi_valued));
    put("description", json!(attribute.description));
    put("required", json!(attribute.required));
    if !attribute.canonical_values.is_empty() {
        put("canonicalValues", json!(attribute.canonical_values));
    }
    if matches!(
        attribute.kind,
        Kind::String | Kind::Reference | Kind::Binary | Kind::DateTime
    ) {
        put("caseExact", json!(attribute.case_exact));
    }
    put("mutability", json!(attribute.mutability.as_str()));
    put("returned", json!(attribute.returned.as_str()));
    if attribute.kind == Kind::Complex {
        // Errata 6004: a complex attribute carries no uniqueness.
        let subs: Value = attribute.sub_attributes.iter().map(describe).collect();
        put("subAttributes", subs);
    } else {
        put("uniqueness", json!(attribute.uniqueness.as_str()));
    }
    if attribute.kind == Kind::Reference {
        put("referenceTypes", json!(attribute.reference_types));
    }
    Value::Object(out)
}
