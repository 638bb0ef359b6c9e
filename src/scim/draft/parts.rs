//! A sub-attribute without a filter, as in `name.familyName`.

use serde_json::{Map, Value};

use super::{
    Home, Target,
    elements::{self, Changed},
    whole,
};
use crate::{error::Error, patch::OpKind, schema::Attribute, value::Reader};

/// Of a list, every value is meant (RFC 7644 3.5.2: the path has no filter); an empty list gets
/// its first one.
pub(super) fn change(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    (op, sub): (OpKind, &Attribute),
    value: Option<&Value>,
) -> Result<(), Error> {
    if !target.attribute.multi_valued {
        let mut parts = whole::object(home.get(target.key()));
        one(reader, &mut parts, target, (op, sub), value)?;
        whole::store(home, target, parts);
        return Ok(());
    }
    let mut items = elements::list(home, target);
    if items.is_empty() && op != OpKind::Remove {
        items.push(Value::Object(Map::new()));
    }
    for item in &mut items {
        if let Some(parts) = item.as_object_mut() {
            one(reader, parts, target, (op, sub), value)?;
        }
    }
    let touched = (0..items.len()).collect();
    elements::put(home, target, Changed { items, touched }, reader)
}

/// One sub-attribute of one complex value.
pub(super) fn one(
    reader: &mut Reader,
    parts: &mut Home,
    target: &Target<'_>,
    (op, sub): (OpKind, &Attribute),
    value: Option<&Value>,
) -> Result<(), Error> {
    let before = parts.clone();
    whole::change(reader, parts, &target.sub(sub), op, value)?;
    whole::settle(target, &before, parts);
    Ok(())
}
