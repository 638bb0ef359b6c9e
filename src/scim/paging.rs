//! Pages by index (RFC 7644 3.4.2.4).

use crate::error::Error;

/// How many resources a page holds when the client does not say.
pub const DEFAULT_COUNT: u64 = 100;
/// The most resources a page holds; who asks for more gets this many.
pub const MAX_COUNT: u64 = 1_000;

/// The part of a list that is asked for.
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
            page.start_index = whole("startIndex", text)?.max(1);
        }
        if let Some(text) = count {
            // The same: a negative value is 0.
            page.count = whole("count", text)?.min(MAX_COUNT);
        }
        Ok(page)
    }

    /// How many resources come before the page.
    pub const fn offset(self) -> u64 {
        self.start_index.saturating_sub(1)
    }
}

/// A whole number; negative ones are 0, and what exceeds an i64 is its maximum.
fn whole(name: &str, text: &str) -> Result<u64, Error> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::invalid_value(format!(
            "{name} is not a whole number"
        )));
    }
    if negative {
        return Ok(0);
    }
    let ceiling = i64::MAX.unsigned_abs();
    Ok(digits.parse().map_or(ceiling, |n: u64| n.min(ceiling)))
}

#[cfg(test)]
mod tests {
    use super::Page;

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
}
