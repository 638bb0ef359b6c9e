//! Filters of chance, from the whole grammar of RFC 7644 3.4.2.2.

use super::cast::Stage;
use super::people::{MOMENTS, TEXTS, numbers};
use crate::support::Chance;
use muster_scim::filter::{Filter, Form, Literal, Op};
use muster_scim::path::AttrPath;
use muster_scim::profile::Profile;
use muster_scim::schema::{Attribute, Kind, Resolved};
use serde_json::{Number, Value};

/// Makes filters that make sense, of attributes and values that are there.
pub(super) struct Grammar<'a> {
    stage: &'a Stage<'a>,
    names: Vec<Resolved<'a>>,
}

/// What stands in a filter more often than chance would have it, for there an index serves.
const OFTEN: [&str; 12] = [
    "userName",
    "displayName",
    "externalId",
    "id",
    "emails",
    "groups",
    "members",
    "active",
    "meta",
    "manager",
    "schemas",
    "employeeNumber",
];

impl<'a> Grammar<'a> {
    pub(super) fn new(stage: &'a Stage<'a>) -> Self {
        let names = stage.kind().attributes().collect();
        Self { stage, names }
    }

    /// A filter that a lenient connection may ask.
    pub(super) fn filter(&self, chance: &mut Chance) -> Filter {
        loop {
            let filter = self.tree(3, chance);
            let checked = filter.check(self.stage.kind(), Profile::Lenient.switches());
            if checked.is_ok() {
                return filter;
            }
        }
    }

    fn tree(&self, depth: usize, chance: &mut Chance) -> Filter {
        if depth == 0 || chance.one_in(2) {
            return self.leaf(chance);
        }
        let many = |chance: &mut Chance| {
            (0..2 + chance.below(2))
                .map(|_| self.tree(depth - 1, chance))
                .collect()
        };
        match chance.below(3) {
            0 => Filter::And(many(chance)),
            1 => Filter::Or(many(chance)),
            _ => Filter::Not(Box::new(self.tree(depth - 1, chance))),
        }
    }

    fn leaf(&self, chance: &mut Chance) -> Filter {
        let name = loop {
            let name = *chance.pick(&self.names);
            if name.extension.is_some()
                || OFTEN.contains(&name.attribute.name.as_ref())
                || chance.one_in(3)
            {
                break name;
            }
        };
        let subs = &name.attribute.sub_attributes;
        let path = path(&name, chance);
        if subs.is_empty() {
            return self.term(path, name, chance);
        }
        if chance.one_in(3) {
            return Filter::ValuePath {
                path,
                filter: Box::new(self.element(&name, 2, chance)),
                form: Form::Grammar,
            };
        }
        if chance.one_in(5) {
            return self.term(path, name, chance);
        }
        let sub = chance.pick(subs);
        let named = Resolved {
            sub: Some(sub),
            ..name
        };
        let path = AttrPath {
            sub: Some(cased(&sub.name, chance)),
            ..path
        };
        self.term(path, named, chance)
    }

    /// What one value of a complex attribute shall be like.
    fn element(&self, name: &Resolved<'a>, depth: usize, chance: &mut Chance) -> Filter {
        if depth > 0 && chance.one_in(2) {
            let parts = [
                self.element(name, depth - 1, chance),
                self.element(name, depth - 1, chance),
            ];
            return match chance.below(3) {
                0 => Filter::Or(parts.into()),
                1 => Filter::Not(Box::new(self.element(name, depth - 1, chance))),
                _ => Filter::And(parts.into()),
            };
        }
        let sub = chance.pick(&name.attribute.sub_attributes);
        let path = AttrPath::new(&cased(&sub.name, chance), None);
        let named = Resolved {
            sub: Some(sub),
            ..*name
        };
        self.term(path, named, chance)
    }

    fn term(&self, path: AttrPath, name: Resolved<'a>, chance: &mut Chance) -> Filter {
        if chance.one_in(8) {
            return Filter::Present(path);
        }
        if chance.one_in(10) {
            let op = *chance.pick(&[Op::Eq, Op::Ne]);
            let value = Literal::Null;
            return Filter::Compare { path, op, value };
        }
        let mut op = *chance.pick(&Op::ALL);
        let leaf = name.comparable().unwrap_or(name.attribute);
        if op.is_textual() && !matches!(leaf.kind, Kind::String | Kind::Reference) {
            op = Op::Eq;
        }
        let value = self.literal(leaf, &name, chance);
        Filter::Compare { path, op, value }
    }

    fn literal(&self, leaf: &Attribute, name: &Resolved<'a>, chance: &mut Chance) -> Literal {
        let there = if chance.one_in(4) {
            None
        } else {
            self.value(name, chance)
        };
        match leaf.kind {
            Kind::Boolean if chance.one_in(4) => Literal::String("True".to_owned()),
            Kind::Boolean => Literal::Bool(chance.one_in(2)),
            Kind::Integer | Kind::Decimal => {
                let number = there.unwrap_or_else(|| chance.pick(&numbers(Kind::Decimal)).clone());
                let zero = Number::from(0);
                Literal::Number(number.as_number().cloned().unwrap_or(zero))
            }
            Kind::DateTime => {
                let text = there.and_then(|text| text.as_str().map(str::to_owned));
                Literal::String(text.unwrap_or_else(|| (*chance.pick(&MOMENTS)).to_owned()))
            }
            _ => {
                let text = there.and_then(|text| text.as_str().map(str::to_owned));
                let text = text.unwrap_or_else(|| (*chance.pick(&TEXTS)).to_owned());
                Literal::String(bent(&text, chance))
            }
        }
    }

    /// A value that somebody has.
    fn value(&self, name: &Resolved<'a>, chance: &mut Chance) -> Option<Value> {
        let (_, resource) = chance.pick(&self.stage.shown);
        let mut value = name.value(resource)?;
        if let Value::Array(items) = value {
            value = chance.pick(items);
        }
        let leaf = name.comparable()?;
        match value {
            Value::Object(parts) => parts.get(leaf.name.as_ref()).cloned(),
            single => Some(single.clone()),
        }
    }
}

/// The name as some client would write it.
fn path(name: &Resolved<'_>, chance: &mut Chance) -> AttrPath {
    let urn = name.extension.map(str::to_owned);
    AttrPath {
        urn,
        attr: cased(&name.attribute.name, chance),
        sub: None,
    }
}

fn cased(name: &str, chance: &mut Chance) -> String {
    if chance.one_in(5) {
        name.to_uppercase()
    } else {
        name.to_owned()
    }
}

/// The text, or one that is near it.
fn bent(text: &str, chance: &mut Chance) -> String {
    let letters: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| letters[from..to].iter().collect();
    let middle = chance.below(letters.len() + 1);
    match chance.below(9) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => part(0, middle),
        3 => part(middle, letters.len()),
        4 => part(
            middle.min(letters.len() / 2),
            letters.len().div_ceil(2).max(middle.min(letters.len() / 2)),
        ),
        5 => format!("{text}a"),
        6 if chance.one_in(3) => String::new(),
        _ => text.to_owned(),
    }
}
