//! Queries at the server's root (RFC 7644 3.4.2.1).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.2.1-root-finds-every-type",
        "RFC 7644 3.4.2.1",
        "A query at the root finds users and groups, each with its meta.resourceType.",
        |lab| Box::pin(every_type(lab)),
    ),
    check(
        "rfc7644-3.4.2.1-root-attribute-of-one-type",
        "RFC 7644 3.4.2.1",
        "At the root an attribute that a type does not have counts as without a value there.",
        |lab| Box::pin(one_type(lab)),
    ),
    check(
        "rfc7644-3.4.2.1-root-by-resource-type",
        "RFC 7644 3.4.2.1",
        "`meta.resourceType eq` in a filter at the root finds that type alone.",
        |lab| Box::pin(by_type(lab)),
    ),
];

async fn asked(lab: &Lab, filter: &str) -> Verdict<Answer> {
    lab.offers.needs(Feature::Filter)?;
    let call = lab.client.get("/").query("filter", filter);
    let answer = call.send().await?;
    // RFC 7644 3.2, Table 1 lists the root as a place to search; nothing advertises that a server listens there.
    if matches!(answer.status, 404 | 405 | 501) {
        return skip(format!("not offered: status {}", answer.status));
    }
    Ok(answer)
}

/// A user and a group: what finds the two, and their ids.
pub(super) async fn pair(lab: &mut Lab) -> Verdict<(String, String, String)> {
    let (_, user) = lab.a_user("root", &json!({})).await?;
    let (_, group) = lab.a_group("Root", &[]).await?;
    let (user, group) = (user.id()?, group.id()?);
    let filter = format!(r#"(id eq "{user}" or id eq "{group}")"#);
    Ok((filter, user, group))
}

async fn every_type(lab: &mut Lab) -> Verdict {
    let (filter, ..) = pair(lab).await?;
    finds_both(&asked(lab, &filter).await?)
}

/// It found one resource of each type.
pub(super) fn finds_both(answer: &Answer) -> Verdict {
    let mut seen: Vec<&str> = answer
        .resources()?
        .iter()
        .filter_map(|one| one.pointer("/meta/resourceType").and_then(Value::as_str))
        .collect();
    seen.sort_unstable();
    answer.demands(
        seen == ["Group", "User"],
        "one User and one Group, by meta.resourceType",
    )
}

async fn one_type(lab: &mut Lab) -> Verdict {
    let (filter, user, group) = pair(lab).await?;
    let answer = asked(lab, &format!("{filter} and userName pr")).await?;
    answer.finds_only(&user)?;
    let answer = asked(lab, &format!("{filter} and not (userName pr)")).await?;
    answer.finds_only(&group)
}

async fn by_type(lab: &mut Lab) -> Verdict {
    let (filter, _, group) = pair(lab).await?;
    let filter = format!(r#"{filter} and meta.resourceType eq "Group""#);
    asked(lab, &filter).await?.finds_only(&group)
}
