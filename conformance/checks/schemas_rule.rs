//! The `schemas` of a resource (RFC 7643 3, RFC 7644 3.1).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::{ENTERPRISE, GROUP, USER, user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-3-schemas-required",
        "RFC 7643 3",
        "A body without `schemas`, or with an empty one, answers 400; a forgiving server may take the resource type for it.",
        |lab| Box::pin(required(lab)),
    ),
    check(
        "rfc7643-3-schemas-each-once",
        "RFC 7643 3",
        "`schemas` of an answer holds no URN twice, whatever the body held.",
        |lab| Box::pin(once(lab)),
    ),
    check(
        "rfc7643-3-schemas-in-any-order",
        "RFC 7643 3",
        "The order of `schemas` in a body means nothing.",
        |lab| Box::pin(any_order(lab)),
    ),
    check(
        "rfc7643-3-schemas-unknown",
        "RFC 7643 3",
        "A schema that the resource type does not have is refused, or left out of what is stored; it is never shown.",
        |lab| Box::pin(unknown(lab)),
    )
    .breaks(
        &["Microsoft Entra ID"],
        "Its groups name a schema of Microsoft's own; a server that refuses them gets no groups.",
    ),
    check(
        "rfc7643-3-schemas-of-another-type",
        "RFC 7643 3",
        "A User body that claims to be a Group alone is refused, or stored as a User.",
        |lab| Box::pin(other_type(lab)),
    ),
    check(
        "rfc7643-3.3-extension-leaves-with-its-values",
        "RFC 7643 3",
        "When a PUT leaves an extension out, its values are gone and `schemas` does not name it.",
        |lab| Box::pin(leaves(lab)),
    )
    .advised(),
];

async fn required(lab: &mut Lab) -> Verdict {
    for schemas in [None, Some(json!([]))] {
        let mut body = user(&lab.user_name("no.schemas"));
        if let Some(body) = body.as_object_mut() {
            body.remove("schemas");
            body.extend(schemas.map(|value| (String::from("schemas"), value)));
        }
        let answer = lab.post("/Users", &body).await?;
        if !lab.profile.is_strict() && answer.status == 201 {
            answer.is_of(USER)?;
            continue;
        }
        answer.refuses(400, None)?;
    }
    Ok(())
}

async fn once(lab: &mut Lab) -> Verdict {
    let extra = json!({"schemas": [USER, USER]});
    let body = with(user(&lab.user_name("schemas.twice")), &extra);
    let answer = lab.post("/Users", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, None);
    }
    answer.status(&[201])?;
    answer.is_of(USER).map(drop)
}

async fn any_order(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    let extra = json!({"schemas": [ENTERPRISE, USER], ENTERPRISE: {"department": "Fleet"}});
    let (path, _) = lab.a_user("schemas.order", &extra).await?;
    let read = lab.read(&path).await?;
    let seen = read.is_of(USER)?;
    read.demands(seen.contains(&ENTERPRISE), "the extension's URN in schemas")
}

async fn unknown(lab: &mut Lab) -> Verdict {
    let foreign = "urn:example:nobody:2.0:User";
    let extra = json!({"schemas": [USER, foreign]});
    let body = with(user(&lab.user_name("schemas.unknown")), &extra);
    let answer = lab.post("/Users", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, None);
    }
    answer.status(&[201])?;
    let seen = answer.is_of(USER)?;
    answer.demands(!seen.contains(&foreign), "no schema that is unknown")
}

async fn other_type(lab: &mut Lab) -> Verdict {
    let body = with(
        user(&lab.user_name("schemas.other")),
        &json!({"schemas": [GROUP]}),
    );
    let answer = lab.post("/Users", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, None);
    }
    answer.status(&[201])?;
    let seen = answer.is_of(USER)?;
    answer.demands(!seen.contains(&GROUP), "no Group schema")?;
    answer
        .equals("/meta/resourceType", &json!("User"))
        .map(drop)
}

async fn leaves(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"department": "Fleet"}});
    let (path, first) = lab.a_user("schemas.leaves", &extra).await?;
    let body = user(first.text_at("/userName"));
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let read = lab.read(&path).await?;
    let gone = read.body().get(ENTERPRISE).is_none_or(Value::is_null);
    read.demands(gone, "no values of the extension")?;
    let seen = read.is_of(USER)?;
    read.demands(!seen.contains(&ENTERPRISE), "no URN of the extension")
}
