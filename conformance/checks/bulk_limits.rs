//! Bulk requests that must be refused (RFC 7644 3.7, 3.7.4).

use reqwest::Method;
use serde_json::{Value, json};

use crate::bulk::{bulk, posting};
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{BULK, user};
use crate::verdict::{Verdict, skip};

/// The most operations, and the most bytes, that the judge sends to find a limit.
const OPERATIONS: u64 = 20_000;
const BYTES: u64 = 16 << 20;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.7.4-max-operations",
        "RFC 7644 3.7.4",
        "One operation more than bulk.maxOperations answers 413, names the limit, and does nothing.",
        |lab| Box::pin(operations(lab)),
    ),
    check(
        "rfc7644-3.7.4-max-payload",
        "RFC 7644 3.7.4",
        "A bulk body larger than bulk.maxPayloadSize answers 413 and names the limit.",
        |lab| Box::pin(payload(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-post-needs-bulk-id",
        "RFC 7644 3.7",
        "A POST without bulkId is refused with 400 and creates nothing.",
        |lab| Box::pin(no_bulk_id(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-operation-refused",
        "RFC 7644 3.7",
        "A method that bulk does not have, a path that leads nowhere and missing data are errors of that operation.",
        |lab| Box::pin(refused(lab)),
    ),
    check(
        "rfc7644-3.7-bulk-malformed",
        "RFC 7644 3.7",
        "A bulk body that is not JSON, or whose Operations are no list, answers 400.",
        |lab| Box::pin(malformed(lab)),
    ),
    check(
        "rfc7644-3.2-bulk-is-for-post",
        "RFC 7644 3.2",
        "GET and PUT of /Bulk are refused as a SCIM error.",
        |lab| Box::pin(methods(lab)),
    )
    .field(),
];

async fn operations(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    let limit = lab.offers.config("/bulk/maxOperations").as_u64();
    let Some(limit) = limit.filter(|limit| *limit < OPERATIONS) else {
        return skip(format!("bulk.maxOperations is not below {OPERATIONS}"));
    };
    let name = lab.user_name("bulk.too.many");
    let nothing = json!({"method": "DELETE", "path": format!("/Users/{}", lab.name("none"))});
    let mut all = vec![posting("ada", "/Users", &user(&name))];
    all.resize(usize::try_from(limit).unwrap_or_default() + 1, nothing);
    let answer = lab.client.post("/Bulk").json(&bulk(&all)).send().await?;
    answer.refuses(413, None)?;
    let detail = answer.text_at("/detail");
    answer.demands(
        digits(detail).contains(&limit.to_string()),
        format!("the limit {limit} in the detail"),
    )?;
    let filter = format!(r#"userName eq "{name}""#);
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

async fn payload(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    let limit = lab.offers.config("/bulk/maxPayloadSize").as_u64();
    let Some(limit) = limit.filter(|limit| *limit < BYTES) else {
        return skip(format!("bulk.maxPayloadSize is not below {BYTES} bytes"));
    };
    let mut body = user(&lab.user_name("bulk.too.large"));
    let filler = "x".repeat(usize::try_from(limit).unwrap_or_default());
    if let Some(body) = body.as_object_mut() {
        body.insert(String::from("title"), json!(filler));
    }
    let body = bulk(&[posting("ada", "/Users", &body)]);
    let answer = lab.client.post("/Bulk").json(&body).send().await?;
    answer.refuses(413, None)?;
    let detail = answer.text_at("/detail");
    answer.demands(
        digits(detail).contains(&limit.to_string()),
        format!("the limit {limit} in the detail"),
    )
}

/// A text without what stands between the digits of a number: `1,048,576` reads `1048576`.
fn digits(text: &str) -> String {
    text.replace([',', '_', '\u{a0}'], "")
}

async fn no_bulk_id(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    let name = lab.user_name("bulk.no.id");
    let operation = json!({"method": "POST", "path": "/Users", "data": user(&name)});
    let answer = lab.client.post("/Bulk").json(&bulk(&[operation]));
    let answer = answer.send().await?;
    if answer.status == 200 {
        let status = answer.text_at("/Operations/0/status");
        answer.demands(status == "400", "400 for the operation")?;
    } else {
        answer.refuses(400, None)?;
    }
    let filter = format!(r#"userName eq "{name}""#);
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

async fn refused(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    let (path, _) = lab.a_user("bulk.refused", &json!({})).await?;
    for operation in [
        json!({"method": "GET", "path": path}),
        json!({"method": "DELETE", "path": format!("/Nothing/{}", lab.run)}),
        json!({"method": "PUT", "path": path}),
    ] {
        let body = bulk(std::slice::from_ref(&operation));
        let answer = lab.client.post("/Bulk").json(&body).send().await?;
        let status = answer.at("/Operations/0/status").as_str();
        let told = status.is_some_and(|code| code.starts_with('4'));
        let whole = matches!(answer.status, 400 | 404 | 405);
        answer.demands(
            whole || (answer.status == 200 && told),
            "a status of 400 to 499 for the operation",
        )?;
    }
    lab.read(&path).await.map(drop)
}

async fn malformed(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    let broken = format!(r#"{{"schemas":["{BULK}"],"Operations":[{{"method":"#);
    let answer = lab.client.post("/Bulk").raw(broken).send().await?;
    answer.refuses(400, Some("invalidSyntax"))?;
    for operations in [json!("none"), Value::Null] {
        let body = json!({"schemas": [BULK], "Operations": operations});
        let answer = lab.client.post("/Bulk").json(&body).send().await?;
        answer.refuses(400, None)?;
    }
    Ok(())
}

async fn methods(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    for method in [Method::GET, Method::PUT] {
        let call = lab.client.call(method, "/Bulk").json(&bulk(&[]));
        let answer = call.send().await?;
        answer.status(&[404, 405, 501])?;
        answer.refuses(answer.status, None)?;
    }
    Ok(())
}
