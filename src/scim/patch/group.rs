//! A PATCH of a Group: a change of its header and an ordered list of member operations.

use serde_json::{Map, Value};

use super::{
    apply::{Reached, differs, step},
    members::{self, MemberOp},
    request::{OpKind, PatchRequest},
};
use crate::{
    draft::{Draft, Reach},
    error::Error,
    path::PatchPath,
    profile::Switches,
    schema::ResourceType,
};

/// A Group after a PATCH.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupPatched {
    /// The header, without members.
    pub doc: Value,
    /// The header differs from what it was.
    pub changed: bool,
    /// What happens to the members, in order.
    pub members: Vec<MemberOp>,
    /// What was left out, one sentence each, for the provisioning log.
    pub ignored: Vec<String>,
}

/// Applies every operation to the header, or turns it into member operations; all or none.
pub fn group(
    resource_type: &ResourceType,
    header: &Value,
    request: &PatchRequest,
    switches: Switches,
) -> Result<GroupPatched, Error> {
    let mut draft = Draft::new(resource_type, header, switches);
    let mut reached = Reached::default();
    let mut changes = Vec::new();
    for operation in &request.ops {
        match (&operation.path, &operation.value) {
            (Some(path), value) if is_members(resource_type, path) => {
                changes.extend(members::operation(
                    operation.op,
                    path,
                    value.as_ref(),
                    switches,
                )?);
                reached.note(Reach::Known);
            }
            (None, Some(Value::Object(body))) => {
                changes.extend(pathless(&mut draft, operation.op, body, switches)?);
                reached.note(Reach::Known);
            }
            _ => reached.note(step(&mut draft, operation)?),
        }
    }
    reached.anything()?;
    let (doc, ignored) = draft.finish()?;
    Ok(GroupPatched {
        changed: differs(header, &doc),
        doc,
        members: changes,
        ignored,
    })
}

/// Okta and authentik send `{"displayName": …}` and `{"members": […]}` without a path.
fn pathless(
    draft: &mut Draft<'_>,
    op: OpKind,
    body: &Map<String, Value>,
    switches: Switches,
) -> Result<Vec<MemberOp>, Error> {
    let mut changes = Vec::new();
    let mut header = Map::new();
    for (key, value) in body {
        let path = PatchPath::parse(key)
            .ok()
            .filter(|path| is_members(draft.resource_type, path));
        match path {
            Some(path) => changes.extend(members::operation(op, &path, Some(value), switches)?),
            None => {
                header.insert(key.clone(), value.clone());
            }
        }
    }
    draft.body(op, &header)?;
    Ok(changes)
}

fn is_members(resource_type: &ResourceType, path: &PatchPath) -> bool {
    let resolved = resource_type.resolve(&path.attr);
    resolved.is_ok_and(|resolved| resolved.attribute.name == "members")
}
