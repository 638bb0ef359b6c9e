//! Filters by type, null, extension and schema (RFC 7644 3.4.2.2).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{ENTERPRISE, USER};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.2.2-by-id",
        "RFC 7644 3.4.2.2",
        "`id eq` finds that resource, in that case alone, and goes with other terms.",
        |lab| Box::pin(by_id(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-eq-null",
        "RFC 7644 3.4.2.2",
        "`eq null` finds those who have no value, `ne null` those who have one.",
        |lab| Box::pin(null(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.4.2.2-extension",
        "RFC 7644 3.4.2.2",
        "Attributes of an extension are compared by their URN-qualified names, sub-attributes too.",
        |lab| Box::pin(extension(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-manager",
        "RFC 7644 3.4.2.2",
        "`id eq … and manager eq …` finds the managed person.",
        |lab| Box::pin(manager(lab)),
    )
    .field()
    .breaks(&["Microsoft Entra ID"], "It checks a manager so before it writes one."),
    check(
        "rfc7644-3.4.2.2-by-schema-and-type",
        "RFC 7644 3.4.2.2",
        "`schemas eq` and `meta.resourceType eq` are filters too.",
        |lab| Box::pin(schema(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-date-time-exact",
        "RFC 7644 3.4.2.2",
        "A resource is found by `ge` and `le`, and not by `gt` and `lt`, of its own meta.lastModified.",
        |lab| Box::pin(exact(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-text-order",
        "RFC 7644 3.4.2.2",
        "`gt`, `ge`, `lt` and `le` order texts.",
        |lab| Box::pin(order(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-multi-valued-ne",
        "RFC 7644 3.4.2.2",
        "`emails.value eq` in `not (…)` asks for nobody with that value; `pr` is false for an empty list.",
        |lab| Box::pin(many(lab)),
    ),
    check(
        "rfc7644-3.4.2.2-value-without-sub-attribute",
        "RFC 7644 3.4.2.2",
        "`emails eq \"x\"` is read as `emails.value eq \"x\"`, or refused with invalidFilter; it never finds everybody.",
        |lab| Box::pin(bare(lab)),
    )
    .field(),
];

async fn found(lab: &Lab, filter: &str, id: Option<&str>) -> Verdict {
    let answer = lab.filtered("/Users", filter).await?;
    id.map_or_else(|| answer.finds_nothing(), |id| answer.finds_only(id))
}

async fn by_id(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("by.id", &json!({})).await?;
    let (id, name) = (user.id()?, user.text_at("/userName"));
    found(lab, &format!(r#"id eq "{id}""#), Some(&id)).await?;
    let filter = format!(r#"id eq "{id}" and userName eq "{name}""#);
    found(lab, &filter, Some(&id)).await?;
    let filter = format!(r#"id eq "{id}" and userName eq "not.{name}""#);
    found(lab, &filter, None).await
}

async fn null(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("null.eq", &json!({"title": "Driver"})).await?;
    let id = user.id()?;
    for (filter, finds) in [
        ("nickName eq null", true),
        ("nickName ne null", false),
        ("title ne null", true),
        ("title eq null", false),
    ] {
        let filter = format!(r#"id eq "{id}" and {filter}"#);
        found(lab, &filter, finds.then_some(id.as_str())).await?;
    }
    Ok(())
}

async fn extension(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    lab.offers.needs(Feature::Filter)?;
    let department = lab.name("Fleet");
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"department": department}});
    let (_, user) = lab.a_user("by.extension", &extra).await?;
    let id = user.id()?;
    let filter = format!(r#"{ENTERPRISE}:department eq "{department}""#);
    found(lab, &filter, Some(&id)).await?;
    let filter = format!(
        r#"{ENTERPRISE}:DEPARTMENT eq "{}""#,
        department.to_uppercase()
    );
    found(lab, &filter, Some(&id)).await?;
    let filter = format!(r#"id eq "{id}" and {ENTERPRISE}:costCenter pr"#);
    found(lab, &filter, None).await
}

async fn manager(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    lab.offers.needs(Feature::Filter)?;
    let chief = lab.a_user("by.chief", &json!({})).await?.1.id()?;
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"manager": {"value": chief}}});
    let (_, user) = lab.a_user("by.manager", &extra).await?;
    let id = user.id()?;
    for name in [
        String::from("manager"),
        format!("{ENTERPRISE}:manager"),
        format!("{ENTERPRISE}:manager.value"),
    ] {
        let filter = format!(r#"id eq "{id}" and {name} eq "{chief}""#);
        found(lab, &filter, Some(&id)).await?;
    }
    Ok(())
}

async fn schema(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("by.schema", &json!({})).await?;
    let id = user.id()?;
    for (filter, finds) in [
        (format!(r#"schemas eq "{USER}""#), true),
        (String::from(r#"schemas eq "urn:example:nobody""#), false),
        (String::from(r#"meta.resourceType eq "User""#), true),
        (String::from(r#"meta.resourceType eq "Group""#), false),
    ] {
        let filter = format!(r#"id eq "{id}" and {filter}"#);
        found(lab, &filter, finds.then_some(id.as_str())).await?;
    }
    Ok(())
}

async fn exact(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("by.date", &json!({})).await?;
    let (id, moment) = (user.id()?, user.text_at("/meta/lastModified"));
    for (operator, finds) in [("ge", true), ("le", true), ("gt", false), ("lt", false)] {
        let filter = format!(r#"id eq "{id}" and meta.lastModified {operator} "{moment}""#);
        found(lab, &filter, finds.then_some(id.as_str())).await?;
    }
    Ok(())
}

async fn order(lab: &mut Lab) -> Verdict {
    let title = lab.name("M");
    let (_, user) = lab.a_user("by.order", &json!({"title": title})).await?;
    let id = user.id()?;
    for (filter, finds) in [
        (format!(r#"title ge "{title}""#), true),
        (format!(r#"title gt "{title}""#), false),
        (String::from(r#"title gt "A""#), true),
        (String::from(r#"title lt "A""#), false),
        (String::from(r#"title le "Z""#), true),
    ] {
        let filter = format!(r#"id eq "{id}" and {filter}"#);
        found(lab, &filter, finds.then_some(id.as_str())).await?;
    }
    Ok(())
}

async fn many(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("by.many", &json!({"phoneNumbers": []})).await?;
    let (id, address) = (user.id()?, user.text_at("/userName"));
    for (filter, finds) in [
        (format!(r#"not (emails.value eq "{address}")"#), false),
        (String::from(r#"not (emails.value eq "nobody")"#), true),
        (String::from("phoneNumbers pr"), false),
        (String::from("emails pr"), true),
        (String::from("emails.type pr"), true),
    ] {
        let filter = format!(r#"id eq "{id}" and {filter}"#);
        found(lab, &filter, finds.then_some(id.as_str())).await?;
    }
    Ok(())
}

async fn bare(lab: &mut Lab) -> Verdict {
    let (_, user) = lab.a_user("by.bare", &json!({})).await?;
    let (id, address) = (user.id()?, user.text_at("/userName"));
    let filter = format!(r#"emails eq "{address}""#);
    let answer = lab.filtered("/Users", &filter).await?;
    if answer.status == 400 {
        return answer.refuses(400, Some("invalidFilter"));
    }
    answer.finds_only(&id)?;
    let kept = answer.at("/Resources/0/userName");
    answer.demands(kept == &Value::from(address), "the user with that address")
}
