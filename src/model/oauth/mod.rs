//! OAuth 2.0 for directories: who may ask for access tokens, and the keys that sign them.

mod client;
mod signing_key;

pub use client::{Lifetime, NotALifetime, OAuthClient};
pub use signing_key::{AHEAD, KEPT, LIFE, SigningKey, is_over, next_key_signs_from, signer};
