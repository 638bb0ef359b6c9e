//! JumpCloud's day: a test user and a test group at activation, plain JSON, members removed by a value list.

use reqwest::Method;
use serde_json::{Value, json};

use super::day::{Day, members};
use crate::check::{Check, check};
use crate::client::Answer;
use crate::shapes::{GROUP, USER, patch, with};
use crate::verdict::Verdict;

const DAY: &str = "JumpCloud's day";

pub(super) const STEPS: &[Check<Day>] = &[
    check(
        "jumpcloud-01-activate",
        DAY,
        "At activation a test user is created, changed and deleted, all in application/json.",
        |day| Box::pin(tests_user(day)),
    ),
    check(
        "jumpcloud-02-activate-groups",
        DAY,
        "At activation a test group is created, renamed, given a member and deleted.",
        |day| Box::pin(tests_group(day)),
    ),
    check(
        "jumpcloud-03-create",
        DAY,
        "The person is looked up, not found, and created.",
        |day| Box::pin(creates(day)),
    ),
    check(
        "jumpcloud-04-update",
        DAY,
        "PUT of the whole person changes name and addresses.",
        |day| Box::pin(updates(day)),
    ),
    check(
        "jumpcloud-05-update-repeated",
        DAY,
        "The same PUT once more succeeds and moves neither meta.version nor lastModified.",
        |day| Box::pin(day.repeats()),
    ),
    check(
        "jumpcloud-06-push-group",
        DAY,
        "A group with a member is created, and found by displayName.",
        |day| Box::pin(pushes(day)),
    ),
    check(
        "jumpcloud-07-add-member",
        DAY,
        "add with path `members` and one value keeps the members who are there.",
        |day| Box::pin(adds(day)),
    ),
    check(
        "jumpcloud-08-remove-member",
        DAY,
        "remove with path `members` and a value list removes that member and nobody else.",
        |day| Box::pin(removes(day)),
    ),
    check(
        "jumpcloud-09-remove-member-repeated",
        DAY,
        "The same PATCH once more succeeds and moves neither meta.version nor lastModified.",
        |day| Box::pin(day.repeats()),
    ),
    check(
        "jumpcloud-10-suspend",
        DAY,
        "PUT with active false deactivates; the person is still found, and keeps the memberships.",
        |day| Box::pin(suspends(day)),
    ),
    check(
        "jumpcloud-11-unbind",
        DAY,
        "DELETE of group and person answers 204; the person is found no more.",
        |day| Box::pin(unbinds(day)),
    ),
];

fn person(day: &Day, name: &str) -> Value {
    let user_name = day.user_name(name);
    json!({
        "schemas": [USER],
        "userName": user_name,
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "displayName": "Ada Lovelace",
        "active": true,
        "emails": [{"type": "work", "value": user_name, "primary": true}]
    })
}

async fn found(day: &Day, name: &str) -> Verdict<Answer> {
    let filter = format!(r#"userName eq "{}""#, day.user_name(name));
    day.lab.filtered("/Users", &filter).await
}

async fn tests_user(day: &mut Day) -> Verdict {
    let body = person(day, "jumpcloud.test");
    let answer = day.lab.post("/Users", &body).await?;
    let path = format!("/Users/{}", answer.status(&[201])?.id()?);
    let body = with(body, &json!({"active": false}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/active", &json!(false))?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    found(day, "jumpcloud.test").await?.finds_nothing()
}

async fn tests_group(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let name = format!("JumpCloud test {}", day.lab.run);
    let body = json!({"schemas": [GROUP], "displayName": name, "members": []});
    let answer = day.lab.post("/Groups", &body).await?;
    let path = format!("/Groups/{}", answer.status(&[201])?.id()?);
    let (_, member) = day.lab.a_user("jumpcloud.member", &json!({})).await?;
    let id = member.id()?;
    let body = patch(&[
        json!({"op": "replace", "path": "displayName", "value": format!("{name} renamed")}),
        json!({"op": "add", "path": "members", "value": [{"value": id}]}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&id])?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204]).map(drop)
}

async fn creates(day: &mut Day) -> Verdict {
    for (who, name) in [("ada", "jumpcloud.ada"), ("bob", "jumpcloud.bob")] {
        found(day, name).await?.finds_nothing()?;
        let body = person(day, name);
        let answer = day.lab.post("/Users", &body).await?;
        answer.status(&[201])?;
        day.learns(who, &answer)?;
    }
    Ok(())
}

async fn updates(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let address = json!({"type": "work", "streetAddress": "1 Engine Way", "locality": "London",
        "postalCode": "W1", "country": "GB"});
    let extra = json!({
        "name": {"givenName": "Ada", "familyName": "King"}, "addresses": [address]
    });
    let body = with(person(day, "jumpcloud.ada"), &extra);
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/addresses/0/streetAddress", &json!("1 Engine Way"))
        .map(drop)
}

async fn pushes(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let name = format!("JumpCloud drivers {}", day.lab.run);
    let ada = day.id("ada")?;
    let body = json!({"schemas": [GROUP], "displayName": name, "members": [{"value": ada}]});
    let answer = day.lab.post("/Groups", &body).await?;
    answer.status(&[201])?;
    day.learns("group", &answer)?;
    let filter = format!(r#"displayName eq "{name}""#);
    let found = day.lab.filtered("/Groups", &filter).await?;
    found.finds_only(&answer.id()?)
}

async fn adds(day: &mut Day) -> Verdict {
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let body = patch(&[json!({"op": "add", "path": "members", "value": [{"value": bob}]})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada, &bob])
}

async fn removes(day: &mut Day) -> Verdict {
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let body = patch(&[json!({"op": "remove", "path": "members", "value": [{"value": bob}]})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada])
}

async fn suspends(day: &mut Day) -> Verdict {
    let (path, id) = (day.user("ada")?, day.id("ada")?);
    let group = day.group("group")?;
    let before = day.lab.read(&group).await?;
    let body = with(person(day, "jumpcloud.ada"), &json!({"active": false}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/active", &json!(false))?;
    found(day, "jumpcloud.ada").await?.finds_only(&id)?;
    let after = day.lab.read(&group).await?;
    after.equals("/members", before.at("/members")).map(drop)
}

async fn unbinds(day: &mut Day) -> Verdict {
    for path in [day.group("group")?, day.user("ada")?] {
        let deleted = day.lab.client.delete(&path).send().await?;
        deleted.status(&[204])?;
        day.lab.client.get(&path).send().await?.refuses(404, None)?;
    }
    found(day, "jumpcloud.ada").await?.finds_nothing()
}
