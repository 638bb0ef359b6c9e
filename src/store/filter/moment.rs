//! A column of microseconds against a date, which may be finer than a microsecond.

use super::condition::Condition;
use super::term::Term;
use muster_scim::datetime;
use muster_scim::filter::Op;

/// A comparison with an xsd:dateTime; nothing when it is none.
pub(super) fn compare(column: &str, op: Op, text: &str) -> Option<Condition> {
    let nanos = datetime::nanoseconds(text)?;
    let floor = i64::try_from(nanos.div_euclid(1000)).ok()?;
    let whole = nanos.rem_euclid(1000) == 0;
    let ceiling = if whole { floor } else { floor.checked_add(1)? };
    let (sign, micros) = match op {
        Op::Gt => (">", floor),
        Op::Ge => (">=", ceiling),
        Op::Lt => ("<", ceiling),
        Op::Le => ("<=", floor),
        Op::Eq if whole => ("=", floor),
        Op::Ne => return Some(compare(column, Op::Eq, text)?.not()),
        Op::Eq | Op::Co | Op::Sw | Op::Ew => return Some(Condition::nothing()),
    };
    let term = Term::new(format!("{column} {sign} ?"), vec![micros.into()]);
    Some(Condition::term(term))
}
