//! A request's body as the log may keep it: its shape, and none of the personal values in it.

use super::asked::{mask_filter, mask_path};
use serde_json::{Map, Value};

/// What stands for a value that is not shown.
const HIDDEN: &str = "***";
/// Elements of an array that are shown.
const SHOWN: usize = 20;
/// Bytes of a body that are read at all.
pub(super) const READ: usize = 256 * 1024;

/// Keys whose texts say what was asked for and of whom.
const PLAIN: &[&str] = &[
    "op",
    "method",
    "bulkid",
    "schemas",
    "active",
    "username",
    "externalid",
    "id",
    "type",
    "primary",
    "$ref",
    "resourcetype",
    "role",
    "fleetaccess",
    "workspaces",
    "fleetgroups",
    "sortby",
    "sortorder",
    "attributes",
    "excludedattributes",
];
/// Keys whose values are hidden whatever they are.
const SECRET: &[&str] = &["password", "secret", "token", "credential", "authorization"];

/// Masks a body. What is not JSON is told by its length alone: nobody knows what is in it.
pub fn mask(body: &[u8]) -> String {
    if body.len() > READ {
        return format!("({} bytes)", body.len());
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => hide(&value, Showing::Nothing).to_string(),
        Err(_) => format!("({} bytes that are not JSON)", body.len()),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Showing {
    /// Texts are hidden.
    Nothing,
    /// Texts are shown: the key above says that they are harmless.
    Texts,
    /// The `value`s of members are ids.
    Members,
}

fn hide(value: &Value, showing: Showing) -> Value {
    match value {
        Value::String(text) if showing == Showing::Texts || is_truth(text) => {
            Value::String(text.clone())
        }
        Value::String(_) => Value::from(HIDDEN),
        Value::Array(items) => Value::Array(hide_items(items, showing)),
        Value::Object(object) => hide_object(object, showing),
        other => other.clone(),
    }
}

/// Entra sends truth values as text, which is what its administrator looks for here.
fn is_truth(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

fn hide_items(items: &[Value], showing: Showing) -> Vec<Value> {
    let mut shown: Vec<Value> = items
        .iter()
        .take(SHOWN)
        .map(|item| hide(item, showing))
        .collect();
    if items.len() > SHOWN {
        shown.push(Value::from(format!("({} more)", items.len() - SHOWN)));
    }
    shown
}

fn hide_object(object: &Map<String, Value>, showing: Showing) -> Value {
    // A PATCH operation on members carries ids in its value.
    let on_members = object
        .get("path")
        .and_then(Value::as_str)
        .is_some_and(|path| path.eq_ignore_ascii_case("members"));
    object
        .iter()
        .map(|(key, value)| {
            let name = key.to_ascii_lowercase();
            let hidden = match name.as_str() {
                name if SECRET.iter().any(|secret| name.contains(secret)) => Value::from(HIDDEN),
                "filter" => masked_text(value, mask_filter),
                "path" => masked_text(value, mask_path),
                "members" => hide(value, Showing::Members),
                "value" if showing == Showing::Members => hide(value, Showing::Texts),
                "value" if on_members => hide(value, Showing::Members),
                name if PLAIN.contains(&name) => hide(value, Showing::Texts),
                _ => hide(value, Showing::Nothing),
            };
            // Okta and Entra send paths as keys, too.
            (mask_path(key), hidden)
        })
        .collect::<Map<_, _>>()
        .into()
}

fn masked_text(value: &Value, how: fn(&str) -> String) -> Value {
    value.as_str().map_or_else(
        || hide(value, Showing::Nothing),
        |text| Value::from(how(text)),
    )
}

#[cfg(test)]
mod tests {
    use super::mask;
    use serde_json::json;

    fn masked(body: &serde_json::Value) -> String {
        mask(body.to_string().as_bytes())
    }

    #[test]
    fn the_shape_of_a_user_stays_and_what_is_personal_goes() {
        let body = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": "ada@example.com",
            "name": {"givenName": "Ada"},
            "emails": [{"value": "ada@example.com", "primary": true, "type": "work"}],
            "password": 5, "active": "True", "count": 3
        });
        assert_eq!(
            masked(&body),
            r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@example.com","name":{"givenName":"***"},"emails":[{"value":"***","primary":true,"type":"work"}],"password":"***","active":"True","count":3}"#
        );
    }

    #[test]
    fn operations_keep_op_path_and_truths() {
        let body = json!({"Operations": [
            {"op": "Replace", "path": "active", "value": "False"},
            {"op": "replace", "path": "title", "value": "Driver"},
            {"op": "add", "path": "members", "value": [{"value": "2819c223"}]}
        ]});
        assert_eq!(
            masked(&body),
            r#"{"Operations":[{"op":"Replace","path":"active","value":"False"},{"op":"replace","path":"title","value":"***"},{"op":"add","path":"members","value":[{"value":"2819c223"}]}]}"#
        );
    }

    #[test]
    fn a_search_keeps_its_shape() {
        let body = json!({
            "filter": "userName eq \"ada\"", "attributes": ["userName"],
            "sortBy": "title", "cursor": "abc", "count": 5
        });
        assert_eq!(
            masked(&body),
            r#"{"filter":"userName eq \"***\"","attributes":["userName"],"sortBy":"title","cursor":"***","count":5}"#
        );
    }

    #[test]
    fn paths_lose_the_values_of_their_filters_also_in_bulk() {
        let body = json!({"Operations": [
            {"op": "remove", "path": r#"emails[value eq "ada@home.example"]"#},
            {"op": "remove", "path": r#"members[value eq "2819c223"]"#},
            {"op": "remove", "path": r#"members[display eq "Ada"]"#},
            {"op": "replace", "value": {r#"emails[value co "ada"].display"#: "Ada"}},
            {"method": "PATCH", "path": "/Users/2819c223?filter=title%20eq%20ada", "data": {"Operations": [
                {"op": "remove", "path": "phoneNumbers[value eq 5551234].type"},
                {"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}
            ]}}
        ]});
        assert_eq!(
            masked(&body),
            r#"{"Operations":[{"op":"remove","path":"emails[value eq \"***\"]"},{"op":"remove","path":"members[value eq \"2819c223\"]"},{"op":"remove","path":"members[display eq \"***\"]"},{"op":"replace","value":{"emails[value co \"***\"].display":"***"}},{"method":"PATCH","path":"/Users/2819c223?filter=title%20eq%20***","data":{"Operations":[{"op":"remove","path":"phoneNumbers[value eq ***].type"},{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}]}}]}"#
        );
    }

    #[test]
    fn only_an_id_is_shown_of_a_member() {
        for (path, shown) in [
            (
                r#"Members[ value EQ "a-1_b" ]"#,
                r#"Members[ value EQ "a-1_b" ]"#,
            ),
            (
                r#"members[value eq "a-1"].display"#,
                r#"members[value eq "a-1"].display"#,
            ),
            (
                r#"members[value eq "ada@x.example"]"#,
                r#"members[value eq "***"]"#,
            ),
            (
                r#"members[value eq "a" or display eq "Ada"]"#,
                r#"members[value eq "***" or display eq "***"]"#,
            ),
            (
                r#"members[value eq "a"].x eq "Ada"#,
                r#"members[value eq "***"].x eq "***""#,
            ),
        ] {
            assert_eq!(
                masked(&json!({"path": path})),
                json!({"path": shown}).to_string()
            );
        }
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let members: Vec<_> = (0..25).map(|n| json!({"value": n.to_string()})).collect();
        let text = masked(&json!({"members": members}));
        assert!(text.ends_with(r#"{"value":"19"},"(5 more)"]}"#), "{text}");
    }

    #[test]
    fn what_is_not_json_is_not_kept() {
        assert_eq!(mask(b"{\"a\": secret"), "(12 bytes that are not JSON)");
    }
}
