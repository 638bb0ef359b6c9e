//! Asking for a part of a resource (RFC 7644 3.9, 3.10).

use serde_json::json;

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::shapes::{USER, user};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.9-attributes",
        "RFC 7644 3.9",
        "`attributes` leaves only what was asked for, and id, which is always returned.",
        |lab| Box::pin(attributes(lab)),
    ),
    check(
        "rfc7644-3.9-sub-attributes",
        "RFC 7644 3.9",
        "`attributes=name.familyName` leaves that sub-attribute alone.",
        |lab| Box::pin(sub_attributes(lab)),
    ),
    check(
        "rfc7644-3.10-attributes-by-urn",
        "RFC 7644 3.10",
        "An attribute in `attributes` may be named with its schema URN, in any case.",
        |lab| Box::pin(by_urn(lab)),
    ),
    check(
        "rfc7644-3.9-excluded-attributes",
        "RFC 7644 3.9",
        "`excludedAttributes` leaves out what was named, but never id.",
        |lab| Box::pin(excluded(lab)),
    ),
    check(
        "rfc7644-3.9-attributes-in-a-list",
        "RFC 7644 3.9",
        "`attributes` holds for every resource of a list.",
        |lab| Box::pin(listed(lab)),
    ),
    check(
        "rfc7644-3.9-attributes-on-create",
        "RFC 7644 3.9",
        "`attributes` holds for the answer to a POST.",
        |lab| Box::pin(on_create(lab)),
    ),
];

async fn shown(lab: &mut Lab, parameter: &str, value: &str) -> Verdict<Answer> {
    let extra = json!({"title": "Driver", "displayName": "Ada"});
    let (path, _) = lab.a_user("part", &extra).await?;
    let answer = lab.client.get(&path).query(parameter, value).send().await?;
    answer.status(&[200])?.id()?;
    Ok(answer)
}

async fn attributes(lab: &mut Lab) -> Verdict {
    let answer = shown(lab, "attributes", "title,displayName").await?;
    answer.equals("/title", &json!("Driver"))?;
    answer.equals("/displayName", &json!("Ada"))?;
    answer.lacks("/emails")?.lacks("/name").map(drop)
}

async fn sub_attributes(lab: &mut Lab) -> Verdict {
    let answer = shown(lab, "attributes", "name.familyName").await?;
    answer.equals("/name", &json!({"familyName": "Lovelace"}))?;
    answer.lacks("/emails").map(drop)
}

async fn by_urn(lab: &mut Lab) -> Verdict {
    let answer = shown(lab, "attributes", &format!("{USER}:TITLE")).await?;
    answer.equals("/title", &json!("Driver"))?;
    answer.lacks("/displayName").map(drop)
}

async fn excluded(lab: &mut Lab) -> Verdict {
    let answer = shown(lab, "excludedAttributes", "title,name.givenName,id").await?;
    answer.lacks("/title")?.lacks("/name/givenName")?;
    answer.equals("/name/familyName", &json!("Lovelace"))?;
    answer.equals("/displayName", &json!("Ada")).map(drop)
}

async fn listed(lab: &mut Lab) -> Verdict {
    lab.a_user("part.listed", &json!({})).await?;
    let call = lab.client.get("/Users").query("attributes", "userName");
    let answer = call.query("count", "5").send().await?;
    for one in answer.resources()? {
        answer.demands(
            one.get("id").is_some() && one.get("userName").is_some() && one.get("emails").is_none(),
            "id and userName in every resource, and no emails",
        )?;
    }
    Ok(())
}

async fn on_create(lab: &mut Lab) -> Verdict {
    let body = user(&lab.user_name("part.created"));
    let call = lab.client.post("/Users").query("attributes", "userName");
    let answer = call.json(&body).send().await?;
    lab.remembers("/Users", &answer);
    answer.status(&[201])?.id()?;
    answer.lacks("/emails")?.lacks("/name").map(drop)
}
