//! The alias of who is asking (RFC 7644 3.11).

use serde_json::json;

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::patch;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.11-me-is-one-of-three",
        "RFC 7644 3.11",
        "GET /Me answers 501, redirects with 308, or answers the resource with its permanent Location.",
        |lab| Box::pin(get(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.11-me-is-never-an-id",
        "RFC 7644 3.11",
        "PATCH of /Me is answered like GET of it when nobody stands behind the alias, and as a SCIM error.",
        |lab| Box::pin(change(lab)),
    )
    .advised(),
];

async fn get(lab: &mut Lab) -> Verdict {
    let answer = lab.client.get("/Me").send().await?;
    match answer.status {
        200 => {
            let location = answer.header("location");
            answer.demands(!location.is_empty(), "a Location header")?;
            answer.equals("/meta/location", &json!(location)).map(drop)
        }
        308 => answer.demands(!answer.header("location").is_empty(), "a Location header"),
        _ => nobody(&answer),
    }
}

/// A client token may stand for no person: then the alias leads nowhere, which 501 says, or 404 for this one subject.
fn nobody(answer: &Answer) -> Verdict {
    answer.status(&[200, 308, 404, 501])?;
    answer.refuses(answer.status, None)
}

async fn change(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let seen = lab.client.get("/Me").send().await?;
    if matches!(seen.status, 200 | 308) {
        return crate::verdict::skip(
            "somebody stands behind the alias, whom the judge leaves alone",
        );
    }
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Driver"})]);
    let answer = lab.client.patch("/Me").json(&body).send().await?;
    answer.status(&[403, 404, 405, 501])?;
    answer.refuses(answer.status, None)
}
