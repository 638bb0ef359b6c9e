//! DELETE (RFC 7644 3.6).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{patch, user};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.6-delete",
        "RFC 7644 3.6",
        "DELETE answers 204 without a body.",
        |lab| Box::pin(delete(lab)),
    ),
    check(
        "rfc7644-3.6-deleted-is-404",
        "RFC 7644 3.6",
        "GET, PUT, PATCH and DELETE of a deleted resource answer 404.",
        |lab| Box::pin(gone(lab)),
    ),
    check(
        "rfc7644-3.6-deleted-is-not-found",
        "RFC 7644 3.6",
        "A query does not find a deleted resource.",
        |lab| Box::pin(not_found(lab)),
    ),
    check(
        "rfc7644-3.6-name-is-free-again",
        "RFC 7644 3.6",
        "The userName of a deleted user can be used again, and the new user has a new id.",
        |lab| Box::pin(free(lab)),
    ),
];

/// A user that was deleted: its path, id and user name.
async fn deleted(lab: &mut Lab) -> Verdict<(String, String, String)> {
    let (path, user) = lab.a_user("deleted", &json!({})).await?;
    let answer = lab.client.delete(&path).send().await?;
    answer.status(&[204])?;
    answer.demands(answer.is_empty(), "no body")?;
    Ok((path, user.id()?, user.text_at("/userName").to_owned()))
}

async fn delete(lab: &mut Lab) -> Verdict {
    deleted(lab).await.map(drop)
}

async fn gone(lab: &mut Lab) -> Verdict {
    let (path, _, name) = deleted(lab).await?;
    lab.client.get(&path).send().await?.refuses(404, None)?;
    let put = lab.client.put(&path).json(&user(&name));
    put.send().await?.refuses(404, None)?;
    if lab.offers.needs(Feature::Patch).is_ok() {
        let body = patch(&[json!({"op": "replace", "path": "active", "value": true})]);
        let call = lab.client.patch(&path).json(&body);
        call.send().await?.refuses(404, None)?;
    }
    lab.client.delete(&path).send().await?.refuses(404, None)
}

async fn not_found(lab: &mut Lab) -> Verdict {
    let (_, _, name) = deleted(lab).await?;
    let filter = format!(r#"userName eq "{name}""#);
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

async fn free(lab: &mut Lab) -> Verdict {
    let (_, id, name) = deleted(lab).await?;
    let again = lab.post("/Users", &user(&name)).await?;
    again.status(&[201])?;
    again.demands(
        again.id()? != id,
        "an id that was never used (RFC 7643 3.1)",
    )
}
