//! PUT, looked at closely (RFC 7644 3.5.1).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::{USER, user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.1-put-creates-nothing",
        "RFC 7644 3.5.1",
        "PUT to an id that nobody has answers 404 and creates nobody.",
        |lab| Box::pin(creates_nothing(lab)),
    ),
    check(
        "rfc7644-3.5.1-put-needs-the-required",
        "RFC 7644 3.5.1",
        "PUT without userName answers 400, and the user keeps the name.",
        |lab| Box::pin(required(lab)),
    ),
    check(
        "rfc7644-3.5.1-put-what-was-read",
        "RFC 7644 3.5.1",
        "PUT of exactly what GET answered succeeds and changes nothing but, at most, the version.",
        |lab| Box::pin(round_trip(lab)),
    )
    .breaks(
        &["Okta", "Ping"],
        "They read a person, change one attribute and put the whole back; what does not survive the trip is lost.",
    ),
    check(
        "rfc7644-3.5.1-put-keeps-active",
        "RFC 7644 3.5.1",
        "PUT without `active` of a user who is not active does not bring the user back.",
        |lab| Box::pin(keeps_active(lab)),
    )
    .field()
    .breaks(
        &["Okta", "Ping"],
        "A leaver whose name is corrected afterwards would have access again.",
    ),
    check(
        "rfc7644-3.5.1-put-renames",
        "RFC 7644 3.5.1",
        "PUT with another userName renames the user, who is found by the new name alone and keeps the id.",
        |lab| Box::pin(renames(lab)),
    )
    .breaks(
        &["Rancher"],
        "A rename that fails makes the directory deactivate the old user and create another.",
    ),
    check(
        "rfc7644-3.5.1-put-keeps-groups",
        "RFC 7644 3.5.1",
        "PUT of a user with `groups: []` (readOnly) leaves the memberships alone.",
        |lab| Box::pin(keeps_groups(lab)),
    )
    .breaks(&["Okta"], "It sends `groups: []` with every PUT."),
];

async fn creates_nothing(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("put.nobody");
    let path = format!("/Users/{}", lab.name("nobody"));
    let call = lab.client.put(&path).json(&user(&name));
    call.send().await?.refuses(404, None)?;
    let filter = format!(r#"userName eq "{name}""#);
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

async fn required(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("put.nameless", &json!({})).await?;
    let body = json!({"schemas": [USER], "title": "Driver"});
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.refuses(400, Some("invalidValue"))?;
    let read = lab.read(&path).await?;
    read.equals("/userName", first.at("/userName"))?;
    read.lacks("/title").map(drop)
}

async fn round_trip(lab: &mut Lab) -> Verdict {
    let extra = json!({
        "title": "Driver", "nickName": "Ada", "locale": "en-GB", "timezone": "Europe/London",
        "phoneNumbers": [{"value": "+1 201 555 0123", "type": "work"}],
        "addresses": [{"type": "work", "streetAddress": "1 Engine Way", "country": "GB"}]
    });
    let (path, _) = lab.a_user("put.round", &extra).await?;
    let before = lab.read(&path).await?;
    let call = lab.client.put(&path).json(before.body());
    call.send().await?.status(&[200])?;
    let after = lab.read(&path).await?;
    let same = |answer: &crate::client::Answer| with(answer.body().clone(), &json!({"meta": null}));
    after.demands(
        same(&after) == same(&before),
        "every attribute but meta as it was before",
    )?;
    after
        .equals("/meta/created", before.at("/meta/created"))
        .map(drop)
}

async fn keeps_active(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("put.active", &json!({"active": false})).await?;
    let mut body = user(first.text_at("/userName"));
    if let Some(body) = body.as_object_mut() {
        body.remove("active");
    }
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let read = lab.read(&path).await?;
    let active = read.at("/active");
    read.demands(*active != json!(true), "active that is not true")
}

async fn renames(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("put.old", &json!({})).await?;
    let name = lab.user_name("put.new");
    let answer = lab.client.put(&path).json(&user(&name)).send().await?;
    answer.status(&[200])?;
    answer.equals("/userName", &json!(name))?;
    answer.equals("/id", first.at("/id"))?;
    let filter = format!(r#"userName eq "{name}""#);
    let found = lab.filtered("/Users", &filter).await?;
    found.finds_only(&first.id()?)?;
    let filter = format!(r#"userName eq "{}""#, first.text_at("/userName"));
    lab.filtered("/Users", &filter).await?.finds_nothing()
}

async fn keeps_groups(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("put.groups", &json!({})).await?;
    let (team, _) = lab.a_group("Kept", &[&first.id()?]).await?;
    let body = with(user(first.text_at("/userName")), &json!({"groups": []}));
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let read = lab.read(&team).await?;
    read.equals("/members/0/value", first.at("/id")).map(drop)
}
