//! Applying a PATCH to a document.

use serde_json::Value;

use super::request::{Operation, PatchRequest};
use crate::{
    draft::{Draft, Reach},
    error::Error,
    profile::Switches,
    schema::ResourceType,
};

/// A document after a PATCH.
#[derive(Debug, Clone, PartialEq)]
pub struct Patched {
    /// The document, with its `schemas`.
    pub doc: Value,
    /// It differs from what it was; otherwise nothing is to be written (RFC 7644 3.5.2.1).
    pub changed: bool,
    /// What was left out, one sentence each, for the provisioning log.
    pub ignored: Vec<String>,
    /// The full names of the attributes that were spoken of, whether or not they changed.
    pub named: Vec<String>,
}

/// Applies every operation, or none: the first refusal is the answer.
///
/// ```
/// use muster_scim::{patch, profile::Profile, schema};
/// use serde_json::json;
///
/// let switches = Profile::Lenient.switches();
/// let request = patch::parse(&json!({
///     "schemas": [patch::PATCH_URN],
///     "Operations": [{"op": "Replace", "path": "active", "value": "False"}],
/// }), switches).unwrap();
/// let ada = json!({"userName": "ada", "active": true});
/// let patched = patch::apply(schema::user(), &ada, &request, switches).unwrap();
/// assert_eq!(patched.doc["active"], false);
/// ```
pub fn apply(
    resource_type: &ResourceType,
    doc: &Value,
    request: &PatchRequest,
    switches: Switches,
) -> Result<Patched, Error> {
    let mut draft = Draft::new(resource_type, doc, switches);
    let mut reached = Reached::default();
    for operation in &request.ops {
        reached.note(step(&mut draft, operation)?);
    }
    reached.anything()?;
    let named = std::mem::take(&mut draft.named);
    let (after, ignored) = draft.finish()?;
    Ok(Patched {
        changed: differs(doc, &after),
        doc: after,
        ignored,
        named,
    })
}

/// One operation.
pub(super) fn step(draft: &mut Draft<'_>, operation: &Operation) -> Result<Reach, Error> {
    match (&operation.path, &operation.value) {
        (Some(path), value) => draft.at(operation.op, path, value.as_ref()),
        (None, Some(Value::Object(body))) => draft.body(operation.op, body).map(|()| Reach::Known),
        (None, _) => Err(Error::no_target("the operation has no path")),
    }
}

/// Whether any operation of a request found its target.
#[derive(Default)]
pub(super) struct Reached {
    some: bool,
    first_unknown: Option<Error>,
}

impl Reached {
    pub(super) fn note(&mut self, reach: Reach) {
        match reach {
            Reach::Known => self.some = true,
            Reach::Unknown(error) => {
                self.first_unknown.get_or_insert(error);
            }
        }
    }

    /// A request of which nothing is left is refused even by a lenient profile.
    pub(super) fn anything(self) -> Result<(), Error> {
        match self.first_unknown {
            Some(error) if !self.some => Err(error),
            _ => Ok(()),
        }
    }
}

/// The documents differ in more than their `schemas`, which follow from the rest.
pub(super) fn differs(before: &Value, after: &Value) -> bool {
    let bare = |doc: &Value| {
        let mut members = doc.as_object().cloned().unwrap_or_default();
        members.shift_remove("schemas");
        members
    };
    bare(before) != bare(after)
}
