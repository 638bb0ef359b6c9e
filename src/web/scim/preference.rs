//! What a client prefers (RFC 7240): a whole answer, or one without a body.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

const PREFER: HeaderName = HeaderName::from_static("prefer");
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The `return` preference (RFC 7240 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preference {
    /// No body.
    Minimal,
    /// The resource as it now is.
    Representation,
}

impl Preference {
    /// What the request prefers. RFC 7240 2: of a preference that comes twice the first counts, and
    /// one that is not understood is ignored.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(PREFER).iter();
        let lines = lines.filter_map(|value| value.to_str().ok());
        let wishes = lines.flat_map(|line| line.split(','));
        let mut returns = wishes.filter_map(|wish| {
            let (wish, _) = wish.split_once(';').unwrap_or((wish, ""));
            let (name, value) = wish.split_once('=')?;
            let is_return = name.trim().eq_ignore_ascii_case("return");
            is_return.then(|| value.trim().trim_matches('"'))
        });
        match returns.next()? {
            value if value.eq_ignore_ascii_case("minimal") => Some(Self::Minimal),
            value if value.eq_ignore_ascii_case("representation") => Some(Self::Representation),
            _ => None,
        }
    }

    /// Whether an answer with or without a body is what was preferred.
    pub(super) fn is_met(self, brief: bool) -> bool {
        (self == Self::Minimal) == brief
    }

    /// Says so in the answer (RFC 7240 3).
    pub(super) fn say_applied(self, headers: &mut HeaderMap) {
        let applied = match self {
            Self::Minimal => "return=minimal",
            Self::Representation => "return=representation",
        };
        headers.insert(PREFERENCE_APPLIED, HeaderValue::from_static(applied));
    }
}

#[cfg(test)]
mod tests {
    use super::Preference::{self, Minimal, Representation};
    use axum::http::{HeaderMap, HeaderValue};

    fn of(lines: &[&'static str]) -> Option<Preference> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("prefer", HeaderValue::from_static(line));
        }
        Preference::of(&headers)
    }

    #[test]
    fn the_first_return_counts_whatever_stands_around_it() {
        assert_eq!(of(&["return=minimal"]), Some(Minimal));
        assert_eq!(
            of(&["respond-async, Return = \"representation\"; x=1"]),
            Some(Representation)
        );
        assert_eq!(
            of(&["return=representation", "return=minimal"]),
            Some(Representation)
        );
        assert_eq!(of(&["return=everything"]), None);
        assert_eq!(of(&["wait=5"]), None);
    }
}
