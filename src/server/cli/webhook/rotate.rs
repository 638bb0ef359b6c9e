//! `muster webhook rotate`: a second live secret.

use crate::cli::{Answer, Failure};
use crate::wire::Opened;
use muster_app::webhooks::{OVERLAP, rotate_secret};
use muster_model::ids::EndpointId;
use muster_store::Acting;
use serde_json::json;

pub(super) async fn run(opened: &Opened, endpoint: EndpointId) -> Result<Answer, Failure> {
    let acting = Acting::command_line();
    let rotated = rotate_secret(&opened.ctx, acting, (None, endpoint), OVERLAP).await?;
    let until = rotated.previous_expires_at.rfc3339();
    let json = json!({
        "endpoint_id": endpoint,
        "secret": rotated.secret,
        "previous_expires_at": until,
    });
    let text = format!(
        "secret (shown this once): {}\nthe one before signs as well until {until}",
        rotated.secret
    );
    Ok(Answer::new(json, text))
}
