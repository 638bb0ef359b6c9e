//! The parameters of a query, in a URL or in the message of a search (RFC 7644 3.4.2 and 3.4.3).

use serde_json::{Map, Value};

use crate::{error::Error, fold, profile::Switches};

/// The schema URN of a search.
pub const SEARCH_URN: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/// The parameters of a query as a client sent them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parameters {
    /// `filter`.
    pub filter: Option<String>,
    /// `sortBy`.
    pub sort_by: Option<String>,
    /// `sortOrder`.
    pub sort_order: Option<String>,
    /// `startIndex`.
    pub start_index: Option<String>,
    /// `count`.
    pub count: Option<String>,
    /// `cursor` (RFC 9865 2).
    pub cursor: Option<String>,
    /// `attributes`, with commas between them.
    pub attributes: Option<String>,
    /// `excludedAttributes`, with commas between them.
    pub excluded_attributes: Option<String>,
}

impl Parameters {
    /// The place of a parameter of this name; those that nobody knows are ignored (RFC 7644
    /// 3.4.2).
    pub fn place(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "filter" => Some(&mut self.filter),
            "sortBy" => Some(&mut self.sort_by),
            "sortOrder" => Some(&mut self.sort_order),
            "startIndex" => Some(&mut self.start_index),
            "count" => Some(&mut self.count),
            "cursor" => Some(&mut self.cursor),
            "attributes" => Some(&mut self.attributes),
            "excludedAttributes" => Some(&mut self.excluded_attributes),
            _ => None,
        }
    }
}

/// Reads a search; names of its members count without case, and unknown ones are ignored.
///
/// What is not the message of RFC 7644 3.4.3 is 400 `invalidSyntax`: another `schemas`, or a
/// member that has the wrong type.
pub fn parse(body: &Value, switches: Switches) -> Result<Parameters, Error> {
    let Value::Object(members) = body else {
        return Err(Error::invalid_syntax("a search is a JSON object"));
    };
    check_schemas(members, switches)?;
    let text = |name| text(members, name);
    let number = |name| number(members, name, switches);
    let names = |name| names(members, name, switches);
    Ok(Parameters {
        filter: text("filter")?,
        sort_by: text("sortBy")?,
        sort_order: text("sortOrder")?,
        start_index: number("startIndex")?,
        count: number("count")?,
        cursor: text("cursor")?,
        attributes: names("attributes")?,
        excluded_attributes: names("excludedAttributes")?,
    })
}

/// RFC 7644 3.4.3: a search is identified by its URN. A lenient profile takes one that says
/// nothing of itself, none takes one that says it is something else.
fn check_schemas(members: &Map<String, Value>, switches: Switches) -> Result<(), Error> {
    let named = match member(members, "schemas") {
        None => switches.coerce,
        Some(Value::Array(urns)) => urns
            .iter()
            .filter_map(Value::as_str)
            .any(|urn| fold::same(urn, SEARCH_URN)),
        Some(_) => false,
    };
    if named {
        Ok(())
    } else {
        let detail = format!("\"schemas\" does not name {SEARCH_URN}");
        Err(Error::invalid_syntax(detail))
    }
}

fn text(members: &Map<String, Value>, name: &str) -> Result<Option<String>, Error> {
    match member(members, name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(misfit(name, "a string")),
    }
}

fn number(
    members: &Map<String, Value>,
    name: &str,
    switches: Switches,
) -> Result<Option<String>, Error> {
    match member(members, name) {
        None => Ok(None),
        Some(Value::Number(number)) if !number.is_f64() => Ok(Some(number.to_string())),
        Some(Value::String(text)) if switches.coerce => Ok(Some(text.clone())),
        Some(_) => Err(misfit(name, "an integer")),
    }
}

fn names(
    members: &Map<String, Value>,
    name: &str,
    switches: Switches,
) -> Result<Option<String>, Error> {
    match member(members, name) {
        None => Ok(None),
        Some(Value::Array(items)) => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            let items = items.ok_or_else(|| misfit(name, "a list of strings"))?;
            Ok(Some(items.join(",")))
        }
        Some(Value::String(text)) if switches.coerce => Ok(Some(text.clone())),
        Some(_) => Err(misfit(name, "a list of strings")),
    }
}

/// A member that has a value, whatever the case of its name; null is none (RFC 7643 2.5).
fn member<'v>(members: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let mut found = members.iter().filter(|(key, _)| fold::same(key, name));
    let (_, value) = found.next()?;
    (!value.is_null()).then_some(value)
}

fn misfit(name: &str, wanted: &str) -> Error {
    Error::invalid_syntax(format!("\"{name}\" takes {wanted}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Parameters, SEARCH_URN, parse};
    use crate::profile::Profile;

    fn read(body: &Value, profile: Profile) -> Result<Parameters, String> {
        parse(body, profile.switches()).map_err(|error| {
            let kind = error.scim_type.map_or("-", |kind| kind.as_str());
            format!("{} {kind}: {}", error.status, error.detail)
        })
    }

    #[test]
    fn the_example_of_rfc_9865_section_3_is_read() {
        let body = json!({
            "schemas": [SEARCH_URN],
            "attributes": ["displayName", "userName"],
            "filter": "displayName sw \"smith\"",
            "cursor": "",
            "COUNT": 10,
            "startIndex": null,
            "colour": "blue",
        });
        let parameters = Parameters {
            filter: Some("displayName sw \"smith\"".to_owned()),
            count: Some("10".to_owned()),
            cursor: Some(String::new()),
            attributes: Some("displayName,userName".to_owned()),
            ..Parameters::default()
        };
        assert_eq!(read(&body, Profile::Rfc), Ok(parameters));
    }

    #[test]
    fn another_message_is_no_search() {
        let patch = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]});
        let refused = Err(format!(
            "400 invalidSyntax: \"schemas\" does not name {SEARCH_URN}"
        ));
        assert_eq!(read(&patch, Profile::Lenient), refused);
        assert_eq!(read(&json!({}), Profile::Rfc), refused);
        assert_eq!(
            read(&json!({}), Profile::Lenient),
            Ok(Parameters::default())
        );
    }

    #[test]
    fn a_member_of_another_type_is_refused_by_its_name() {
        let with = |name: &str, value: Value, profile| {
            let body = json!({"schemas": [SEARCH_URN], name: value});
            read(&body, profile).map(|_| ())
        };
        let refused = |text: &str| Err(format!("400 invalidSyntax: {text}"));
        let text = refused("\"filter\" takes a string");
        assert_eq!(with("filter", json!({}), Profile::Lenient), text);
        let number = refused("\"count\" takes an integer");
        assert_eq!(with("count", json!(1.5), Profile::Lenient), number);
        assert_eq!(with("count", json!("5"), Profile::Rfc), number);
        assert_eq!(with("count", json!("5"), Profile::Lenient), Ok(()));
        let list = refused("\"attributes\" takes a list of strings");
        assert_eq!(with("attributes", json!([5]), Profile::Lenient), list);
        assert_eq!(with("attributes", json!("id"), Profile::Rfc), list);
    }
}
