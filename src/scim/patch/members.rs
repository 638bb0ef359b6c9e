//! The members of a Group, which are rows and never part of its document.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::request::{OpKind, member};
use crate::{
    error::Error,
    filter::{Filter, Literal, Op},
    fold,
    path::PatchPath,
    profile::Switches,
};

/// The most members that one list may name.
pub const MAX_MEMBERS: usize = 100_000;

/// One member, as a client names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MemberRef {
    /// The id.
    pub value: String,
    /// `User` or `Group`, when the client says so.
    pub kind: Option<String>,
    /// The name, when the client sends one.
    pub display: Option<String>,
}

/// A change of the members; several apply in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberOp {
    /// These belong to the group, besides the others.
    Add(Vec<MemberRef>),
    /// These ids do not belong to it; absent ones are no error.
    Remove(Vec<String>),
    /// Nobody belongs to it.
    RemoveAll,
    /// These belong to it, and nobody else.
    Replace(Vec<MemberRef>),
}

/// The members in the body of a POST or PUT, each once; none when they are absent, null or `[]`.
pub fn members_of(body: &Value, switches: Switches) -> Result<Vec<MemberRef>, Error> {
    let Value::Object(members) = body else {
        return Ok(Vec::new());
    };
    let urn = crate::schema::CORE_GROUP;
    let found = member(members, "members").or_else(|| member(members, &format!("{urn}:members")));
    found.map_or_else(|| Ok(Vec::new()), |value| refs(value, switches))
}

/// An operation whose path is `members`, with or without a filter.
pub(super) fn operation(
    op: OpKind,
    path: &PatchPath,
    value: Option<&Value>,
    switches: Switches,
) -> Result<Vec<MemberOp>, Error> {
    if let Some(sub) = &path.sub {
        // RFC 7643 4.2: the sub-attributes of members are immutable.
        return Err(Error::mutability(format!("\"members.{sub}\" is immutable")));
    }
    let ops = match &path.filter {
        Some(filter) => selected(op, &ids(filter)?, value, switches)?,
        None => vec![listed(op, value, switches)?],
    };
    let empty = |op: &MemberOp| match op {
        MemberOp::Add(members) => members.is_empty(),
        MemberOp::Remove(ids) => ids.is_empty(),
        MemberOp::RemoveAll | MemberOp::Replace(_) => false,
    };
    Ok(ops.into_iter().filter(|op| !empty(op)).collect())
}

/// The whole list, or the values that are listed.
pub(super) fn listed(
    op: OpKind,
    value: Option<&Value>,
    switches: Switches,
) -> Result<MemberOp, Error> {
    match (op, value) {
        // RFC 7644 3.5.2.2: without a filter all values are removed.
        (OpKind::Remove, None | Some(Value::Null)) => Ok(MemberOp::RemoveAll),
        // Entra and JumpCloud list who leaves: never all because of that.
        (OpKind::Remove, Some(value)) if switches.remove_listed => {
            let members = refs(value, switches)?;
            Ok(MemberOp::Remove(
                members.into_iter().map(|member| member.value).collect(),
            ))
        }
        (OpKind::Remove, Some(_)) => Err(Error::invalid_value(
            "remove takes no value: select the members in the path",
        )),
        (OpKind::Add, value) => Ok(MemberOp::Add(refs(
            value.unwrap_or(&Value::Null),
            switches,
        )?)),
        (OpKind::Replace, value) => Ok(MemberOp::Replace(refs(
            value.unwrap_or(&Value::Null),
            switches,
        )?)),
    }
}

/// The members whose ids a filter names.
fn selected(
    op: OpKind,
    ids: &[String],
    value: Option<&Value>,
    switches: Switches,
) -> Result<Vec<MemberOp>, Error> {
    let gone = || MemberOp::Remove(ids.to_vec());
    Ok(match op {
        OpKind::Remove => vec![gone()],
        OpKind::Add => {
            let mut members = match value {
                Some(value) if !value.is_null() => one(value, ids, switches)?,
                _ => Vec::new(),
            };
            for id in ids {
                if !members.iter().any(|member| member.value == *id) {
                    members.push(MemberRef {
                        value: id.clone(),
                        kind: None,
                        display: None,
                    });
                }
            }
            vec![MemberOp::Add(members)]
        }
        OpKind::Replace => {
            let members = match value {
                Some(value) if !value.is_null() => one(value, ids, switches)?,
                _ => Vec::new(),
            };
            vec![gone(), MemberOp::Add(members)]
        }
    })
}

/// The sent members; one that has no id of its own is the selected one.
fn one(value: &Value, ids: &[String], switches: Switches) -> Result<Vec<MemberRef>, Error> {
    match (value, ids) {
        (Value::Object(parts), [id]) if member(parts, "value").is_none() => {
            let mut parts = parts.clone();
            parts.insert("value".to_owned(), Value::String(id.clone()));
            refs(&Value::Object(parts), switches)
        }
        _ => refs(value, switches),
    }
}

/// The ids of `value eq "a" or value eq "b"`.
fn ids(filter: &Filter) -> Result<Vec<String>, Error> {
    match filter {
        Filter::Compare {
            path,
            op: Op::Eq,
            value: Literal::String(id),
        } if fold::same(&path.attr, "value") && path.sub.is_none() => Ok(vec![id.clone()]),
        Filter::Or(terms) => {
            let terms: Result<Vec<_>, _> = terms.iter().map(ids).collect();
            Ok(terms?.into_iter().flatten().collect())
        }
        _ => Err(Error::invalid_filter(
            "members are selected by value eq \"id\", several with or",
        )),
    }
}

/// The members that are sent, each once.
fn refs(value: &Value, switches: Switches) -> Result<Vec<MemberRef>, Error> {
    let items = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    if items.len() > MAX_MEMBERS {
        return Err(Error::too_large(format!(
            "more than {MAX_MEMBERS} members in one list"
        )));
    }
    let mut seen = HashSet::new();
    let mut members = Vec::with_capacity(items.len());
    for item in items {
        let member = reference(item, switches)?;
        if seen.insert(member.value.clone()) {
            members.push(member);
        }
    }
    Ok(members)
}

fn reference(item: &Value, switches: Switches) -> Result<MemberRef, Error> {
    let bare = match item {
        Value::String(id) if switches.coerce => Some(id),
        _ => None,
    };
    let parts = match (item, bare) {
        (Value::Object(parts), _) => parts,
        (_, Some(_)) => &Map::new(),
        _ => {
            return Err(Error::invalid_value(
                "a member is an object with its id in \"value\"",
            ));
        }
    };
    let text = |name| {
        member(parts, name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let Some(value) = text("value")
        .or(bare.map(String::as_str))
        .filter(|id| !id.is_empty())
    else {
        return Err(Error::invalid_value("a member has no id in \"value\""));
    };
    Ok(MemberRef {
        value: value.to_owned(),
        kind: text("type").map(str::to_owned),
        display: text("display").map(str::to_owned),
    })
}
