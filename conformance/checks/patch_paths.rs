//! Paths of every form (RFC 7644 3.5.2, 3.10).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::{ENTERPRISE, USER};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.10-path-by-urn",
        "RFC 7644 3.10",
        "A path may name a core attribute, and its sub-attribute, with the schema URN in any case.",
        |lab| Box::pin(by_urn(lab)),
    ),
    check(
        "rfc7644-3.10-path-in-any-case",
        "RFC 7644 3.10",
        "Names in a path, and in its value filter, are matched without regard to case.",
        |lab| Box::pin(any_case(lab)),
    ),
    check(
        "rfc7644-3.5.2-path-to-an-extension",
        "RFC 7644 3.5.2",
        "Attributes of an extension are added, replaced and removed by their URN-qualified paths.",
        |lab| Box::pin(extension(lab)),
    )
    .breaks(
        &["Microsoft Entra ID"],
        "It writes department, employeeNumber and manager with such paths alone.",
    ),
    check(
        "rfc7644-3.5.2-path-of-a-whole-extension",
        "RFC 7644 3.5.2",
        "A path that is an extension's bare URN, or a value with the URN as its key, sets what stands below.",
        |lab| Box::pin(whole_extension(lab)),
    )
    .field()
    .breaks(
        &["Okta", "Microsoft Entra ID"],
        "Both send an extension as one object.",
    ),
    check(
        "rfc7644-3.5.2-value-path-with-sub-attribute",
        "RFC 7644 3.5.2",
        "A value path with a sub-attribute adds, replaces and removes it in the values that match.",
        |lab| Box::pin(sub_attribute(lab)),
    ),
    check(
        "rfc7644-3.5.2.3-value-path-replaces-the-value",
        "RFC 7644 3.5.2.3",
        "replace of a value path without a sub-attribute sets the whole value that matches.",
        |lab| Box::pin(whole_value(lab)),
    ),
    check(
        "rfc7644-3.5.2-value-path-with-logic",
        "RFC 7644 3.5.2",
        "The filter of a value path may hold `and`, `or`, `not` and a boolean.",
        |lab| Box::pin(logic(lab)),
    ),
    check(
        "rfc7644-3.5.2.2-last-value-removed",
        "RFC 7644 3.5.2.2",
        "When the last value is removed, the attribute has no value.",
        |lab| Box::pin(last(lab)),
    ),
    check(
        "rfc7644-3.5.2.1-complex-keys-kept",
        "RFC 7644 3.5.2.3",
        "replace of a complex attribute sets the sub-attributes that are named and keeps the others.",
        |lab| Box::pin(complex(lab)),
    ),
];

async fn by_urn(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("path.urn", &json!({"nickName": "Ada"})).await?;
    let operations = [
        json!({"op": "add", "path": format!("{USER}:title"), "value": "Driver"}),
        json!({"op": "replace", "path": format!("{USER}:name.familyName"), "value": "King"}),
        json!({"op": "remove", "path": format!("{}:nickName", USER.to_uppercase())}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/title", &json!("Driver"))?;
    read.equals("/name/familyName", &json!("King"))?;
    read.lacks("/nickName").map(drop)
}

async fn any_case(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("path.case", &json!({})).await?;
    let operations = [
        json!({"op": "replace", "path": "NAME.familyname", "value": "King"}),
        json!({"op": "replace", "path": "Emails[TYPE eq \"WORK\"].Display", "value": "Post"}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/emails/0/display", &json!("Post")).map(drop)
}

async fn extension(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    let (path, _) = lab.a_user("path.extension", &json!({})).await?;
    let chief = lab.a_user("path.chief", &json!({})).await?.1.id()?;
    let at = |name: &str| format!("{ENTERPRISE}:{name}");
    let operations = [
        json!({"op": "add", "path": at("department"), "value": "Fleet"}),
        json!({"op": "replace", "path": at("employeeNumber"), "value": "701984"}),
        json!({"op": "add", "path": at("manager"), "value": {"value": chief}}),
    ];
    let read = lab.patched(&path, &operations).await?;
    let shown = |name: &str| format!("/{ENTERPRISE}/{name}");
    read.equals(&shown("department"), &json!("Fleet"))?;
    read.equals(&shown("employeeNumber"), &json!("701984"))?;
    read.equals(&shown("manager/value"), &json!(chief))?;
    let operations = [
        json!({"op": "replace", "path": at("department"), "value": "Depot"}),
        json!({"op": "remove", "path": at("manager")}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals(&shown("department"), &json!("Depot"))?;
    read.lacks(&shown("manager")).map(drop)
}

async fn whole_extension(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    let (path, _) = lab.a_user("path.whole", &json!({})).await?;
    let shown = |name: &str| format!("/{ENTERPRISE}/{name}");
    let value = json!({ENTERPRISE: {"department": "Fleet"}});
    let read = lab
        .patched(&path, &[json!({"op": "replace", "value": value})])
        .await?;
    read.equals(&shown("department"), &json!("Fleet"))?;
    let value = json!({"costCenter": "4130"});
    let operation = json!({"op": "add", "path": ENTERPRISE, "value": value});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals(&shown("costCenter"), &json!("4130"))?;
    read.equals(&shown("department"), &json!("Fleet")).map(drop)
}

fn addresses() -> Value {
    json!({"addresses": [
        {"type": "work", "streetAddress": "1 Engine Way", "locality": "London"},
        {"type": "home", "streetAddress": "2 Garden Row", "locality": "Paris"}
    ]})
}

async fn sub_attribute(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("path.sub", &addresses()).await?;
    let at = |kind: &str, name: &str| format!("addresses[type eq \"{kind}\"].{name}");
    let operations = [
        json!({"op": "add", "path": at("work", "region"), "value": "Greater London"}),
        json!({"op": "replace", "path": at("home", "locality"), "value": "Lyon"}),
        json!({"op": "remove", "path": at("work", "streetAddress")}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/addresses/0/region", &json!("Greater London"))?;
    read.equals("/addresses/0/locality", &json!("London"))?;
    read.lacks("/addresses/0/streetAddress")?;
    read.equals("/addresses/1/locality", &json!("Lyon"))?;
    read.equals("/addresses/1/streetAddress", &json!("2 Garden Row"))
        .map(drop)
}

async fn whole_value(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("path.value", &addresses()).await?;
    let value = json!({"type": "work", "streetAddress": "3 Analytical Lane", "locality": "London"});
    let operation = json!({"op": "replace", "path": "addresses[type eq \"work\"]", "value": value});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals("/addresses/0/streetAddress", &json!("3 Analytical Lane"))?;
    read.equals("/addresses/1/streetAddress", &json!("2 Garden Row"))?;
    read.lacks("/addresses/2").map(drop)
}

async fn logic(lab: &mut Lab) -> Verdict {
    let extra = json!({"phoneNumbers": [
        {"value": "1", "type": "work", "primary": true},
        {"value": "2", "type": "work"},
        {"value": "3", "type": "home"}
    ]});
    let (path, _) = lab.a_user("path.logic", &extra).await?;
    let filter = "phoneNumbers[type eq \"work\" and not (primary eq true)]";
    let read = lab
        .patched(&path, &[json!({"op": "remove", "path": filter})])
        .await?;
    let values = |answer: &crate::client::Answer| {
        let all = answer.at("/phoneNumbers").as_array().cloned();
        let value = |one: Value| one.get("value").cloned();
        json!(
            all.unwrap_or_default()
                .into_iter()
                .filter_map(value)
                .collect::<Vec<_>>()
        )
    };
    read.demands(values(&read) == json!(["1", "3"]), "the values 1 and 3")?;
    let filter = "phoneNumbers[value eq \"1\" or value eq \"9\"]";
    let read = lab
        .patched(&path, &[json!({"op": "remove", "path": filter})])
        .await?;
    read.demands(values(&read) == json!(["3"]), "the value 3 alone")
}

async fn last(lab: &mut Lab) -> Verdict {
    let extra = json!({"phoneNumbers": [{"value": "1", "type": "work"}]});
    let (path, _) = lab.a_user("path.last", &extra).await?;
    let filter = "phoneNumbers[type eq \"work\"]";
    let read = lab
        .patched(&path, &[json!({"op": "remove", "path": filter})])
        .await?;
    read.lacks("/phoneNumbers").map(drop)
}

async fn complex(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("path.complex", &json!({})).await?;
    let operation = json!({"op": "replace", "path": "name", "value": {"familyName": "King"}});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/name/givenName", &json!("Ada")).map(drop)
}
