//! A column of text against a value, byte by byte, as both databases compare it.

use super::condition::Condition;
use super::term::Term;
use muster_scim::filter::Op;

/// How many characters of a long text stand in an index.
const HEAD: usize = 200;

/// How much of a column an index has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indexed {
    Nothing,
    Whole,
    /// The first [`HEAD`] characters.
    Head,
}

/// A column of text whose keys are kept as they are compared; NULL and '' are no value.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// The column.
    pub(crate) column: String,
    /// How much of it an index has.
    indexed: Indexed,
}

impl Text {
    /// A column that no index has.
    pub(crate) fn plain(column: &str) -> Self {
        Self::of(column, Indexed::Nothing)
    }

    /// A column that an index has as a whole.
    pub(crate) fn whole(column: &str) -> Self {
        Self::of(column, Indexed::Whole)
    }

    /// A column of which an index has the beginning.
    pub(crate) fn by_head(column: &str) -> Self {
        Self::of(column, Indexed::Head)
    }

    fn of(column: &str, indexed: Indexed) -> Self {
        Self {
            column: column.to_owned(),
            indexed,
        }
    }

    /// There is a value (RFC 7643 2.5: an empty text is none).
    pub(super) fn present(&self) -> Condition {
        Condition::sql_text(format!("{} > ''", self.column))
    }

    /// A comparison with a key.
    ///
    /// `LIKE` is not used: its rules of case differ between databases, and its wildcards would have
    /// a meaning.
    pub(super) fn compare(&self, op: Op, key: &str) -> Condition {
        let column = &self.column;
        if key.is_empty() {
            return match op {
                Op::Eq | Op::Lt | Op::Le => Condition::nothing(),
                Op::Ne => Condition::everything(),
                Op::Gt | Op::Ge | Op::Co | Op::Sw | Op::Ew => self.present(),
            };
        }
        let term = |sql: String| Condition::term(Term::new(sql, vec![key.into()]));
        match op {
            Op::Eq => self.equals(key),
            // RFC 7644 3.4.2.2: what is absent is not equal.
            Op::Ne => self.equals(key).not(),
            Op::Sw => self.begins(key),
            Op::Co => term(format!("replace({column}, ?, '') <> {column}")),
            Op::Ew => {
                let length = key.chars().count();
                term(format!(
                    "substr({column}, length({column}) - {length} + 1) = ?"
                ))
            }
            Op::Gt => term(format!("{column} > ?")),
            Op::Ge => term(format!("{column} >= ?")),
            Op::Lt => term(format!("({column} < ? AND {column} > '')")),
            Op::Le => term(format!("({column} <= ? AND {column} > '')")),
        }
    }

    fn equals(&self, key: &str) -> Condition {
        let column = &self.column;
        let whole = Term::new(format!("{column} = ?"), vec![key.into()]);
        let whole = Condition::term(whole);
        match self.indexed {
            Indexed::Nothing => whole,
            Indexed::Whole => whole.led(),
            Indexed::Head => Condition::all(vec![self.head_equals(key), whole]),
        }
    }

    /// An index finds a beginning as the range that it is.
    fn begins(&self, key: &str) -> Condition {
        let column = &self.column;
        if self.indexed != Indexed::Head {
            return range(column, key);
        }
        if key.chars().count() <= HEAD {
            return range(&head(column), key);
        }
        Condition::all(vec![self.head_equals(key), range(column, key)])
    }

    /// The beginnings are equal, by index.
    pub(super) fn head_equals(&self, key: &str) -> Condition {
        let start: String = key.chars().take(HEAD).collect();
        let sql = format!("{} = ?", head(&self.column));
        Condition::term(Term::new(sql, vec![start.into()])).led()
    }
}

fn head(column: &str) -> String {
    format!("substr({column}, 1, {HEAD})")
}

/// The texts that begin with this one: from it to before the first that is greater than them all.
fn range(column: &str, start: &str) -> Condition {
    let from = Condition::term(Term::new(format!("{column} >= ?"), vec![start.into()]));
    match beyond(start) {
        None => from,
        Some(end) => {
            let to = Term::new(format!("{column} < ?"), vec![end.into()]);
            Condition::all(vec![from, Condition::term(to)])
        }
    }
}

/// The first text that is greater than every text that begins with this one.
pub(super) fn beyond(start: &str) -> Option<String> {
    let mut letters: Vec<char> = start.chars().collect();
    while let Some(last) = letters.pop() {
        // A range of characters leaves out what is none.
        if let Some(next) = (last..=char::MAX).nth(1) {
            letters.push(next);
            return Some(letters.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::beyond;

    #[test]
    fn the_next_beginning_is_greater_than_all_that_begin_so() {
        assert_eq!(beyond("ab").as_deref(), Some("ac"));
        assert_eq!(beyond("\u{d7ff}").as_deref(), Some("\u{e000}"));
        assert_eq!(beyond("a\u{10ffff}").as_deref(), Some("b"));
        assert_eq!(beyond("\u{10ffff}"), None);
    }
}
