//! Some values of a list, as in `emails[type eq "work"].value`.

use serde_json::{Map, Value};

use super::{
    Home, Target,
    elements::{self, Changed},
    parts, whole,
};
use crate::{
    error::Error,
    filter::{Filter, Literal, Op},
    patch::OpKind,
    path::AttrPath,
    schema::{Attribute, Kind},
    value::Reader,
};

/// What is done to which values.
pub(super) struct Selected<'a> {
    pub(super) op: OpKind,
    pub(super) filter: &'a Filter,
    pub(super) sub: Option<&'a Attribute>,
}

pub(super) fn change(
    reader: &mut Reader,
    home: &mut Home,
    target: &Target<'_>,
    selected: &Selected<'_>,
    value: Option<&Value>,
) -> Result<(), Error> {
    let attribute = target.attribute;
    if !attribute.multi_valued || attribute.kind != Kind::Complex {
        let name = &target.name;
        return Err(Error::invalid_path(format!(
            "\"{name}\" has no values to select from"
        )));
    }
    let parent = AttrPath::new(&target.name, None);
    let filter = selected.filter;
    filter.check_element(&parent, attribute, reader.switches)?;
    let mut items = elements::list(home, target);
    let mut touched: Vec<usize> = (0..items.len())
        .filter(|at| {
            items
                .get(*at)
                .is_some_and(|item| filter.matches_element(attribute, item))
        })
        .collect();
    if touched.is_empty() {
        if selected.op == OpKind::Remove {
            return Ok(());
        }
        let new = make(reader, target, filter)?;
        touched.push(items.len());
        items.push(Value::Object(new));
    }
    for at in &touched {
        if let Some(Value::Object(item)) = items.get_mut(*at) {
            element(reader, item, target, selected, value)?;
        }
    }
    elements::put(home, target, Changed { items, touched }, reader)
}

/// RFC 7644 3.5.2.3: a value path that selects nothing is 400 `noTarget`. Entra counts on the
/// value being made, so a lenient profile makes it when the filter says how.
fn make(reader: &mut Reader, target: &Target<'_>, filter: &Filter) -> Result<Home, Error> {
    let terms = described(filter).filter(|_| reader.switches.make_missing);
    let Some(terms) = terms else {
        let name = &target.name;
        return Err(Error::no_target(format!(
            "no value of \"{name}\" matches the path"
        )));
    };
    fill(reader, Map::new(), target, &terms)
}

/// The parts that a filter of `eq` terms describes; nothing for any other filter.
fn described(filter: &Filter) -> Option<Vec<(&AttrPath, Value)>> {
    match filter {
        Filter::And(terms) => {
            let terms: Option<Vec<_>> = terms.iter().map(described).collect();
            Some(terms?.into_iter().flatten().collect())
        }
        Filter::Compare {
            path,
            op: Op::Eq,
            value,
        } => {
            let value = match value {
                Literal::Null | Literal::Variable(_) => return None,
                Literal::Bool(value) => Value::Bool(*value),
                Literal::Number(value) => Value::Number(value.clone()),
                Literal::String(value) => Value::String(value.clone()),
            };
            Some(vec![(path, value)])
        }
        _ => None,
    }
}

/// Adds the described parts that are missing.
fn fill(
    reader: &mut Reader,
    mut parts: Home,
    target: &Target<'_>,
    terms: &[(&AttrPath, Value)],
) -> Result<Home, Error> {
    for (path, value) in terms {
        let Some(sub) = target.attribute.sub(&path.attr) else {
            continue;
        };
        if !parts.contains_key(sub.name.as_ref())
            && let Some(value) = reader.read(sub, &target.sub(sub).name, value)?
        {
            parts.insert(sub.name.to_string(), value);
        }
    }
    Ok(parts)
}

fn element(
    reader: &mut Reader,
    item: &mut Home,
    target: &Target<'_>,
    selected: &Selected<'_>,
    value: Option<&Value>,
) -> Result<(), Error> {
    if let Some(sub) = selected.sub {
        return parts::one(reader, item, target, (selected.op, sub), value);
    }
    if selected.op == OpKind::Remove {
        item.clear();
        return Ok(());
    }
    let value = value.ok_or_else(|| whole::no_value(target))?;
    let Some(sent) = reader.parts(target.attribute, &target.name, value)? else {
        item.clear();
        return Ok(());
    };
    if selected.op == OpKind::Add {
        return whole::write_parts(reader, item, target, &sent);
    }
    // RFC 7644 3.5.2.3: every selected value is replaced by the one that is sent.
    let mut new = Map::new();
    whole::write_parts(reader, &mut new, target, &sent)?;
    let terms = described(selected.filter).filter(|_| reader.switches.make_missing);
    if let (Some(terms), false) = (terms, new.is_empty()) {
        new = fill(reader, new, target, &terms)?;
    }
    *item = new;
    Ok(())
}
