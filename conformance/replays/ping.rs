//! Ping's day: users by PUT alone, groups found by reading all of them, plain JSON.

use reqwest::Method;
use serde_json::{Value, json};

use super::day::{Day, members};
use crate::check::{Check, check};
use crate::client::Answer;
use crate::shapes::{ENTERPRISE, GROUP, USER, with};
use crate::verdict::Verdict;

const DAY: &str = "Ping's day";

pub(super) const STEPS: &[Check<Day>] = &[
    check(
        "ping-01-test-connection",
        DAY,
        "The configuration and a list of one user are answered in application/json or scim+json.",
        |day| Box::pin(tests_connection(day)),
    ),
    check(
        "ping-02-create",
        DAY,
        "The person is looked up by userName, not found, and created with the enterprise extension.",
        |day| Box::pin(creates(day)),
    ),
    check(
        "ping-03-create-twice",
        DAY,
        "The same POST once more answers 409 uniqueness.",
        |day| Box::pin(creates_twice(day)),
    ),
    check(
        "ping-04-update",
        DAY,
        "PUT of the whole person changes what differs and clears what is left out.",
        |day| Box::pin(updates(day)),
    ),
    check(
        "ping-05-update-repeated",
        DAY,
        "The same PUT once more succeeds and moves neither meta.version nor lastModified.",
        |day| Box::pin(day.repeats()),
    ),
    check(
        "ping-06-rename",
        DAY,
        "PUT with another userName keeps the id, and the person is found by the new name.",
        |day| Box::pin(renames(day)),
    ),
    check(
        "ping-07-create-group",
        DAY,
        "A group is created, and is among all groups when they are read page by page.",
        |day| Box::pin(creates_group(day)),
    ),
    check(
        "ping-08-put-members",
        DAY,
        "PUT of the group with all its members sets exactly those.",
        |day| Box::pin(puts_members(day)),
    ),
    check(
        "ping-09-put-members-repeated",
        DAY,
        "The same PUT once more succeeds and moves neither meta.version nor lastModified.",
        |day| Box::pin(day.repeats()),
    ),
    check(
        "ping-10-disable",
        DAY,
        "PUT with active false deactivates; the person is still found.",
        |day| Box::pin(disables(day)),
    ),
    check(
        "ping-11-enable",
        DAY,
        "PUT with active true brings the person back under the same id.",
        |day| Box::pin(enables(day)),
    ),
    check(
        "ping-12-delete",
        DAY,
        "DELETE, when the connection is set so, answers 204 and leaves nobody to be found.",
        |day| Box::pin(deletes(day)),
    ),
];

fn person(day: &Day, name: &str) -> Value {
    let user_name = day.user_name(name);
    let mut body = json!({
        "schemas": [USER],
        "userName": user_name,
        "externalId": format!("uid={name},ou=People,dc={}", day.lab.run),
        "name": {"givenName": "Ada", "familyName": "Lovelace", "formatted": "Ada Lovelace"},
        "nickName": "Ada",
        "active": true,
        "emails": [{"type": "work", "value": user_name, "primary": true}]
    });
    if day.lab.offers.extends(ENTERPRISE) {
        let own = json!({"department": "Fleet", "employeeNumber": format!("P-{}", day.lab.run)});
        body = with(
            body,
            &json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: own}),
        );
    }
    body
}

async fn found(day: &Day, name: &str) -> Verdict<Answer> {
    let filter = format!(r#"userName eq "{}""#, day.user_name(name));
    day.lab.filtered("/Users", &filter).await
}

async fn tests_connection(day: &mut Day) -> Verdict {
    for path in ["/ServiceProviderConfig", "/Users"] {
        let call = day.lab.client.get(path).query("count", "1");
        let answer = call.send().await?;
        answer.status(&[200])?;
        let media_type = answer.header("content-type");
        answer.demands(media_type.contains("json"), "a JSON media type")?;
    }
    Ok(())
}

async fn creates(day: &mut Day) -> Verdict {
    for (who, name) in [("ada", "ping.ada"), ("bob", "ping.bob")] {
        found(day, name).await?.finds_nothing()?;
        let body = person(day, name);
        let answer = day.lab.post("/Users", &body).await?;
        answer.status(&[201])?;
        day.learns(who, &answer)?;
        answer.equals(
            "/externalId",
            body.get("externalId").unwrap_or(&Value::Null),
        )?;
    }
    Ok(())
}

async fn creates_twice(day: &mut Day) -> Verdict {
    day.id("ada")?;
    let body = person(day, "ping.ada");
    let answer = day.lab.post("/Users", &body).await?;
    answer.refuses(409, Some("uniqueness"))
}

async fn updates(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let name = json!({"givenName": "Ada", "familyName": "King"});
    let mut body = with(person(day, "ping.ada"), &json!({"name": name}));
    if let Some(body) = body.as_object_mut() {
        body.remove("nickName");
    }
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/name", &name)?;
    read.lacks("/nickName").map(drop)
}

async fn renames(day: &mut Day) -> Verdict {
    let (path, id) = (day.user("ada")?, day.id("ada")?);
    let extra = json!({"userName": day.user_name("ping.ada.king")});
    let body = with(person(day, "ping.ada"), &extra);
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/id", &json!(id))?;
    found(day, "ping.ada.king").await?.finds_only(&id)?;
    found(day, "ping.ada").await?.finds_nothing()
}

async fn creates_group(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    let name = format!("Ping drivers {}", day.lab.run);
    let body = json!({"schemas": [GROUP], "displayName": name});
    let answer = day.lab.post("/Groups", &body).await?;
    answer.status(&[201])?;
    day.learns("group", &answer)?;
    let id = answer.id()?;
    let mut seen: Vec<String> = Vec::new();
    loop {
        let call = day.lab.client.get("/Groups");
        let call = call.query("startIndex", &(seen.len() + 1).to_string());
        let page = call.query("count", "50").send().await?;
        let ids = page.ids()?;
        if ids.contains(&id) {
            return Ok(());
        }
        let new = !ids.is_empty() && !ids.iter().any(|one| seen.contains(one));
        page.demands(new, "the new group, or groups that no earlier page held")?;
        seen.extend(ids);
    }
}

async fn puts_members(day: &mut Day) -> Verdict {
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let of = |ids: &[&str]| {
        let members: Vec<Value> = ids.iter().map(|id| json!({"value": id})).collect();
        let name = format!("Ping drivers {}", day.lab.run);
        json!({"schemas": [GROUP], "displayName": name, "members": members})
    };
    let (both, one) = (of(&[&ada, &bob]), of(&[&bob]));
    let read = day.writes(Method::PUT, &path, both).await?;
    members(&read, &[&ada, &bob])?;
    let read = day.writes(Method::PUT, &path, one).await?;
    members(&read, &[&bob])
}

async fn disables(day: &mut Day) -> Verdict {
    let (path, id) = (day.user("bob")?, day.id("bob")?);
    let body = with(person(day, "ping.bob"), &json!({"active": false}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/active", &json!(false))?;
    found(day, "ping.bob").await?.finds_only(&id)
}

async fn enables(day: &mut Day) -> Verdict {
    let path = day.user("bob")?;
    let body = person(day, "ping.bob");
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/id", &json!(day.id("bob")?))?;
    read.equals("/active", &json!(true)).map(drop)
}

async fn deletes(day: &mut Day) -> Verdict {
    let path = day.user("bob")?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    found(day, "ping.bob").await?.finds_nothing()
}
