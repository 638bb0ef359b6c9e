//! What can be a name, a slug, a domain.

use crate::access::file::{At, FileError};
use muster_model::people::fold;
use uuid::Uuid;

/// Words that stand for everything or nothing, and so can be no names.
const RESERVED: [&str; 4] = ["all", "entire", "groups", "none"];

/// Refuses what could not be told apart in a list or from a word.
pub(super) fn check_name(what: &str, name: &At<String>) -> Result<(), FileError> {
    if is_name(name.value.trim()) {
        return Ok(());
    }
    Err(FileError::at(name.line, no_name(what, &name.value)))
}

/// Whether it can be told apart in a list, from a word and from an id.
pub(crate) fn is_name(text: &str) -> bool {
    // What is called by it is found in the usual width.
    let usual = fold(text.trim());
    (1..=200).contains(&text.chars().count())
        && usual.parse::<Uuid>().is_err()
        && !text.chars().any(|c| c.is_control() || c == ';')
        && !RESERVED.contains(&usual.as_str())
}

/// What is said of something that cannot be a name.
pub(crate) fn no_name(what: &str, given: &str) -> String {
    format!(
        "{given:?} cannot name a {what}: use 1 to 200 characters without ;, no id and none of the words {}",
        RESERVED.join(", ")
    )
}

/// Whether it can name a rule: nobody writes it into a list.
pub(in crate::access) fn is_rule_name(text: &str) -> bool {
    (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}

pub(in crate::access) fn is_slug(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

pub(super) fn is_domain(text: &str) -> bool {
    let label = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}
