//! What Okta does with people.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Answer;
use crate::profile::Profile;
use crate::replays::day::Day;
use crate::shapes::{USER, patch, with};
use crate::verdict::Verdict;

/// A person as Okta assigns it.
fn assigned(day: &Day, person: &str) -> Value {
    let user_name = day.user_name(person);
    json!({
        "schemas": [USER],
        "userName": user_name,
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "emails": [{"primary": true, "value": user_name, "type": "work"}],
        "displayName": "Ada Lovelace",
        "locale": "en-US",
        "externalId": format!("00u{}{person}", day.lab.run),
        "groups": [],
        "password": "1mz050nq",
        "active": true
    })
}

/// The look-up that precedes every assignment.
async fn found(day: &Day, user_name: &str) -> Verdict<Answer> {
    let filter = format!(r#"userName eq "{user_name}""#);
    let call = day.lab.client.get("/Users").query("filter", &filter);
    let call = call.query("startIndex", "1").query("count", "100");
    call.send().await
}

fn switch(active: bool) -> Value {
    patch(&[json!({"op": "replace", "value": {"active": active}})])
}

pub(super) async fn tests_connection(day: &mut Day) -> Verdict {
    let call = day.lab.client.get("/Users").query("startIndex", "1");
    let answer = call.query("count", "2").send().await?;
    let seen = answer.resources()?.len();
    answer.equals("/startIndex", &json!(1))?;
    answer.equals("/itemsPerPage", &json!(seen)).map(drop)
}

pub(super) async fn looks_up(day: &mut Day) -> Verdict {
    found(day, &day.user_name("Okta.Ada"))
        .await?
        .finds_nothing()
}

pub(super) async fn assigns(day: &mut Day) -> Verdict {
    for (who, person) in [("ada", "Okta.Ada"), ("bob", "Okta.Bob")] {
        let body = assigned(day, person);
        let answer = day.lab.post("/Users", &body).await?;
        answer.status(&[201])?;
        day.learns(who, &answer)?;
        answer.equals("/userName", &json!(day.user_name(person)))?;
        answer.equals("/active", &json!(true))?;
        answer.lacks("/password")?;
    }
    Ok(())
}

pub(super) async fn reads_back(day: &mut Day) -> Verdict {
    let read = day.lab.read(&day.user("ada")?).await?;
    let sent = assigned(day, "Okta.Ada");
    for name in [
        "userName",
        "name",
        "displayName",
        "locale",
        "externalId",
        "active",
    ] {
        read.equals(&format!("/{name}"), sent.get(name).unwrap_or(&Value::Null))?;
    }
    read.equals("/emails/0/value", &json!(day.user_name("Okta.Ada")))?;
    let other_case = day.user_name("okta.ADA");
    found(day, &other_case).await?.finds_only(&day.id("ada")?)
}

pub(super) async fn assigns_twice(day: &mut Day) -> Verdict {
    day.id("ada")?;
    let body = assigned(day, "Okta.Ada");
    let answer = day.lab.post("/Users", &body).await?;
    answer.refuses(409, Some("uniqueness"))
}

pub(super) async fn renames(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let whole = day.lab.read(&path).await?.body().clone();
    let name = json!({"givenName": "Ada", "familyName": "King"});
    let body = with(whole, &json!({"name": name, "displayName": "Ada King"}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/id", &json!(day.id("ada")?))?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/displayName", &json!("Ada King")).map(drop)
}

pub(super) async fn changes_email(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let address = day.user_name("okta.ada.king");
    let whole = day.lab.read(&path).await?.body().clone();
    let emails = json!([{"primary": true, "value": address, "type": "work"}]);
    let body = with(whole, &json!({"emails": emails}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.lacks("/emails/1")?;
    read.equals("/emails/0/value", &json!(address)).map(drop)
}

pub(super) async fn unassigns(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let read = day.writes(Method::PATCH, &path, switch(false)).await?;
    read.equals("/active", &json!(false))?;
    let answer = found(day, &day.user_name("Okta.Ada")).await?;
    answer.finds_only(&day.id("ada")?)?;
    answer
        .equals("/Resources/0/active", &json!(false))
        .map(drop)
}

pub(super) async fn assigns_again(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let answer = found(day, &day.user_name("Okta.Ada")).await?;
    answer.finds_only(&day.id("ada")?)?;
    let read = day.writes(Method::PATCH, &path, switch(true)).await?;
    read.equals("/id", &json!(day.id("ada")?))?;
    read.equals("/active", &json!(true)).map(drop)
}

pub(super) async fn pushes_again(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    day.writes(Method::PATCH, &path, switch(false)).await?;
    let body = assigned(day, "Okta.Ada");
    let answer = day.lab.post("/Users", &body).await?;
    let revives = match day.lab.profile {
        Profile::Okta => true,
        Profile::Rfc => false,
        _ => answer.status == 201,
    };
    if revives {
        answer
            .status(&[201])?
            .equals("/id", &json!(day.id("ada")?))?;
        return answer.equals("/active", &json!(true)).map(drop);
    }
    answer.refuses(409, Some("uniqueness"))?;
    let read = day.writes(Method::PATCH, &path, switch(true)).await?;
    read.equals("/active", &json!(true)).map(drop)
}

pub(super) async fn purges(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    day.lab.client.get(&path).send().await?.refuses(404, None)?;
    found(day, &day.user_name("Okta.Ada"))
        .await?
        .finds_nothing()
}
