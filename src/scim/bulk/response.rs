//! The answer to a Bulk request (RFC 7644 3.7.3).

use serde_json::{Map, Value, json};

use crate::{call::Endpoint, error::Error, etag};

/// The schema URN of a Bulk response.
pub const BULK_RESPONSE_URN: &str = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/// An operation that was tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Processed {
    /// Where it stood in the request, from 0.
    pub index: usize,
    /// Its method, as far as it had one.
    pub method: Option<String>,
    /// What the client called the resource.
    pub bulk_id: Option<String>,
    /// Its path as it was sent.
    pub path: Option<String>,
    /// Its message as it was sent.
    pub data: Value,
    /// The resource that it was about; none when a POST failed.
    pub resource: Option<(Endpoint, String)>,
    /// The version of the resource afterwards.
    pub version: Option<i64>,
    /// The status that a single request would have had, or why it failed.
    pub outcome: Result<u16, Error>,
}

impl Processed {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.outcome
            .as_ref()
            .map_or_else(|error| error.status, |status| *status)
    }

    fn to_json(&self, base_url: &str) -> Value {
        let mut shown = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                shown.insert(name.to_owned(), value);
            }
        };
        let location = self.resource.as_ref();
        let location = location.map(|(endpoint, id)| json!(endpoint.location(base_url, id)));
        put("location", location);
        put("method", self.method.clone().map(Value::from));
        put("bulkId", self.bulk_id.clone().map(Value::from));
        put(
            "version",
            self.version.map(|version| json!(etag::weak(version))),
        );
        put("status", Some(json!(self.status().to_string())));
        // RFC 7644 3.7: required for an error, left out for a success.
        put("response", self.outcome.as_ref().err().map(Error::to_json));
        Value::Object(shown)
    }
}

/// The answer: every operation that was tried, in the order of the request.
pub fn response(processed: &[Processed], base_url: &str) -> Value {
    let operations = processed.iter().map(|one| one.to_json(base_url));
    json!({
        "schemas": [BULK_RESPONSE_URN],
        "Operations": operations.collect::<Vec<_>>(),
    })
}
