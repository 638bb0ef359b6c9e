//! A whole attribute: RFC 7644 3.5.2.1 to 3.5.2.3 without sub-attribute and filter.

use serde_json::{Map, Value};

use super::{Home, Target, elements};
use crate::{
    error::Error,
    patch::OpKind,
    schema::{Kind, Mutability},
    value::Reader,
};

pub(super) fn change(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    op: OpKind,
    value: Option<&Value>,
) -> Result<(), Error> {
    let attribute = target.attribute;
    let value = match (op, value) {
        (OpKind::Remove, listed) => return remove(reader, home, target, listed),
        (_, Some(value)) => value,
        (_, None) => return Err(no_value(target)),
    };
    if attribute.multi_valued {
        return match op {
            OpKind::Add => elements::append(reader, home, target, value),
            _ => elements::replace(reader, home, target, value),
        };
    }
    if attribute.kind == Kind::Complex {
        return merge(reader, home, target, value);
    }
    set(reader, home, target, value)
}

/// 400: an operation that writes has nothing to write.
pub(super) fn no_value(target: &Target<'_>) -> Error {
    Error::invalid_value(format!("the operation on \"{}\" has no value", target.name))
}

fn set(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    value: &Value,
) -> Result<(), Error> {
    match reader.read(target.attribute, &target.name, value)? {
        Some(value) => assign(home, target, value),
        None if is_required(target) => Err(required(target, Error::invalid_value)),
        None => clear(reader, home, target),
    }
}

/// Writes a value that was read.
pub(super) fn assign(home: &mut Home, target: &Target<'_>, value: Value) -> Result<(), Error> {
    let immutable = target.attribute.mutability == Mutability::Immutable;
    // RFC 7644 3.5.2: an immutable attribute may be written while it has no value.
    if immutable && home.get(target.key()).is_some_and(|old| *old != value) {
        return Err(fixed(target));
    }
    home.insert(target.key().to_owned(), value);
    Ok(())
}

/// A list that is immutable and has values keeps them.
pub(super) fn check_fixed(home: &Home, target: &Target<'_>, kept: &[Value]) -> Result<(), Error> {
    let immutable = target.attribute.mutability == Mutability::Immutable;
    let same = home.get(target.key()).and_then(Value::as_array) == Some(&kept.to_vec());
    if immutable && !same {
        return Err(fixed(target));
    }
    Ok(())
}

/// RFC 7644 3.5.2.2: a required or read-only attribute cannot be removed. With a value list, a
/// lenient profile removes just those values, as Entra means it; no profile removes them all.
fn remove(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    listed: Option<&Value>,
) -> Result<(), Error> {
    if is_required(target) {
        return Err(required(target, Error::mutability));
    }
    match listed {
        Some(listed) if target.attribute.multi_valued && !listed.is_null() => {
            elements::remove_listed(reader, home, target, listed)
        }
        _ => clear(reader, home, target),
    }
}

/// Without a value there is nothing to be; `active` keeps its own instead.
fn is_required(target: &Target<'_>) -> bool {
    target.attribute.required && target.name != "active"
}

/// Takes the value away.
fn clear(reader: &mut Reader, home: &mut Home, target: &Target<'_>) -> Result<(), Error> {
    if !home.contains_key(target.key()) {
        return Ok(());
    }
    // Somebody without `active` would be neither in nor out.
    if target.name == "active" {
        reader.ignore("\"active\" cannot be unassigned and keeps its value".to_owned());
        return Ok(());
    }
    if target.attribute.mutability == Mutability::Immutable {
        return Err(fixed(target));
    }
    home.shift_remove(target.key());
    Ok(())
}

/// RFC 7644 3.5.2.1 and 3.5.2.3: of a complex attribute the sub-attributes that are sent are
/// written, the others stay.
pub(super) fn merge(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    value: &Value,
) -> Result<(), Error> {
    let Some(sent) = reader.parts(target.attribute, &target.name, value)? else {
        return clear(reader, home, target);
    };
    let before = object(home.get(target.key()));
    let mut after = before.clone();
    write_parts(reader, &mut after, target, &sent)?;
    settle(target, &before, &mut after);
    store(home, target, after);
    Ok(())
}

/// Writes some sub-attributes of a complex value.
pub(super) fn write_parts(
    reader: &mut Reader,
    parts: &mut Home,
    target: &Target<'_>,
    sent: &Home,
) -> Result<(), Error> {
    for (key, value) in sent {
        match target.attribute.sub(key) {
            Some(sub) if sub.is_read_only() => {}
            Some(sub) => set(reader, parts, &target.sub(sub), value)?,
            None if value.is_null() => {}
            None => reader.unknown(&format!("{}.{key}", target.name))?,
        }
    }
    Ok(())
}

/// A new `value` makes what described the old one wrong: its URI and its display name.
pub(super) fn settle(target: &Target<'_>, before: &Home, after: &mut Home) {
    if before.get("value") == after.get("value") || !before.contains_key("value") {
        return;
    }
    for sub in &target.attribute.sub_attributes {
        let derived = sub.name == "$ref" || sub.is_read_only();
        if derived && before.get(sub.name.as_ref()) == after.get(sub.name.as_ref()) {
            after.shift_remove(sub.name.as_ref());
        }
    }
}

/// Puts a complex value in its place; an empty one is none.
pub(super) fn store(home: &mut Home, target: &Target<'_>, parts: Home) {
    if parts.is_empty() {
        home.shift_remove(target.key());
    } else {
        home.insert(target.key().to_owned(), Value::Object(parts));
    }
}

pub(super) fn object(value: Option<&Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(members)) => members.clone(),
        _ => Map::new(),
    }
}

fn fixed(target: &Target<'_>) -> Error {
    Error::mutability(format!("\"{}\" is immutable and has a value", target.name))
}

fn required(target: &Target<'_>, error: fn(String) -> Error) -> Error {
    error(format!("\"{}\" is required", target.name))
}
