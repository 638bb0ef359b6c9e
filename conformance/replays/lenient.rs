//! The day of those who have no profile of their own: authentik, Auth0, Rippling, and hands that write loosely.

use reqwest::Method;
use serde_json::{Value, json};

use super::day::{Day, members};
use crate::check::{Check, check};
use crate::client::Answer;
use crate::offers::Feature;
use crate::shapes::{ENTERPRISE, USER, group, patch, with};
use crate::verdict::Verdict;

const DAY: &str = "Lenient day";

pub(super) const STEPS: &[Check<Day>] = &[
    check(
        "lenient-01-probe",
        DAY,
        "The configuration is probed, and says whether patch, filter and bulk are there.",
        |day| Box::pin(probes(day)),
    ),
    check(
        "lenient-02-create",
        DAY,
        "POST with an attribute that no schema has, and a schema that nobody knows, answers 201 and leaves both out.",
        |day| Box::pin(creates(day)),
    ),
    check(
        "lenient-03-conflict",
        DAY,
        "A second POST answers 409, and filters by userName and by externalId find who is there.",
        |day| Box::pin(conflicts(day)),
    ),
    check(
        "lenient-04-put",
        DAY,
        "PUT as Auth0 sends it, without `active`, changes the name and nobody's access.",
        |day| Box::pin(puts(day)),
    ),
    check(
        "lenient-05-loose-values",
        DAY,
        "\"True\" is a boolean, a manager may be a bare string, and \"\" clears.",
        |day| Box::pin(loose(day)),
    ),
    check(
        "lenient-06-unknown-path",
        DAY,
        "A PATCH that deactivates and also names a path that nobody knows deactivates all the same.",
        |day| Box::pin(unknown_path(day)),
    ),
    check(
        "lenient-07-unknown-filter",
        DAY,
        "A filter that names what nobody knows is refused: it never finds everybody.",
        |day| Box::pin(unknown_filter(day)),
    ),
    check(
        "lenient-08-group",
        DAY,
        "A path-less replace renames a group, one operation per member adds, and GET shows both members.",
        |day| Box::pin(groups(day)),
    ),
    check(
        "lenient-09-remove-listed",
        DAY,
        "remove with path `members` and a value list removes those alone; the same once more succeeds.",
        |day| Box::pin(removes(day)),
    ),
    check(
        "lenient-10-all-users",
        DAY,
        "All users are read page by page, each once, to the totalResults that was told.",
        |day| Box::pin(reads_all(day)),
    ),
    check(
        "lenient-11-delete",
        DAY,
        "DELETE answers 204; a POST of the same person then answers 201 with a new id.",
        |day| Box::pin(deletes(day)),
    ),
];

fn person(day: &Day) -> Value {
    let user_name = day.user_name("lenient.ada");
    json!({
        "schemas": [USER],
        "userName": user_name,
        "externalId": format!("lenient-{}", day.lab.run),
        "name": {"givenName": "Ada", "familyName": "Lovelace", "formatted": "Ada Lovelace"},
        "displayName": "Ada Lovelace",
        "active": true,
        "emails": [{"value": user_name, "type": "work", "primary": true}]
    })
}

async fn probes(day: &mut Day) -> Verdict {
    let config = day.lab.read("/ServiceProviderConfig").await?;
    for feature in ["patch", "filter", "bulk"] {
        let pointer = format!("/{feature}/supported");
        let told = config.at(&pointer).is_boolean();
        config.demands(told, format!("{pointer} as a boolean"))?;
    }
    Ok(())
}

async fn creates(day: &mut Day) -> Verdict {
    let extra = json!({
        "schemas": [USER, "urn:example:params:scim:schemas:extension:shoes:1.0:User"],
        "shoeSize": 44, "attributes": {"shoes": "brown"}
    });
    let body = with(person(day), &extra);
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    day.learns("ada", &answer)?;
    let read = day.lab.read(&day.user("ada")?).await?;
    read.lacks("/shoeSize")?;
    let schemas = read.is_of(USER)?;
    let foreign = |urn: &&str| urn.starts_with("urn:example");
    read.demands(!schemas.iter().any(foreign), "no schema that is unknown")?;
    read.equals("/active", &json!(true)).map(drop)
}

async fn conflicts(day: &mut Day) -> Verdict {
    let id = day.id("ada")?;
    let body = person(day);
    let answer = day.lab.post("/Users", &body).await?;
    answer.refuses(409, Some("uniqueness"))?;
    for name in ["userName", "externalId"] {
        let value = body.get(name).and_then(Value::as_str).unwrap_or_default();
        let filter = format!(r#"{name} eq "{value}""#);
        day.lab.filtered("/Users", &filter).await?.finds_only(&id)?;
    }
    Ok(())
}

async fn puts(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let name = json!({"givenName": "Ada", "familyName": "King"});
    let mut body = with(person(day), &json!({"id": day.id("ada")?, "name": name}));
    if let Some(body) = body.as_object_mut() {
        body.remove("active");
    }
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/active", &json!(true)).map(drop)
}

async fn loose(day: &mut Day) -> Verdict {
    day.lab.offers.needs(Feature::Patch)?;
    let path = day.user("ada")?;
    let body = patch(&[
        json!({"op": "replace", "path": "active", "value": "False"}),
        json!({"op": "replace", "path": "displayName", "value": ""}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/active", &json!(false))?;
    let cleared = read.text_at("/displayName").is_empty();
    read.demands(cleared, "no displayName")?;
    let body = patch(&[json!({"op": "replace", "value": {"active": "True"}})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/active", &json!(true))?;
    if !day.lab.offers.extends(ENTERPRISE) {
        return Ok(());
    }
    let chief = day.lab.a_user("lenient.chief", &json!({})).await?.1.id()?;
    let target = format!("{ENTERPRISE}:manager");
    let body = patch(&[json!({"op": "add", "path": target, "value": chief})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    let shown = format!("/{ENTERPRISE}/manager/value");
    read.equals(&shown, &json!(chief)).map(drop)
}

async fn unknown_path(day: &mut Day) -> Verdict {
    day.lab.offers.needs(Feature::Patch)?;
    let path = day.user("ada")?;
    let body = patch(&[
        json!({"op": "replace", "path": "shoeSize", "value": 45}),
        json!({"op": "replace", "path": "active", "value": false}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/active", &json!(false))?;
    let body = patch(&[json!({"op": "replace", "path": "active", "value": true})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/active", &json!(true)).map(drop)
}

async fn unknown_filter(day: &mut Day) -> Verdict {
    let answer = day.lab.filtered("/Users", r#"shoeSize eq "44""#).await?;
    if answer.status == 200 {
        return answer.finds_nothing();
    }
    answer.refuses(400, Some("invalidFilter"))
}

async fn groups(day: &mut Day) -> Verdict {
    day.lab.offers.needs_type("Group")?;
    day.lab.offers.needs(Feature::Patch)?;
    let name = format!("Lenient drivers {}", day.lab.run);
    let answer = day.lab.post("/Groups", &group(&name, &[])).await?;
    answer.status(&[201])?;
    day.learns("group", &answer)?;
    let (_, bob) = day.lab.a_user("lenient.bob", &json!({})).await?;
    day.learns("bob", &bob)?;
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let value = json!({"displayName": format!("{name} renamed")});
    let body = patch(&[json!({"op": "replace", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/displayName", &json!(format!("{name} renamed")))?;
    let adding = |id: &str| json!({"op": "add", "path": "members", "value": [{"value": id}]});
    let body = patch(&[adding(&ada), adding(&bob)]);
    let read: Answer = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada, &bob])
}

async fn removes(day: &mut Day) -> Verdict {
    let (path, ada, bob) = (day.group("group")?, day.id("ada")?, day.id("bob")?);
    let body = patch(&[json!({"op": "remove", "path": "members", "value": [{"value": bob}]})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    members(&read, &[&ada])?;
    day.again().await
}

async fn reads_all(day: &mut Day) -> Verdict {
    let mut seen: Vec<String> = Vec::new();
    loop {
        let call = day.lab.client.get("/Users");
        let call = call.query("startIndex", &(seen.len() + 1).to_string());
        let page = call.query("count", "200").send().await?;
        let ids = page.ids()?;
        for id in &ids {
            page.demands(!seen.contains(id), "a user that no earlier page held")?;
        }
        seen.extend(ids.iter().cloned());
        let total = usize::try_from(page.total()).unwrap_or_default();
        if seen.len() >= total {
            return page.demands(seen.len() == total, "as many users as totalResults says");
        }
        page.demands(!ids.is_empty(), "another page, because there are more")?;
        // Enough to judge by: a tenant with very many users is not read to its end.
        if seen.len() >= 2_000 {
            return Ok(());
        }
    }
}

async fn deletes(day: &mut Day) -> Verdict {
    let (path, old) = (day.user("ada")?, day.id("ada")?);
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    let body = person(day);
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    answer.demands(
        answer.id()? != old,
        "an id that was never used (RFC 7643 3.1)",
    )
}
