//! Signatures as Standard Webhooks has them: HMAC-SHA256 over `id.timestamp.body`.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The secret that an endpoint shares with Muster, 24 to 64 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Vec<u8>);

/// What was given is no signing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a signing secret is whsec_ followed by 24 to 64 bytes in base64")]
pub struct NotASecret;

impl SigningSecret {
    /// Makes a secret of random bytes that the caller drew.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, NotASecret> {
        if (24..=64).contains(&bytes.len()) {
            Ok(Self(bytes))
        } else {
            Err(NotASecret)
        }
    }

    /// Reads `whsec_…`.
    pub fn parse(text: &str) -> Result<Self, NotASecret> {
        let body = text.strip_prefix("whsec_").ok_or(NotASecret)?;
        Self::from_bytes(crate::base64::decode(body).ok_or(NotASecret)?)
    }

    /// The text that is shown once to the subscriber.
    pub fn text(&self) -> String {
        format!("whsec_{}", crate::base64::encode(&self.0))
    }

    /// One signature, `v1,` and base64, over exactly the bytes that are sent.
    pub fn sign(&self, id: &str, unix_seconds: i64, body: &[u8]) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return String::new();
        };
        mac.update(format!("{id}.{unix_seconds}.").as_bytes());
        mac.update(body);
        format!("v1,{}", crate::base64::encode(&mac.finalize().into_bytes()))
    }
}

impl std::fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningSecret(..)")
    }
}

/// The `webhook-signature` header: one signature for each live secret, so that a receiver may
/// rotate without losing a message.
pub fn signature_header(
    secrets: &[SigningSecret],
    id: &str,
    unix_seconds: i64,
    body: &[u8],
) -> String {
    let signatures: Vec<String> = secrets
        .iter()
        .map(|secret| secret.sign(id, unix_seconds, body))
        .collect();
    signatures.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{SigningSecret, signature_header};

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn the_published_vector_is_reproduced() {
        let secret = SigningSecret::parse(SECRET).unwrap();
        assert_eq!(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                b"{\"test\": 2432232314}"
            ),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
        assert_eq!(secret.text(), SECRET);
    }

    #[test]
    fn two_live_secrets_make_two_signatures() {
        let old = SigningSecret::parse(SECRET).unwrap();
        let new = SigningSecret::from_bytes(vec![7; 32]).unwrap();
        let header = signature_header(&[new.clone(), old.clone()], "m", 1, b"{}");
        assert_eq!(
            header,
            format!("{} {}", new.sign("m", 1, b"{}"), old.sign("m", 1, b"{}"))
        );
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for text in [
            "",
            "whsec_",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_AAAA",
            "whsec_!!!!",
        ] {
            assert!(SigningSecret::parse(text).is_err(), "{text:?} was taken");
        }
    }
}
