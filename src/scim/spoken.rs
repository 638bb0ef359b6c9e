//! Which attributes a request speaks of.

use crate::{path::AttrPath, schema::ResourceType};
use serde_json::{Map, Value};

/// The attributes that a whole resource names, each with its URN where it stands below one.
pub fn in_resource(kind: &ResourceType, body: &Value) -> Vec<AttrPath> {
    let members = body.as_object().into_iter();
    members.flat_map(|held| in_members(kind, held)).collect()
}

/// The attributes that the operations of a PATCH name, in their paths or in what they bring.
///
/// It reads what it can: the request itself is checked where it is applied.
pub fn in_patch(kind: &ResourceType, body: &Value) -> Vec<AttrPath> {
    let members = body.as_object().into_iter().flatten();
    let lists = members.filter(|(name, _)| name.eq_ignore_ascii_case("Operations"));
    let operations = lists.flat_map(|(_, list)| list.as_array().into_iter().flatten());
    operations.flat_map(|one| in_operation(kind, one)).collect()
}

fn in_operation(kind: &ResourceType, operation: &Value) -> Vec<AttrPath> {
    let path = operation.get("path").and_then(Value::as_str);
    let brought = operation.get("value").and_then(Value::as_object);
    match (path, brought) {
        (None, Some(held)) => in_members(kind, held),
        (Some(path), Some(held)) if kind.extension(path).is_some() => below(path, held),
        (Some(path), _) => {
            let name = path.split_once('[').map_or(path, |(name, _)| name);
            AttrPath::parse(name).into_iter().collect()
        }
        (None, None) => Vec::new(),
    }
}

fn in_members(kind: &ResourceType, members: &Map<String, Value>) -> Vec<AttrPath> {
    let named = members.iter().flat_map(|(key, value)| match value {
        Value::Object(held) if kind.extension(key).is_some() => below(key, held),
        _ => AttrPath::parse(key).into_iter().collect(),
    });
    named.collect()
}

fn below(urn: &str, held: &Map<String, Value>) -> Vec<AttrPath> {
    let names = held
        .keys()
        .map(|name| AttrPath::parse(&format!("{urn}:{name}")));
    names.filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_patch, in_resource};
    use crate::path::AttrPath;
    use crate::schema::{MUSTER_USER, user};
    use serde_json::json;

    fn names(paths: &[AttrPath]) -> Vec<String> {
        paths.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_resource_speaks_of_what_it_holds() {
        let body =
            json!({"userName": "ada", "emails": [], MUSTER_USER: {"role": 1, "username": null}});
        let expected = [
            "userName",
            "emails",
            &format!("{MUSTER_USER}:role"),
            &format!("{MUSTER_USER}:username"),
        ];
        assert_eq!(names(&in_resource(user(), &body)), expected);
    }

    #[test]
    fn operations_speak_of_their_paths_and_of_what_they_bring() {
        let body = json!({"Operations": [
            {"op": "replace", "path": format!("{MUSTER_USER}:role"), "value": 2},
            {"op": "remove", "path": r#"emails[type eq "work"].value"#},
            {"op": "add", "value": {"title": "Driver", MUSTER_USER: {"username": "4"}}},
            {"op": "add", "path": MUSTER_USER, "value": {"workspaces": 3}},
            "not an operation", {"op": "add", "path": "not a name"}
        ]});
        let expected = [
            &format!("{MUSTER_USER}:role"),
            "emails",
            "title",
            &format!("{MUSTER_USER}:username"),
            &format!("{MUSTER_USER}:workspaces"),
        ];
        assert_eq!(names(&in_patch(user(), &body)), expected);
    }
}
