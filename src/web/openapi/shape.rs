//! What a body looks like, field by field, in words.

use serde_json::Value;

/// A schema with a name, as the page shows it once.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) fields: Vec<Field>,
    /// What it is where it has no fields.
    pub(super) kind: Vec<Piece>,
}

/// One field of a body.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Vec<Piece>,
    pub(super) required: bool,
    pub(super) summary: String,
}

/// A word of a kind; the name of a schema leads to it.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) is_schema: bool,
}

/// Every schema of the document, by name.
pub(super) fn shapes(document: &Value) -> Vec<Shape> {
    let all = document["components"]["schemas"].as_object();
    let all = all.into_iter().flatten();
    all.map(|(name, schema)| Shape {
        name: name.clone(),
        summary: text(&schema["description"]),
        fields: fields(schema),
        kind: kind(schema),
    })
    .collect()
}

/// The fields of an object; those of every variant where it is one of several.
fn fields(schema: &Value) -> Vec<Field> {
    let required = |name: &str| {
        let mut all = schema["required"].as_array().into_iter().flatten();
        all.any(|one| one == name)
    };
    let own = schema["properties"].as_object().into_iter().flatten();
    let mut found: Vec<Field> = own
        .map(|(name, field)| Field {
            name: name.clone(),
            kind: kind(field),
            required: required(name),
            summary: text(&field["description"]),
        })
        .collect();
    for part in parts(schema) {
        let of_part = fields(part);
        let variant = of_part.iter().find(|field| field.name == "type");
        let variant = variant.map_or_else(String::new, |field| written(&field.kind));
        found.extend(of_part.into_iter().map(|mut field| {
            let named = !variant.is_empty() && field.name != "type";
            if named {
                field.name = format!("{} ({variant})", field.name);
            } else if field.name == "type" {
                field.summary = text(&part["description"]);
            }
            field
        }));
    }
    found
}

/// What a value is: a type, the name of a schema, a list of either, or one of several.
pub(super) fn kind(schema: &Value) -> Vec<Piece> {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|name| name.rsplit('/').next())
    {
        return vec![Piece {
            text: name.to_owned(),
            is_schema: true,
        }];
    }
    let several: Vec<Vec<Piece>> = parts(schema).map(kind).collect();
    if !several.is_empty() {
        return joined(several);
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        return said(&words.join(" or "));
    }
    match &schema["type"] {
        Value::Array(types) => {
            let each = types.iter().map(|one| match one.as_str() {
                Some("array") => list(schema),
                Some(one) => said(word(one, schema)),
                None => Vec::new(),
            });
            joined(each.collect())
        }
        Value::String(one) if one == "array" => list(schema),
        Value::String(one) => said(word(one, schema)),
        _ => said("anything"),
    }
}

fn list(schema: &Value) -> Vec<Piece> {
    let mut pieces = said("list of ");
    pieces.extend(kind(&schema["items"]));
    pieces
}

fn word<'a>(kind: &'a str, schema: &Value) -> &'a str {
    match (kind, schema["format"].as_str()) {
        ("string", Some("uuid")) => "id",
        ("string", Some("date-time")) => "time",
        ("integer", _) => "whole number",
        (kind, _) => kind,
    }
}

fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    let keys = ["oneOf", "anyOf", "allOf"].into_iter();
    keys.filter_map(|key| schema[key].as_array()).flatten()
}

fn joined(each: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for one in each {
        if !pieces.is_empty() {
            pieces.extend(said(" or "));
        }
        pieces.extend(one);
    }
    pieces
}

fn said(text: &str) -> Vec<Piece> {
    vec![Piece {
        text: text.to_owned(),
        is_schema: false,
    }]
}

fn written(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
