//! Queries in a body (RFC 7644 3.4.3).

use serde_json::json;

use crate::cast::Who;
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::SEARCH;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[check(
    "rfc7644-3.4.3-search",
    "RFC 7644 3.4.3",
    "POST /Users/.search finds what the same filter finds in a query.",
    |lab| Box::pin(search(lab)),
)];

async fn search(lab: &mut Lab) -> Verdict {
    let cast = lab.cast().await?;
    let filter = format!(r#"userName eq "{}Ada@example.com""#, cast.prefix);
    let body = json!({"schemas": [SEARCH], "filter": filter, "attributes": ["userName"], "startIndex": 1, "count": 10});
    let call = lab.client.post("/Users/.search").json(&body);
    let answer = call.send().await?;
    // RFC 7644 3.4.3 lets a client ask by POST, but nothing advertises that a server listens.
    if matches!(answer.status, 404 | 405 | 501) {
        return skip(format!("not offered: status {}", answer.status));
    }
    answer.finds_only(&cast.id(Who::Ada))
}
