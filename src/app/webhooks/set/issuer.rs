//! Who signs SETs for one endpoint.

use super::audience::audience;
use super::claims::{Parties, claims, test_claims};
use crate::ctx::Ctx;
use crate::oauth::{Signer, SigningError};
use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, EventId};
use muster_store::Claimed;
use serde_json::Value;

/// The type in the header, so that no SET passes for another JWT of ours (RFC 8417 2.3).
const KIND: &str = "secevent+jwt";

/// Makes the SETs of one endpoint.
#[derive(Clone)]
pub(in crate::webhooks) struct SetIssuer {
    signer: Signer,
    issuer: String,
    audience: String,
}

/// Why there is no SET.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// The event is about no SCIM resource.
    #[error("this event has no form as a security event token")]
    NoSubject,
    /// It could not be signed.
    #[error("a security event token could not be signed")]
    Unsigned(#[from] SigningError),
}

impl SetIssuer {
    pub(in crate::webhooks) fn new(ctx: &Ctx, signer: Signer, endpoint: EndpointId) -> Self {
        Self {
            signer,
            issuer: ctx.issuer(),
            audience: audience(ctx, endpoint),
        }
    }

    /// The SET of a delivery, in compact form.
    pub(in crate::webhooks) fn issue(&self, claimed: &Claimed) -> Result<String, NotIssued> {
        let claims = claims(claimed, &self.parties()).ok_or(NotIssued::NoSubject)?;
        self.sign(&claims)
    }

    /// The SET of a test.
    pub(in crate::webhooks) fn issue_test(
        &self,
        endpoint: EndpointId,
        event: EventId,
        at: Timestamp,
    ) -> Result<String, NotIssued> {
        self.sign(&test_claims(&self.parties(), endpoint, (event, at)))
    }

    fn sign(&self, claims: &Value) -> Result<String, NotIssued> {
        Ok(self.signer.sign(KIND, claims)?)
    }

    fn parties(&self) -> Parties<'_> {
        Parties {
            issuer: &self.issuer,
            audience: &self.audience,
        }
    }
}
