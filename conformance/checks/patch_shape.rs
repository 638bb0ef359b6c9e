//! The shape of a PATCH and of its answer (RFC 7644 3.5.2).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{PATCH_OP, patch};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2-patch-answers",
        "RFC 7644 3.5.2",
        "A PATCH answers 200 with the whole resource, or 204 without a body.",
        |lab| Box::pin(answers(lab)),
    ),
    check(
        "rfc7644-3.5.2-patch-needs-its-schema",
        "RFC 7644 3.5.2",
        "A PATCH without the PatchOp schema answers 400; a forgiving server may do it.",
        |lab| Box::pin(schema(lab)),
    ),
    check(
        "rfc7644-3.5.2-op-in-any-case",
        "RFC 7644 3.5.2",
        "`Add`, `Replace` and `Remove` do what they do in lower case.",
        |lab| Box::pin(any_case(lab)),
    )
    .field()
    .breaks(
        &["Microsoft Entra ID"],
        "It writes operations with a capital unless a flag stands in the tenant URL.",
    ),
    check(
        "rfc7644-3.5.2-many-operations",
        "RFC 7644 3.5.2",
        "Fifty operations in one PATCH are all done, and the version moves once.",
        |lab| Box::pin(many(lab)),
    ),
    check(
        "rfc7644-3.5.2-unknown-resource",
        "RFC 7644 3.5.2",
        "A PATCH of an id that nobody has answers 404.",
        |lab| Box::pin(nobody(lab)),
    ),
    check(
        "rfc7644-3.5.2-value-needed",
        "RFC 7644 3.5.2",
        "add without a value answers 400, and so does add without a path whose value is no object.",
        |lab| Box::pin(value(lab)),
    ),
];

async fn answers(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, first) = lab.a_user("patch.answer", &json!({})).await?;
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Driver"})]);
    let answer = lab.client.patch(&path).json(&body).send().await?;
    answer.status(&[200, 204])?;
    if answer.status == 204 {
        return answer.demands(answer.is_empty(), "no body");
    }
    answer.is_scim_json()?;
    answer.equals("/id", first.at("/id"))?;
    let read = lab.read(&path).await?;
    answer.demands(
        answer.body() == read.body(),
        format!("the representation that GET answers: {}", read.body()),
    )
}

async fn schema(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("patch.schema", &json!({})).await?;
    let operations = json!([{"op": "replace", "path": "title", "value": "Driver"}]);
    let body = json!({"Operations": operations});
    let answer = lab.client.patch(&path).json(&body).send().await?;
    if !lab.profile.is_strict() && matches!(answer.status, 200 | 204) {
        let read = lab.read(&path).await?;
        return read.equals("/title", &json!("Driver")).map(drop);
    }
    answer.refuses(400, None)
}

async fn any_case(lab: &mut Lab) -> Verdict {
    let (path, _) = lab
        .a_user("patch.case", &json!({"nickName": "Ada"}))
        .await?;
    let operations = [
        json!({"op": "Add", "path": "title", "value": "Driver"}),
        json!({"op": "Replace", "path": "name.familyName", "value": "King"}),
        json!({"op": "Remove", "path": "nickName"}),
    ];
    let read = lab.patched(&path, &operations).await?;
    read.equals("/title", &json!("Driver"))?;
    read.equals("/name/familyName", &json!("King"))?;
    read.lacks("/nickName").map(drop)
}

async fn many(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("patch.many", &json!({})).await?;
    let operation =
        |number: u32| json!({"op": "replace", "path": "title", "value": format!("{number}")});
    let operations: Vec<_> = (1..=50).map(operation).collect();
    let read = lab.patched(&path, &operations).await?;
    read.equals("/title", &json!("50")).map(drop)
}

async fn nobody(lab: &mut Lab) -> Verdict {
    let path = format!("/Users/{}", lab.name("nobody"));
    let operation = json!({"op": "replace", "path": "title", "value": "Driver"});
    let answer = lab.patch_refused(&path, &[operation]).await?;
    answer.refuses(404, None)
}

async fn value(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("patch.value", &json!({})).await?;
    for operation in [
        json!({"op": "add", "path": "title"}),
        json!({"op": "add", "value": "Driver"}),
    ] {
        let body = json!({"schemas": [PATCH_OP], "Operations": [operation]});
        let answer = lab.client.patch(&path).json(&body).send().await?;
        answer.refuses(400, None)?;
    }
    lab.read(&path).await?.lacks("/title").map(drop)
}
