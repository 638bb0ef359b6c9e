//! OneLogin's day: no name in the headers, a template that may still say SCIM 1.1, members by PATCH.

use reqwest::Method;
use serde_json::{Value, json};

use super::day::{Day, members};
use crate::check::{Check, check};
use crate::client::Answer;
use crate::shapes::{GROUP, USER, patch, with};
use crate::verdict::Verdict;

const DAY: &str = "OneLogin's day";

/// The schema that the default template of OneLogin still names.
const OLD: &str = "urn:scim:schemas:core:1.0";

pub(super) const STEPS: &[Check<Day>] = &[
    check(
        "onelogin-01-test-connection",
        DAY,
        "GET /Users without a User-Agent answers a list.",
        |day| Box::pin(tests_connection(day)),
    ),
    check(
        "onelogin-02-look-up",
        DAY,
        "A filter by userName that finds nobody answers 200 and an empty list.",
        |day| Box::pin(looks_up(day)),
    ),
    check(
        "onelogin-03-create",
        DAY,
        "POST of a person by the SCIM 2.0 template answers 201 and the person.",
        |day| Box::pin(creates(day)),
    ),
    check(
        "onelogin-04-old-template",
        DAY,
        "POST whose schemas name SCIM 1.1 beside the core schema answers 201; the old name is not stored.",
        |day| Box::pin(creates_by_old_template(day)),
    ),
    check(
        "onelogin-05-create-twice",
        DAY,
        "The same POST once more answers 409, and the person is found by userName.",
        |day| Box::pin(creates_twice(day)),
    ),
    check(
        "onelogin-06-update",
        DAY,
        "PUT of the whole person changes title, name and phone.",
        |day| Box::pin(updates(day)),
    ),
    check(
        "onelogin-07-update-repeated",
        DAY,
        "The same PUT once more succeeds and moves neither meta.version nor lastModified.",
        |day| Box::pin(day.repeats()),
    ),
    check(
        "onelogin-08-groups",
        DAY,
        "GET /Groups answers a list, and POST of a group without members 201.",
        |day| Box::pin(groups(day)),
    ),
    check(
        "onelogin-09-add-members",
        DAY,
        "A PATCH with one add per member makes both members.",
        |day| Box::pin(adds(day)),
    ),
    check(
        "onelogin-10-remove-member",
        DAY,
        "A PATCH with remove by value path leaves the other member.",
        |day| Box::pin(removes(day)),
    ),
    check(
        "onelogin-11-suspend",
        DAY,
        "PUT of the whole person with active false deactivates; the person is still read.",
        |day| Box::pin(suspends(day)),
    ),
    check(
        "onelogin-12-reactivate",
        DAY,
        "PUT with active true brings the person back with the id and the memberships.",
        |day| Box::pin(reactivates(day)),
    ),
    check(
        "onelogin-13-delete",
        DAY,
        "DELETE of person and group answers 204, and 404 afterwards.",
        |day| Box::pin(deletes(day)),
    ),
];

fn person(day: &Day, name: &str) -> Value {
    let user_name = day.user_name(name);
    json!({
        "schemas": [USER],
        "userName": user_name,
        "externalId": format!("onelogin-{}-{name}", day.lab.run),
        "active": true,
        "name": {"givenName": "Ada", "familyName": "Lovelace", "formatted": "Ada Lovelace"},
        "displayName": "Ada Lovelace",
        "title": "",
        "emails": [{"value": user_name, "type": "work", "primary": true}],
        "phoneNumbers": [{"value": "+1 201 555 0123", "type": "work"}]
    })
}

async fn found(day: &Day, name: &str) -> Verdict<Answer> {
    let filter = format!(r#"userName eq "{}""#, day.user_name(name));
    day.lab.filtered("/Users", &filter).await
}

async fn tests_connection(day: &mut Day) -> Verdict {
    let answer = day.lab.client.get("/Users").query("count", "1");
    answer.send().await?.resources().map(drop)
}

async fn looks_up(day: &mut Day) -> Verdict {
    found(day, "onelogin.ada").await?.finds_nothing()
}

async fn creates(day: &mut Day) -> Verdict {
    let body = person(day, "onelogin.ada");
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    day.learns("ada", &answer)?;
    answer.equals("/userName", &json!(day.user_name("onelogin.ada")))?;
    answer.equals("/active", &json!(true)).map(drop)
}

async fn creates_by_old_template(day: &mut Day) -> Verdict {
    let body = with(
        person(day, "onelogin.bob"),
        &json!({"schemas": [OLD, USER]}),
    );
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    day.learns("bob", &answer)?;
    let schemas = answer.is_of(USER)?;
    answer.demands(!schemas.contains(&OLD), "no schema of SCIM 1.1")
}

async fn creates_twice(day: &mut Day) -> Verdict {
    let id = day.id("ada")?;
    let body = person(day, "onelogin.ada");
    let answer = day.lab.post("/Users", &body).await?;
    answer.refuses(409, Some("uniqueness"))?;
    found(day, "onelogin.ada").await?.finds_only(&id)
}

async fn updates(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let extra = json!({
        "title": "Engineer",
        "name": {"givenName": "Ada", "familyName": "King", "formatted": "Ada King"},
        "phoneNumbers": [{"value": "+1 201 555 0199", "type": "work"}]
    });
    let body = with(person(day, "onelogin.ada"), &extra);
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/title", &json!("Engineer"))?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/phoneNumbers/0/value", &json!("+1 201 555 0199"))?;
    read.lacks("/phoneNumbers/1").map(drop)
}

async fn groups(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    day.lab.client.get("/Groups").send().await?.resources()?;
    let name = format!("OneLogin drivers {}", day.lab.run);
    let body = json!({"schemas": [GROUP], "displayName": name});
    let answer = day.lab.post("/Groups", &body).await?;
    answer.status(&[201])?;
    day.learns("group", &answer)
}

async fn adds(day: &mut Day) -> Verdict {
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let adding = |id: &str| json!({"op": "add", "path": "members", "value": [{"value": id}]});
    let body = patch(&[adding(&ada), adding(&bob)]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada, &bob])
}

async fn removes(day: &mut Day) -> Verdict {
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let target = format!("members[value eq \"{bob}\"]");
    let body = patch(&[json!({"op": "remove", "path": target})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada])
}

async fn suspends(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let body = with(person(day, "onelogin.ada"), &json!({"active": false}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/active", &json!(false))?;
    let id = day.id("ada")?;
    found(day, "onelogin.ada").await?.finds_only(&id)
}

async fn reactivates(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let group = day.group("group")?;
    let before = day.lab.read(&group).await?;
    let body = person(day, "onelogin.ada");
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/active", &json!(true))?;
    read.equals("/id", &json!(day.id("ada")?))?;
    let after = day.lab.read(&group).await?;
    after.equals("/members", before.at("/members")).map(drop)
}

async fn deletes(day: &mut Day) -> Verdict {
    for path in [day.user("ada")?, day.group("group")?] {
        let deleted = day.lab.client.delete(&path).send().await?;
        deleted.status(&[204])?;
        day.lab.client.get(&path).send().await?.refuses(404, None)?;
    }
    Ok(())
}
