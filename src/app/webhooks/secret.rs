//! Signing secrets: made here, shown once, kept sealed.

use super::error::WebhookError;
use crate::ctx::Ctx;
use crate::vault::{NotSealed, Vault};
use muster_model::secret::SecretKey;
use muster_model::webhook::SigningSecret;
use muster_store::EndpointSecret;

/// The length of a new secret, in bytes.
const LENGTH: usize = 32;

/// A secret that was made just now: what the subscriber is told once, and what is kept.
pub(super) struct NewSecret {
    pub(super) text: String,
    pub(super) kept: EndpointSecret,
}

/// Makes a secret.
pub(super) fn make_secret(ctx: &Ctx) -> Result<NewSecret, WebhookError> {
    let mut bytes = vec![0; LENGTH];
    ctx.random.fill(&mut bytes);
    let id = ctx.ids.next();
    let sealed = Vault::new(&ctx.key)?.seal(ctx.random.as_ref(), id, &bytes)?;
    let secret = SigningSecret::from_bytes(bytes).map_err(|_| NotSealed)?;
    Ok(NewSecret {
        text: secret.text(),
        kept: EndpointSecret {
            id,
            sealed,
            created_at: ctx.now(),
            expires_at: None,
        },
    })
}

/// Opens secrets, in their order. None at all would mean an unsigned message, and is refused.
pub(super) fn open_secrets(
    key: &SecretKey,
    kept: &[EndpointSecret],
) -> Result<Vec<SigningSecret>, NotSealed> {
    let vault = Vault::new(key)?;
    let open = |secret: &EndpointSecret| {
        let bytes = vault.open(secret.id, &secret.sealed)?;
        SigningSecret::from_bytes(bytes).map_err(|_| NotSealed)
    };
    let secrets: Vec<SigningSecret> = kept.iter().map(open).collect::<Result<_, _>>()?;
    if secrets.is_empty() {
        return Err(NotSealed);
    }
    Ok(secrets)
}
