//! One value against one operand.

use super::record::Told;
use super::{Comparison, Operand};
use crate::access::AttributeKind;
use crate::people::fold;
use serde_json::Number;
use std::cmp::Ordering;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Whether a value satisfies a comparison with a constant; nothing when the value is not of the
/// attribute's kind.
pub(super) fn holds(
    kind: AttributeKind,
    value: Told<'_>,
    op: Comparison,
    operand: &Operand,
) -> Option<bool> {
    match kind {
        AttributeKind::Text | AttributeKind::Person | AttributeKind::Group => {
            let value = fold(value.text()?);
            let Operand::Text(wanted) = operand else {
                return None;
            };
            let wanted = fold(wanted);
            Some(match op {
                Comparison::Co => value.contains(&wanted),
                Comparison::Sw => value.starts_with(&wanted),
                Comparison::Ew => value.ends_with(&wanted),
                op => ordered(op, value.cmp(&wanted)),
            })
        }
        AttributeKind::Number => {
            let value = value.value()?.as_number()?;
            let Operand::Number(wanted) = operand else {
                return None;
            };
            Some(ordered(op, numbers(value, wanted)?))
        }
        AttributeKind::Boolean => {
            let value = value.value()?.as_bool()?;
            let Operand::Boolean(wanted) = operand else {
                return None;
            };
            Some(ordered(op, value.cmp(wanted)))
        }
        AttributeKind::DateTime => {
            let value = moment(value.text()?)?;
            let Operand::Text(wanted) = operand else {
                return None;
            };
            Some(ordered(op, value.cmp(&moment(wanted)?)))
        }
    }
}

/// Whether a value is, or with `ne` is not, one of these folded names; no list means that every
/// name is one of them.
pub(super) fn is_one_of(value: Told<'_>, names: Option<&[String]>, op: Comparison) -> Option<bool> {
    let value = fold(value.text()?);
    let is = names.is_none_or(|names| names.contains(&value));
    Some(is == (op != Comparison::Ne))
}

/// A moment, as RFC 3339 writes it.
pub(super) fn moment(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

fn ordered(op: Comparison, order: Ordering) -> bool {
    match op {
        Comparison::Eq => order.is_eq(),
        Comparison::Ne => order.is_ne(),
        Comparison::Gt => order.is_gt(),
        Comparison::Ge => order.is_ge(),
        Comparison::Lt => order.is_lt(),
        Comparison::Le => order.is_le(),
        Comparison::Co | Comparison::Sw | Comparison::Ew => false,
    }
}

/// Whole numbers exactly, others as the nearest fraction.
fn numbers(one: &Number, other: &Number) -> Option<Ordering> {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}
