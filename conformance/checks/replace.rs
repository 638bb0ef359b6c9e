//! PUT (RFC 7644 3.5.1).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::{user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.1-put-replaces",
        "RFC 7644 3.5.1",
        "PUT sets what it names, clears what it leaves out, and answers 200 with the resource.",
        |lab| Box::pin(replaces(lab)),
    ),
    check(
        "rfc7644-3.5.1-put-ignores-read-only",
        "RFC 7644 3.5.1",
        "readOnly attributes in a PUT (id, meta) are ignored.",
        |lab| Box::pin(read_only(lab)),
    ),
    check(
        "rfc7644-3.5.1-put-never-takes-a-name",
        "RFC 7644 3.5.1",
        "PUT of a userName that another user has answers 409 uniqueness and changes nothing.",
        |lab| Box::pin(taken(lab)),
    ),
    check(
        "rfc7644-3.5.1-put-keeps-created",
        "RFC 7643 3.1",
        "A change raises lastModified and leaves created and id alone.",
        |lab| Box::pin(created(lab)),
    ),
];

async fn replaces(lab: &mut Lab) -> Verdict {
    let extra = json!({"title": "Driver", "nickName": "Ada", "displayName": "Ada"});
    let (path, first) = lab.a_user("put", &extra).await?;
    let body = with(
        user(first.text_at("/userName")),
        &json!({"displayName": "Augusta", "name": {"familyName": "King"}}),
    );
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    for shown in [answer, lab.read(&path).await?] {
        shown.equals("/displayName", &json!("Augusta"))?;
        shown.equals("/name", &json!({"familyName": "King"}))?;
        shown.lacks("/title")?.lacks("/nickName")?;
    }
    Ok(())
}

async fn read_only(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("put.read.only", &json!({})).await?;
    let extra = json!({"id": lab.name("other"), "meta": {"created": "2001-01-01T00:00:00Z"}, "title": "Driver"});
    let body = with(user(first.text_at("/userName")), &extra);
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?.equals("/id", first.at("/id"))?;
    answer.equals("/meta/created", first.at("/meta/created"))?;
    answer.equals("/title", &json!("Driver")).map(drop)
}

async fn taken(lab: &mut Lab) -> Verdict {
    let (_, owner) = lab.a_user("put.owner", &json!({})).await?;
    let (path, other) = lab.a_user("put.other", &json!({})).await?;
    let body = user(owner.text_at("/userName"));
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.refuses(409, Some("uniqueness"))?;
    let read = lab.read(&path).await?;
    read.equals("/userName", other.at("/userName")).map(drop)
}

async fn created(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("put.created", &json!({})).await?;
    let body = with(
        user(first.text_at("/userName")),
        &json!({"title": "Driver"}),
    );
    lab.client
        .put(&path)
        .json(&body)
        .send()
        .await?
        .status(&[200])?;
    let read = lab.read(&path).await?;
    read.equals("/id", first.at("/id"))?;
    read.equals("/meta/created", first.at("/meta/created"))?;
    read.demands(
        read.at("/meta/lastModified") != first.at("/meta/lastModified"),
        "a later lastModified",
    )
}
