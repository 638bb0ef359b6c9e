//! The succession of signing keys.

use super::SigningError;
use crate::ctx::Ctx;
use crate::vault::Vault;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use muster_model::clock::Timestamp;
use muster_model::oauth::{SigningKey, is_over, next_key_signs_from};
use muster_store::{Acting, Constraint, StoreError, Tx, Work};
use uuid::Uuid;

/// Makes the next key when it is time to publish it, and forgets those of no use; answers whether
/// anything changed. Every process may call it at any time: one of them is first.
pub async fn turn_keys(ctx: &Ctx) -> Result<bool, SigningError> {
    let keys = ctx.store.read().signing_keys().all().await?;
    let now = ctx.now();
    let over = keys.iter().filter(|key| is_over(key, &keys, now));
    let turn = TurnKeys {
        forget: over.map(|key| key.id).collect(),
        add: next_key_signs_from(&keys, now)
            .map(|from| make_key(ctx, &keys, from))
            .transpose()?,
    };
    if turn.forget.is_empty() && turn.add.is_none() {
        return Ok(false);
    }
    match ctx.store.perform(Acting::system(), turn).await {
        Ok(()) => Ok(true),
        // Another process made the key of this number.
        Err(StoreError::Conflict(Constraint::Duplicate)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn make_key(
    ctx: &Ctx,
    keys: &[SigningKey],
    signs_from: Timestamp,
) -> Result<SigningKey, SigningError> {
    let mut seed = [0; 32];
    ctx.random.fill(&mut seed);
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed)?;
    let id = ctx.ids.next();
    Ok(SigningKey {
        id,
        number: keys.iter().map(|key| key.number).max().unwrap_or(0) + 1,
        public: URL_SAFE_NO_PAD.encode(pair.public_key()),
        sealed: Vault::new(&ctx.key)?.seal(&*ctx.random, id, &seed)?,
        created_at: ctx.now(),
        signs_from,
    })
}

struct TurnKeys {
    forget: Vec<Uuid>,
    add: Option<SigningKey>,
}

impl Work for TurnKeys {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for id in &self.forget {
            tx.signing_keys().forget(*id).await?;
        }
        if let Some(key) = &self.add {
            tx.signing_keys().add(key).await?;
        }
        Ok(())
    }
}
