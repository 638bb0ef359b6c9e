//! A body by itself.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::{
    draft::{Draft, todays},
    error::Error,
    fold,
    patch::OpKind,
    profile::Switches,
    schema::ResourceType,
};

/// A body that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The document: canonical names, extensions under their URNs, `schemas`; no `id`, no `meta`,
    /// no members of a Group.
    pub doc: Value,
    /// What was left out, one sentence each, for the provisioning log.
    pub ignored: Vec<String>,
    /// The full names of the attributes that were spoken of, also to say that there is nothing.
    pub named: Vec<String>,
}

/// Reads the body of a POST.
///
/// `active` is in the document only when it was sent: what its absence means is for the caller to
/// say, from [`Switches::active_when_absent`]. Members of a Group are read by
/// [`crate::patch::members_of`].
pub fn incoming(
    resource_type: &ResourceType,
    body: &Value,
    switches: Switches,
) -> Result<Incoming, Error> {
    let draft = read(resource_type, body, switches)?;
    incoming_of(draft)
}

/// What a draft has come to.
pub(super) fn incoming_of(mut draft: Draft<'_>) -> Result<Incoming, Error> {
    let named = std::mem::take(&mut draft.named);
    let (doc, ignored) = draft.finish()?;
    Ok(Incoming {
        doc,
        ignored,
        named,
    })
}

/// The body as a draft: an `add` to nothing.
pub(super) fn read<'r>(
    resource_type: &'r ResourceType,
    body: &Value,
    switches: Switches,
) -> Result<Draft<'r>, Error> {
    let Value::Object(members) = body else {
        return Err(Error::invalid_syntax("the body is not a JSON object"));
    };
    let mut draft = Draft::new(resource_type, &Value::Null, switches);
    for unknown in unknown_schemas(resource_type, members, switches)? {
        draft.reader.ignore(format!("unknown schema \"{unknown}\""));
    }
    draft.body(OpKind::Add, members)?;
    if sends_no_roles(members) {
        draft.named.retain(|name| name != "roles");
    }
    Ok(draft)
}

/// Entra sends `roles: []` with every User, and means nothing by it.
fn sends_no_roles(body: &Map<String, Value>) -> bool {
    let mut roles = body.iter().filter(|(key, _)| fold::same(key, "roles"));
    roles
        .next()
        .is_some_and(|(_, value)| value.as_array().is_some_and(Vec::is_empty))
}

/// RFC 7643 3: `schemas` is a list without doubles of the base schema and known extensions. A
/// lenient profile recomputes it instead: Entra names a schema of its own, others name none.
fn unknown_schemas(
    resource_type: &ResourceType,
    body: &Map<String, Value>,
    switches: Switches,
) -> Result<Vec<String>, Error> {
    let mut sent = body.iter().filter(|(key, _)| fold::same(key, "schemas"));
    let urns: Vec<&str> = match sent.next().map(|(_, value)| value) {
        Some(Value::Array(urns)) => {
            let urns = urns.iter().filter_map(Value::as_str);
            urns.map(|urn| todays(resource_type, switches, urn))
                .collect()
        }
        _ => Vec::new(),
    };
    let base = resource_type.schema.urn.as_ref();
    let known = |urn: &str| fold::same(urn, base) || resource_type.extension(urn).is_some();
    let unknown: Vec<String> = urns
        .iter()
        .filter(|urn| !known(urn))
        .map(|urn| (*urn).to_owned())
        .collect();
    if switches.coerce {
        return Ok(unknown);
    }
    if let Some(urn) = unknown.first() {
        return Err(Error::invalid_syntax(format!("unknown schema \"{urn}\"")));
    }
    let different: HashSet<String> = urns.iter().map(|urn| fold::fold(urn)).collect();
    if different.len() < urns.len() {
        return Err(Error::invalid_syntax("\"schemas\" names a schema twice"));
    }
    if !urns.iter().any(|urn| fold::same(urn, base)) {
        return Err(Error::invalid_syntax(format!(
            "\"schemas\" does not name {base}"
        )));
    }
    Ok(unknown)
}
