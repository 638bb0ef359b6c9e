//! What Entra does with people who stay.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Answer;
use crate::replays::day::Day;
use crate::shapes::{ENTERPRISE, USER, patch, with};
use crate::verdict::Verdict;

/// The query that stands in the tenant URL when the flag is set.
const FLAG: &str = "aadOptscim062020";

/// The user name with which the person begins the day.
pub(super) fn first_name(day: &Day) -> String {
    day.user_name("Entra.Ada")
}

/// The user name after the renaming.
pub(super) fn second_name(day: &Day) -> String {
    day.user_name("Entra.Ada.King")
}

/// A person as Entra creates it, nulls and all.
pub(super) fn assigned(day: &Day, user_name: &str) -> Value {
    let (address, _) = user_name.split_once('@').unwrap_or((user_name, ""));
    json!({
        "schemas": [USER, ENTERPRISE],
        "externalId": format!("objectid-{address}"),
        "userName": user_name,
        "active": true,
        "addresses": null,
        "displayName": "Ada Lovelace",
        "emails": [{"type": "work", "primary": true, "value": format!("mail-{}", user_name)}],
        "meta": {"resourceType": "User"},
        "name": {"formatted": "Ada Lovelace", "familyName": "Lovelace", "givenName": "Ada"},
        "phoneNumbers": null,
        "title": null,
        "department": null,
        "manager": null,
        "roles": [],
        ENTERPRISE: {"department": format!("Fleet {}", day.lab.run)}
    })
}

/// Sends one filter.
pub(super) async fn found(day: &Day, filter: &str) -> Verdict<Answer> {
    let call = day.lab.client.get("/Users").query("filter", filter);
    call.send().await
}

/// The three filters by which Entra matches a person.
fn matching(day: &Day) -> [String; 3] {
    let body = assigned(day, &first_name(day));
    let text = |pointer: &str| {
        let found = body.pointer(pointer).and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    [
        format!(r#"userName eq "{}""#, text("/userName")),
        format!(r#"externalId eq "{}""#, text("/externalId")),
        format!(
            r#"emails[type eq "work"].value eq "{}""#,
            text("/emails/0/value")
        ),
    ]
}

pub(super) async fn tests_connection(day: &mut Day) -> Verdict {
    let filter = format!(r#"userName eq "7d1c7a2e-0000-4000-8000-{}""#, day.lab.run);
    found(day, &filter).await?.finds_nothing()?;
    let call = day.lab.client.get("/Users").query(FLAG, "");
    call.query("filter", &filter).send().await?.finds_nothing()
}

pub(super) async fn matches_nobody(day: &mut Day) -> Verdict {
    for filter in matching(day) {
        found(day, &filter).await?.finds_nothing()?;
    }
    Ok(())
}

pub(super) async fn assigns(day: &mut Day) -> Verdict {
    let body = assigned(day, &first_name(day));
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    day.learns("ada", &answer)?;
    answer.equals("/userName", &json!(first_name(day)))?;
    answer.equals("/active", &json!(true))?;
    answer.lacks("/addresses")?.lacks("/title")?;
    let chief = with(
        assigned(day, &day.user_name("Entra.Chief")),
        &json!({"emails": [], "displayName": "Chief"}),
    );
    let answer = day.lab.post("/Users", &chief).await?;
    answer.status(&[201])?;
    day.learns("chief", &answer)
}

pub(super) async fn reads_back(day: &mut Day) -> Verdict {
    let id = day.id("ada")?;
    for filter in matching(day) {
        found(day, &filter).await?.finds_only(&id)?;
    }
    let other_case = format!(r#"userName eq "{}""#, first_name(day).to_uppercase());
    found(day, &other_case).await?.finds_only(&id)?;
    let read = day.lab.read(&day.user("ada")?).await?;
    let department = format!("/{ENTERPRISE}/department");
    read.equals(&department, &json!(format!("Fleet {}", day.lab.run)))?;
    read.equals("/name/formatted", &json!("Ada Lovelace"))
        .map(drop)
}

pub(super) async fn assigns_twice(day: &mut Day) -> Verdict {
    day.id("ada")?;
    let body = assigned(day, &first_name(day));
    let answer = day.lab.post("/Users", &body).await?;
    answer.refuses(409, Some("uniqueness"))
}

pub(super) async fn updates(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let body = patch(&[
        json!({"op": "Replace", "path": "displayName", "value": "Ada King"}),
        json!({"op": "Add", "path": "title", "value": "Engineer"}),
        json!({"op": "Replace", "path": "active", "value": "True"}),
        json!({"op": "Replace", "path": format!("{ENTERPRISE}:department"), "value": "Workshop"}),
        json!({"op": "Add", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+1 (201) 555-0123"}),
        json!({"op": "Add", "path": "addresses[type eq \"work\"].streetAddress", "value": "1 Engine Way"}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/displayName", &json!("Ada King"))?;
    read.equals("/title", &json!("Engineer"))?;
    read.equals("/active", &json!(true))?;
    read.equals(&format!("/{ENTERPRISE}/department"), &json!("Workshop"))?;
    read.equals("/phoneNumbers/0/type", &json!("mobile"))?;
    read.equals("/phoneNumbers/0/value", &json!("+1 (201) 555-0123"))?;
    read.equals("/addresses/0/type", &json!("work"))?;
    read.equals("/addresses/0/streetAddress", &json!("1 Engine Way"))
        .map(drop)
}

pub(super) async fn gives_address(day: &mut Day) -> Verdict {
    let path = day.user("chief")?;
    day.lab.read(&path).await?.lacks("/emails")?;
    let address = day.user_name("entra.chief.mail");
    let target = "emails[type eq \"work\"].value";
    let body = patch(&[json!({"op": "Add", "path": target, "value": address})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/emails/0/type", &json!("work"))?;
    read.equals("/emails/0/value", &json!(address))?;
    day.again().await
}

pub(super) async fn manages(day: &mut Day) -> Verdict {
    let (path, chief) = (day.user("ada")?, day.id("chief")?);
    let target = format!("{ENTERPRISE}:manager");
    let shown = format!("/{ENTERPRISE}/manager/value");
    let body = patch(&[json!({"op": "Add", "path": target, "value": chief})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals(&shown, &json!(chief))?;
    day.again().await?;
    let check = format!(r#"id eq "{}" and manager eq "{chief}""#, day.id("ada")?);
    found(day, &check).await?.finds_only(&day.id("ada")?)?;
    let body = patch(&[json!({"op": "Replace", "path": target, "value": ""})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.lacks(&shown)?;
    let value = json!([{"$ref": format!("/Users/{chief}"), "value": chief}]);
    let body = patch(&[json!({"op": "Add", "path": "manager", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals(&shown, &json!(chief))?;
    let body = patch(&[json!({"op": "Remove", "path": target})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.lacks(&shown).map(drop)
}

pub(super) async fn renames(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let name = second_name(day);
    let body = patch(&[json!({"op": "Replace", "path": "userName", "value": name})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/userName", &json!(name))?;
    let old = format!(r#"userName eq "{}""#, first_name(day));
    found(day, &old).await?.finds_nothing()
}

pub(super) async fn updates_flagged(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let number = format!("{ENTERPRISE}:employeeNumber");
    let value = json!({"name.givenName": "Augusta", number: "701984", "active": true});
    let body = patch(&[json!({"op": "replace", "value": value})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/name/givenName", &json!("Augusta"))?;
    read.equals("/name/familyName", &json!("Lovelace"))?;
    let shown = format!("/{ENTERPRISE}/employeeNumber");
    read.equals(&shown, &json!("701984"))?;
    day.again().await
}

pub(super) async fn clears(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    for value in [json!(""), Value::Null] {
        let body = patch(&[json!({"op": "Replace", "path": "title", "value": value})]);
        let read = day.writes(Method::PATCH, &path, body).await?;
        let title = read.at("/title");
        read.demands(title.is_null() || title == "", "no title")?;
    }
    Ok(())
}

pub(super) async fn changes_email(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let address = day.user_name("entra.ada.king.mail");
    let target = "emails[type eq \"work\"].value";
    let body = patch(&[json!({"op": "Replace", "path": target, "value": address})]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    read.equals("/emails/0/value", &json!(address))?;
    read.equals("/emails/0/primary", &json!(true))?;
    read.lacks("/emails/1").map(drop)
}
