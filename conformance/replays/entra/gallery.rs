//! What Microsoft's gallery validation asks of the endpoint itself, as far as HTTP shows it.
//!
//! The Logic App of 25 tests drives most of them through Entra's own cycle, whose requests are those of Entra's day;
//! here stand the direct ones, and those whose figures the day does not ask for.

use reqwest::Method;
use serde_json::{Value, json};

use super::people::{assigned, found};
use crate::client::Answer;
use crate::replays::day::Day;
use crate::sample::samples;
use crate::shapes::{ENTERPRISE, GROUP, USER, patch, user};
use crate::verdict::Verdict;

/// `Schema_Discoverability_Test`.
pub(super) async fn discovers(day: &mut Day) -> Verdict {
    let answer = day.lab.read("/Schemas").await?;
    let attributes = |urn: &str| {
        let schema = day.lab.offers.schema(urn);
        schema
            .map(Value::to_string)
            .unwrap_or_default()
            .to_lowercase()
    };
    let mapped = [
        (
            USER,
            "userName active displayName title emails preferredLanguage name givenName familyName formatted addresses streetAddress locality region postalCode country phoneNumbers externalId",
        ),
        (ENTERPRISE, "employeeNumber department manager"),
        (GROUP, "displayName members"),
    ];
    for (urn, names) in mapped {
        let schema = attributes(urn);
        for name in names.split(' ').filter(|name| *name != "externalId") {
            let quoted = format!("\"{}\"", name.to_lowercase());
            answer.demands(
                schema.contains(&quoted),
                format!("{name} in the schema {urn}"),
            )?;
        }
    }
    Ok(())
}

/// `SCIM_User_Create_Test`.
pub(super) async fn creates(day: &mut Day) -> Verdict {
    for (who, name) in [
        ("ada", "Gallery.Ada"),
        ("chief", "Gallery.Chief"),
        ("other", "Gallery.Other"),
    ] {
        let body = assigned(day, &day.user_name(name));
        let answer = day.lab.post("/Users", &body).await?;
        answer.status(&[200, 201])?;
        day.learns(who, &answer)?;
        answer.equals("/userName", &json!(day.user_name(name)))?;
    }
    Ok(())
}

/// `SCIM_User_Update_Test`: every single-valued attribute that may be written, in one PATCH.
pub(super) async fn updates(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let run = day.lab.run.clone();
    let schemas = day.lab.offers.user_schemas();
    let all = schemas
        .iter()
        .flat_map(|(urn, schema)| samples(urn, schema, &run, true));
    let simple: Vec<(String, Value)> = all
        .filter(|one| !one.value.is_object() && !one.value.is_array())
        .filter(|one| one.urn == USER || one.urn == ENTERPRISE)
        .map(|one| {
            let name = if one.urn == USER {
                one.name.clone()
            } else {
                one.full()
            };
            (name, one.value)
        })
        .collect();
    let operation =
        |(name, value): &(String, Value)| json!({"op": "Replace", "path": name, "value": value});
    let operations: Vec<Value> = simple.iter().map(operation).collect();
    let read = day.writes(Method::PATCH, &path, patch(&operations)).await?;
    for (name, value) in &simple {
        let pointer = match name.rsplit_once(':') {
            Some((urn, name)) => format!("/{urn}/{name}"),
            None => format!("/{name}"),
        };
        read.equals(&pointer, value)?;
    }
    Ok(())
}

/// `SCIM_Null_Update_Test`.
pub(super) async fn clears(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let names = ["title", "nickName", "preferredLanguage", "name.middleName"];
    for value in [json!(""), Value::Null] {
        let operations: Vec<Value> = names
            .iter()
            .map(|name| json!({"op": "Replace", "path": name, "value": value}))
            .collect();
        let read = day.writes(Method::PATCH, &path, patch(&operations)).await?;
        for name in names {
            let pointer = format!("/{}", name.replace('.', "/"));
            let empty = read.at(&pointer).is_null() || read.text_at(&pointer).is_empty();
            let sent = read.at(&pointer).as_str().is_none_or(str::is_empty);
            read.demands(empty && sent, format!("no value for {name}"))?;
        }
    }
    Ok(())
}

/// `SCIM_Update_Manager_Test`: set, changed, removed.
pub(super) async fn manages(day: &mut Day) -> Verdict {
    let (path, chief, other) = (day.user("ada")?, day.id("chief")?, day.id("other")?);
    let target = format!("{ENTERPRISE}:manager");
    let shown = format!("/{ENTERPRISE}/manager/value");
    let change =
        |op: &str, value: &str| patch(&[json!({"op": op, "path": target, "value": value})]);
    let read = day
        .writes(Method::PATCH, &path, change("Add", &chief))
        .await?;
    read.equals(&shown, &json!(chief))?;
    let read = day
        .writes(Method::PATCH, &path, change("Replace", &other))
        .await?;
    read.equals(&shown, &json!(other))?;
    let read = day
        .writes(Method::PATCH, &path, change("Replace", ""))
        .await?;
    read.lacks(&shown).map(drop)
}

/// `SCIM_User_Pagination_Test` and `SCIM_Group_Pagination_Test`.
pub(super) async fn pages(day: &mut Day) -> Verdict {
    for number in 1..=11 {
        let name = day.user_name(&format!("Gallery.Page.{number}"));
        day.lab.post("/Users", &user(&name)).await?.status(&[201])?;
        let name = format!("Gallery page {number} {}", day.lab.run);
        let body = json!({"schemas": [GROUP], "displayName": name});
        day.lab.post("/Groups", &body).await?.status(&[201])?;
    }
    for collection in ["/Users", "/Groups"] {
        for start in [1, 6] {
            let call = day.lab.client.get(collection);
            let call = call.query("startIndex", &start.to_string());
            let answer = call.query("count", "5").send().await?;
            let seen = answer.resources()?.len();
            answer.equals("/startIndex", &json!(start))?;
            answer.demands(seen == 5, "five resources on the page")?;
        }
    }
    Ok(())
}

/// `SCIM_Group_Create_Test` and `SCIM_Group_Update_Test`.
pub(super) async fn groups(day: &mut Day) -> Verdict {
    let name = format!("Gallery group {}", day.lab.run);
    let body = json!({"schemas": [GROUP], "externalId": format!("g-{}", day.lab.run), "displayName": name});
    let answer = day.lab.post("/Groups", &body).await?;
    answer
        .status(&[200, 201])?
        .equals("/displayName", &json!(name))?;
    day.learns("group", &answer)?;
    let path = day.group("group")?;
    let new = format!("{name} updated");
    let body = patch(&[
        json!({"op": "Replace", "path": "displayName", "value": new}),
        json!({"op": "Replace", "path": "externalId", "value": format!("h-{}", day.lab.run)}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/displayName", &json!(new))?;
    let external = json!(format!("h-{}", day.lab.run));
    read.equals("/externalId", &external).map(drop)
}

/// `Restore_User_Test`: unassigned until it is gone, then assigned once more.
pub(super) async fn restores(day: &mut Day) -> Verdict {
    let (path, old) = (day.user("ada")?, day.id("ada")?);
    let name = day.user_name("Gallery.Ada");
    let filter = format!(r#"userName eq "{name}""#);
    day.lab.client.delete(&path).send().await?.status(&[204])?;
    found(day, &filter).await?.finds_nothing()?;
    let body = assigned(day, &name);
    let answer: Answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    answer.demands(
        answer.id()? != old,
        "an id that was never used (RFC 7643 3.1)",
    )?;
    found(day, &filter).await?.finds_only(&answer.id()?)
}
