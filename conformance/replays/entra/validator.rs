//! What the SCIM Validator of Microsoft asks that Entra's day does not.

use reqwest::Method;
use serde_json::json;

use super::people::found;
use crate::replays::day::{Day, members};
use crate::shapes::{ENTERPRISE, GROUP, patch};
use crate::verdict::Verdict;

/// A user and a group of the validator's own.
async fn fresh(day: &mut Day) -> Verdict<(String, String, String)> {
    let (user, answer) = day.lab.a_user("validator", &json!({})).await?;
    let id = answer.id()?;
    let (group, _) = day.lab.a_group("Validator", &[]).await?;
    Ok((user, id, group))
}

pub(super) async fn different_attributes(day: &mut Day) -> Verdict {
    let (path, ..) = fresh(day).await?;
    let body = patch(&[
        json!({"op": "remove", "path": "emails[type eq \"work\"].value"}),
        json!({"op": "add", "path": "name.formatted", "value": "Ada King"}),
        json!({"op": "replace", "path": "active", "value": true}),
        json!({"op": "add", "path": "title", "value": "Engineer"}),
        json!({"op": "add", "path": format!("{ENTERPRISE}:department"), "value": "Fleet"}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/name/formatted", &json!("Ada King"))?;
    read.equals("/title", &json!("Engineer"))?;
    read.equals(&format!("/{ENTERPRISE}/department"), &json!("Fleet"))?;
    read.lacks("/emails/0/value").map(drop)
}

pub(super) async fn same_attribute(day: &mut Day) -> Verdict {
    let (user, _, group) = fresh(day).await?;
    for (path, name) in [(user, "userName"), (group, "displayName")] {
        let (first, last) = (day.lab.name("first"), day.lab.name("last"));
        let body = patch(&[
            json!({"op": "remove", "path": "externalId"}),
            json!({"op": "add", "path": "externalId", "value": first}),
            json!({"op": "replace", "path": "externalId", "value": last}),
        ]);
        let read = day.writes(Method::PATCH, &path, body).await?;
        read.equals("/externalId", &json!(last))?;
        let named = !read.text_at(&format!("/{name}")).is_empty();
        read.demands(named, format!("{name} as it was"))?;
    }
    Ok(())
}

pub(super) async fn verbose(day: &mut Day) -> Verdict {
    let (path, ..) = fresh(day).await?;
    let name = json!({"familyName": "King", "givenName": "Augusta"});
    let value = json!({"name": name, "displayName": "Augusta King", "nickName": "Gus"});
    let body = patch(&[json!({"op": "replace", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/displayName", &json!("Augusta King"))?;
    read.equals("/nickName", &json!("Gus")).map(drop)
}

pub(super) async fn members_come_and_go(day: &mut Day) -> Verdict {
    let (_, id, path) = fresh(day).await?;
    let body = patch(&[json!({"op": "Add", "path": "members", "value": [{"value": id}]})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&id])?;
    let target = format!("members[value eq \"{id}\"]");
    let body = patch(&[json!({"op": "Remove", "path": target})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[])
}

pub(super) async fn nobody(day: &mut Day) -> Verdict {
    let nobody = "00000000-0000-4000-8000-000000000000";
    let (user, _, group) = fresh(day).await?;
    for (path, collection) in [(user, "/Users"), (group, "/Groups")] {
        let unknown = format!("{collection}/{nobody}");
        let answer = day.lab.client.delete(&unknown).send().await?;
        answer.refuses(404, None)?;
        day.lab.client.delete(&path).send().await?.status(&[204])?;
        let again = day.lab.client.delete(&path).send().await?;
        again.refuses(404, None)?;
    }
    Ok(())
}

pub(super) async fn filters(day: &mut Day) -> Verdict {
    let (_, user) = day.lab.a_user("Validator.Filter", &json!({})).await?;
    let id = user.id()?;
    let name = user.text_at("/userName");
    for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
        let filter = format!(r#"userName eq "{name}""#);
        found(day, &filter).await?.finds_only(&id)?;
    }
    let (_, group) = day.lab.a_group("Validator Filter", &[&id]).await?;
    let name = group.text_at("/displayName");
    for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
        let call = day.lab.client.get("/Groups");
        let call = call.query("excludedAttributes", "members");
        let filter = format!(r#"displayName eq "{name}""#);
        let answer = call.query("filter", &filter).send().await?;
        answer.finds_only(&group.id()?)?;
        answer.lacks("/Resources/0/members")?;
    }
    let path = format!("/Groups/{}", group.id()?);
    let call = day
        .lab
        .client
        .get(&path)
        .query("excludedAttributes", "members");
    let answer = call.send().await?;
    answer.status(&[200])?.lacks("/members")?;
    answer.is_of(GROUP).map(drop)
}
