//! PATCH add (RFC 7644 3.5.2.1).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::ENTERPRISE;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2.1-add-sets",
        "RFC 7644 3.5.2.1",
        "add on a single-valued attribute sets it, or replaces what is there.",
        |lab| Box::pin(sets(lab)),
    )
    .breaks(
        &["Microsoft Entra ID"],
        "It sends Add for attributes that have a value already.",
    ),
    check(
        "rfc7644-3.5.2.1-add-appends",
        "RFC 7644 3.5.2.1",
        "add on a multi-valued attribute appends and keeps what is there.",
        |lab| Box::pin(appends(lab)),
    ),
    check(
        "rfc7644-3.5.2.1-add-merges",
        "RFC 7644 3.5.2.1",
        "add on a complex attribute sets the named sub-attributes and keeps the others.",
        |lab| Box::pin(merges(lab)),
    ),
    check(
        "rfc7644-3.5.2.1-add-without-path",
        "RFC 7644 3.5.2.1",
        "add without a path adds every attribute of its value.",
        |lab| Box::pin(without_path(lab)),
    ),
    check(
        "rfc7644-3.5.2.1-add-what-is-there",
        "RFC 7644 3.5.2.1",
        "add of a value that is there succeeds, adds nothing and does not move lastModified.",
        |lab| Box::pin(what_is_there(lab)),
    ),
    check(
        "rfc7644-3.5.2-one-primary",
        "RFC 7644 3.5.2",
        "Adding a primary value makes the others not primary.",
        |lab| Box::pin(one_primary(lab)),
    ),
    check(
        "rfc7644-3.5.2-add-extends-schemas",
        "RFC 7644 3.5.2",
        "Adding an extension's attribute by its URN adds that URN to `schemas`.",
        |lab| Box::pin(extends(lab)),
    ),
];

async fn sets(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("add", &json!({"title": "Driver"})).await?;
    let operations = [
        json!({"op": "add", "path": "nickName", "value": "Ada"}),
        json!({"op": "add", "path": "title", "value": "Engineer"}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/nickName", &json!("Ada"))?;
    read.equals("/title", &json!("Engineer")).map(drop)
}

async fn appends(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("add.more", &json!({})).await?;
    let home = lab.user_name("home");
    let value = json!([{"value": home, "type": "home"}]);
    let read = lab
        .patched(
            &path,
            &[json!({"op": "add", "path": "emails", "value": value})],
        )
        .await?;
    let values = texts(read.at("/emails"));
    let both = [first.text_at("/userName").to_owned(), home];
    read.demands(values == both, format!("both addresses: {both:?}"))
}

async fn merges(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("add.merge", &json!({})).await?;
    let value = json!({"middleName": "Augusta"});
    let read = lab
        .patched(
            &path,
            &[json!({"op": "add", "path": "name", "value": value})],
        )
        .await?;
    read.equals("/name/middleName", &json!("Augusta"))?;
    read.equals("/name/familyName", &json!("Lovelace"))
        .map(drop)
}

async fn without_path(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("add.pathless", &json!({})).await?;
    let phones = json!([{"value": "+1 201 555 0123", "type": "work"}]);
    let value =
        json!({"title": "Engineer", "name": {"middleName": "Augusta"}, "phoneNumbers": phones});
    let read = lab
        .patched(&path, &[json!({"op": "add", "value": value})])
        .await?;
    read.equals("/title", &json!("Engineer"))?;
    read.equals("/name/middleName", &json!("Augusta"))?;
    read.equals("/name/familyName", &json!("Lovelace"))?;
    read.equals("/phoneNumbers/0/type", &json!("work"))
        .map(drop)
}

async fn what_is_there(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("add.again", &json!({"title": "Driver"})).await?;
    let before = lab.read(&path).await?;
    let operations = [
        json!({"op": "add", "path": "title", "value": "Driver"}),
        json!({"op": "add", "path": "emails", "value": first.at("/emails")}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/emails", before.at("/emails"))?;
    read.equals("/meta", before.at("/meta")).map(drop)
}

async fn one_primary(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("add.primary", &json!({})).await?;
    let home = lab.user_name("home");
    let value = json!([{"value": home, "type": "home", "primary": true}]);
    let read = lab
        .patched(
            &path,
            &[json!({"op": "add", "path": "emails", "value": value})],
        )
        .await?;
    let all = read.at("/emails").as_array().cloned().unwrap_or_default();
    let primary: Vec<&str> = all
        .iter()
        .filter(|one| one.get("primary") == Some(&json!(true)))
        .filter_map(|one| one.get("value").and_then(Value::as_str))
        .collect();
    read.demands(
        all.len() == 2 && primary == [home.as_str()],
        format!("two addresses, {home} alone primary"),
    )
}

async fn extends(lab: &mut Lab) -> Verdict {
    if !lab.offers.extends(ENTERPRISE) {
        return skip("not advertised: the enterprise extension");
    }
    let (path, _) = lab.a_user("add.extension", &json!({})).await?;
    let target = format!("{ENTERPRISE}:department");
    let operation = json!({"op": "add", "path": target, "value": "Fleet"});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals(&format!("/{ENTERPRISE}/department"), &json!("Fleet"))?;
    let schemas = read.at("/schemas").as_array();
    read.demands(
        schemas.is_some_and(|all| all.contains(&json!(ENTERPRISE))),
        format!("{ENTERPRISE} in schemas"),
    )
}

fn texts(values: &Value) -> Vec<String> {
    let all = values.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter()
        .filter_map(|one| one.get("value").and_then(Value::as_str))
        .map(str::to_owned)
        .collect()
}
