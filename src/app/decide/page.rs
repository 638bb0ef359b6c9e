//! Pages of what a search finds.

use std::fmt::Write as _;

/// How many results a page has at most.
pub const MOST_RESULTS: usize = 1000;

/// How many results a page has unless another number is asked for.
const USUAL: usize = 100;

/// Which page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where the page before ended; nothing for the first one.
    pub token: Option<String>,
    /// How many results at most.
    pub limit: usize,
}

/// A page of results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The names of what was found.
    pub results: Vec<String>,
    /// Where the next page begins; nothing after the last one.
    pub next: Option<String>,
}

/// A token that no page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("page.token is the next_token of an answer, as it is")]
pub struct NotAToken;

impl Page {
    /// The page after this token, with so many results.
    pub fn new(token: Option<String>, limit: Option<u64>) -> Self {
        let limit = limit.map_or(USUAL, |limit| {
            usize::try_from(limit).unwrap_or(MOST_RESULTS)
        });
        Self {
            token: token.filter(|token| !token.is_empty()),
            limit: limit.clamp(1, MOST_RESULTS),
        }
    }

    /// The names after the token: they are sorted, and the token is the last of the page before.
    pub(super) fn cut(&self, names: Vec<String>) -> Result<Found, NotAToken> {
        let after = self.token.as_deref().map(opened).transpose()?;
        let mut rest: Vec<String> = names
            .into_iter()
            .filter(|name| after.as_ref().is_none_or(|after| name > after))
            .collect();
        let more = rest.len() > self.limit;
        rest.truncate(self.limit);
        let next = rest.last().filter(|_| more).map(|last| sealed(last));
        Ok(Found {
            results: rest,
            next,
        })
    }
}

/// A token is the name in hexadecimal digits: whoever reads it sees that it is not to be made up.
fn sealed(name: &str) -> String {
    name.bytes().fold(String::new(), |mut token, byte| {
        let _ = write!(token, "{byte:02x}");
        token
    })
}

fn opened(token: &str) -> Result<String, NotAToken> {
    let digits = token.as_bytes();
    let pairs = digits.chunks(2).map(|pair| {
        let text = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(text, 16).ok()
    });
    let bytes: Option<Vec<u8>> = pairs.collect();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or(NotAToken)
}

#[cfg(test)]
mod tests {
    use super::{NotAToken, Page};

    #[test]
    fn pages_follow_each_other() {
        let names = || ["a", "b", "ü"].map(str::to_owned).to_vec();
        let first = Page::new(None, Some(2)).cut(names()).unwrap();
        assert_eq!(first.results, ["a", "b"]);
        let second = Page::new(first.next, Some(2)).cut(names()).unwrap();
        assert_eq!((second.results, second.next), (vec!["ü".to_owned()], None));
        let wrong = Page::new(Some("xyz".to_owned()), None).cut(names());
        assert_eq!(wrong, Err(NotAToken));
    }
}
