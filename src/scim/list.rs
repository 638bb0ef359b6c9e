//! The answer to a query (RFC 7644 3.4.2).

use serde_json::{Map, Value, json};

/// The schema URN of a list.
pub const LIST_URN: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/// The cursors that lead from one page to its neighbours (RFC 9865 2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// Where the page before begins; never on the first page.
    pub previous: Option<String>,
    /// Where the page after begins; absent on the last page alone.
    pub next: Option<String>,
}

/// A page by index: how many resources there are, where this page begins and the page.
///
/// `itemsPerPage` counts what is in this page, never what was asked for (RFC 7644 3.4.2.4).
pub fn list_response(total: u64, start_index: u64, resources: Vec<Value>) -> Value {
    let place = [("startIndex", Some(json!(start_index)))];
    page(Some(total), place, resources)
}

/// A page by cursor: how many resources there are, the way to its neighbours and the page. RFC 9865
/// 2: `totalResults` is left out where it is not known.
pub fn cursor_response(total: Option<u64>, neighbours: Neighbours, resources: Vec<Value>) -> Value {
    let place = [
        ("previousCursor", neighbours.previous.map(Value::String)),
        ("nextCursor", neighbours.next.map(Value::String)),
    ];
    page(total, place, resources)
}

fn page<const N: usize>(
    total: Option<u64>,
    place: [(&str, Option<Value>); N],
    resources: Vec<Value>,
) -> Value {
    let mut list = Map::new();
    list.insert("schemas".to_owned(), json!([LIST_URN]));
    list.extend(total.map(|total| ("totalResults".to_owned(), json!(total))));
    for (name, value) in place {
        list.extend(value.map(|value| (name.to_owned(), value)));
    }
    list.insert("itemsPerPage".to_owned(), json!(resources.len()));
    list.insert("Resources".to_owned(), Value::Array(resources));
    Value::Object(list)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LIST_URN, Neighbours, cursor_response};

    #[test]
    fn a_page_by_cursor_has_no_index_and_names_only_the_neighbours_it_has() {
        let neighbours = Neighbours {
            previous: None,
            next: Some("VZUTiyhEQJ94IR".to_owned()),
        };
        assert_eq!(
            cursor_response(Some(7), neighbours, vec![json!({"id": "1"})]),
            json!({
                "schemas": [LIST_URN],
                "totalResults": 7,
                "nextCursor": "VZUTiyhEQJ94IR",
                "itemsPerPage": 1,
                "Resources": [{"id": "1"}],
            })
        );
    }

    #[test]
    fn a_total_that_is_not_known_is_left_out() {
        assert_eq!(
            cursor_response(None, Neighbours::default(), Vec::new()),
            json!({"schemas": [LIST_URN], "itemsPerPage": 0, "Resources": []})
        );
    }
}
