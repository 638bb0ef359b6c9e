//! The path of a request as the log may keep it: what was asked about, and none of the values that
//! were asked for (RFC 7644 7.5.2).

use url::form_urlencoded::{byte_serialize, parse};

/// What next for a value that is not shown.
const HIDDEN: &str = "***";

/// Parameters whose values are names of attributes, numbers or words of the protocol.
const PLAIN: &[&str] = &[
    "sortBy",
    "sortOrder",
    "startIndex",
    "count",
    "attributes",
    "excludedAttributes",
];

/// A path with its query: the names of all parameters stay, and of a filter its attributes and
/// operators.
pub fn mask_query(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let parameters: Vec<String> = parse(query.as_bytes())
        .map(|(name, value)| {
            let shown = match name.as_ref() {
                _ if value.is_empty() => return encoded(&name),
                "filter" => mask_filter(&value),
                name if PLAIN.contains(&name) => value.into_owned(),
                _ => HIDDEN.to_owned(),
            };
            format!("{}={}", encoded(&name), encoded(&shown))
        })
        .collect();
    format!("{path}?{}", parameters.join("&"))
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// What of `attribute operator value` comes next in a filter.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Attribute,
    Operator,
    Value,
}

/// Hides every value of a filter, also of one that cannot be read: a text in quotes, and whatever
/// stands where a value should.
pub(super) fn mask_filter(filter: &str) -> String {
    let mut shown = String::new();
    let mut next = Next::Attribute;
    let mut rest = filter;
    while let Some(first) = rest.chars().next() {
        let (length, piece) = if first == '"' || first == '\'' {
            next = Next::Attribute;
            (quoted(rest, first), Some("\"***\""))
        } else if first.is_whitespace() || "()[]".contains(first) {
            if !first.is_whitespace() {
                next = Next::Attribute;
            }
            (first.len_utf8(), None)
        } else {
            let end = |c: char| c.is_whitespace() || "()[]\"'".contains(c);
            let length = rest.find(end).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            let hidden;
            (hidden, next) = read(word, next);
            (length, hidden.then_some(HIDDEN))
        };
        let (here, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        shown.push_str(piece.unwrap_or(here));
        rest = after;
    }
    shown
}

/// The path of an operation, of PATCH (RFC 7644 3.5.2) or of Bulk (RFC 7644 3.7): the ids of members
/// stay, and all other values of its filter are hidden.
pub(super) fn mask_path(path: &str) -> String {
    if path.starts_with('/') {
        mask_query(path)
    } else if is_of_one_member(path) {
        path.to_owned()
    } else {
        mask_filter(path)
    }
}

/// Whether a path is `members[value eq "ID"]`, or an attribute below it.
fn is_of_one_member(path: &str) -> bool {
    let Some((attribute, rest)) = path.split_once('[') else {
        return false;
    };
    let Some((filter, below)) = rest.split_once(']') else {
        return false;
    };
    let mut words = filter.split_whitespace();
    let mut next_is = |fits: &dyn Fn(&str) -> bool| words.next().is_some_and(fits);
    let has_id = next_is(&|word| word.eq_ignore_ascii_case("value"))
        && next_is(&|word| word.eq_ignore_ascii_case("eq"))
        && next_is(&is_quoted_id);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    attribute.eq_ignore_ascii_case("members")
        && has_id
        && words.next().is_none()
        && below.chars().all(is_name)
}

fn is_quoted_id(word: &str) -> bool {
    let id = word
        .strip_prefix('"')
        .and_then(|word| word.strip_suffix('"'));
    id.is_some_and(|id| {
        id.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    })
}

/// How long a text in quotes is, with its quotes; one that does not end goes on to the end.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Whether a word is hidden, and what is expected after it.
fn read(word: &str, next: Next) -> (bool, Next) {
    let is = |known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let is_name = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_.:$".contains(c));
    match next {
        _ if is(&["and", "or", "not"]) => (false, Next::Attribute),
        Next::Attribute => (!is_name, Next::Operator),
        Next::Operator if is(&["pr"]) => (false, Next::Attribute),
        Next::Operator => (!is_name, Next::Value),
        Next::Value => {
            let harmless = is(&["true", "false", "null"]);
            (!harmless, Next::Attribute)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{mask_filter, mask_query};

    #[test]
    fn a_filter_keeps_its_shape_and_loses_its_values() {
        for (filter, shown) in [
            (r#"userName eq "ada@example.com""#, r#"userName eq "***""#),
            (
                r#"emails[type eq "work" and value co "\"ada"] or not (active eq true)"#,
                r#"emails[type eq "***" and value co "***"] or not (active eq true)"#,
            ),
            (
                r"title pr and meta.created gt 2026",
                "title pr and meta.created gt ***",
            ),
            (r#"title like "x""#, r#"title like "***""#),
            ("userName eq ada@example.com", "userName eq ***"),
            ("userName = ada", "userName *** ***"),
            ("userName eq 'ada'", r#"userName eq "***""#),
            (r#"userName eq "ada lovelace"#, r#"userName eq "***""#),
            ("ada@example.com", "***"),
        ] {
            assert_eq!(mask_filter(filter), shown);
        }
    }

    #[test]
    fn only_what_is_of_the_protocol_is_shown() {
        assert_eq!(
            mask_query(
                "/scim/v2/Users?filter=userName+eq+%22ada%22&count=5&aadOptscim062020&cursor=abc&x=y"
            ),
            "/scim/v2/Users?filter=userName%20eq%20%22***%22&count=5&aadOptscim062020&cursor=***&x=***"
        );
        assert_eq!(mask_query("/scim/v2/Users/1"), "/scim/v2/Users/1");
    }
}
