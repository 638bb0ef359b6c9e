//! Access tokens of OAuth clients.

use super::connection::Shown;
use crate::ctx::Ctx;
use crate::oauth::{key_of, verify};
use muster_model::clock::Timestamp;
use muster_model::connection::Connection;
use muster_model::ids::{OAuthClientId, TokenId};
use muster_store::StoreError;

/// Finds the connection behind an access token. What the token says is not enough: its client must
/// still be there, and so must the connection.
pub(super) async fn by_access_token(
    ctx: &Ctx,
    token: &str,
) -> Result<Option<(Shown, Connection)>, StoreError> {
    let Some(key) = key_of(token) else {
        return Ok(None);
    };
    let reads = ctx.store.read();
    let Some(key) = reads.signing_keys().get(key).await? else {
        return Ok(None);
    };
    let (issuer, audience) = (ctx.issuer(), ctx.scim_base_url());
    let Some(claims) = verify(token, &key, (&issuer, &audience), ctx.now()) else {
        return Ok(None);
    };
    let Ok(id) = claims.client_id.parse::<OAuthClientId>() else {
        return Ok(None);
    };
    let Some(client) = reads.oauth_clients().get(id).await? else {
        return Ok(None);
    };
    let connection = reads.oauth_clients().connection(&client).await?;
    let shown = Shown {
        token: TokenId(client.id.0),
        until: Some(Timestamp(claims.exp.saturating_mul(1_000_000))),
        person: client.person,
    };
    Ok(connection.map(|connection| (shown, connection)))
}
