//! Whether a predicate holds of a record.

use super::compare::{holds, is_one_of};
use super::record::Told;
use super::{Comparison, Me, Operand, Predicate, Record, Truth};
use crate::access::EntityType;

impl Predicate {
    /// Evaluates it over what was told of the record, and who asks.
    ///
    /// What the caller left out is unknown and opens nothing, also behind `not` and `ne`.
    pub fn holds(&self, entity: &EntityType, record: &Record, me: &Me) -> Truth {
        match self {
            Self::And(terms) => Truth::all(terms.iter().map(|t| t.holds(entity, record, me))),
            Self::Or(terms) => Truth::any(terms.iter().map(|t| t.holds(entity, record, me))),
            Self::Not(inner) => inner.holds(entity, record, me).contrary(),
            Self::Present(attribute) => match record.values(attribute) {
                None => Truth::Unknown(attribute.clone()),
                Some(values) => Truth::of(values.iter().any(|value| !is_empty(*value))),
            },
            Self::Compare {
                attribute,
                op,
                operand,
            } => {
                let Some(values) = record.values(attribute) else {
                    return Truth::Unknown(attribute.clone());
                };
                let kind = entity.kind_of(attribute);
                let one = |value: Told<'_>| match operand {
                    Operand::Me => is_one_of(value, Some(me.names()), *op),
                    Operand::MyGroups => is_one_of(value, me.groups(), *op),
                    Operand::MyCaseGroups => is_one_of(value, Some(me.case_groups()), *op),
                    constant => holds(kind, value, *op, constant),
                };
                let unknown = || Truth::Unknown(attribute.clone());
                compared(values, *op, operand, |value| {
                    one(value).map_or_else(unknown, Truth::of)
                })
            }
        }
    }
}

/// RFC 7644 3.4.2.2: any one value is enough; no value is unequal to everything but null.
fn compared(
    values: Vec<Told<'_>>,
    op: Comparison,
    operand: &Operand,
    one: impl Fn(Told<'_>) -> Truth,
) -> Truth {
    let mut values = values;
    values.retain(|value| !is_empty(*value));
    if *operand == Operand::Null {
        return Truth::of(values.is_empty() == (op == Comparison::Eq));
    }
    if values.is_empty() {
        return Truth::of(op == Comparison::Ne);
    }
    Truth::any(values.into_iter().map(one))
}

/// RFC 7644 3.4.2.2 (`pr`): an empty text is no value.
fn is_empty(value: Told<'_>) -> bool {
    value.text() == Some("")
}
