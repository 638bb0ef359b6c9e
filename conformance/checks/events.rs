//! Security events and asynchronous requests (RFC 9967).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{patch, user};
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc9967-4-events-advertised",
        "RFC 9967 4",
        "securityEvents says none, long or request for asyncRequest, and the eventUris that it names are URIs.",
        |lab| Box::pin(advertised(lab)),
    ),
    check(
        "rfc9967-7.4-event-uris-registered",
        "RFC 9967 7.4",
        "Every advertised event under `urn:ietf:params:scim:event:` is a registered one, in lower case, named once.",
        |lab| Box::pin(registered(lab)),
    ),
    check(
        "rfc9967-2.5.1.3-asyncresp-goes-with-async",
        "RFC 9967 2.5.1.3",
        "`misc:asyncresp` is among eventUris where requests may be asynchronous, and nowhere else.",
        |lab| Box::pin(asyncresp(lab)),
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

/// What all events of RFC 9967 begin with.
const PREFIX: &str = "urn:ietf:params:scim:event:";
/// The registry of RFC 9967 7.4.
const REGISTERED: &[&str] = &[
    "feed:add",
    "feed:remove",
    "prov:create:notice",
    "prov:create:full",
    "prov:patch:notice",
    "prov:patch:full",
    "prov:put:notice",
    "prov:put:full",
    "prov:delete",
    "prov:activate",
    "prov:deactivate",
    "misc:asyncresp",
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
    let uris = listed(&answer)?;
    answer.demands(
        uris.iter().flatten().all(|uri| uri.contains(':')),
        "securityEvents.eventUris as an array of URIs",
    )
}

/// What `eventUris` lists; nothing where it is absent: it is informational (RFC 9967 4).
fn listed(answer: &Answer) -> Verdict<Option<Vec<String>>> {
    let uris = answer.at("/securityEvents/eventUris");
    if uris.is_null() {
        return Ok(None);
    }
    let text = |one: &Value| one.as_str().map(str::to_owned);
    let uris: Option<Vec<String>> = uris
        .as_array()
        .and_then(|all| all.iter().map(text).collect());
    answer.demands(
        uris.is_some(),
        "securityEvents.eventUris as an array of text",
    )?;
    Ok(uris)
}

/// The event URIs as the configuration says them now.
async fn uris(lab: &Lab) -> Verdict<(Answer, Vec<String>)> {
    if lab.offers.config("/securityEvents").is_null() {
        return skip("not advertised: securityEvents");
    }
    let answer = lab.read("/ServiceProviderConfig").await?;
    match listed(&answer)? {
        Some(uris) => Ok((answer, uris)),
        None => skip("not advertised: securityEvents.eventUris"),
    }
}

async fn registered(lab: &mut Lab) -> Verdict {
    let (answer, uris) = uris(lab).await?;
    for uri in &uris {
        let lower = uri.to_ascii_lowercase();
        let Some(name) = lower.strip_prefix(PREFIX) else {
            continue;
        };
        let known = uri.starts_with(PREFIX) && REGISTERED.contains(&name);
        answer.demands(
            known,
            format!("no event {uri}, which RFC 9967 7.4 does not register"),
        )?;
    }
    let mut once = uris.clone();
    once.sort();
    once.dedup();
    answer.demands(once.len() == uris.len(), "each event URI once")
}

async fn asyncresp(lab: &mut Lab) -> Verdict {
    let (answer, uris) = uris(lab).await?;
    let listed = uris.iter().any(|uri| uri.ends_with(":misc:asyncresp"));
    let (expected, told) = match way(lab).as_str() {
        "none" => (false, "no misc:asyncresp, because asyncRequest is none"),
        _ => (true, "misc:asyncresp, because requests may be asynchronous"),
    };
    answer.demands(listed == expected, told)
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
