//! Signing: a JWS in compact form (RFC 7515 7.1), with Ed25519 (RFC 8037 3.1).

use super::{SigningError, turn_keys};
use crate::ctx::Ctx;
use crate::vault::Vault;
use aws_lc_rs::signature::Ed25519KeyPair;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use muster_model::oauth::{SigningKey, signer};
use serde::Serialize;

/// A key that is open for signing.
#[derive(Clone)]
pub struct Signer {
    kid: String,
    key: EncodingKey,
}

/// The key that signs now; the first one is made when it is asked for.
pub async fn current_signer(ctx: &Ctx) -> Result<Signer, SigningError> {
    if let Some(signer) = open_signer(ctx).await? {
        return Ok(signer);
    }
    turn_keys(ctx).await?;
    open_signer(ctx).await?.ok_or(SigningError::None)
}

/// Whether the key that signs now can be opened; false while there is none.
pub async fn current_key_opens(ctx: &Ctx) -> Result<bool, SigningError> {
    Ok(open_signer(ctx).await?.is_some())
}

async fn open_signer(ctx: &Ctx) -> Result<Option<Signer>, SigningError> {
    let keys = ctx.store.read().signing_keys().all().await?;
    let key = signer(&keys, ctx.now());
    key.map(|key| Signer::open(ctx, key)).transpose()
}

impl Signer {
    fn open(ctx: &Ctx, key: &SigningKey) -> Result<Self, SigningError> {
        let seed = Vault::new(&ctx.key)?.open(key.id, &key.sealed)?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)?;
        Ok(Self {
            kid: key.id.to_string(),
            key: EncodingKey::from_ed_der(pair.to_pkcs8()?.as_ref()),
        })
    }

    /// Signs claims as a JWT of a type.
    pub fn sign(&self, kind: &str, claims: &impl Serialize) -> Result<String, SigningError> {
        let header = Header {
            typ: Some(kind.to_owned()),
            kid: Some(self.kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        Ok(jsonwebtoken::encode(&header, claims, &self.key)?)
    }
}
