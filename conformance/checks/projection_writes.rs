//! Asking for a part of the answer to a write, and of extensions (RFC 7644 3.9).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{ENTERPRISE, USER, patch, user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.9-attributes-on-put",
        "RFC 7644 3.9",
        "`attributes` and `excludedAttributes` hold for the answer to a PUT.",
        |lab| Box::pin(on_put(lab)),
    ),
    check(
        "rfc7644-3.9-excluded-on-patch",
        "RFC 7644 3.9",
        "`excludedAttributes` holds for the answer to a PATCH, where it has a body.",
        |lab| Box::pin(on_patch(lab)),
    ),
    check(
        "rfc7644-3.9-excluded-on-create",
        "RFC 7644 3.9",
        "`excludedAttributes` holds for the answer to a POST, and Location is sent all the same.",
        |lab| Box::pin(on_create(lab)),
    ),
    check(
        "rfc7644-3.9-values-of-a-list",
        "RFC 7644 3.9",
        "`attributes=emails.value` shows that sub-attribute of every value, and no other.",
        |lab| Box::pin(of_values(lab)),
    ),
    check(
        "rfc7644-3.10-extension-by-urn",
        "RFC 7644 3.10",
        "An extension's attribute can be asked for, and excluded, by its URN-qualified name.",
        |lab| Box::pin(extension(lab)),
    ),
    check(
        "rfc7644-3.9-names-ignore-case",
        "RFC 7644 3.10",
        "Names in `attributes` and `excludedAttributes` are matched without regard to case.",
        |lab| Box::pin(any_case(lab)),
    ),
    check(
        "rfc7644-3.9-unknown-name",
        "RFC 7644 3.9",
        "A name that no schema has, beside one that is known, does not break the answer.",
        |lab| Box::pin(unknown(lab)),
    )
    .field(),
];

async fn on_put(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("part.put", &json!({})).await?;
    let body = with(
        user(first.text_at("/userName")),
        &json!({"title": "Driver"}),
    );
    let call = lab.client.put(&path).query("attributes", "title");
    let answer = call.json(&body).send().await?;
    answer.status(&[200])?.id()?;
    answer.equals("/title", &json!("Driver"))?;
    answer.lacks("/emails")?.lacks("/name")?;
    let call = lab.client.put(&path).query("excludedAttributes", "emails");
    let answer = call.json(&body).send().await?;
    answer.status(&[200])?.lacks("/emails")?;
    answer.equals("/title", &json!("Driver")).map(drop)
}

async fn on_patch(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (path, _) = lab.a_user("part.patch", &json!({})).await?;
    let body = patch(&[json!({"op": "replace", "path": "title", "value": "Driver"})]);
    let call = lab
        .client
        .patch(&path)
        .query("excludedAttributes", "emails");
    let answer = call.json(&body).send().await?;
    answer.status(&[200, 204])?.lacks("/emails")?;
    if answer.status == 200 {
        answer.equals("/title", &json!("Driver"))?;
    }
    Ok(())
}

async fn on_create(lab: &mut Lab) -> Verdict {
    let body = user(&lab.user_name("part.excluded"));
    let call = lab.client.post("/Users");
    let call = call.query("excludedAttributes", "emails,name");
    let answer = call.json(&body).send().await?;
    lab.remembers("/Users", &answer);
    answer.status(&[201])?.id()?;
    answer.lacks("/emails")?.lacks("/name")?;
    answer.demands(!answer.header("location").is_empty(), "a Location header")
}

async fn of_values(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("part.values", &json!({})).await?;
    let call = lab.client.get(&path).query("attributes", "emails.value");
    let answer = call.send().await?;
    answer.status(&[200])?;
    let only = json!([{"value": first.at("/userName")}]);
    answer.equals("/emails", &only)?.lacks("/name").map(drop)
}

async fn extension(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    let own = json!({"department": "Fleet", "costCenter": "4130"});
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: own});
    let (path, _) = lab.a_user("part.extension", &extra).await?;
    let name = format!("{ENTERPRISE}:department");
    let shown = |answer: &Answer, name: &str| {
        let extension = answer.body().get(ENTERPRISE);
        extension.and_then(|one| one.get(name)).cloned()
    };
    let call = lab.client.get(&path).query("attributes", &name);
    let answer = call.send().await?;
    answer.status(&[200])?.lacks("/emails")?;
    let alone = shown(&answer, "department") == Some(json!("Fleet"))
        && shown(&answer, "costCenter").is_none();
    answer.demands(alone, "department alone of the extension")?;
    let call = lab.client.get(&path).query("excludedAttributes", &name);
    let answer = call.send().await?;
    answer.status(&[200])?;
    let without = shown(&answer, "department").is_none_or(|one: Value| one.is_null())
        && shown(&answer, "costCenter") == Some(json!("4130"));
    answer.demands(without, "the extension without department")
}

async fn any_case(lab: &mut Lab) -> Verdict {
    let (path, _) = lab.a_user("part.case", &json!({"title": "Driver"})).await?;
    let call = lab
        .client
        .get(&path)
        .query("attributes", "TITLE,NAME.familyname");
    let answer = call.send().await?;
    answer.status(&[200])?;
    answer.equals("/title", &json!("Driver"))?;
    answer.equals("/name", &json!({"familyName": "Lovelace"}))?;
    let call = lab.client.get(&path).query("excludedAttributes", "TITLE");
    call.send().await?.status(&[200])?.lacks("/title").map(drop)
}

async fn unknown(lab: &mut Lab) -> Verdict {
    let (path, _) = lab
        .a_user("part.unknown", &json!({"title": "Driver"}))
        .await?;
    let call = lab.client.get(&path).query("attributes", "title,shoeSize");
    let answer = call.send().await?;
    answer.status(&[200])?;
    answer.equals("/title", &json!("Driver"))?;
    answer.lacks("/shoeSize").map(drop)
}
