//! Security events and asynchronous requests (RFC 9967).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{patch, user};
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc9967-4-events-advertised",
        "RFC 9967 4",
        "securityEvents says none, long or request for asyncRequest, and names its event URIs.",
        |lab| Box::pin(advertised(lab)),
    ),
    check(
        "rfc9967-2.5.1.1-no-async-unless-advertised",
        "RFC 9967 2.5.1.1",
        "Where asyncRequest is none or absent, `Prefer: respond-async` is answered as ever, not with 202.",
        |lab| Box::pin(not_async(lab)),
    ),
    check(
        "rfc9967-2.5.1.1-async-accepted",
        "RFC 9967 2.5.1.1",
        "Where asyncRequest is request, `Prefer: respond-async` answers 202 without a body, with Set-Txn.",
        |lab| Box::pin(accepted(lab)),
    ),
];

/// The advertised way of asynchronous requests, in lower case.
fn way(lab: &Lab) -> String {
    let way = lab.offers.config("/securityEvents/asyncRequest").as_str();
    way.unwrap_or("none").to_ascii_lowercase()
}

async fn advertised(lab: &mut Lab) -> Verdict {
    if lab.offers.config("/securityEvents").is_null() {
        return skip("not advertised: securityEvents");
    }
    let answer = lab.read("/ServiceProviderConfig").await?;
    let known = ["none", "long", "request"].contains(&way(lab).as_str());
    let told = answer.at("/securityEvents/asyncRequest").is_string();
    answer.demands(
        known && told,
        "securityEvents.asyncRequest = none, long or request",
    )?;
    let uris = answer.at("/securityEvents/eventUris").as_array();
    let absolute = |one: &Value| one.as_str().is_some_and(|uri| uri.contains(':'));
    answer.demands(
        uris.is_some_and(|all| all.iter().all(absolute)),
        "securityEvents.eventUris as an array of URIs",
    )
}

async fn not_async(lab: &mut Lab) -> Verdict {
    if way(lab) != "none" {
        return skip("asynchronous requests are advertised");
    }
    let body = user(&lab.user_name("async"));
    let call = lab.client.post("/Users").header("prefer", "respond-async");
    let answer = call.json(&body).send().await?;
    lab.remembers("/Users", &answer);
    let path = format!("/Users/{}", answer.status(&[201])?.id()?);
    if lab.offers.needs(Feature::Patch).is_ok() {
        let body = patch(&[json!({"op": "replace", "path": "title", "value": "Driver"})]);
        let call = lab.client.patch(&path);
        let call = call.header("prefer", "respond-async, wait=5").json(&body);
        call.send().await?.status(&[200, 204])?;
    }
    let call = lab.client.delete(&path).header("prefer", "respond-async");
    call.send().await?.status(&[204]).map(drop)
}

async fn accepted(lab: &mut Lab) -> Verdict {
    if way(lab) != "request" {
        return skip("not advertised: securityEvents.asyncRequest = request");
    }
    let (path, _) = lab.a_user("async.accepted", &json!({})).await?;
    let call = lab.client.delete(&path).header("prefer", "respond-async");
    let answer = call.send().await?;
    answer.status(&[202])?;
    answer.demands(answer.is_empty(), "no body")?;
    answer.demands(!answer.header("set-txn").is_empty(), "a Set-Txn header")
}
