//! A schema read back from its document (RFC 7643 7): how an account's own extensions are kept.

use serde_json::Value;

use super::{
    attribute::{Attribute, Kind, Mutability, Returned, Uniqueness, Word},
    resource_type::Schema,
};

impl Schema {
    /// The schema as its document, without `meta`.
    pub fn document(&self) -> Value {
        serde_json::json!({
            "id": self.urn,
            "name": self.name,
            "description": self.description,
            "attributes": self.describe(),
        })
    }

    /// The schema of a document that [`document`](Self::document) wrote; sub-attributes are left
    /// out, because custom attributes are flat.
    pub fn from_document(document: &Value) -> Option<Self> {
        let attributes = document.get("attributes")?.as_array()?;
        Some(Self {
            urn: word(document, "id")?,
            name: word(document, "name")?,
            description: word(document, "description")?,
            attributes: attributes.iter().map(attribute).collect::<Option<_>>()?,
        })
    }
}

fn attribute(document: &Value) -> Option<Attribute> {
    let flag = |name: &str| document.get(name).and_then(Value::as_bool).unwrap_or(false);
    let text = |name: &str| document.get(name).and_then(Value::as_str);
    Some(Attribute {
        name: word(document, "name")?,
        kind: text("type").and_then(Kind::of_name)?,
        multi_valued: flag("multiValued"),
        required: flag("required"),
        case_exact: flag("caseExact"),
        mutability: text("mutability").and_then(Mutability::of_name)?,
        returned: text("returned").and_then(Returned::of_name)?,
        uniqueness: text("uniqueness").and_then(Uniqueness::of_name)?,
        canonical_values: words(document, "canonicalValues"),
        reference_types: words(document, "referenceTypes"),
        description: word(document, "description")?,
        sub_attributes: Vec::new(),
    })
}

fn word(document: &Value, name: &str) -> Option<Word> {
    let text = document.get(name)?.as_str()?;
    Some(Word::Owned(text.to_owned()))
}

fn words(document: &Value, name: &str) -> Vec<Word> {
    let listed = document.get(name).and_then(Value::as_array);
    let texts = listed.into_iter().flatten().filter_map(Value::as_str);
    texts.map(|text| Word::Owned(text.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use crate::schema::{Schema, user};

    #[test]
    fn a_flat_schema_comes_back_as_it_was() {
        let muster = &user().extensions.last().unwrap().schema;
        let read = Schema::from_document(&muster.document());
        assert_eq!(read.as_ref(), Some(muster));
    }
}
