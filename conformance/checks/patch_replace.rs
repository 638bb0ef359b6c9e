//! PATCH replace (RFC 7644 3.5.2.3).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::patch;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2.3-replace-single",
        "RFC 7644 3.5.2.3",
        "replace sets a single value or sub-attribute, also when there was none.",
        |lab| Box::pin(single(lab)),
    ),
    check(
        "rfc7644-3.5.2.3-replace-without-path",
        "RFC 7644 3.5.2.3",
        "replace without a path replaces the attributes that its value names, and leaves the rest alone.",
        |lab| Box::pin(without_path(lab)),
    )
    .breaks(&["Okta"], "It deactivates with a path-less replace of {active: false}."),
    check(
        "rfc7644-3.5.2.3-replace-all-values",
        "RFC 7644 3.5.2.3",
        "replace of a multi-valued attribute without a filter replaces all its values.",
        |lab| Box::pin(all_values(lab)),
    ),
    check(
        "rfc7644-3.5.2.3-replace-by-filter",
        "RFC 7644 3.5.2.3",
        "replace of a sub-attribute through a value path changes it in every match and nowhere else.",
        |lab| Box::pin(by_filter(lab)),
    ),
    check(
        "rfc7644-3.5.2.3-replace-without-match",
        "RFC 7644 3.5.2.3",
        "replace through a value path that matches nothing answers 400 noTarget; a server that serves Entra may make the value instead.",
        |lab| Box::pin(without_match(lab)),
    ),
    check(
        "rfc7644-3.5.2-patch-with-attributes",
        "RFC 7644 3.5.2",
        "A PATCH with `attributes` answers 200 and just those attributes.",
        |lab| Box::pin(with_attributes(lab)),
    ),
    check(
        "rfc7644-3.5.2-operations-in-order",
        "RFC 7644 3.5.2",
        "Operations are applied in order, each to what the one before left.",
        |lab| Box::pin(in_order(lab)),
    ),
];

async fn single(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("replace", &json!({"title": "Driver"})).await?;
    let operations = [
        json!({"op": "replace", "path": "title", "value": "Engineer"}),
        json!({"op": "replace", "path": "name.familyName", "value": "King"}),
        json!({"op": "replace", "path": "nickName", "value": "Ada"}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/title", &json!("Engineer"))?;
    read.equals("/name/familyName", &json!("King"))?;
    read.equals("/name/givenName", &json!("Ada"))?;
    read.equals("/nickName", &json!("Ada")).map(drop)
}

async fn without_path(lab: &mut Lab) -> Verdict {
    let extra = json!({"title": "Driver", "nickName": "Ada"});
    let (path, _) = lab.a_user("replace.pathless", &extra).await?;
    let operation = json!({"op": "replace", "value": {"title": "Engineer", "active": false}});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals("/title", &json!("Engineer"))?;
    read.equals("/active", &json!(false))?;
    read.equals("/nickName", &json!("Ada")).map(drop)
}

async fn all_values(lab: &mut Lab) -> Verdict {
    let extra =
        json!({"phoneNumbers": [{"value": "1", "type": "work"}, {"value": "2", "type": "home"}]});
    let (path, _) = lab.a_user("replace.all", &extra).await?;
    let value = json!([{"value": "3", "type": "mobile"}]);
    let operation = json!({"op": "replace", "path": "phoneNumbers", "value": value});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals("/phoneNumbers/0/value", &json!("3"))?;
    read.lacks("/phoneNumbers/1").map(drop)
}

async fn by_filter(lab: &mut Lab) -> Verdict {
    let extra =
        json!({"phoneNumbers": [{"value": "1", "type": "work"}, {"value": "2", "type": "home"}]});
    let (path, _) = lab.a_user("replace.some", &extra).await?;
    let target = "phoneNumbers[type eq \"home\"].value";
    let operation = json!({"op": "replace", "path": target, "value": "3"});
    let read = lab.patched(&path, &[operation]).await?;
    let values = [
        read.text_at("/phoneNumbers/0/value"),
        read.text_at("/phoneNumbers/1/value"),
    ];
    read.demands(values == ["1", "3"], "the values 1 and 3")
}

async fn without_match(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let extra = json!({"phoneNumbers": [{"value": "1", "type": "work"}]});
    let (path, _) = lab.a_user("replace.none", &extra).await?;
    let target = "phoneNumbers[type eq \"fax\"].value";
    let body = patch(&[json!({"op": "replace", "path": target, "value": "3"})]);
    let answer = lab.client.patch(&path).json(&body).send().await?;
    let forgives = !lab.profile.is_strict() && matches!(answer.status, 200 | 204);
    if !forgives {
        answer.refuses(400, Some("noTarget"))?;
    }
    let read = lab.read(&path).await?;
    read.equals("/phoneNumbers/0/value", &json!("1"))?;
    if forgives {
        read.equals("/phoneNumbers/1/type", &json!("fax"))?;
        return read.equals("/phoneNumbers/1/value", &json!("3")).map(drop);
    }
    read.lacks("/phoneNumbers/1").map(drop)
}

async fn with_attributes(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("replace.part", &json!({})).await?;
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Engineer"})]);
    let call = lab.client.patch(&path).query("attributes", "title");
    let answer = call.json(&body).send().await?;
    answer
        .status(&[200])?
        .equals("/title", &json!("Engineer"))?;
    answer.lacks("/emails").map(drop)
}

async fn in_order(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("replace.order", &json!({})).await?;
    let operations = [
        json!({"op": "add", "path": "title", "value": "Driver"}),
        json!({"op": "remove", "path": "title"}),
        json!({"op": "replace", "path": "title", "value": "Engineer"}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/title", &json!("Engineer")).map(drop)
}
