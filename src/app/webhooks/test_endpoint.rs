//! Is my endpoint alive? One signed test event, through the same client and the same guard.

use super::error::WebhookError;
use super::list_endpoints::find;
use super::secret::open_secrets;
use super::set::{SetIssuer, SetRefusal};
use crate::ctx::Ctx;
use crate::oauth::current_signer;
use crate::ports::{Attempted, Message};
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, EndpointId, EventId};
use muster_model::webhook::{Endpoint, MessageFormat, Outcome};
use muster_store::{Acting, StoreError, TestAttempt, Tx, Work};
use serde_json::json;

/// The type of a test event. Nobody subscribes to it, and the feed does not hold it.
const KIND: &str = "endpoint.test";

/// Posts a test event to an endpoint, of this account or of any, also to one that is switched off,
/// and keeps the attempt.
pub async fn test_endpoint(
    ctx: &Ctx,
    account: Option<AccountId>,
    id: EndpointId,
) -> Result<Attempted, WebhookError> {
    let endpoint = find(ctx, account, id).await?;
    let at = ctx.now();
    let reads = ctx.store.read();
    let kept = reads.endpoints().secrets(endpoint.id, at).await?;
    let event = EventId(ctx.ids.next());
    let message = Message {
        endpoint: endpoint.id,
        url: endpoint.url.clone(),
        event,
        at,
        secrets: open_secrets(&ctx.key, &kept)?,
        format: endpoint.format,
        body: body(ctx, &endpoint, event, at).await?,
    };
    let attempted = ctx.webhooks.post(&message).await;
    let record = RecordTest(attempt(&message, &attempted));
    ctx.store.perform(Acting::system(), record).await?;
    Ok(attempted)
}

async fn body(
    ctx: &Ctx,
    endpoint: &Endpoint,
    event: EventId,
    at: Timestamp,
) -> Result<Vec<u8>, WebhookError> {
    match endpoint.format {
        MessageFormat::Standard => Ok(standard(endpoint, at)),
        MessageFormat::ScimSet => {
            let issuer = SetIssuer::new(ctx, current_signer(ctx).await?, endpoint.id);
            Ok(issuer.issue_test(endpoint.id, event, at)?.into_bytes())
        }
    }
}

fn standard(endpoint: &Endpoint, at: Timestamp) -> Vec<u8> {
    let data = json!({"account_id": endpoint.account, "endpoint": endpoint.shown()});
    json!({"type": KIND, "timestamp": at.rfc3339(), "data": data})
        .to_string()
        .into_bytes()
}

fn attempt(message: &Message, attempted: &Attempted) -> TestAttempt {
    let refusal = match message.format {
        MessageFormat::Standard => None,
        MessageFormat::ScimSet => SetRefusal::read(attempted),
    };
    let (status, error) = match &attempted.outcome {
        Outcome::Answered { status, .. } => (Some(*status), refusal.map(|why| why.to_string())),
        Outcome::Failed(why) => (None, Some(why.clone())),
    };
    TestAttempt {
        endpoint: message.endpoint,
        event: message.event,
        at: message.at,
        took: attempted.took,
        status,
        error,
        response: attempted.response.clone(),
    }
}

struct RecordTest(TestAttempt);

impl Work for RecordTest {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.deliveries().record_test(&self.0).await
    }
}
