//! An id and a secret are traded for an access token (RFC 6749 4.4).

use super::TokenError;
use super::claims::{ACCESS_TOKEN, AccessClaims, SCOPE};
use super::sign::current_signer;
use crate::ctx::Ctx;
use muster_model::oauth::OAuthClient;
use std::fmt;

/// What a client shows to prove who it is.
pub struct Credentials {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// An access token, shown this once.
pub struct Issued {
    /// The token.
    pub token: String,
    /// How many seconds it lives.
    pub expires_in: u64,
    /// What it may do.
    pub scope: &'static str,
}

/// Longer than any secret of ours.
const LONGEST: usize = 256;

/// Gives a client an access token of its connection.
pub async fn issue(ctx: &Ctx, shown: &Credentials) -> Result<Issued, TokenError> {
    let client = authenticate(ctx, shown).await?;
    let signer = current_signer(ctx).await?;
    let claims = claims(ctx, &client);
    Ok(Issued {
        token: signer.sign(ACCESS_TOKEN, &claims)?,
        expires_in: client.lifetime.duration().as_secs(),
        scope: SCOPE,
    })
}

/// Finds the client of these credentials. Its secret is looked up by its keyed hash, so the time
/// that it takes tells nothing about the secrets that exist.
async fn authenticate(ctx: &Ctx, shown: &Credentials) -> Result<OAuthClient, TokenError> {
    if shown.secret.len() > LONGEST {
        return Err(TokenError::Client);
    }
    let hash = ctx.key.token_hash(&shown.secret);
    let reads = ctx.store.read();
    let found = reads.oauth_clients().by_hash(&hash).await?;
    let client = found.filter(|client| client.id.to_string() == shown.id);
    let client = client.ok_or(TokenError::Client)?;
    match reads.oauth_clients().connection(&client).await? {
        Some(_) => Ok(client),
        None => Err(TokenError::Client),
    }
}

fn claims(ctx: &Ctx, client: &OAuthClient) -> AccessClaims {
    let now = ctx.now();
    let client_id = client.id.to_string();
    AccessClaims {
        iss: ctx.issuer(),
        aud: ctx.scim_base_url(),
        // RFC 9068 2.2: without a person, the client itself is the subject.
        sub: client
            .person
            .map_or_else(|| client_id.clone(), |person| person.to_string()),
        client_id,
        jti: ctx.ids.next().to_string(),
        iat: now.unix_seconds(),
        nbf: now.unix_seconds(),
        exp: now.plus(client.lifetime.duration()).unix_seconds(),
        scope: SCOPE.to_owned(),
    }
}
