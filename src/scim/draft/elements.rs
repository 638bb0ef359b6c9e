//! The values of a list: adding some, removing some, keeping one primary.

use serde_json::Value;

use super::{Home, Target, whole};
use crate::{
    error::Error,
    fold,
    schema::{Attribute, Kind},
    value::{Reader, is_label_only, is_primary, two_primaries},
};

/// RFC 7644 3.5.2.1: new values are appended; one that is there already changes nothing.
pub(super) fn append(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    value: &Value,
) -> Result<(), Error> {
    let new = reader.read(target.attribute, &target.name, value)?;
    let items = list(home, target);
    put(home, target, joined(items, new, target), reader)
}

/// The list is what is sent.
pub(super) fn replace(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    value: &Value,
) -> Result<(), Error> {
    let new = reader.read(target.attribute, &target.name, value)?;
    put(home, target, joined(Vec::new(), new, target), reader)
}

fn joined(mut items: Vec<Value>, new: Option<Value>, target: &Target<'_>) -> Changed {
    let new = match new {
        Some(Value::Array(new)) => new,
        _ => Vec::new(),
    };
    let touched = new
        .into_iter()
        .map(|item| merge_or_push(&mut items, item, target.attribute));
    let touched = touched.collect();
    Changed { items, touched }
}

/// A list after a change, and the places that the change touched.
pub(super) struct Changed {
    pub(super) items: Vec<Value>,
    pub(super) touched: Vec<usize>,
}

/// The values of the list as they are.
pub(super) fn list(home: &Home, target: &Target<'_>) -> Vec<Value> {
    match home.get(target.key()) {
        Some(Value::Array(items)) => items.clone(),
        _ => Vec::new(),
    }
}

/// Stores a changed list: empty values go, doubles become one, one value is primary.
pub(super) fn put(
    home: &mut Home,
    target: &Target<'_>,
    changed: Changed,
    reader: &Reader,
) -> Result<(), Error> {
    let Changed { mut items, touched } = changed;
    one_primary(&mut items, &touched, target)?;
    let mut kept: Vec<Value> = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        let empty = item.as_object().is_some_and(|parts| {
            let label = reader.switches.empty_clears && is_label_only(parts);
            parts.is_empty() || (label && touched.contains(&at))
        });
        if !empty {
            let primary = is_primary(&item);
            let at = merge_or_push(&mut kept, item, target.attribute);
            if let (true, Some(Value::Object(parts))) = (primary, kept.get_mut(at)) {
                parts.insert("primary".to_owned(), Value::Bool(true));
            }
        }
    }
    if home.get(target.key()).is_some_and(Value::is_array) {
        whole::check_fixed(home, target, &kept)?;
    }
    if kept.is_empty() {
        home.shift_remove(target.key());
    } else {
        home.insert(target.key().to_owned(), Value::Array(kept));
    }
    Ok(())
}

/// RFC 7644 3.5.2: a value that becomes primary makes the others not primary.
fn one_primary(items: &mut [Value], touched: &[usize], target: &Target<'_>) -> Result<(), Error> {
    let primary = |items: &[Value], at: &usize| items.get(*at).is_some_and(is_primary);
    let mut chosen: Vec<usize> = touched
        .iter()
        .copied()
        .filter(|at| primary(items, at))
        .collect();
    chosen.dedup();
    let Some((first, more)) = chosen.split_first() else {
        return Ok(());
    };
    if more.iter().any(|at| at != first) {
        return Err(two_primaries(&target.name));
    }
    let others = items
        .iter_mut()
        .enumerate()
        .filter(|(at, item)| at != first && is_primary(item));
    for parts in others.filter_map(|(_, item)| item.as_object_mut()) {
        parts.insert("primary".to_owned(), Value::Bool(false));
    }
    Ok(())
}

/// RFC 7643 2.4: the same value with the same type does not stand there twice.
fn merge_or_push(items: &mut Vec<Value>, new: Value, attribute: &Attribute) -> usize {
    let same = items
        .iter()
        .position(|item| *item == new || same_value(item, &new, attribute));
    let Some(at) = same else {
        items.push(new);
        return items.len() - 1;
    };
    if let (Some(Value::Object(old)), Value::Object(parts)) = (items.get_mut(at), new) {
        old.extend(parts);
    }
    at
}

/// A new value that does not say what it is for is the same as one that does.
fn same_value(old: &Value, new: &Value, attribute: &Attribute) -> bool {
    if attribute.kind != Kind::Complex || new.get("value").is_none() {
        return false;
    }
    let same = |part| same_part(old, new, part, attribute);
    same("value") && (new.get("type").is_none() || same("type"))
}

fn same_part(left: &Value, right: &Value, part: &str, attribute: &Attribute) -> bool {
    match (left.get(part), right.get(part)) {
        (Some(Value::String(left)), Some(Value::String(right))) => {
            let exact = attribute.sub(part).is_some_and(|sub| sub.case_exact);
            left == right || (!exact && fold::same(left, right))
        }
        (left, right) => left == right,
    }
}

/// `remove` with a value list: just those values go, absent ones are no error.
pub(super) fn remove_listed(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    listed: &Value,
) -> Result<(), Error> {
    if !reader.switches.remove_listed {
        return Err(Error::invalid_value(format!(
            "remove takes no value: select the values of \"{}\" in the path",
            target.name
        )));
    }
    let Some(Value::Array(unwanted)) = reader.read(target.attribute, &target.name, listed)? else {
        return Ok(());
    };
    let mut items = list(home, target);
    items.retain(|item| {
        !unwanted
            .iter()
            .any(|unwanted| is_meant(item, unwanted, target.attribute))
    });
    let touched = Vec::new();
    put(home, target, Changed { items, touched }, reader)
}

/// Every part that is named is equal.
fn is_meant(item: &Value, unwanted: &Value, attribute: &Attribute) -> bool {
    match unwanted {
        Value::Object(parts) => parts
            .keys()
            .all(|part| same_part(item, unwanted, part, attribute)),
        other => item == other,
    }
}
