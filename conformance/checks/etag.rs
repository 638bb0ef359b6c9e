//! Versions (RFC 7644 3.14).

use serde_json::json;

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{patch, user};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.14-if-none-match",
        "RFC 7644 3.14",
        "GET with If-None-Match of the current version answers 304 without a body, of an old one 200.",
        |lab| Box::pin(if_none_match(lab)),
    ),
    check(
        "rfc7644-3.14-if-match-current",
        "RFC 7644 3.14",
        "A PUT with If-Match of the current version is done, and the version changes.",
        |lab| Box::pin(current(lab)),
    ),
    check(
        "rfc7644-3.14-if-match-stale",
        "RFC 7644 3.14",
        "PUT, PATCH and DELETE with If-Match of an old version answer 412 and change nothing.",
        |lab| Box::pin(stale(lab)),
    ),
];

/// A user that has changed once: its path, its first version and how it stands now.
async fn changed(lab: &mut Lab) -> Verdict<(String, String, Answer)> {
    lab.offers.needs(Feature::Etag)?;
    let (path, first) = lab.a_user("version", &json!({})).await?;
    let old = first.text_at("/meta/version").to_owned();
    first.demands(!old.is_empty(), "meta.version")?;
    let body = crate::shapes::with(
        user(first.text_at("/userName")),
        &json!({"title": "Driver"}),
    );
    let call = lab.client.put(&path).header("if-match", &old);
    let answer = call.json(&body).send().await?;
    answer.status(&[200])?;
    let now = lab.read(&path).await?;
    now.demands(now.text_at("/meta/version") != old, "a new meta.version")?;
    Ok((path, old, now))
}

async fn if_none_match(lab: &mut Lab) -> Verdict {
    let (path, old, now) = changed(lab).await?;
    let version = now.text_at("/meta/version");
    let call = lab.client.get(&path).header("if-none-match", version);
    let answer = call.send().await?;
    answer.status(&[304])?;
    answer.demands(answer.is_empty(), "no body")?;
    let call = lab.client.get(&path).header("if-none-match", old);
    call.send().await?.status(&[200]).map(drop)
}

async fn current(lab: &mut Lab) -> Verdict {
    let (_, _, now) = changed(lab).await?;
    now.equals("/title", &json!("Driver")).map(drop)
}

async fn stale(lab: &mut Lab) -> Verdict {
    let (path, old, now) = changed(lab).await?;
    let body = user(now.text_at("/userName"));
    let put = lab.client.put(&path).header("if-match", &old).json(&body);
    put.send().await?.refuses(412, None)?;
    if lab.offers.needs(Feature::Patch).is_ok() {
        let body = patch(&[json!({"op": "remove", "path": "title"})]);
        let call = lab.client.patch(&path).header("if-match", &old);
        call.json(&body).send().await?.refuses(412, None)?;
    }
    let delete = lab.client.delete(&path).header("if-match", &old);
    delete.send().await?.refuses(412, None)?;
    let after = lab.read(&path).await?;
    after.demands(after.body() == now.body(), "the resource as it was before")
}
