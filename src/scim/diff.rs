//! What changed between two states of a resource, as SCIM paths.

use serde_json::{Map, Value};

use crate::schema::{Attribute, Kind, ResourceType};

/// The paths whose values differ, sorted: `emails`, `name.familyName`, `urn:…:User:department`.
///
/// A list is one path, a complex attribute without a `value` one path for each part. `id`,
/// `schemas` and `meta` are left out: they change with everything or never.
pub fn changed_paths(resource_type: &ResourceType, before: &Value, after: &Value) -> Vec<String> {
    let mut paths: Vec<_> = differences(resource_type, before, after)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    paths.sort_unstable();
    paths
}

/// The old values of [`changed_paths`], by path; null where there was none.
pub fn previous(resource_type: &ResourceType, before: &Value, after: &Value) -> Value {
    let mut old = differences(resource_type, before, after);
    old.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    Value::Object(old.into_iter().collect::<Map<_, _>>())
}

fn differences(
    resource_type: &ResourceType,
    before: &Value,
    after: &Value,
) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    for resolved in resource_type.attributes() {
        if matches!(resolved.attribute.name, "id" | "schemas" | "meta") {
            continue;
        }
        let (old, new) = (resolved.value(before), resolved.value(after));
        let path = resolved.canonical();
        if is_parted(resolved.attribute) {
            for sub in &resolved.attribute.sub_attributes {
                let part =
                    |value: Option<&Value>| value.and_then(|value| value.get(sub.name)).cloned();
                note(
                    &mut out,
                    format!("{path}.{}", sub.name),
                    part(old),
                    part(new),
                );
            }
        } else {
            note(&mut out, path, old.cloned(), new.cloned());
        }
    }
    out
}

fn is_parted(attribute: &Attribute) -> bool {
    attribute.kind == Kind::Complex && !attribute.multi_valued && attribute.sub("value").is_none()
}

/// RFC 7643 2.5: null, an empty list and absence are the same.
fn note(out: &mut Vec<(String, Value)>, path: String, old: Option<Value>, new: Option<Value>) {
    let assigned = |value: Option<Value>| {
        let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
        value.filter(|value| !value.is_null() && !empty(value))
    };
    let (old, new) = (assigned(old), assigned(new));
    if old != new {
        out.push((path, old.unwrap_or(Value::Null)));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{changed_paths, previous};
    use crate::schema::{ENTERPRISE_USER, user};

    #[test]
    fn changes_are_named_by_their_paths() {
        let before = json!({
            "userName": "ada", "title": "Clerk", "meta": {"version": "1"},
            "name": {"givenName": "Ada", "familyName": "King"},
            "emails": [{"value": "ada@x.example"}],
        });
        let after = json!({
            "userName": "ada", "meta": {"version": "2"}, "phoneNumbers": [],
            "name": {"givenName": "Ada", "familyName": "Lovelace"},
            "emails": [{"value": "countess@x.example"}],
            ENTERPRISE_USER: {"department": "Yard", "manager": {"value": "7"}},
        });
        let department = format!("{ENTERPRISE_USER}:department");
        let manager = format!("{ENTERPRISE_USER}:manager");
        assert_eq!(
            changed_paths(user(), &before, &after),
            ["emails", "name.familyName", "title", &department, &manager]
        );
        assert_eq!(
            previous(user(), &before, &after),
            json!({
                "emails": [{"value": "ada@x.example"}],
                "name.familyName": "King",
                "title": "Clerk",
                department: null,
                manager: null,
            })
        );
    }

    #[test]
    fn the_same_resource_has_no_changes() {
        let one = json!({"userName": "ada", "active": true});
        assert!(changed_paths(user(), &one, &one).is_empty());
        assert_eq!(previous(user(), &one, &one), json!({}));
    }
}
