//! The one secret key of a deployment, and what is derived from it.
//!
//! Bearer tokens are kept as keyed hashes, mailed links are derived and never kept; each use has a
//! key of its own, so that a link can never serve as a token.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// The secret key: 32 random bytes that all processes on one database share.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

/// What a derived key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Hashes of bearer tokens.
    Token,
    /// Links of invitations.
    Invitation,
    /// Links that confirm a change of address.
    EmailChange,
    /// The link of the first run.
    FirstRun,
    /// Encryption at rest.
    Vault,
    /// Cursors of lists.
    Cursor,
    /// The fingerprint that stands in the database.
    Fingerprint,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Token => b"token",
            Self::Invitation => b"invitation",
            Self::EmailChange => b"email-change",
            Self::FirstRun => b"first-run",
            Self::Vault => b"vault",
            Self::Cursor => b"cursor",
            Self::Fingerprint => b"fingerprint",
        }
    }
}

impl SecretKey {
    /// Takes 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key for one purpose.
    pub fn derive(&self, purpose: Purpose) -> [u8; 32] {
        mac(&self.0, &[purpose.label()])
    }

    /// The hash that a bearer token is found by.
    pub fn token_hash(&self, token: &str) -> String {
        hex(&mac(&self.derive(Purpose::Token), &[token.as_bytes()]))
    }

    /// What stands in a mailed link: the id and a code that only this key can make.
    pub fn link_code(&self, purpose: Purpose, id: Uuid, version: i32) -> String {
        let code = mac(
            &self.derive(purpose),
            &[id.as_bytes(), &version.to_be_bytes()],
        );
        format!("{}.{version}.{}", id.simple(), hex(&code))
    }

    /// Reads a link's code; `None` when this key did not make it for this purpose.
    pub fn open_link(&self, purpose: Purpose, text: &str) -> Option<(Uuid, i32)> {
        if text.len() > 128 {
            return None;
        }
        let (id, rest) = text.split_once('.')?;
        let (version, code) = rest.split_once('.')?;
        let id = Uuid::try_parse(id).ok()?;
        let version: i32 = version.parse().ok()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.derive(purpose)).ok()?;
        mac.update(id.as_bytes());
        mac.update(&version.to_be_bytes());
        mac.verify_slice(&unhex(code)?).ok()?;
        Some((id, version))
    }

    /// What may stand in the database to notice another key.
    pub fn fingerprint(&self) -> String {
        hex(&self.derive(Purpose::Fingerprint))
            .chars()
            .take(32)
            .collect()
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32]; // HMAC takes keys of every length (RFC 2104 2): never reached
    };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Purpose, SecretKey};
    use uuid::Uuid;

    #[test]
    fn a_link_opens_for_its_own_purpose_only() {
        let key = SecretKey::new([1; 32]);
        let id = Uuid::from_u128(5);
        let code = key.link_code(Purpose::Invitation, id, 3);
        assert_eq!(key.open_link(Purpose::Invitation, &code), Some((id, 3)));
        assert_eq!(key.open_link(Purpose::EmailChange, &code), None);
        assert_eq!(
            SecretKey::new([2; 32]).open_link(Purpose::Invitation, &code),
            None
        );
    }

    #[test]
    fn a_damaged_link_opens_nothing() {
        let key = SecretKey::new([1; 32]);
        let code = key.link_code(Purpose::Invitation, Uuid::from_u128(5), 3);
        let older = code.replacen(".3.", ".2.", 1);
        let cut: String = code.chars().skip(1).collect();
        for text in [
            "",
            ".",
            "..",
            "a.b.c",
            older.as_str(),
            cut.as_str(),
            "ä.1.ä",
            &"x".repeat(1_000_000),
        ] {
            assert_eq!(key.open_link(Purpose::Invitation, text), None);
        }
    }

    #[test]
    fn the_fingerprint_tells_keys_apart_and_gives_nothing_away() {
        let (one, other) = (SecretKey::new([1; 32]), SecretKey::new([2; 32]));
        assert_ne!(one.fingerprint(), other.fingerprint());
        assert_eq!(one.fingerprint().len(), 32);
        assert_eq!(format!("{one:?}"), "SecretKey(..)");
    }
}
