//! The order of a list (RFC 7644 3.4.2.3).

use std::cmp::Ordering;

use serde_json::Value;

use crate::{error::Error, filter::key, path::AttrPath, schema::ResourceType, value::is_primary};

/// How many characters of a value a list is sorted by: a cursor names them in a URL. Resources that
/// agree so far are ordered by id.
pub const LONGEST_KEY: usize = 1_000;

/// What a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortBy {
    /// The attribute; a complex one stands for its `value`.
    pub path: AttrPath,
    /// From the last to the first.
    pub descending: bool,
}

impl SortBy {
    /// Reads `sortBy` and `sortOrder`; an unknown attribute is 400 `invalidPath`.
    pub fn parse(
        resource_type: &ResourceType,
        sort_by: Option<&str>,
        sort_order: Option<&str>,
    ) -> Result<Option<Self>, Error> {
        let descending = match sort_order.map(str::to_ascii_lowercase).as_deref() {
            None | Some("" | "ascending") => false,
            Some("descending") => true,
            Some(_) => return Err(Error::invalid_value("sortOrder is ascending or descending")),
        };
        let Some(text) = sort_by.map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let path = AttrPath::parse(text)?;
        let resolved = resource_type
            .resolve(&path)
            .map_err(|unknown| unknown.in_path())?;
        if resolved.comparable().is_none() {
            return Err(Error::invalid_path(format!(
                "\"{path}\" is complex: name one of its sub-attributes"
            )));
        }
        Ok(Some(Self { path, descending }))
    }

    /// What a resource with canonical names is sorted by: text that is compared byte by byte, or
    /// nothing when it has no value.
    ///
    /// RFC 7644 3.4.2.3: of a list, the primary value counts, or else the first.
    pub fn key(&self, resource_type: &ResourceType, resource: &Value) -> Option<String> {
        let resolved = resource_type.resolve(&self.path).ok()?;
        let leaf = resolved.comparable()?;
        let value = resolved.value(resource)?;
        let one = match value {
            Value::Array(items) => items
                .iter()
                .find(|item| is_primary(item))
                .or_else(|| items.first())?,
            single => single,
        };
        let is_part = !std::ptr::eq(leaf, resolved.attribute);
        let part = if is_part {
            one.get(leaf.name.as_ref())?
        } else {
            one
        };
        let mut key = key(leaf, part)?;
        if let Some((end, _)) = key.char_indices().nth(LONGEST_KEY) {
            key.truncate(end);
        }
        Some(key)
    }

    /// The order of two keys; resources without a value come last in ascending order and first in
    /// descending order.
    pub fn order(&self, left: Option<&str>, right: Option<&str>) -> Ordering {
        let order = match (left, right) {
            (Some(left), Some(right)) => left.cmp(right),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }

    /// The order of two resources with canonical names.
    ///
    /// Resources without a value come last in ascending order and first in descending order.
    pub fn compare(&self, resource_type: &ResourceType, left: &Value, right: &Value) -> Ordering {
        let key = |resource| self.key(resource_type, resource);
        self.order(key(left).as_deref(), key(right).as_deref())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::SortBy;
    use crate::schema::user;

    fn sorted(by: &str, order: &str) -> Vec<&'static str> {
        let mut people = [
            (
                "bob",
                json!({"userName": "Bob", "emails": [{"value": "z@x"}, {"value": "a@x", "primary": true}]}),
            ),
            (
                "ada",
                json!({"userName": "ada", "emails": [{"value": "m@x"}], "name": {"familyName": "Lovelace"}}),
            ),
            ("cyd", json!({"userName": "cyd"})),
        ];
        let sort = SortBy::parse(user(), Some(by), Some(order))
            .unwrap()
            .unwrap();
        people.sort_by(|(_, left): &(_, Value), (_, right)| sort.compare(user(), left, right));
        people.map(|(name, _)| name).to_vec()
    }

    #[test]
    fn case_counts_only_where_the_schema_says_so() {
        assert_eq!(sorted("userName", "ascending"), ["ada", "bob", "cyd"]);
        assert_eq!(sorted("USERNAME", "descending"), ["cyd", "bob", "ada"]);
    }

    #[test]
    fn the_primary_value_counts_and_nobody_without_one_comes_first() {
        assert_eq!(sorted("emails", "ascending"), ["bob", "ada", "cyd"]);
        assert_eq!(sorted("emails.value", "descending"), ["cyd", "ada", "bob"]);
        assert_eq!(
            sorted("name.familyName", "ascending"),
            ["ada", "bob", "cyd"]
        );
    }

    #[test]
    fn an_empty_text_is_no_value_and_comes_last() {
        let sort = SortBy::parse(user(), Some("title"), None).unwrap().unwrap();
        let key = |title: &str| sort.key(user(), &json!({ "title": title }));
        assert_eq!((key(""), key("Ärzte")), (None, Some("ärzte".to_owned())));
        assert!(sort.order(None, key("a").as_deref()).is_gt());
    }

    #[test]
    fn an_attribute_that_has_no_order_is_refused() {
        assert!(SortBy::parse(user(), Some("shoeSize"), None).is_err());
        assert!(SortBy::parse(user(), Some("name"), None).is_err());
        assert!(SortBy::parse(user(), Some("title"), Some("upwards")).is_err());
        assert_eq!(SortBy::parse(user(), None, None), Ok(None));
    }
}
