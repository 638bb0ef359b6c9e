//! Makes tokens by hand, the good and the bad.

use super::super::claims::AccessClaims;
use super::super::{key_of, verify};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use muster_model::clock::Timestamp;
use muster_model::oauth::SigningKey;
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) const NOW: Timestamp = Timestamp(1_780_304_400_000_000);
pub(super) const ISSUER: &str = "https://muster.example.com";
pub(super) const AUDIENCE: &str = "https://muster.example.com/scim/v2";
pub(super) const KID: &str = "00000000-0000-7000-8000-000000000001";

pub(super) fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

pub(super) fn our_key() -> SigningKey {
    SigningKey {
        id: Uuid::parse_str(KID).unwrap(),
        number: 1,
        public: URL_SAFE_NO_PAD.encode(pair(1).public_key()),
        sealed: String::new(),
        created_at: NOW,
        signs_from: NOW,
    }
}

pub(super) fn header() -> Value {
    json!({"typ": "at+jwt", "alg": "EdDSA", "kid": KID})
}

pub(super) fn claims() -> Value {
    let now = NOW.unix_seconds();
    json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "c", "client_id": "c", "jti": "1",
        "iat": now, "nbf": now, "exp": now + 3600, "scope": "scim",
    })
}

/// What is signed: both parts in base64url with a dot between.
pub(super) fn message(header: &str, claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}", part(header), part(claims))
}

/// A token of these parts, signed by the key of this seed.
pub(super) fn forge(header: &str, claims: &str, seed: u8) -> String {
    let message = message(header, claims);
    let signature = pair(seed).sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A token of these parts with an HMAC of the public key, which everybody knows.
pub(super) fn forge_with_public_key(header: &str, claims: &str) -> String {
    let message = message(header, claims);
    let key = hmac::Key::new(hmac::HMAC_SHA256, pair(1).public_key().as_ref());
    let signature = hmac::sign(&key, message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// What a token opens, as the authenticator would see it.
pub(super) fn read(token: &str) -> Option<AccessClaims> {
    read_at(token, NOW)
}

pub(super) fn read_at(token: &str, now: Timestamp) -> Option<AccessClaims> {
    let key = our_key();
    (key_of(token) == Some(key.id))
        .then(|| verify(token, &key, (ISSUER, AUDIENCE), now))
        .flatten()
}
