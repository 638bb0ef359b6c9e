//! Reading an access token that somebody shows: everything in it is doubted.

use super::claims::{ACCESS_TOKEN, AccessClaims, SCOPE};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, decode, decode_header};
use muster_model::clock::Timestamp;
use muster_model::oauth::SigningKey;
use std::time::Duration;
use uuid::Uuid;

/// Longer than any token of ours.
const LONGEST: usize = 4096;
/// How far the clocks of two replicas may lie apart before a token seems to come from the future.
const SKEW: Duration = Duration::from_mins(1);

/// The id of the key that a token says it is signed with; nothing when it cannot be one of ours.
///
/// The algorithm is not the token's to choose, a key that it brings along or points to is no key
/// (RFC 8725 3.1, 3.10), and its `kid` is an id in our own spelling, not a path or a query.
pub(crate) fn key_of(token: &str) -> Option<Uuid> {
    if token.len() > LONGEST {
        return None;
    }
    let header = decode_header(token).ok()?;
    let ours = header.alg == Algorithm::EdDSA && header.typ.as_deref() == Some(ACCESS_TOKEN);
    let kid = header.kid.as_deref()?;
    let id = Uuid::try_parse(kid).ok()?;
    (ours && !brings_a_key(&header) && id.to_string() == kid).then_some(id)
}

fn brings_a_key(header: &Header) -> bool {
    header.jku.is_some()
        || header.jwk.is_some()
        || header.x5u.is_some()
        || header.x5c.is_some()
        || header.crit.is_some()
}

/// What a token says, when this key signed it for this audience and its time is now.
pub(crate) fn verify(
    token: &str,
    key: &SigningKey,
    (issuer, audience): (&str, &str),
    now: Timestamp,
) -> Option<AccessClaims> {
    let public = DecodingKey::from_ed_components(&key.public).ok()?;
    // Times are judged below, by the clock of this deployment and by their types.
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.validate_exp = false;
    rules.set_audience(&[audience]);
    rules.set_issuer(&[issuer]);
    rules.set_required_spec_claims(&["iss", "aud", "sub"]);
    let claims = decode::<AccessClaims>(token, &public, &rules).ok()?.claims;
    let in_time = claims.nbf <= now.plus(SKEW).unix_seconds() && now.unix_seconds() < claims.exp;
    let for_us = claims.iss == issuer && claims.aud == audience && claims.scope == SCOPE;
    (in_time && for_us).then_some(claims)
}
