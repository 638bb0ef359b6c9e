//! What Okta does with groups.

use reqwest::Method;
use serde_json::{Value, json};

use crate::replays::day::{Day, members, unmoved};
use crate::shapes::{GROUP, patch};
use crate::verdict::Verdict;

fn name(day: &Day) -> String {
    format!("Okta drivers {}", day.lab.run)
}

/// The name as Okta sends it, alone and before each change of members.
fn named(day: &Day, name: &str) -> Verdict<Value> {
    let value = json!({"id": day.id("group")?, "displayName": name});
    Ok(patch(&[json!({"op": "replace", "value": value})]))
}

fn member(day: &Day, who: &str, person: &str) -> Verdict<Value> {
    Ok(json!({"value": day.id(who)?, "display": day.user_name(person)}))
}

pub(super) async fn imports(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let call = day.lab.client.get("/Groups").query("startIndex", "1");
    let answer = call.query("count", "100").send().await?;
    let seen = answer.resources()?.len();
    answer.equals("/startIndex", &json!(1))?;
    answer.equals("/itemsPerPage", &json!(seen)).map(drop)
}

pub(super) async fn pushes(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let body = json!({"schemas": [GROUP], "displayName": name(day), "members": []});
    let answer = day.lab.post("/Groups", &body).await?;
    answer.status(&[201])?;
    day.learns("group", &answer)?;
    answer.equals("/displayName", &json!(name(day)))?;
    answer.lacks("/members").map(drop)
}

pub(super) async fn adds(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let before = day.lab.read(&path).await?;
    let body = named(day, &name(day))?;
    let after = day.writes(Method::PATCH, &path, body).await?;
    unmoved(&before, &after)?;
    let value = json!([member(day, "ada", "Okta.Ada")?]);
    let body = patch(&[json!({"op": "add", "path": "members", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&day.id("ada")?])
}

pub(super) async fn swaps(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let out = format!("members[value eq \"{}\"]", day.id("ada")?);
    let body = patch(&[
        json!({"op": "remove", "path": out}),
        json!({"op": "add", "path": "members", "value": [member(day, "bob", "Okta.Bob")?]}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&day.id("bob")?])
}

pub(super) async fn renames(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let new = format!("{} renamed", name(day));
    let body = named(day, &new)?;
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/displayName", &json!(new))?;
    members(&read, &[&day.id("bob")?])
}

pub(super) async fn pushes_all(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let (ada, bob) = (day.id("ada")?, day.id("bob")?);
    let value = json!({"members": [member(day, "ada", "Okta.Ada")?]});
    let body = patch(&[json!({"op": "replace", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada])?;
    let value = json!([
        member(day, "ada", "Okta.Ada")?,
        member(day, "bob", "Okta.Bob")?
    ]);
    let body = patch(&[json!({"op": "replace", "path": "members", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada, &bob])
}

pub(super) async fn empties(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let body = patch(&[json!({"op": "replace", "path": "members", "value": []})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[])?;
    day.again().await
}

pub(super) async fn unlinks(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    day.lab.client.get(&path).send().await?.refuses(404, None)
}
