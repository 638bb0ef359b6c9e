//! What anybody may know: where tokens are asked for, and which keys sign.

use super::claims::SCOPE;
use crate::ctx::Ctx;
use muster_store::StoreError;
use serde_json::{Value, json};

/// The metadata of the authorization server (RFC 8414 2).
pub fn metadata(ctx: &Ctx) -> Value {
    json!({
        "issuer": ctx.issuer(),
        "token_endpoint": ctx.token_url(),
        "jwks_uri": ctx.jwks_url(),
        "scopes_supported": [SCOPE],
        // Nobody is sent anywhere to consent: there is no authorization endpoint.
        "response_types_supported": [],
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    })
}

/// The public halves of all keys that verify something (RFC 7517 5), also of the next one.
pub async fn jwks(ctx: &Ctx) -> Result<Value, StoreError> {
    let keys = ctx.store.read().signing_keys().all().await?;
    let keys: Vec<Value> = keys
        .iter()
        .map(|key| {
            json!({
                "kty": "OKP",
                "crv": "Ed25519",
                "x": key.public,
                "kid": key.id,
                "use": "sig",
                "alg": "EdDSA",
            })
        })
        .collect();
    Ok(json!({"keys": keys}))
}
