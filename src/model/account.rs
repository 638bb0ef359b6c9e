//! Accounts: the tenants.

use crate::clock::Timestamp;
use crate::ids::AccountId;

/// One tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its short name in commands and links: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Its name as people read it.
    pub name: String,
    /// The bundled access file that it started from.
    pub preset: Option<String>,
    /// Raised with every change of roles, workspaces, fleet groups or rules.
    pub policy_version: i64,
    /// Rises with every change: the `ETag`.
    pub version: i64,
    /// Since when it exists.
    pub created_at: Timestamp,
}

/// What was given cannot be a slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a slug: use 1 to 63 lower-case letters, digits and inner hyphens")]
pub struct NotASlug(pub String);

/// Reads a slug.
pub fn parse_slug(text: &str) -> Result<String, NotASlug> {
    let fine = (1..=63).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-');
    if fine {
        Ok(text.to_owned())
    } else {
        Err(NotASlug(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::parse_slug;

    #[test]
    fn a_slug_fits_into_a_link() {
        assert_eq!(parse_slug("acme-2").unwrap(), "acme-2");
        for wrong in ["", "Acme", "a b", "-a", "a-", "ä"] {
            assert!(parse_slug(wrong).is_err(), "{wrong:?} was taken");
        }
    }
}
