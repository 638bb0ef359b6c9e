//! The message of a Bulk request.

use serde_json::{Map, Value};

use super::operation::Operation;
use crate::{error::Error, fold, profile::Switches};

/// The schema URN of a Bulk request.
pub const BULK_REQUEST_URN: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

/// The most operations in one request.
pub const MAX_OPERATIONS: usize = 1_000;

/// The most bytes in one request.
pub const MAX_PAYLOAD: usize = 4 * 1024 * 1024;

/// A Bulk request that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkRequest {
    /// After how many errors it ends; `None` when all are to be tried.
    pub fail_on_errors: Option<usize>,
    /// The operations, as they were sent.
    pub operations: Vec<Operation>,
}

/// Reads a Bulk request; names of its members count without case.
///
/// What is wrong with one operation is that operation's error, not the request's.
pub fn parse(body: Value, switches: Switches) -> Result<BulkRequest, Error> {
    let Value::Object(mut members) = body else {
        return Err(Error::invalid_syntax("a Bulk request is a JSON object"));
    };
    check_schemas(take(&mut members, "schemas").as_ref(), switches)?;
    let fail_on_errors = fail_on_errors(take(&mut members, "failOnErrors").as_ref())?;
    let operations = match take(&mut members, "Operations") {
        Some(Value::Array(operations)) if !operations.is_empty() => operations,
        _ => {
            return Err(Error::invalid_syntax(
                "\"Operations\" is a list of one or more",
            ));
        }
    };
    // RFC 7644 3.7.4: 413, and the answer names the limit.
    if operations.len() > MAX_OPERATIONS {
        return Err(Error::too_large(format!(
            "the request has {} operations, which exceeds maxOperations ({MAX_OPERATIONS})",
            operations.len()
        )));
    }
    let operations = operations
        .into_iter()
        .map(|operation| Operation::read(operation, switches))
        .collect::<Result<_, _>>()?;
    Ok(BulkRequest {
        fail_on_errors,
        operations,
    })
}

fn check_schemas(schemas: Option<&Value>, switches: Switches) -> Result<(), Error> {
    let named = schemas.and_then(Value::as_array).is_some_and(|urns| {
        let mut urns = urns.iter().filter_map(Value::as_str);
        urns.any(|urn| fold::same(urn, BULK_REQUEST_URN))
    });
    // RFC 7644 3.7: the request is identified by its schema.
    if named || switches.coerce {
        return Ok(());
    }
    Err(Error::invalid_syntax(format!(
        "\"schemas\" does not name {BULK_REQUEST_URN}"
    )))
}

/// Clients with typed messages send 0 for what they did not set.
fn fail_on_errors(value: Option<&Value>) -> Result<Option<usize>, Error> {
    let wrong = || Error::invalid_value("\"failOnErrors\" is a number of errors");
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let number = value.as_u64().ok_or_else(wrong)?;
            let number = usize::try_from(number).map_err(|_| wrong())?;
            Ok((number > 0).then_some(number))
        }
    }
}

/// Takes a member out of an object, whatever the case of its name.
pub(super) fn take(members: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = members.keys().find(|key| fold::same(key, name))?.clone();
    members.remove(&key)
}
