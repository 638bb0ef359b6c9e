//! For whom a SET is.

use crate::ctx::Ctx;
use muster_model::ids::EndpointId;

/// The `aud` of an endpoint's SETs: a name of its own below the issuer's, so that a SET for one
/// recipient is no use at another (RFC 8417 2.2); known once the endpoint is made.
pub fn audience(ctx: &Ctx, endpoint: EndpointId) -> String {
    ctx.link(&format!("feeds/{endpoint}"))
}
