//! Media types and encoding (RFC 7644 3.1, 3.8).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::user;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.1-answers-scim-json",
        "RFC 7644 3.1",
        "A list and a single resource are answered as application/scim+json.",
        |lab| Box::pin(answers(lab)),
    ),
    check(
        "rfc7644-3.8-accepts-application-json",
        "RFC 7644 3.8",
        "A body sent as application/json, with or without a charset, is read like application/scim+json.",
        |lab| Box::pin(reads(lab)),
    )
    .breaks(&["JumpCloud", "Ping"], "They send application/json."),
    check(
        "rfc7644-3.8-accept-application-json",
        "RFC 7644 3.8",
        "A client that accepts only application/json is answered in JSON, not refused.",
        |lab| Box::pin(accepts(lab)),
    )
    .breaks(&["JumpCloud", "Ping"], "They accept application/json alone."),
    check(
        "rfc7644-3.8-utf-8",
        "RFC 7644 3.8",
        "Text outside ASCII comes back unchanged.",
        |lab| Box::pin(utf8(lab)),
    ),
];

async fn answers(lab: &mut Lab) -> Verdict {
    let (path, created) = lab.a_user("media", &json!({})).await?;
    created.is_scim_json()?;
    lab.read(&path).await?.is_scim_json()?;
    let list = lab.client.get("/Users").query("count", "1").send().await?;
    list.resources()?;
    list.is_scim_json()
}

async fn reads(lab: &mut Lab) -> Verdict {
    for media_type in [
        "application/json",
        "application/json; charset=utf-8",
        "application/scim+json; charset=utf-8",
    ] {
        let body = user(&lab.user_name("json"));
        let call = lab.client.post("/Users").header("content-type", media_type);
        let answer = call.json(&body).send().await?;
        lab.remembers("/Users", &answer);
        answer.status(&[201])?;
    }
    Ok(())
}

async fn accepts(lab: &mut Lab) -> Verdict {
    let call = lab.client.get("/Users").query("count", "1");
    let answer = call.header("accept", "application/json").send().await?;
    answer.resources()?;
    let media_type = answer.header("content-type");
    answer.demands(media_type.contains("json"), "a JSON media type")
}

async fn utf8(lab: &mut Lab) -> Verdict {
    let text = "Þóra Grímsdóttir 山田 🚚";
    let (path, _) = lab.a_user("utf8", &json!({"displayName": text})).await?;
    let read = lab.read(&path).await?;
    read.equals("/displayName", &json!(text)).map(drop)
}
