//! Reading one resource (RFC 7644 3.4.1).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::ENTERPRISE;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.1-get",
        "RFC 7644 3.4.1",
        "GET of an id answers the resource as it was created.",
        |lab| Box::pin(get(lab)),
    ),
    check(
        "rfc7643-3-schemas-are-those-in-use",
        "RFC 7643 3",
        "`schemas` of a resource names its core schema and the extensions that have values, nothing else.",
        |lab| Box::pin(schemas(lab)),
    ),
    check(
        "rfc7643-3.3-extension-under-its-urn",
        "RFC 7643 3.3",
        "Enterprise attributes are stored and shown under the extension's URN, manager as a complex value.",
        |lab| Box::pin(extension(lab)),
    ),
    check(
        "rfc7643-2.4-multi-valued",
        "RFC 7643 2.4",
        "Multi-valued attributes keep value, type and primary of every element.",
        |lab| Box::pin(values(lab)),
    ),
];

async fn get(lab: &mut Lab) -> Verdict {
    let (path, created) = lab.a_user("get", &json!({"title": "Driver"})).await?;
    let read = lab.read(&path).await?;
    read.demands(
        read.body() == created.body(),
        format!("the representation that POST answered: {}", created.body()),
    )
}

async fn schemas(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("schemas", &json!({})).await?;
    let read = lab.read(&path).await?;
    let schemas = read.at("/schemas").as_array().cloned().unwrap_or_default();
    read.demands(
        schemas.contains(&json!(crate::shapes::USER)),
        "the core User URN in schemas",
    )?;
    for urn in schemas.iter().filter_map(|urn| urn.as_str()) {
        let shown = urn == crate::shapes::USER || read.body().get(urn).is_some();
        read.demands(shown, format!("a value for the schema {urn} that is named"))?;
    }
    Ok(())
}

async fn extension(lab: &mut Lab) -> Verdict {
    if !lab.offers.extends(ENTERPRISE) {
        return skip("not advertised: the enterprise extension");
    }
    let (_, chief) = lab.a_user("chief", &json!({})).await?;
    let extra = json!({
        "schemas": [crate::shapes::USER, ENTERPRISE],
        ENTERPRISE: {"employeeNumber": "701984", "department": "Fleet", "manager": {"value": chief.id()?}}
    });
    let (path, _) = lab.a_user("extended", &extra).await?;
    let read = lab.read(&path).await?;
    read.equals(&format!("/{ENTERPRISE}/employeeNumber"), &json!("701984"))?;
    read.equals(&format!("/{ENTERPRISE}/department"), &json!("Fleet"))?;
    let manager = format!("/{ENTERPRISE}/manager/value");
    read.equals(&manager, &json!(chief.id()?)).map(drop)
}

async fn values(lab: &mut Lab) -> Verdict {
    let work = lab.user_name("work");
    let home = lab.user_name("home");
    let extra = json!({"emails": [
        {"value": work, "type": "work", "primary": true},
        {"value": home, "type": "home"}
    ]});
    let (path, _) = lab.a_user("values", &extra).await?;
    let read = lab.read(&path).await?;
    let emails = read.at("/emails").as_array().cloned().unwrap_or_default();
    let holds = |value: &str, kind: &str, primary: bool| {
        emails.iter().any(|one| {
            one.get("value") == Some(&json!(value))
                && one.get("type") == Some(&json!(kind))
                && one
                    .get("primary")
                    .and_then(serde_json::Value::as_bool)
                    .unwrap_or(false)
                    == primary
        })
    };
    read.demands(
        emails.len() == 2 && holds(&work, "work", true) && holds(&home, "home", false),
        "both addresses with their type, the first one primary",
    )
}
