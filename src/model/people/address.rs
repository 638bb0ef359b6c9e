//! Mail addresses: parsed once, compared by a folded key.

use super::fold;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A mail address that a mail can be sent to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// What was given is not a mail address; the text says why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a mail address such as ada@example.com")]
pub struct NotAnAddress(pub String);

impl Address {
    /// Reads an address: one `@`, printable ASCII, a domain with a dot, at most 254 characters
    /// (RFC 5321 4.5.3.1). Quoted local parts and addresses in other scripts are refused: a
    /// look-alike must never receive another person's link.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let refuse = || NotAnAddress(text.chars().take(64).collect());
        let (local, domain) = text.split_once('@').ok_or_else(refuse)?;
        let local_is_fine = !local.is_empty()
            && local.len() <= 64
            && local.bytes().all(is_local)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let domain_is_fine = domain.contains('.') && domain.split('.').all(is_label);
        if text.len() <= 254 && local_is_fine && domain_is_fine {
            Ok(Self(text.to_owned()))
        } else {
            Err(refuse())
        }
    }

    /// The address as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folded address: two addresses are the same when their keys are.
    pub fn key(&self) -> String {
        fold(&self.0)
    }

    /// The folded domain.
    pub fn domain(&self) -> String {
        self.0.rsplit('@').next().map(fold).unwrap_or_default()
    }

    /// Whether both name one mailbox.
    pub fn same(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Address {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::{Address, fold};

    #[test]
    fn ordinary_addresses_are_taken_as_they_are() {
        for text in [
            "ada@example.com",
            "Ada.Byron+x@mail.example.co.uk",
            "o'neil@example.com",
        ] {
            assert_eq!(Address::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn what_could_reach_somebody_else_is_refused() {
        let nasty = [
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@localhost",
            "a@b@example.com",
            "ada@example.com,eve@evil.com",
            "ada@example.com\r\nBcc: eve@evil.com",
            "ada\u{0}@example.com",
            "ada＠example.com",
            "ädä@example.com",
            "\"a b\"@example.com",
            "ada@exa mple.com",
            "ada@-example.com",
            ".ada@example.com",
            "a..b@example.com",
            "ada@example..com",
            "ada@example.com.",
        ];
        for text in nasty {
            assert!(Address::parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn addresses_are_compared_without_case() {
        let one = Address::parse("Ada@Example.COM").unwrap();
        assert!(one.same(&Address::parse("ada@example.com").unwrap()));
        assert_eq!(one.domain(), "example.com");
        assert_eq!(fold("ÄDA"), "äda");
    }
}
