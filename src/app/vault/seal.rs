//! Sealing and opening.

use crate::ports::Random;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::error::Unspecified;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use muster_model::secret::{Purpose, SecretKey};
use std::fmt;
use uuid::Uuid;

/// Which key sealed it; a later key gets a later word, and both are read.
const FIRST_KEY: &str = "k1.";

/// Seals secrets for one row each, and opens them again.
pub struct Vault(LessSafeKey);

/// What was given was not sealed by this key for this row, or was damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret at rest does not open: another secret key, another row, or damage")]
pub struct NotSealed;

impl From<Unspecified> for NotSealed {
    fn from(_: Unspecified) -> Self {
        Self
    }
}

impl Vault {
    /// The vault of a deployment.
    pub fn new(key: &SecretKey) -> Result<Self, NotSealed> {
        Self::of(key, Purpose::Vault)
    }

    /// A vault for another purpose: what is sealed for one opens for no other.
    pub fn of(key: &SecretKey, purpose: Purpose) -> Result<Self, NotSealed> {
        let key = UnboundKey::new(&AES_256_GCM, &key.derive(purpose))?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Seals a secret for the row of this id.
    pub fn seal(&self, random: &dyn Random, row: Uuid, secret: &[u8]) -> Result<String, NotSealed> {
        self.seal_about(random, row.as_bytes(), secret)
    }

    /// Seals a secret that belongs to these words, which are needed to open it.
    pub fn seal_about(
        &self,
        random: &dyn Random,
        about: &[u8],
        secret: &[u8],
    ) -> Result<String, NotSealed> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = secret.to_vec();
        self.0.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(about),
            &mut sealed,
        )?;
        let whole = [nonce.as_slice(), &sealed].concat();
        Ok(format!("{FIRST_KEY}{}", URL_SAFE_NO_PAD.encode(whole)))
    }

    /// Opens what was sealed for the row of this id.
    pub fn open(&self, row: Uuid, sealed: &str) -> Result<Vec<u8>, NotSealed> {
        self.open_about(row.as_bytes(), sealed)
    }

    /// Opens what was sealed with these words.
    pub fn open_about(&self, about: &[u8], sealed: &str) -> Result<Vec<u8>, NotSealed> {
        let text = sealed.strip_prefix(FIRST_KEY).ok_or(NotSealed)?;
        let whole = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotSealed)?;
        let (nonce, body) = whole.split_at_checked(NONCE_LEN).ok_or(NotSealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce)?;
        let mut body = body.to_vec();
        let secret = self.0.open_in_place(nonce, Aad::from(about), &mut body)?;
        Ok(secret.to_vec())
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{NotSealed, Vault};
    use crate::ports::Random;
    use muster_model::secret::SecretKey;
    use uuid::Uuid;

    struct Sevens;

    impl Random for Sevens {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }

    fn vault(key: u8) -> Vault {
        Vault::new(&SecretKey::new([key; 32])).unwrap()
    }

    const ROW: Uuid = Uuid::from_u128(1);

    #[test]
    fn what_was_sealed_opens_in_its_own_row_with_its_own_key() {
        let sealed = vault(1).seal(&Sevens, ROW, b"whsec").unwrap();
        assert_eq!(vault(1).open(ROW, &sealed).unwrap(), b"whsec");
        assert_eq!(vault(1).open(Uuid::from_u128(2), &sealed), Err(NotSealed));
        assert_eq!(vault(2).open(ROW, &sealed), Err(NotSealed));
    }

    #[test]
    fn what_is_damaged_does_not_open() {
        let sealed = vault(1).seal(&Sevens, ROW, b"whsec").unwrap();
        let cut: String = sealed.chars().take(sealed.len() - 1).collect();
        let turned = sealed.replacen("k1.B", "k1.C", 1);
        for text in ["", "k1.", "k2.AAAA", "whsec", &cut, &turned] {
            assert_eq!(vault(1).open(ROW, text), Err(NotSealed), "{text:?}");
        }
    }
}
