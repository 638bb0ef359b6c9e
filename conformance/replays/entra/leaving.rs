//! What Entra does when people leave, come back and are purged.

use reqwest::Method;
use serde_json::{Value, json};

use super::people::{assigned, found, second_name};
use crate::replays::day::Day;
use crate::shapes::patch;
use crate::verdict::Verdict;

/// The switch, with a boolean written as a string.
fn switch(active: &str) -> Value {
    patch(&[json!({"op": "Replace", "path": "active", "value": active})])
}

fn by_name(day: &Day) -> String {
    format!(r#"userName eq "{}""#, second_name(day))
}

pub(super) async fn polls(day: &mut Day) -> Verdict {
    let filter = concat!(
        r#"Active eq true and (meta.LastModified ge "0001-01-03T00:00:00.0000000Z""#,
        r#" and meta.lastModified le "9000-01-01T00:00:00.0000000Z")"#
    );
    let call = day.lab.client.get("/Users").query("filter", filter);
    let call = call.query("count", "5").query("startIndex", "0");
    let answer = call.send().await?;
    let seen = answer.resources()?;
    let active = |one: &Value| one.get("active") == Some(&json!(true));
    answer.demands(
        seen.len() <= 5 && seen.iter().all(active),
        "at most five people, all of them active",
    )
}

pub(super) async fn unassigns(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let read = day.writes(Method::PATCH, &path, switch("False")).await?;
    read.equals("/active", &json!(false))?;
    let answer = found(day, &by_name(day)).await?;
    answer.finds_only(&day.id("ada")?)?;
    answer
        .equals("/Resources/0/active", &json!(false))
        .map(drop)
}

pub(super) async fn restores(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let read = day.writes(Method::PATCH, &path, switch("True")).await?;
    read.equals("/id", &json!(day.id("ada")?))?;
    read.equals("/active", &json!(true))?;
    if let Ok(group) = day.id("group") {
        read.equals("/groups/0/value", &json!(group))?;
    }
    Ok(())
}

pub(super) async fn purges(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    day.writes(Method::PATCH, &path, switch("False")).await?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    day.lab.client.get(&path).send().await?.refuses(404, None)?;
    day.lab
        .client
        .delete(&path)
        .send()
        .await?
        .refuses(404, None)?;
    found(day, &by_name(day)).await?.finds_nothing()?;
    let Ok(group) = day.group("group") else {
        return Ok(());
    };
    let read = day.lab.read(&group).await?;
    let purged = json!(day.id("ada")?);
    let members = read.at("/members").as_array().cloned().unwrap_or_default();
    let absent = members.iter().all(|one| one.get("value") != Some(&purged));
    read.demands(absent, format!("no member {purged}"))
}

pub(super) async fn pushes_again(day: &mut Day) -> Verdict {
    let old = day.id("ada")?;
    let body = assigned(day, &second_name(day));
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    answer.demands(
        answer.id()? != old,
        "an id that was never used (RFC 7643 3.1)",
    )
}
