//! The day of a client that keeps to the letter: it asks what is offered, versions its writes, and forgives nothing.

use serde_json::{Value, json};

use super::day::{Day, members};
use crate::check::{Check, check};
use crate::client::Answer;
use crate::offers::Feature;
use crate::shapes::{GROUP, USER, group, patch, with};
use crate::verdict::{Verdict, skip};

const DAY: &str = "RFC's day";

pub(super) const STEPS: &[Check<Day>] = &[
    check(
        "rfc-01-discover",
        DAY,
        "The configuration, the resource types and each of their schemas are read.",
        |day| Box::pin(discovers(day)),
    ),
    check(
        "rfc-02-create",
        DAY,
        "POST answers 201; GET of its Location answers the same representation.",
        |day| Box::pin(creates(day)),
    ),
    check(
        "rfc-03-read-again",
        DAY,
        "If-None-Match of the version that is known answers 304.",
        |day| Box::pin(reads_again(day)),
    ),
    check(
        "rfc-04-patch",
        DAY,
        "PATCH with If-Match and `attributes` answers 200 with those attributes and a new version.",
        |day| Box::pin(patches(day)),
    ),
    check(
        "rfc-05-stale",
        DAY,
        "The version before is refused with 412, and what is there stays.",
        |day| Box::pin(is_stale(day)),
    ),
    check(
        "rfc-06-put",
        DAY,
        "PUT of what GET answered, one attribute changed and one left out, does just that.",
        |day| Box::pin(puts(day)),
    ),
    check(
        "rfc-07-group",
        DAY,
        "A group is made with its member, and read back as it was answered.",
        |day| Box::pin(makes_a_group(day)),
    ),
    check(
        "rfc-08-search",
        DAY,
        "The person is found by GET and by POST, with the same result.",
        |day| Box::pin(searches(day)),
    ),
    check(
        "rfc-09-no-target",
        DAY,
        "A PATCH whose value path matches nothing is refused with noTarget; the rest of it is undone.",
        |day| Box::pin(misses(day)),
    ),
    check(
        "rfc-10-delete",
        DAY,
        "DELETE answers 204; then GET, PUT and DELETE answer 404, and nobody is found.",
        |day| Box::pin(deletes(day)),
    ),
];

fn person(day: &Day) -> Value {
    let user_name = day.user_name("rfc.ada");
    json!({
        "schemas": [USER],
        "userName": user_name,
        "externalId": format!("rfc-{}", day.lab.run),
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "title": "Engineer",
        "active": true,
        "emails": [{"value": user_name, "type": "work", "primary": true}]
    })
}

async fn discovers(day: &mut Day) -> Verdict {
    let config = day.lab.read("/ServiceProviderConfig").await?;
    config.is_scim_json()?;
    let types = day.lab.read("/ResourceTypes").await?;
    for one in types.resources()? {
        let urn = one.get("schema").and_then(Value::as_str);
        let path = format!("/Schemas/{}", urn.unwrap_or_default());
        day.lab.read(&path).await?;
    }
    Ok(())
}

async fn creates(day: &mut Day) -> Verdict {
    let body = person(day);
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    day.learns("ada", &answer)?;
    let path = day.user("ada")?;
    let location = answer.header("location");
    answer.demands(location.ends_with(&path), format!("a Location of {path}"))?;
    let read = day.lab.read(&path).await?;
    read.demands(
        read.body() == answer.body(),
        "the representation that POST answered",
    )
}

/// The person's version, where the server has versions.
async fn version(day: &Day) -> Verdict<(String, Answer)> {
    day.lab.offers.needs(Feature::Etag)?;
    let read = day.lab.read(&day.user("ada")?).await?;
    let version = read.text_at("/meta/version").to_owned();
    read.demands(!version.is_empty(), "meta.version")?;
    Ok((version, read))
}

async fn reads_again(day: &mut Day) -> Verdict {
    let (version, _) = version(day).await?;
    let path = day.user("ada")?;
    let call = day.lab.client.get(&path).header("if-none-match", version);
    call.send().await?.status(&[304]).map(drop)
}

async fn patches(day: &mut Day) -> Verdict {
    day.lab.offers.needs(Feature::Patch)?;
    let (old, _) = version(day).await?;
    let path = day.user("ada")?;
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Lead"})]);
    let call = day
        .lab
        .client
        .patch(&path)
        .query("attributes", "title,meta");
    let answer = call.header("if-match", &old).json(&body).send().await?;
    answer.status(&[200])?.equals("/title", &json!("Lead"))?;
    answer.lacks("/emails")?;
    let (new, read) = version(day).await?;
    read.demands(new != old, "another meta.version")
}

async fn is_stale(day: &mut Day) -> Verdict {
    day.lab.offers.needs(Feature::Patch)?;
    let (current, before) = version(day).await?;
    let path = day.user("ada")?;
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Chief"})]);
    let call = day.lab.client.patch(&path).header("if-match", &current);
    call.json(&body).send().await?.status(&[200, 204])?;
    let call = day.lab.client.patch(&path).header("if-match", &current);
    let answer = call.json(&body).send().await?;
    answer.refuses(412, None)?;
    let after = day.lab.read(&path).await?;
    after.equals("/title", &json!("Chief"))?;
    after.equals("/userName", before.at("/userName")).map(drop)
}

async fn puts(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let mut body = day.lab.read(&path).await?.body().clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("title");
        body.insert(String::from("nickName"), json!("Countess"));
    }
    let answer = day.lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let read = day.lab.read(&path).await?;
    read.lacks("/title")?;
    let wanted = with(body, &json!({"meta": read.at("/meta")}));
    read.demands(*read.body() == wanted, format!("exactly {wanted}"))
}

async fn makes_a_group(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let ada = day.id("ada")?;
    let body = group(&format!("RFC drivers {}", day.lab.run), &[&ada]);
    let answer = day.lab.post("/Groups", &body).await?;
    answer.status(&[201])?.is_of(GROUP)?;
    day.learns("group", &answer)?;
    members(&answer, &[&ada])?;
    let read = day.lab.read(&day.group("group")?).await?;
    read.demands(
        read.body() == answer.body(),
        "the representation that POST answered",
    )
}

async fn searches(day: &mut Day) -> Verdict {
    let id = day.id("ada")?;
    let filter = format!(r#"externalId eq "rfc-{}""#, day.lab.run);
    let found = day.lab.filtered("/Users", &filter).await?;
    found.finds_only(&id)?;
    let query = json!({"filter": filter, "startIndex": 1, "count": 10});
    let searched = day.lab.searched("/Users", &query).await?;
    searched.finds_only(&id)?;
    let same = searched.at("/Resources/0") == found.at("/Resources/0");
    searched.demands(
        same,
        format!("the result of GET: {}", found.at("/Resources/0")),
    )
}

async fn misses(day: &mut Day) -> Verdict {
    if !day.lab.profile.is_strict() {
        return skip("a forgiving server may make the value instead");
    }
    day.lab.offers.needs(Feature::Patch)?;
    let path = day.user("ada")?;
    let before = day.lab.read(&path).await?;
    let operations = [
        json!({"op": "replace", "path": "displayName", "value": "Ada King"}),
        json!({"op": "replace", "path": "emails[type eq \"fax\"].value", "value": "x@example.com"}),
    ];
    let answer = day.lab.patch_refused(&path, &operations).await?;
    answer.refuses(400, Some("noTarget"))?;
    let after = day.lab.read(&path).await?;
    after.demands(after.body() == before.body(), "the person as before")
}

async fn deletes(day: &mut Day) -> Verdict {
    let (path, body) = (day.user("ada")?, person(day));
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    day.lab.client.get(&path).send().await?.refuses(404, None)?;
    let put = day.lab.client.put(&path).json(&body);
    put.send().await?.refuses(404, None)?;
    let again = day.lab.client.delete(&path).send().await?;
    again.refuses(404, None)?;
    let filter = format!(r#"externalId eq "rfc-{}""#, day.lab.run);
    day.lab.filtered("/Users", &filter).await?.finds_nothing()
}
