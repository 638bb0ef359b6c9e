//! Values of the wrong type (RFC 7643 2.3).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-2.3.2-boolean",
        "RFC 7643 2.3.2",
        "A boolean takes true and false; a word that is neither, and a number, answer 400.",
        |lab| {
            let bad = [json!({"active": "maybe"}), json!({"active": 7})];
            Box::pin(async move { refused(lab, &bad).await })
        },
    ),
    check(
        "rfc7643-2.3.2-boolean-returned",
        "RFC 7643 2.3.2",
        "A boolean is returned as true or false, never as text or a number.",
        |lab| Box::pin(returned(lab)),
    )
    .breaks(
        &["Okta", "Microsoft Entra ID"],
        "They read `active` as a boolean; text or 1 makes a deactivated person look active.",
    ),
    check(
        "rfc7643-2.3.8-complex",
        "RFC 7643 2.3.8",
        "A number or a list in place of a complex value answers 400.",
        |lab| {
            let bad = [json!({"name": 42}), json!({"name": ["Ada"]})];
            Box::pin(async move { refused(lab, &bad).await })
        },
    ),
    check(
        "rfc7643-2.4-list",
        "RFC 7643 2.4",
        "A number in place of a multi-valued attribute, or of one of its values, answers 400.",
        |lab| {
            let bad = [json!({"emails": 42}), json!({"emails": [42]})];
            Box::pin(async move { refused(lab, &bad).await })
        },
    ),
    check(
        "rfc7643-2.3.1-string",
        "RFC 7643 2.3.1",
        "A list or an object in place of a string answers 400.",
        |lab| {
            let bad = [
                json!({"title": ["a", "b"]}),
                json!({"title": {"text": "Driver"}}),
            ];
            Box::pin(async move { refused(lab, &bad).await })
        },
    ),
    check(
        "rfc7643-2.3-patch-types-checked",
        "RFC 7643 2.3",
        "PATCH refuses a value of the wrong type too, and changes nothing.",
        |lab| Box::pin(patched(lab)),
    ),
];

/// Demands that every body is refused, by POST.
async fn refused(lab: &mut Lab, bodies: &[Value]) -> Verdict {
    for extra in bodies {
        let body = with(user(&lab.user_name("type")), extra);
        let answer = lab.post("/Users", &body).await?;
        answer.refuses(400, None)?;
        answer.names(&["invalidValue", "invalidSyntax"])?;
    }
    Ok(())
}

async fn returned(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("boolean", &json!({"active": false})).await?;
    let read = lab.read(&path).await?;
    read.equals("/active", &json!(false))?;
    let primary = read.at("/emails/0/primary");
    read.demands(primary.is_boolean(), "emails.primary as a boolean")
}

async fn patched(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("type.patch", &json!({})).await?;
    let before = lab.read(&path).await?;
    for operation in [
        json!({"op": "replace", "path": "active", "value": "maybe"}),
        json!({"op": "replace", "path": "title", "value": {"text": "Driver"}}),
        json!({"op": "replace", "path": "name", "value": 42}),
    ] {
        let answer = lab.patch_refused(&path, &[operation]).await?;
        answer.refuses(400, None)?;
        answer.names(&["invalidValue", "invalidSyntax"])?;
    }
    let after = lab.read(&path).await?;
    after.demands(
        after.body() == before.body(),
        "the resource as it was before",
    )
}
