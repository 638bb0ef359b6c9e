//! `muster webhook remove`: a subscriber goes.

use crate::cli::{Answer, Failure};
use crate::wire::Opened;
use muster_app::webhooks::RemoveEndpoint;
use muster_model::ids::EndpointId;
use muster_store::Acting;
use serde_json::json;

pub(super) async fn run(opened: &Opened, endpoint: EndpointId) -> Result<Answer, Failure> {
    let work = RemoveEndpoint {
        account: None,
        endpoint,
    };
    let acting = Acting::command_line();
    opened.ctx.store.perform(acting, work).await?;
    let json = json!({"endpoint_id": endpoint, "removed": true});
    let text = format!("endpoint {endpoint} is removed; what waited for it is called off");
    Ok(Answer::new(json, text))
}
