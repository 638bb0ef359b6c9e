//! The day of a personnel system: hired before the first day, begun, moved, gone, hired again; often in bulk.

use reqwest::Method;
use serde_json::{Value, json};

use super::day::Day;
use crate::bulk::{bulk, posting};
use crate::check::{Check, check};
use crate::client::Answer;
use crate::offers::Feature;
use crate::profile::Profile;
use crate::shapes::{ENTERPRISE, USER, patch, with};
use crate::verdict::Verdict;

const DAY: &str = "HR's day";

pub(super) const STEPS: &[Check<Day>] = &[
    check(
        "hr-01-hire",
        DAY,
        "POST without `active` answers 201; under the hr profile the person is not active yet.",
        |day| Box::pin(hires(day)),
    ),
    check(
        "hr-02-hire-retried",
        DAY,
        "The same POST after a lost answer is 409 uniqueness, and the person is found by externalId.",
        |day| Box::pin(retries(day)),
    ),
    check(
        "hr-03-hire-in-bulk",
        DAY,
        "A bulk request hires a chief and two who report to her by bulkId.",
        |day| Box::pin(hires_in_bulk(day)),
    ),
    check(
        "hr-04-begin",
        DAY,
        "On the first day active true gives access, under the same id.",
        |day| Box::pin(begins(day)),
    ),
    check(
        "hr-05-begin-repeated",
        DAY,
        "The same request once more succeeds and moves neither meta.version nor lastModified.",
        |day| Box::pin(day.repeats()),
    ),
    check(
        "hr-06-move",
        DAY,
        "A new department, cost centre and title arrive together, and nothing else changes.",
        |day| Box::pin(moves(day)),
    ),
    check(
        "hr-07-whole-feed",
        DAY,
        "PUT of the whole person as the feed has it, without `active`, leaves the person active.",
        |day| Box::pin(feeds(day)),
    ),
    check(
        "hr-08-leave",
        DAY,
        "active false takes access away; the person is still found by externalId and employee number.",
        |day| Box::pin(leaves(day)),
    ),
    check(
        "hr-09-hire-again",
        DAY,
        "active true brings the same person back under the same id, with the employee number.",
        |day| Box::pin(returns(day)),
    ),
    check(
        "hr-10-erase",
        DAY,
        "DELETE after the retention time answers 204; the externalId finds nobody.",
        |day| Box::pin(erases(day)),
    ),
];

fn external(day: &Day) -> String {
    format!("W-{}", day.lab.run)
}

fn person(day: &Day, name: &str) -> Value {
    let user_name = day.user_name(name);
    let mut body = json!({
        "schemas": [USER],
        "userName": user_name,
        "externalId": external(day),
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "displayName": "Ada Lovelace",
        "title": "Engineer",
        "emails": [{"type": "work", "value": user_name, "primary": true}]
    });
    if day.lab.offers.extends(ENTERPRISE) {
        let own = json!({"employeeNumber": external(day), "department": "Fleet"});
        body = with(
            body,
            &json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: own}),
        );
    }
    body
}

async fn found(day: &Day) -> Verdict<Answer> {
    let filter = format!(r#"externalId eq "{}""#, external(day));
    day.lab.filtered("/Users", &filter).await
}

async fn hires(day: &mut Day) -> Verdict {
    let body = person(day, "hr.ada");
    let answer = day.lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    day.learns("ada", &answer)?;
    if day.lab.profile == Profile::Hr {
        let read = day.lab.read(&day.user("ada")?).await?;
        read.equals("/active", &json!(false))?;
    }
    Ok(())
}

async fn retries(day: &mut Day) -> Verdict {
    let id = day.id("ada")?;
    let body = person(day, "hr.ada");
    let answer = day.lab.post("/Users", &body).await?;
    answer.refuses(409, Some("uniqueness"))?;
    found(day).await?.finds_only(&id)
}

async fn hires_in_bulk(day: &mut Day) -> Verdict {
    day.lab.offers.needs(Feature::Bulk)?;
    day.lab.offers.needs_enterprise()?;
    let hired = |name: &str, manager: Option<&str>| {
        let number = format!("{}-{name}", external(day));
        let mut own = json!({"employeeNumber": number});
        if let Some(manager) = manager {
            own = with(own, &json!({"manager": {"value": manager}}));
        }
        let extra = json!({"externalId": number, ENTERPRISE: own});
        posting(name, "/Users", &with(person(day, name), &extra))
    };
    let operations = [
        hired("hr.chief", None),
        hired("hr.bob", Some("bulkId:hr.chief")),
        hired("hr.cleo", Some("bulkId:hr.chief")),
    ];
    let bulked = day.lab.bulked(&bulk(&operations)).await?;
    bulked.came_to(&[201, 201, 201])?;
    let chief = day.lab.read(&bulked.created("hr.chief")?).await?;
    let shown = format!("/{ENTERPRISE}/manager/value");
    for name in ["hr.bob", "hr.cleo"] {
        let read = day.lab.read(&bulked.created(name)?).await?;
        read.equals(&shown, chief.at("/id"))?;
    }
    Ok(())
}

/// Sends the switch by PATCH, or by PUT where there is no PATCH.
async fn switches(day: &mut Day, active: bool) -> Verdict<Answer> {
    let path = day.user("ada")?;
    if day.lab.offers.needs(Feature::Patch).is_ok() {
        let body = patch(&[json!({"op": "replace", "path": "active", "value": active})]);
        return day.writes(Method::PATCH, &path, body).await;
    }
    let body = with(person(day, "hr.ada"), &json!({"active": active}));
    day.writes(Method::PUT, &path, body).await
}

async fn begins(day: &mut Day) -> Verdict {
    let read = switches(day, true).await?;
    read.equals("/active", &json!(true))?;
    read.equals("/id", &json!(day.id("ada")?)).map(drop)
}

async fn moves(day: &mut Day) -> Verdict {
    day.lab.offers.needs(Feature::Patch)?;
    day.lab.offers.needs_enterprise()?;
    let path = day.user("ada")?;
    let at = |name: &str| format!("{ENTERPRISE}:{name}");
    let body = patch(&[
        json!({"op": "replace", "path": at("department"), "value": "Workshop"}),
        json!({"op": "replace", "path": at("costCenter"), "value": "4130"}),
        json!({"op": "replace", "path": "title", "value": "Lead"}),
    ]);
    let read = day.writes(Method::PATCH, &path, body).await?;
    let shown = |name: &str| format!("/{ENTERPRISE}/{name}");
    read.equals(&shown("department"), &json!("Workshop"))?;
    read.equals(&shown("costCenter"), &json!("4130"))?;
    read.equals(&shown("employeeNumber"), &json!(external(day)))?;
    read.equals("/title", &json!("Lead"))?;
    read.equals("/active", &json!(true)).map(drop)
}

async fn feeds(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let body = with(person(day, "hr.ada"), &json!({"displayName": "Ada King"}));
    let read = day.writes(Method::PUT, &path, body).await?;
    read.equals("/displayName", &json!("Ada King"))?;
    read.equals("/active", &json!(true)).map(drop)
}

async fn leaves(day: &mut Day) -> Verdict {
    let read = switches(day, false).await?;
    read.equals("/active", &json!(false))?;
    let id = day.id("ada")?;
    found(day).await?.finds_only(&id)?;
    if day.lab.offers.extends(ENTERPRISE) {
        let filter = format!(r#"{ENTERPRISE}:employeeNumber eq "{}""#, external(day));
        day.lab.filtered("/Users", &filter).await?.finds_only(&id)?;
    }
    Ok(())
}

async fn returns(day: &mut Day) -> Verdict {
    let read = switches(day, true).await?;
    read.equals("/active", &json!(true))?;
    read.equals("/id", &json!(day.id("ada")?))?;
    read.equals("/externalId", &json!(external(day))).map(drop)
}

async fn erases(day: &mut Day) -> Verdict {
    let path = day.user("ada")?;
    let deleted = day.lab.client.delete(&path).send().await?;
    deleted.status(&[204])?;
    found(day).await?.finds_nothing()
}
