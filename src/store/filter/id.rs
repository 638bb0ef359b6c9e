//! A column of ids against text: a UUID reads in lower case with hyphens, exact in every character,
//! and the order of such texts is the order of the ids.

use super::condition::Condition;
use super::term::Term;
use super::text::beyond;
use muster_scim::filter::Op;
use uuid::Uuid;

/// A comparison of a column that always has an id; nothing where only the whole text would tell.
pub(super) fn compare(column: &str, op: Op, text: &str) -> Option<Condition> {
    let from = |id: Option<Uuid>| match id {
        Some(id) => bound(column, ">=", id),
        None => Condition::nothing(),
    };
    let at_least = |text: &str| first(|id| id >= text);
    let above = |text: &str| first(|id| id > text);
    Some(match op {
        Op::Eq => match read(text) {
            Some(id) => equals(column, id),
            None => Condition::nothing(),
        },
        Op::Ne => compare(column, Op::Eq, text)?.not(),
        Op::Ge => from(at_least(text)),
        Op::Gt => from(above(text)),
        Op::Lt => from(at_least(text)).not(),
        Op::Le => from(above(text)).not(),
        Op::Sw => {
            let end = beyond(text).and_then(|end| at_least(&end));
            let before_end = match end {
                Some(end) => bound(column, "<", end),
                None => Condition::everything(),
            };
            Condition::all(vec![from(at_least(text)), before_end])
        }
        Op::Co | Op::Ew if text.is_empty() => Condition::everything(),
        Op::Co | Op::Ew => return None,
    })
}

/// The id that reads exactly so.
pub(super) fn read(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    (id.hyphenated().to_string() == text).then_some(id)
}

/// The rows of one id.
pub(super) fn equals(column: &str, id: Uuid) -> Condition {
    bound(column, "=", id).led()
}

fn bound(column: &str, sign: &str, id: Uuid) -> Condition {
    Condition::term(Term::new(format!("{column} {sign} ?"), vec![id.into()]))
}

/// The first id whose text is so, where every later one's is so too.
fn first(is_so: impl Fn(&str) -> bool) -> Option<Uuid> {
    let holds = |id: u128| is_so(&Uuid::from_u128(id).hyphenated().to_string());
    if !holds(u128::MAX) {
        return None;
    }
    let (mut low, mut high) = (0, u128::MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(Uuid::from_u128(low))
}

#[cfg(test)]
mod tests {
    use super::first;
    use uuid::Uuid;

    #[test]
    fn a_text_between_two_ids_is_found() {
        let id = Uuid::from_u128(0x1234_0000_0000_0000_0000_0000_0000_0000);
        assert_eq!(first(|text| text >= "1234"), Some(id));
        assert_eq!(first(|text| text >= "g"), None);
        assert_eq!(first(|text| text >= "0"), Some(Uuid::nil()));
    }
}
