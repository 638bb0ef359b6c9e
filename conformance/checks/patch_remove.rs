//! PATCH remove (RFC 7644 3.5.2.2).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2.2-remove-attribute",
        "RFC 7644 3.5.2.2",
        "remove of an attribute or sub-attribute leaves it without a value.",
        |lab| Box::pin(attribute(lab)),
    ),
    check(
        "rfc7644-3.5.2.2-remove-all-values",
        "RFC 7644 3.5.2.2",
        "remove of a multi-valued attribute without a filter removes all its values.",
        |lab| Box::pin(all_values(lab)),
    ),
    check(
        "rfc7644-3.5.2.2-remove-by-filter",
        "RFC 7644 3.5.2.2",
        "remove with a value path removes the values that match, and no others.",
        |lab| Box::pin(by_filter(lab)),
    ),
    check(
        "rfc7644-3.5.2.2-remove-without-path",
        "RFC 7644 3.5.2.2",
        "remove without a path answers 400 noTarget and removes nothing.",
        |lab| Box::pin(without_path(lab)),
    ),
    check(
        "rfc7644-3.5.2.2-remove-required",
        "RFC 7644 3.5.2.2",
        "remove of a required attribute (userName) answers 400 mutability.",
        |lab| Box::pin(required(lab)),
    ),
];

async fn attribute(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("remove", &json!({"title": "Driver"})).await?;
    let operations = [
        json!({"op": "remove", "path": "title"}),
        json!({"op": "remove", "path": "name.givenName"}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.lacks("/title")?.lacks("/name/givenName")?;
    read.equals("/name/familyName", &json!("Lovelace"))
        .map(drop)
}

async fn all_values(lab: &mut Lab) -> Verdict {
    let extra =
        json!({"phoneNumbers": [{"value": "1", "type": "work"}, {"value": "2", "type": "home"}]});
    let (path, _) = lab.a_user("remove.all", &extra).await?;
    let operation = json!({"op": "remove", "path": "phoneNumbers"});
    let read = lab.patched(&path, &[operation]).await?;
    read.lacks("/phoneNumbers").map(drop)
}

async fn by_filter(lab: &mut Lab) -> Verdict {
    let extra =
        json!({"phoneNumbers": [{"value": "1", "type": "work"}, {"value": "2", "type": "home"}]});
    let (path, _) = lab.a_user("remove.some", &extra).await?;
    let operation = json!({"op": "remove", "path": "phoneNumbers[type eq \"work\"]"});
    let read = lab.patched(&path, &[operation]).await?;
    read.equals("/phoneNumbers/0/value", &json!("2"))?;
    read.lacks("/phoneNumbers/1").map(drop)
}

async fn without_path(lab: &mut Lab) -> Verdict {
    let (path, first) = lab
        .a_user("remove.nothing", &json!({"title": "Driver"}))
        .await?;
    for operation in [
        json!({"op": "remove"}),
        json!({"op": "remove", "value": {"title": "Driver"}}),
    ] {
        let answer = lab.patch_refused(&path, &[operation]).await?;
        answer.refuses(400, Some("noTarget"))?;
    }
    let read = lab.read(&path).await?;
    read.equals("/title", first.at("/title")).map(drop)
}

async fn required(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("remove.required", &json!({})).await?;
    let operation = json!({"op": "remove", "path": "userName"});
    let answer = lab.patch_refused(&path, &[operation]).await?;
    answer.refuses(400, Some("mutability"))
}
