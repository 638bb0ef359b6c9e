//! Pages by index (RFC 7644 3.4.2.4) and by cursor (RFC 9865).

use crate::error::Error;

/// How many resources a page holds when the client does not say.
pub const DEFAULT_COUNT: u64 = 100;
/// The most resources a page holds; who asks for more gets this many.
pub const MAX_COUNT: u64 = 1_000;

/// How long a cursor may be waited with, in seconds (RFC 9865 4, `cursorTimeout`).
pub const CURSOR_SECONDS: u64 = 3_600;

/// The part of a list that is asked for, in one of two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paging {
    /// By index: what a client gets that names no method (RFC 9865 2.4).
    Index(Page),
    /// By cursor.
    Cursor {
        /// The cursor of an earlier page; none asks for the first page.
        token: Option<String>,
        /// The most resources to give; 0 asks for the total alone.
        count: u64,
    },
}

impl Paging {
    /// Reads `startIndex`, `count` and `cursor`.
    ///
    /// RFC 9865 2.4: `startIndex` and `cursor` each ask for one method. Both at once ask for two
    /// different pages, so that neither can be given: 400 `invalidValue`.
    pub fn parse(
        start_index: Option<&str>,
        count: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<Self, Error> {
        let Some(token) = cursor else {
            return Page::parse(start_index, count).map(Self::Index);
        };
        if start_index.is_some() {
            return Err(Error::invalid_value(
                "startIndex and cursor cannot be used together",
            ));
        }
        let count = match count {
            // RFC 9865 2.1 has a keyword of its own for this.
            Some(text) => whole(text)
                .ok_or_else(|| Error::invalid_count("count is not a whole number"))?
                .min(MAX_COUNT),
            None => DEFAULT_COUNT,
        };
        // RFC 9865 2: empty asks for the first page.
        let token = (!token.is_empty()).then(|| token.to_owned());
        Ok(Self::Cursor { token, count })
    }

    /// The most resources to give.
    pub const fn count(&self) -> u64 {
        match self {
            Self::Index(page) => page.count,
            Self::Cursor { count, .. } => *count,
        }
    }
}

/// The part of a list that is asked for by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The place of the first resource, counted from 1.
    pub start_index: u64,
    /// The most resources to give; 0 asks for the total alone.
    pub count: u64,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            start_index: 1,
            count: DEFAULT_COUNT,
        }
    }
}

impl Page {
    /// Reads `startIndex` and `count`; what is no number is 400 `invalidValue`.
    pub fn parse(start_index: Option<&str>, count: Option<&str>) -> Result<Self, Error> {
        let mut page = Self::default();
        if let Some(text) = start_index {
            // RFC 7644 3.4.2.4: a value less than 1 is 1.
            page.start_index = whole(text).ok_or_else(|| no_number("startIndex"))?.max(1);
        }
        if let Some(text) = count {
            // The same: a negative value is 0.
            page.count = whole(text)
                .ok_or_else(|| no_number("count"))?
                .min(MAX_COUNT);
        }
        Ok(page)
    }

    /// How many resources come before the page.
    pub const fn offset(self) -> u64 {
        self.start_index.saturating_sub(1)
    }
}

fn no_number(name: &str) -> Error {
    Error::invalid_value(format!("{name} is not a whole number"))
}

/// A whole number; negative ones are 0, and what exceeds an i64 is its maximum.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if negative {
        return Some(0);
    }
    let ceiling = i64::MAX.unsigned_abs();
    Some(digits.parse().map_or(ceiling, |n: u64| n.min(ceiling)))
}

#[cfg(test)]
mod tests {
    use super::{Page, Paging};
    use crate::error::ScimType;

    fn page(start: &str, count: &str) -> (u64, u64) {
        let page = Page::parse(Some(start), Some(count)).unwrap();
        (page.start_index, page.count)
    }

    #[test]
    fn values_out_of_range_are_moved_into_it() {
        assert_eq!(page("0", "5"), (1, 5));
        assert_eq!(page("-3", "-1"), (1, 0));
        assert_eq!(page("2", "100000"), (2, 1_000));
        assert_eq!(
            page("99999999999999999999", "0"),
            (9_223_372_036_854_775_807, 0)
        );
        assert_eq!(
            Page::parse(None, None).unwrap(),
            Page {
                start_index: 1,
                count: 100
            }
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["x", "", "1.5", "0x1", "--1"] {
            assert_eq!(
                Page::parse(Some(text), None).unwrap_err().status,
                400,
                "{text}"
            );
        }
    }

    #[test]
    fn an_empty_cursor_asks_for_the_first_page() {
        let first = Paging::parse(None, Some("-4"), Some("")).unwrap();
        assert_eq!(
            first,
            Paging::Cursor {
                token: None,
                count: 0
            }
        );
        let later = Paging::parse(None, None, Some("abc")).unwrap();
        let token = Some("abc".to_owned());
        assert_eq!(later, Paging::Cursor { token, count: 100 });
        assert_eq!(
            Paging::parse(None, None, None).unwrap(),
            Paging::Index(Page::default())
        );
    }

    #[test]
    fn a_cursor_goes_with_a_count_that_is_a_number_and_with_no_index() {
        let kind = |start, count| {
            let refused = Paging::parse(start, count, Some("")).unwrap_err();
            refused.scim_type.unwrap()
        };
        assert_eq!(kind(None, Some("ten")), ScimType::InvalidCount);
        assert_eq!(kind(Some("1"), None), ScimType::InvalidValue);
    }
}
