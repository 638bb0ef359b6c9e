//! What Entra does with groups.

use reqwest::Method;
use serde_json::{Value, json};

use crate::replays::day::{Day, members};
use crate::shapes::{GROUP, patch};
use crate::verdict::Verdict;

/// The schema that Entra names beside the group's own.
const MICROSOFT: &str = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

/// Those who join at the same time.
const CREW: [&str; 4] = ["crew one", "crew two", "crew three", "crew four"];

fn name(day: &Day) -> String {
    format!("Entra drivers {}", day.lab.run)
}

fn adding(id: &str) -> Value {
    patch(&[json!({"op": "Add", "path": "members", "value": [{"$ref": null, "value": id}]})])
}

pub(super) async fn matches_none(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let call = day.lab.client.get("/Groups");
    let call = call.query("excludedAttributes", "members");
    let filter = format!(r#"displayName eq "{}""#, name(day));
    call.query("filter", &filter).send().await?.finds_nothing()
}

pub(super) async fn pushes(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let body = json!({
        "schemas": [GROUP, MICROSOFT],
        "externalId": format!("group-{}", day.lab.run),
        "displayName": name(day),
        "meta": {"resourceType": "Group"}
    });
    let answer = day.lab.post("/Groups", &body).await?;
    answer.status(&[201])?;
    day.learns("group", &answer)?;
    let again = day.lab.post("/Groups", &body).await?;
    again.refuses(409, Some("uniqueness"))?;
    let call = day.lab.client.get("/Groups");
    let call = call.query("excludedAttributes", "members");
    let filter = format!(r#"displayName eq "{}""#, name(day).to_uppercase());
    let found = call.query("filter", &filter).send().await?;
    found.finds_only(&day.id("group")?)
}

pub(super) async fn adds(day: &mut Day) -> Verdict {
    let (path, ada) = (day.group("group")?, day.id("ada")?);
    let read = day.writes(Method::PATCH, &path, adding(&ada)).await?;
    members(&read, &[&ada])?;
    let filter = format!(r#"id eq "{}" and members eq "{ada}""#, day.id("group")?);
    let call = day.lab.client.get("/Groups").query("filter", &filter);
    let call = call.query("excludedAttributes", "members");
    let found = call.send().await?;
    found.finds_only(&day.id("group")?)?;
    found.lacks("/Resources/0/members").map(drop)
}

pub(super) async fn adds_in_parallel(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    for who in CREW {
        let (_, answer) = day.lab.a_user("entra.crew", &json!({})).await?;
        day.learns(who, &answer)?;
    }
    let [one, two, three, four] = CREW.map(|who| day.id(who));
    let send = async |id: &str| {
        let call = day.lab.client.patch(&path).json(&adding(id));
        call.send().await?.status(&[200, 204]).map(drop)
    };
    let (one, two, three, four) = (one?, two?, three?, four?);
    let (a, b, c, d) = tokio::join!(send(&one), send(&two), send(&three), send(&four));
    a.and(b).and(c).and(d)?;
    let read = day.lab.read(&path).await?;
    members(&read, &[&day.id("ada")?, &one, &two, &three, &four])
}

pub(super) async fn removes(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let [one, two, three, four] = CREW.map(|who| day.id(who));
    let (one, two) = (one?, two?);
    let value = json!([{"value": one}, {"value": two}]);
    let body = patch(&[json!({"op": "Remove", "path": "members", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&day.id("ada")?, &three?, &four?])
}

pub(super) async fn renames(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let before = day.lab.read(&path).await?;
    let new = format!("{} renamed", name(day));
    let body = patch(&[json!({"op": "Replace", "path": "displayName", "value": new})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/displayName", &json!(new))?;
    read.equals("/members", before.at("/members"))?;
    day.again().await
}

pub(super) async fn deletes(day: &mut Day) -> Verdict {
    let path = day.group("group")?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    day.lab
        .client
        .delete(&path)
        .send()
        .await?
        .refuses(404, None)
}
