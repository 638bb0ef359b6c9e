//! What a hostile or broken client sends: refused at once, and the server goes on.

use std::time::Duration;

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::{Answer, Call};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{BULK, PATCH_OP, SEARCH, USER};
use crate::verdict::{Failure, Stop, Verdict};

/// How long a refusal may take.
const SOON: Duration = Duration::from_secs(5);

const AREA: &str = "Robustness";

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "robust-brackets",
        AREA,
        "A body of a million opening brackets answers 400 or 413 at once, and the server goes on.",
        |lab| Box::pin(brackets(lab)),
    )
    .advised(),
    check(
        "robust-deep-body",
        AREA,
        "A value nested 5,000 deep, in POST, PATCH, Bulk and .search, is refused at once.",
        |lab| Box::pin(deep_body(lab)),
    )
    .advised(),
    check(
        "robust-deep-filter",
        AREA,
        "A filter of 3,000 opening parentheses, or of 3,000 times `not (`, is answered or refused at once, and refused when it is broken.",
        |lab| Box::pin(deep_filter(lab)),
    )
    .advised(),
    check(
        "robust-long-filter",
        AREA,
        "A filter of a thousand terms is answered or refused at once, never an error of the server.",
        |lab| Box::pin(long_filter(lab)),
    )
    .advised(),
    check(
        "robust-deep-path",
        AREA,
        "A PATCH path with thousands of brackets is answered or refused at once, and refused when it is broken.",
        |lab| Box::pin(deep_path(lab)),
    )
    .advised(),
    check(
        "robust-numbers",
        AREA,
        "startIndex and count beyond every integer, or no numbers, are refused or ignored.",
        |lab| Box::pin(numbers(lab)),
    )
    .advised(),
    check(
        "robust-odd-text",
        AREA,
        "NUL, unpaired surrogates and bytes that are no UTF-8 are stored as they are or refused with a 4xx.",
        |lab| Box::pin(odd_text(lab)),
    )
    .advised(),
    check(
        "robust-odd-ids",
        AREA,
        "Ids that hold quotes, slashes, percent signs and 5,000 letters answer 404 or another 4xx.",
        |lab| Box::pin(odd_ids(lab)),
    )
    .advised(),
    check(
        "robust-many-attributes",
        AREA,
        "`attributes` with 2,000 names is answered or refused at once.",
        |lab| Box::pin(many_attributes(lab)),
    )
    .advised(),
];

/// Sends a call and demands an answer that is soon and is no error of the server, and that the server still serves.
async fn survives(lab: &Lab, call: Call<'_>) -> Verdict<Answer> {
    let said = call.written();
    let answer = match tokio::time::timeout(SOON, call.send()).await {
        Ok(answer) => answer?,
        Err(_) => return Err(late(said)),
    };
    answer.demands(
        answer.status < 500 || answer.status == 501,
        "no error of the server",
    )?;
    let alive = lab.client.get("/Users").query("count", "1");
    match tokio::time::timeout(SOON, alive.send()).await {
        Ok(alive) => alive?.resources().map(drop)?,
        Err(_) => return Err(late(format!("{said}\n(and a list of users after it)"))),
    }
    Ok(answer)
}

fn late(request: String) -> Stop {
    let seconds = SOON.as_secs();
    Stop::Fail(Box::new(Failure {
        expected: format!("an answer within {seconds} seconds"),
        request,
        response: String::from("none"),
        optional: false,
    }))
}

/// Demands a refusal: 400, or what stands in front of it for what is too long.
fn refused(answer: &Answer) -> Verdict {
    answer.status(&[400, 413, 414, 431]).map(drop)
}

async fn brackets(lab: &mut Lab) -> Verdict {
    for one in ["[", "{\"a\":"] {
        let call = lab
            .client
            .post("/Users")
            .raw(one.repeat(1_000_000 / one.len()));
        refused(&survives(lab, call).await?)?;
    }
    Ok(())
}

/// An array in an array in an array.
fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

async fn deep_body(lab: &mut Lab) -> Verdict {
    let deep = nested(5_000);
    let post = format!(r#"{{"schemas":["{USER}"],"userName":"deep","title":{deep}}}"#);
    refused(&survives(lab, lab.client.post("/Users").raw(post.clone())).await?)?;
    if lab.offers.needs(Feature::Patch).is_ok() {
        let (path, _) = lab.a_user("deep", &json!({})).await?;
        let body = format!(
            r#"{{"schemas":["{PATCH_OP}"],"Operations":[{{"op":"add","path":"title","value":{deep}}}]}}"#
        );
        refused(&survives(lab, lab.client.patch(&path).raw(body)).await?)?;
    }
    if lab.offers.needs(Feature::Bulk).is_ok() {
        let body = format!(
            r#"{{"schemas":["{BULK}"],"Operations":[{{"method":"POST","bulkId":"a","path":"/Users","data":{post}}}]}}"#
        );
        refused(&survives(lab, lab.client.post("/Bulk").raw(body)).await?)?;
    }
    let body = format!(r#"{{"schemas":["{SEARCH}"],"filter":{deep}}}"#);
    let answer = survives(lab, lab.client.post("/Users/.search").raw(body)).await?;
    if matches!(answer.status, 404 | 405 | 501) {
        return Ok(());
    }
    refused(&answer)
}

async fn deep_filter(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let round = format!("{}userName pr{}", "(".repeat(3_000), ")".repeat(3_000));
    let not = format!("{}userName pr{}", "not (".repeat(1_000), ")".repeat(1_000));
    for filter in [round, not] {
        let call = lab.client.get("/Users").query("filter", &filter);
        let answer = survives(lab, call.query("count", "1")).await?;
        answer.status(&[200, 400, 413, 414, 431])?;
    }
    let broken = "(".repeat(3_000);
    let call = lab.client.get("/Users").query("filter", &broken);
    refused(&survives(lab, call).await?)
}

async fn long_filter(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let filter = vec![r#"userName eq "a""#; 1_000].join(" or ");
    let call = lab.client.get("/Users").query("filter", &filter);
    let answer = survives(lab, call).await?;
    if answer.status == 200 {
        return answer.finds_nothing();
    }
    refused(&answer)
}

async fn deep_path(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("deep.path", &json!({})).await?;
    let deep = format!("emails[{}type pr{}]", "(".repeat(4_000), ")".repeat(4_000));
    let body = crate::shapes::patch(&[json!({"op": "remove", "path": deep})]);
    let call = lab.client.patch(&path).json(&body);
    let answer = survives(lab, call).await?;
    answer.status(&[200, 204, 400, 413])?;
    for target in ["emails[".repeat(2_000), "a.".repeat(4_000)] {
        let operation = json!({"op": "remove", "path": target});
        let body = crate::shapes::patch(&[operation]);
        let call = lab.client.patch(&path).json(&body);
        refused(&survives(lab, call).await?)?;
    }
    Ok(())
}

async fn numbers(lab: &mut Lab) -> Verdict {
    for (name, value) in [
        ("count", "99999999999999999999999"),
        ("startIndex", "99999999999999999999999"),
        ("startIndex", "9223372036854775807"),
        ("count", "-9223372036854775808"),
        ("count", "two"),
        ("startIndex", "1.5"),
        ("count", ""),
    ] {
        let call = lab.client.get("/Users").query(name, value);
        survives(lab, call).await?.status(&[200, 400])?;
    }
    Ok(())
}

async fn odd_text(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("odd");
    for title in [r"a\u0000b", r"\ud800", r"\u202e"] {
        let body = format!(r#"{{"schemas":["{USER}"],"userName":"{name}","title":"{title}"}}"#);
        let answer = survives(lab, lab.client.post("/Users").raw(body)).await?;
        lab.remembers("/Users", &answer);
        answer.status(&[201, 400, 409])?;
    }
    let call = lab
        .client
        .get("/Users")
        .raw_query("filter=userName%20eq%20%22%FF%FE%22");
    survives(lab, call).await?.status(&[200, 400]).map(drop)
}

async fn odd_ids(lab: &mut Lab) -> Verdict {
    let long = "x".repeat(5_000);
    for id in [
        "%27%20or%20%271%27=%271",
        "%2e%2e%2f",
        "%00",
        "%FF",
        "%25",
        &long,
    ] {
        let call = lab.client.get(&format!("/Users/{id}"));
        let answer = survives(lab, call).await?;
        answer.demands(
            (400..500).contains(&answer.status),
            "a status of 400 to 499",
        )?;
    }
    Ok(())
}

async fn many_attributes(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("many.attributes", &json!({})).await?;
    let names: Vec<String> = (0..2_000).map(|number| format!("a{number}")).collect();
    let call = lab.client.get(&path).query("attributes", &names.join(","));
    let answer = survives(lab, call).await?;
    if answer.status == 200 {
        let body = answer.body().get("id").unwrap_or(&Value::Null);
        return answer.demands(body == first.at("/id"), "the id all the same");
    }
    refused(&answer)
}
