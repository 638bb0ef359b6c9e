//! Many operations in one request (RFC 7644 3.7).

use serde_json::{Value, json};

use crate::bulk::{bulk, posting};
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{ERROR, patch, user, with};
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.7-bulk-creates",
        "RFC 7644 3.7",
        "A POST in a bulk request creates the resource: 200, status 201, the bulkId again and a location.",
        |lab| Box::pin(creates(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-methods",
        "RFC 7644 3.7",
        "PUT, PATCH and DELETE in one bulk request do what they do alone, and name the location.",
        |lab| Box::pin(methods(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-goes-on",
        "RFC 7644 3.7",
        "A failed operation does not stop the others.",
        |lab| Box::pin(goes_on(lab)),
    ),
    check(
        "rfc7644-3.7.3-bulk-error-response",
        "RFC 7644 3.7.3",
        "A failed operation carries the SCIM error as its response, and a failed POST no location.",
        |lab| Box::pin(error_response(lab)),
    ),
    check(
        "rfc7644-3.7-fail-on-errors",
        "RFC 7644 3.7",
        "With failOnErrors 1 nothing is done after the first error, and only what was processed has a result.",
        |lab| Box::pin(fail_on_errors(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-version",
        "RFC 7644 3.7",
        "`version` of an operation is an If-Match: an old one comes to 412 and changes nothing.",
        |lab| Box::pin(version(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-status-is-text",
        "RFC 7644 3.7.3",
        "The status of an operation is the code as a string, as in the examples, and every location is absolute.",
        |lab| Box::pin(status_text(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.7-bulk-unsupported",
        "RFC 7644 3.7",
        "A server that advertises no bulk refuses a bulk request as a SCIM error.",
        |lab| Box::pin(unsupported(lab)),
    )
    .advised(),
];

async fn creates(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("bulk");
    let operations = [posting("ada", "/Users", &user(&name))];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    bulked.came_to(&[201])?;
    let read = lab.read(&bulked.created("ada")?).await?;
    read.equals("/userName", &json!(name)).map(drop)
}

/// Three users: their paths and names.
async fn three(lab: &mut Lab) -> Verdict<[(String, String); 3]> {
    let mut all = Vec::new();
    for _ in 0..3 {
        let (path, answer) = lab.a_user("bulk.three", &json!({})).await?;
        all.push((path, answer.text_at("/userName").to_owned()));
    }
    Ok(<[(String, String); 3]>::try_from(all).unwrap_or_default())
}

async fn methods(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    lab.offers.needs(Feature::Patch)?;
    let [ada, bob, cleo] = three(lab).await?;
    let whole = with(user(&ada.1), &json!({"title": "Driver"}));
    let part = patch(&[json!({"op": "add", "path": "title", "value": "Engineer"})]);
    let operations = [
        json!({"method": "PUT", "path": ada.0, "data": whole}),
        json!({"method": "PATCH", "path": bob.0, "data": part}),
        json!({"method": "DELETE", "path": cleo.0}),
    ];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    let seen = bulked.statuses();
    let done = matches!(seen.as_slice(), [200, 200 | 204, 204]);
    bulked
        .answer
        .demands(done, "the statuses 200, 200 or 204, and 204")?;
    let located = |one: &Value| one.get("location").is_some_and(Value::is_string);
    bulked.answer.demands(
        bulked.operations().iter().all(located),
        "a location in every result",
    )?;
    let read = lab.read(&ada.0).await?;
    read.equals("/title", &json!("Driver"))?;
    let read = lab.read(&bob.0).await?;
    read.equals("/title", &json!("Engineer"))?;
    lab.client.get(&cleo.0).send().await?.refuses(404, None)
}

/// A bulk request whose first operation takes a name that is taken, and the name of its second.
async fn half_bad(lab: &mut Lab) -> Verdict<(Value, String)> {
    lab.offers.needs(Feature::Bulk)?;
    let (_, owner) = lab.a_user("bulk.owner", &json!({})).await?;
    let good = lab.user_name("bulk.good");
    let operations = [
        posting("bad", "/Users", &user(owner.text_at("/userName"))),
        posting("good", "/Users", &user(&good)),
    ];
    Ok((bulk(&operations), good))
}

async fn goes_on(lab: &mut Lab) -> Verdict {
    let (body, name) = half_bad(lab).await?;
    let bulked = lab.bulked(&body).await?;
    bulked.came_to(&[409, 201])?;
    let read = lab.read(&bulked.created("good")?).await?;
    read.equals("/userName", &json!(name)).map(drop)
}

async fn error_response(lab: &mut Lab) -> Verdict {
    let (body, _) = half_bad(lab).await?;
    let bulked = lab.bulked(&body).await?;
    let bad = bulked.of("bad")?;
    let schemas = bad.pointer("/response/schemas").and_then(Value::as_array);
    bulked.answer.demands(
        schemas.is_some_and(|all| all.iter().any(|one| one == ERROR)),
        "the SCIM error as `response` of the failed operation",
    )?;
    bulked.answer.demands(
        bad.pointer("/response/status") == Some(&json!("409"))
            && bad.pointer("/response/scimType") == Some(&json!("uniqueness")),
        "409 and uniqueness in that response",
    )?;
    bulked.answer.demands(
        bad.get("location").is_none_or(Value::is_null),
        "no location for a POST that failed",
    )
}

async fn fail_on_errors(lab: &mut Lab) -> Verdict {
    let (body, name) = half_bad(lab).await?;
    let body = with(body, &json!({"failOnErrors": 1}));
    let bulked = lab.bulked(&body).await?;
    bulked.came_to(&[409])?;
    let filter = format!(r#"userName eq "{name}""#);
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

async fn version(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    lab.offers.needs(Feature::Etag)?;
    let (path, first) = lab.a_user("bulk.version", &json!({})).await?;
    let old = first.text_at("/meta/version").to_owned();
    let change = |title: &str| {
        let data = with(user(first.text_at("/userName")), &json!({"title": title}));
        json!({"method": "PUT", "path": path, "version": old, "data": data})
    };
    let operations = [change("Driver"), change("Engineer")];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    bulked.came_to(&[200, 412])?;
    let read = lab.read(&path).await?;
    read.equals("/title", &json!("Driver")).map(drop)
}

async fn status_text(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("bulk.status");
    let operations = [posting("ada", "/Users", &user(&name))];
    let bulked = lab.bulked(&bulk(&operations)).await?;
    let result = bulked.of("ada")?;
    bulked.answer.demands(
        result.get("status") == Some(&json!("201")),
        "status as the string \"201\"",
    )?;
    let location = result.get("location").and_then(Value::as_str);
    bulked.answer.demands(
        location.is_some_and(|one| one.starts_with("http")),
        "location as an absolute URL",
    )
}

async fn unsupported(lab: &mut Lab) -> Verdict {
    if lab.offers.needs(Feature::Bulk).is_ok() {
        return skip("bulk is advertised");
    }
    let call = lab.client.post("/Bulk").json(&bulk(&[]));
    let answer = call.send().await?;
    answer.status(&[400, 403, 404, 405, 501])?;
    answer.refuses(answer.status, None)
}
