//! The shape of a refusal (RFC 7644 3.12).

use serde_json::json;

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::{PATCH_OP, USER};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.12-unknown-resource-is-404",
        "RFC 7644 3.12",
        "An id that nobody has answers 404 as a SCIM error whose status is a string.",
        |lab| Box::pin(unknown_id(lab)),
    )
    .breaks(
        &["Okta", "Microsoft Entra ID"],
        "Both decide by this 404 whether to create the person again.",
    ),
    check(
        "rfc7644-3.12-unknown-path-is-404",
        "RFC 7644 3.12",
        "A path that does not exist answers 404 as a SCIM error, not as a web page.",
        |lab| Box::pin(unknown_path(lab)),
    )
    .breaks(
        &["Okta"],
        "Its connector shows the administrator a JSON parser's error.",
    ),
    check(
        "rfc7644-3.12-malformed-json",
        "RFC 7644 3.12",
        "A body that is not JSON answers 400 invalidSyntax, on POST, PUT and PATCH.",
        |lab| Box::pin(malformed(lab)),
    ),
    check(
        "rfc7644-3.12-body-must-be-an-object",
        "RFC 7644 3.12",
        "A body that is JSON but no object answers 400 invalidSyntax.",
        |lab| Box::pin(no_object(lab)),
    ),
    check(
        "rfc7644-3.12-patch-without-operations",
        "RFC 7644 3.5.2",
        "A PATCH without Operations, or with an `op` that does not exist, answers 400 invalidSyntax or invalidValue.",
        |lab| Box::pin(no_operations(lab)),
    ),
];

async fn unknown_id(lab: &mut Lab) -> Verdict {
    let path = format!("/Users/{}", lab.name("nobody"));
    lab.client.get(&path).send().await?.refuses(404, None)?;
    let call = lab.client.put(&path).json(&crate::shapes::user(&lab.run));
    call.send().await?.refuses(404, None)?;
    lab.client.delete(&path).send().await?.refuses(404, None)
}

async fn unknown_path(lab: &mut Lab) -> Verdict {
    let path = format!("/Nothing{}", lab.run);
    lab.client.get(&path).send().await?.refuses(404, None)
}

async fn malformed(lab: &mut Lab) -> Verdict {
    let broken = format!(r#"{{"schemas":["{USER}"],"userName":"#);
    let post = lab.client.post("/Users").raw(broken.clone());
    post.send().await?.refuses(400, Some("invalidSyntax"))?;
    let (path, _) = lab.a_user("malformed", &json!({})).await?;
    let call = lab.client.put(&path).raw(broken.clone());
    call.send().await?.refuses(400, Some("invalidSyntax"))?;
    let call = lab.client.patch(&path).raw(broken);
    call.send().await?.refuses(400, Some("invalidSyntax"))
}

async fn no_object(lab: &mut Lab) -> Verdict {
    for body in [json!([]), json!("user"), json!(null)] {
        let answer = lab.post("/Users", &body).await?;
        answer.refuses(400, Some("invalidSyntax"))?;
    }
    Ok(())
}

async fn no_operations(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("no.op", &json!({})).await?;
    for body in [
        json!({"schemas": [PATCH_OP]}),
        json!({"schemas": [PATCH_OP], "Operations": [{"op": "merge", "path": "title", "value": "x"}]}),
    ] {
        let answer = lab.client.patch(&path).json(&body).send().await?;
        answer.refuses(400, None)?;
        let kind = answer.text_at("/scimType");
        answer.demands(
            matches!(kind, "invalidSyntax" | "invalidValue"),
            "scimType invalidSyntax or invalidValue",
        )?;
    }
    Ok(())
}
