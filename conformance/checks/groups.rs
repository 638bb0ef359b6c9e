//! Groups as resources (RFC 7643 4.2).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::{GROUP, group};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-4.2-create-group",
        "RFC 7643 4.2",
        "A group is created with its members, and shows them.",
        |lab| Box::pin(create(lab)),
    ),
    check(
        "rfc7643-4.2-display-name-required",
        "RFC 7643 4.2",
        "A group without displayName answers 400.",
        |lab| Box::pin(nameless(lab)),
    ),
    check(
        "rfc7643-4.1.2-groups-of-a-user",
        "RFC 7643 4.1.2",
        "A user's `groups` shows the groups it is a member of.",
        |lab| Box::pin(groups_of(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.9-group-without-members",
        "RFC 7644 3.9",
        "excludedAttributes=members leaves the members out, of one group and of a list.",
        |lab| Box::pin(without_members(lab)),
    )
    .breaks(
        &["Microsoft Entra ID"],
        "It asks for groups without their members, which may be many thousands.",
    ),
    check(
        "rfc7644-3.4.2.2-group-filter",
        "RFC 7644 3.4.2.2",
        "Groups are found by displayName, and by a member's id.",
        |lab| Box::pin(found(lab)),
    ),
    check(
        "rfc7644-3.5.1-put-group",
        "RFC 7644 3.5.1",
        "PUT of a group replaces its name and its members.",
        |lab| Box::pin(put(lab)),
    ),
    check(
        "rfc7644-3.6-delete-group",
        "RFC 7644 3.6",
        "A deleted group answers 404 and leaves its members' `groups`; its members stay.",
        |lab| Box::pin(delete(lab)),
    ),
];

async fn create(lab: &mut Lab) -> Verdict {
    let (_, ada) = lab.a_user("member", &json!({})).await?;
    let (path, answer) = lab.a_group("Drivers", &[&ada.id()?]).await?;
    answer.equals("/meta/resourceType", &json!("Group"))?;
    let read = lab.read(&path).await?;
    read.equals("/members/0/value", ada.at("/id"))?;
    read.lacks("/members/1")?;
    read.equals("/displayName", answer.at("/displayName"))
        .map(drop)
}

async fn nameless(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let body = json!({"schemas": [GROUP], "externalId": lab.name("nameless")});
    let answer = lab.post("/Groups", &body).await?;
    answer.refuses(400, Some("invalidValue"))
}

async fn groups_of(lab: &mut Lab) -> Verdict {
    let (path, ada) = lab.a_user("grouped", &json!({})).await?;
    let (_, group) = lab.a_group("Mechanics", &[&ada.id()?]).await?;
    let read = lab.read(&path).await?;
    read.equals("/groups/0/value", group.at("/id")).map(drop)
}

async fn without_members(lab: &mut Lab) -> Verdict {
    let (_, ada) = lab.a_user("hidden", &json!({})).await?;
    let (path, _) = lab.a_group("Hidden", &[&ada.id()?]).await?;
    let call = lab.client.get(&path).query("excludedAttributes", "members");
    call.send().await?.status(&[200])?.lacks("/members")?;
    let list = lab
        .client
        .get("/Groups")
        .query("excludedAttributes", "members");
    let answer = list.send().await?;
    let hidden = |one: &Value| one.get("members").is_none_or(Value::is_null);
    answer.demands(
        answer.resources()?.iter().all(hidden),
        "no members in any group",
    )
}

async fn found(lab: &mut Lab) -> Verdict {
    let (_, ada) = lab.a_user("found", &json!({})).await?;
    let (_, group) = lab.a_group("Found", &[&ada.id()?]).await?;
    let name = group.text_at("/displayName").to_uppercase();
    for filter in [
        format!(r#"displayName eq "{name}""#),
        format!(r#"members.value eq "{}""#, ada.id()?),
        format!(r#"members[value eq "{}"]"#, ada.id()?),
    ] {
        let answer = lab.filtered("/Groups", &filter).await?;
        answer.finds_only(&group.id()?)?;
    }
    Ok(())
}

async fn put(lab: &mut Lab) -> Verdict {
    let (_, ada) = lab.a_user("put.out", &json!({})).await?;
    let (_, bob) = lab.a_user("put.in", &json!({})).await?;
    let (path, _) = lab.a_group("Put", &[&ada.id()?]).await?;
    let body = group(&lab.name("Put again"), &[&bob.id()?]);
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let read = lab.read(&path).await?;
    read.equals(
        "/displayName",
        body.get("displayName").unwrap_or(&Value::Null),
    )?;
    read.equals("/members/0/value", bob.at("/id"))?;
    read.lacks("/members/1").map(drop)
}

async fn delete(lab: &mut Lab) -> Verdict {
    let (user, ada) = lab.a_user("left", &json!({})).await?;
    let (path, _) = lab.a_group("Left", &[&ada.id()?]).await?;
    lab.client.delete(&path).send().await?.status(&[204])?;
    lab.client.get(&path).send().await?.refuses(404, None)?;
    lab.read(&user).await?.lacks("/groups").map(drop)
}
