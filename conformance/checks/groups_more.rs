//! Groups, looked at closely (RFC 7643 4.2).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{GROUP, group, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-4.2-member-type-and-ref",
        "RFC 7643 4.2",
        "A member is shown with its type, and with a $ref that ends with its id.",
        |lab| Box::pin(shown(lab)),
    )
    .advised(),
    check(
        "rfc7643-4.2-nested-groups",
        "RFC 7643 4.2",
        "A group may be a member of a group, and is shown as one of type Group.",
        |lab| Box::pin(nested(lab)),
    )
    .advised(),
    check(
        "rfc7643-4.2-same-name-twice",
        "RFC 7643 4.2",
        "A displayName that another group has, in any case, answers 409 uniqueness.",
        |lab| Box::pin(same_name(lab)),
    )
    .field()
    .breaks(
        &["Microsoft Entra ID"],
        "The SCIM Validator demands it: Entra matches groups by displayName, and two of a name are mixed up.",
    ),
    check(
        "rfc7643-4.2-external-id",
        "RFC 7643 4.2",
        "A group keeps its externalId and is found by it.",
        |lab| Box::pin(external_id(lab)),
    ),
    check(
        "rfc7643-4.2-unknown-member",
        "RFC 7643 4.2",
        "A member id that nobody has is refused with 400 or kept out of what is shown; it is no error of the server.",
        |lab| Box::pin(unknown(lab)),
    )
    .advised(),
    check(
        "rfc7643-4.2-member-twice",
        "RFC 7643 4.2",
        "A member sent twice in one body is a member once.",
        |lab| Box::pin(twice(lab)),
    )
    .advised(),
    check(
        "rfc7643-4.1.2-groups-is-read-only",
        "RFC 7643 4.1.2",
        "A user's `groups` cannot be written: PATCH of it answers 400 mutability.",
        |lab| Box::pin(read_only(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-users-by-group",
        "RFC 7644 3.4.2.2",
        "`groups.value eq` finds the members of a group among the users.",
        |lab| Box::pin(by_group(lab)),
    )
    .advised(),
    check(
        "rfc7643-4.2-many-members",
        "RFC 7643 4.2",
        "A group of sixty members shows all of them, in one answer.",
        |lab| Box::pin(many(lab)),
    ),
];

async fn shown(lab: &mut Lab) -> Verdict {
    let id = lab.a_user("shown", &json!({})).await?.1.id()?;
    let (path, _) = lab.a_group("Shown", &[&id]).await?;
    let read = lab.read(&path).await?;
    read.equals("/members/0/value", &json!(id))?;
    read.equals("/members/0/type", &json!("User"))?;
    let reference = read.text_at("/members/0/$ref");
    read.demands(
        reference.ends_with(&id),
        "members.$ref that ends with the id",
    )
}

async fn nested(lab: &mut Lab) -> Verdict {
    let (_, inner) = lab.a_group("Inner", &[]).await?;
    let members = json!([{"value": inner.id()?, "type": "Group"}]);
    let body = with(group(&lab.name("Outer"), &[]), &json!({"members": members}));
    let answer = lab.post("/Groups", &body).await?;
    let path = format!("/Groups/{}", answer.status(&[201])?.id()?);
    let read = lab.read(&path).await?;
    read.equals("/members/0/value", inner.at("/id"))?;
    read.equals("/members/0/type", &json!("Group")).map(drop)
}

async fn same_name(lab: &mut Lab) -> Verdict {
    let (_, first) = lab.a_group("Same", &[]).await?;
    let name = first.text_at("/displayName");
    for name in [name.to_owned(), name.to_uppercase()] {
        let answer = lab.post("/Groups", &group(&name, &[])).await?;
        answer.refuses(409, Some("uniqueness"))?;
    }
    Ok(())
}

async fn external_id(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let external = lab.name("ext");
    let extra = json!({"externalId": external});
    let body = with(group(&lab.name("External"), &[]), &extra);
    let answer = lab.post("/Groups", &body).await?;
    answer.status(&[201])?;
    answer.equals("/externalId", &json!(external))?;
    let filter = format!(r#"externalId eq "{external}""#);
    let found = lab.filtered("/Groups", &filter).await?;
    found.finds_only(&answer.id()?)
}

async fn unknown(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let ada = lab.a_user("known", &json!({})).await?.1.id()?;
    let nobody = "5a3e1a5e-0000-4000-8000-000000000000";
    let body = group(&lab.name("Unknown"), &[&ada, nobody]);
    let answer = lab.post("/Groups", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, Some("invalidValue"));
    }
    let path = format!("/Groups/{}", answer.status(&[201])?.id()?);
    let read = lab.read(&path).await?;
    read.equals("/members/0/value", &json!(ada))?;
    read.lacks("/members/1").map(drop)
}

async fn twice(lab: &mut Lab) -> Verdict {
    let ada = lab.a_user("twice.member", &json!({})).await?.1.id()?;
    let (path, _) = lab.a_group("Twice", &[&ada, &ada]).await?;
    let read = lab.read(&path).await?;
    read.equals("/members/0/value", &json!(ada))?;
    read.lacks("/members/1").map(drop)
}

async fn read_only(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("groups.fixed", &json!({})).await?;
    let (_, team) = lab.a_group("Fixed", &[]).await?;
    let operation = json!({"op": "add", "path": "groups", "value": [{"value": team.id()?}]});
    let answer = lab.patch_refused(&path, &[operation]).await?;
    answer.refuses(400, Some("mutability"))?;
    lab.read(&path).await?.lacks("/groups").map(drop)
}

async fn by_group(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let ada = lab.a_user("by.group", &json!({})).await?.1.id()?;
    let (_, team) = lab.a_group("By", &[&ada]).await?;
    let filter = format!(r#"groups.value eq "{}""#, team.id()?);
    lab.filtered("/Users", &filter).await?.finds_only(&ada)
}

async fn many(lab: &mut Lab) -> Verdict {
    lab.offers.needs_type("Group")?;
    let (_, ids) = lab.a_crowd("many", 60).await?;
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (path, _) = lab.a_group("Many", &all).await?;
    let read = lab.read(&path).await?;
    let members = read.at("/members").as_array().cloned().unwrap_or_default();
    let value = |one: &Value| one.get("value").and_then(Value::as_str).map(str::to_owned);
    let mut seen: Vec<String> = members.iter().filter_map(value).collect();
    let mut wanted = ids;
    seen.sort();
    wanted.sort();
    read.demands(seen == wanted, "all sixty members, each once")?;
    read.is_of(GROUP).map(drop)
}
