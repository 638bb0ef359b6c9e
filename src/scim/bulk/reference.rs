//! `bulkId:x` in the place of an id (RFC 7644 3.7.2): finding it, and putting the id there.

use std::{borrow::Cow, ops::Range};

use serde_json::{Map, Value};

/// What comes before the name in a reference.
pub(super) const PREFIX: &str = "bulkId:";

/// Tells of every reference in a value: in texts, in the filters of paths, in the names of members.
pub(super) fn each(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => each_in_text(text, found),
        Value::Array(items) => items.iter().for_each(|item| each(item, found)),
        Value::Object(members) => {
            for (key, value) in members {
                each_in_text(key, found);
                each(value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Tells of every reference in a text.
pub(super) fn each_in_text(text: &str, found: &mut dyn FnMut(&str)) {
    for (_, name) in spans(text) {
        found(&name);
    }
}

/// The value with ids in the place of the references that have one.
pub(super) fn replace<'a>(value: &Value, id_of: &dyn Fn(&str) -> Option<&'a str>) -> Value {
    match value {
        Value::String(text) => Value::String(replace_in_text(text, id_of)),
        Value::Array(items) => items.iter().map(|item| replace(item, id_of)).collect(),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| (replace_in_text(key, id_of), replace(value, id_of)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// The text with ids in the place of the references that have one.
pub(super) fn replace_in_text<'a>(text: &str, id_of: &dyn Fn(&str) -> Option<&'a str>) -> String {
    let mut out = text.to_owned();
    for (place, name) in spans(text).into_iter().rev() {
        if let Some(id) = id_of(&name) {
            out.replace_range(place, id);
        }
    }
    out
}

/// Where the references of a text are: it is one, it is a URL that ends with one, or it is a filter
/// that compares with some.
fn spans(text: &str) -> Vec<(Range<usize>, Cow<'_, str>)> {
    if !text.contains(PREFIX) {
        return Vec::new();
    }
    if let Some(name) = text.strip_prefix(PREFIX) {
        return vec![(0..text.len(), Cow::Borrowed(name))];
    }
    if let Some((before, name)) = text.rsplit_once("/bulkId:")
        && (before.ends_with("Users") || before.ends_with("Groups"))
    {
        return vec![(before.len() + 1..text.len(), Cow::Borrowed(name))];
    }
    quoted(text)
}

/// The references among the quoted texts of a filter, as in `members[value eq "bulkId:x"]`.
fn quoted(text: &str) -> Vec<(Range<usize>, Cow<'_, str>)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match (open, character) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(start), '"') => {
                let inside = text.get(start..at).unwrap_or_default();
                let unescaped = serde_json::from_str::<String>(&format!("\"{inside}\""));
                let name = unescaped.unwrap_or_default();
                if let Some(name) = name.strip_prefix(PREFIX) {
                    found.push((start..at, Cow::Owned(name.to_owned())));
                }
                open = None;
            }
            (None, '"') => open = Some(at + 1),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{each_in_text, replace_in_text};

    fn names(text: &str) -> Vec<String> {
        let mut names = Vec::new();
        each_in_text(text, &mut |name| names.push(name.to_owned()));
        names
    }

    #[test]
    fn a_text_is_a_reference_or_ends_with_one_or_compares_with_some() {
        assert_eq!(names("bulkId:a/b c"), ["a/b c"]);
        assert_eq!(names("https://x.example/scim/v2/Users/bulkId:a"), ["a"]);
        assert_eq!(names("../Groups/bulkId:g"), ["g"]);
        assert_eq!(
            names(r#"members[value eq "bulkId:a" or value eq "bulkId:\"b\""]"#),
            ["a", "\"b\""]
        );
        for plain in ["the bulkId:a", "bulkid:a", "/Cars/bulkId:a", "\"bulkId:a"] {
            assert_eq!(names(plain), [""; 0], "{plain}");
        }
    }

    #[test]
    fn only_what_has_an_id_is_replaced() {
        let id_of = |name: &str| (name == "a").then_some("7");
        let replaced = replace_in_text(
            r#"members[value eq "bulkId:a" or value eq "bulkId:b"]"#,
            &id_of,
        );
        assert_eq!(replaced, r#"members[value eq "7" or value eq "bulkId:b"]"#);
        assert_eq!(replace_in_text("/Users/bulkId:a", &id_of), "/Users/7");
    }
}
