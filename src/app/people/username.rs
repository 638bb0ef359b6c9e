//! The name that a person signs in with, unique in the deployment.

use super::problem::Problem;
use muster_model::people::{Address, fold};

/// The fewest and the most characters of a chosen name.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=64;

/// Reads a chosen user name: letters, digits, dots, hyphens and underscores; or the own address.
///
/// Nobody takes another person's address or a look-alike from another script, because who signs in
/// is found by this name alone.
pub(super) fn read_username(text: &str, own: &Address) -> Result<String, Problem> {
    let text = text.trim();
    if fold(text) == own.key() {
        return Ok(own.as_str().to_owned());
    }
    read_plain(text)
}

/// Reads a user name that is nobody's address.
pub(super) fn read_plain(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::with("username", "Enter a user name"));
    }
    let fits = LENGTH.contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    if fits {
        Ok(text.to_owned())
    } else {
        let message = "User name must be 3 to 64 letters, digits, dots, hyphens or underscores, \
                       or your address";
        Err(Problem::with("username", message))
    }
}

/// What is said when somebody else signs in with the name.
pub(super) fn taken() -> Problem {
    Problem::with(
        "username",
        "Somebody else has this user name; choose another one",
    )
}

#[cfg(test)]
mod tests {
    use super::read_username;
    use muster_model::people::Address;

    #[test]
    fn a_name_is_plain_or_the_own_address() {
        let own = Address::parse("Ada@example.com").unwrap();
        let taken = |text| read_username(text, &own).ok();
        assert_eq!(taken(" ada "), Some("ada".to_owned()));
        assert_eq!(taken("ada.l-1_x"), Some("ada.l-1_x".to_owned()));
        assert_eq!(taken("ada@EXAMPLE.com"), Some("Ada@example.com".to_owned()));
        let long = "x".repeat(65);
        for text in ["", "ab", "eve@example.com", "аda", "a da", "a\0da", &long] {
            assert_eq!(taken(text), None, "{text:?}");
        }
    }
}
