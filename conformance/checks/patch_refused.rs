//! PATCH that must be refused (RFC 7644 3.5.2, 3.12).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2-read-only-refused",
        "RFC 7644 3.5.2",
        "A path to a readOnly attribute answers 400 mutability.",
        |lab| Box::pin(read_only(lab)),
    ),
    check(
        "rfc7644-3.12-path-unknown",
        "RFC 7644 3.12",
        "A path to an attribute that no schema has answers 400 invalidPath.",
        |lab| Box::pin(unknown(lab)),
    ),
    check(
        "rfc7644-3.12-path-broken",
        "RFC 7644 3.12",
        "A path that breaks the grammar answers 400 invalidPath.",
        |lab| Box::pin(broken(lab)),
    ),
    check(
        "rfc7644-3.12-path-filter-broken",
        "RFC 7644 3.12",
        "A path whose value filter breaks the grammar answers 400 invalidPath or invalidFilter.",
        |lab| Box::pin(broken_filter(lab)),
    ),
    check(
        "rfc7644-3.5.2-atomic",
        "RFC 7644 3.5.2",
        "When one operation is refused, those before it are undone.",
        |lab| Box::pin(atomic(lab)),
    ),
    check(
        "rfc7644-3.5.2-patch-never-takes-a-name",
        "RFC 7644 3.12",
        "A PATCH to a userName that another user has answers 409 uniqueness.",
        |lab| Box::pin(taken(lab)),
    ),
];

/// Sends each operation alone, demands the refusal, and that the user is as before.
async fn refused(lab: &mut Lab, operations: &[Value], scim_types: &[&str]) -> Verdict {
    let (path, _) = lab.a_user("patch.refused", &json!({})).await?;
    let before = lab.read(&path).await?;
    for operation in operations {
        let answer = lab
            .patch_refused(&path, std::slice::from_ref(operation))
            .await?;
        answer.refuses(400, None)?;
        answer.demands(
            scim_types.contains(&answer.text_at("/scimType")),
            format!("scimType {}", scim_types.join(" or ")),
        )?;
    }
    let after = lab.read(&path).await?;
    after.demands(
        after.body() == before.body(),
        "the resource as it was before",
    )
}

async fn read_only(lab: &mut Lab) -> Verdict {
    let operations = [
        json!({"op": "replace", "path": "id", "value": "mine"}),
        json!({"op": "replace", "path": "meta.created", "value": "2001-01-01T00:00:00Z"}),
        json!({"op": "remove", "path": "meta"}),
    ];
    refused(lab, &operations, &["mutability"]).await
}

async fn unknown(lab: &mut Lab) -> Verdict {
    let operations = [
        json!({"op": "replace", "path": "shoeSize", "value": "44"}),
        json!({"op": "add", "path": "name.shoeSize", "value": "44"}),
        json!({"op": "remove", "path": "urn:example:nobody:shoeSize"}),
    ];
    refused(lab, &operations, &["invalidPath"]).await
}

async fn broken(lab: &mut Lab) -> Verdict {
    let operations = [
        json!({"op": "replace", "path": "name..familyName", "value": "x"}),
        json!({"op": "replace", "path": "name.", "value": "x"}),
        json!({"op": "replace", "path": "name familyName", "value": "x"}),
    ];
    refused(lab, &operations, &["invalidPath"]).await
}

// RFC 7644 3.12, Table 9 allows both words for a filter inside a path.
async fn broken_filter(lab: &mut Lab) -> Verdict {
    let operations = [
        json!({"op": "replace", "path": "emails[type eq \"work\"", "value": "x"}),
        json!({"op": "replace", "path": "emails[type is \"work\"].value", "value": "x"}),
        json!({"op": "remove", "path": "emails[]"}),
    ];
    refused(lab, &operations, &["invalidPath", "invalidFilter"]).await
}

async fn atomic(lab: &mut Lab) -> Verdict {
    let (path, _) = lab
        .a_user("patch.atomic", &json!({"title": "Driver"}))
        .await?;
    let operations = [
        json!({"op": "replace", "path": "title", "value": "Engineer"}),
        json!({"op": "replace", "path": "id", "value": "mine"}),
    ];
    let answer = lab.patch_refused(&path, &operations).await?;
    answer.refuses(400, Some("mutability"))?;
    let read = lab.read(&path).await?;
    read.equals("/title", &json!("Driver")).map(drop)
}

async fn taken(lab: &mut Lab) -> Verdict {
    let (_, owner) = lab.a_user("patch.owner", &json!({})).await?;
    let (path, _) = lab.a_user("patch.other", &json!({})).await?;
    let name = owner.text_at("/userName");
    let operation = json!({"op": "replace", "path": "userName", "value": name});
    let answer = lab.patch_refused(&path, &[operation]).await?;
    answer.refuses(409, Some("uniqueness"))
}
