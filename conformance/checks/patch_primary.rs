//! Primary values and immutable ones under PATCH (RFC 7644 3.5.2).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::sample::holds;
use crate::shapes::GROUP;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.5.2-primary-by-value-path",
        "RFC 7644 3.5.2",
        "Setting `primary` of one value to true through a value path makes the others not primary.",
        |lab| Box::pin(by_path(lab)),
    ),
    check(
        "rfc7644-3.5.2-primary-by-replace",
        "RFC 7644 3.5.2",
        "replace of a value path with a value that is primary makes the others not primary.",
        |lab| Box::pin(by_value(lab)),
    ),
    check(
        "rfc7644-3.5.2-primary-found",
        "RFC 7644 3.5.2",
        "`emails[primary eq true].value` is the primary one's value.",
        |lab| Box::pin(found(lab)),
    ),
    check(
        "rfc7644-3.5.2-immutable-refused",
        "RFC 7644 3.5.2",
        "Replacing a sub-attribute that the schema calls immutable (members.value) answers 400 mutability.",
        |lab| Box::pin(immutable(lab)),
    ),
    check(
        "rfc7644-3.5.2-sub-attribute-read-only",
        "RFC 7644 3.5.2",
        "Setting a sub-attribute that is readOnly (meta.created), in a value without a path, is never obeyed.",
        |lab| Box::pin(read_only(lab)),
    ),
];

/// Two addresses, the first primary: the path, and the values of the two.
async fn two(lab: &mut Lab) -> Verdict<(String, String, String)> {
    let (work, home) = (lab.user_name("work"), lab.user_name("home"));
    let extra = json!({"emails": [
        {"value": work, "type": "work", "primary": true},
        {"value": home, "type": "home"}
    ]});
    let (path, _) = lab.a_user("primary", &extra).await?;
    Ok((path, work, home))
}

/// Demands that the address with this value alone is primary.
fn primary(answer: &Answer, value: &str) -> Verdict {
    let all = answer.at("/emails").as_array().cloned().unwrap_or_default();
    let is_primary = |one: &&Value| one.get("primary") == Some(&json!(true));
    let seen: Vec<&Value> = all
        .iter()
        .filter(is_primary)
        .filter_map(|one| one.get("value"))
        .collect();
    answer.demands(
        all.len() == 2 && seen == [&json!(value)],
        format!("two addresses, {value} alone primary"),
    )
}

async fn by_path(lab: &mut Lab) -> Verdict {
    let (path, _, home) = two(lab).await?;
    let target = "emails[type eq \"home\"].primary";
    let operation = json!({"op": "replace", "path": target, "value": true});
    let read = lab.patched(&path, &[operation]).await?;
    primary(&read, &home)
}

async fn by_value(lab: &mut Lab) -> Verdict {
    let (path, _, home) = two(lab).await?;
    let value = json!({"value": home, "type": "home", "primary": true});
    let target = "emails[type eq \"home\"]";
    let operation = json!({"op": "replace", "path": target, "value": value});
    let read = lab.patched(&path, &[operation]).await?;
    primary(&read, &home)
}

async fn found(lab: &mut Lab) -> Verdict {
    let (path, _, home) = two(lab).await?;
    let new = lab.user_name("new");
    let target = "emails[primary eq true].value";
    let operation = json!({"op": "replace", "path": target, "value": new});
    let read = lab.patched(&path, &[operation]).await?;
    primary(&read, &new)?;
    let shown = json!([{"value": home, "type": "home"}]);
    read.demands(
        holds(read.at("/emails"), &shown),
        "the home address as it was",
    )
}

async fn immutable(lab: &mut Lab) -> Verdict {
    let schema = lab.offers.schema(GROUP).map(Value::to_string);
    if !schema.unwrap_or_default().contains("immutable") {
        return skip("not advertised: an immutable attribute of Group");
    }
    let ada = lab.a_user("immutable", &json!({})).await?.1.id()?;
    let bob = lab.a_user("immutable", &json!({})).await?.1.id()?;
    let (path, _) = lab.a_group("Immutable", &[&ada]).await?;
    let target = format!("members[value eq \"{ada}\"].value");
    let operation = json!({"op": "replace", "path": target, "value": bob});
    let answer = lab.patch_refused(&path, &[operation]).await?;
    answer.refuses(400, Some("mutability"))?;
    let read = lab.read(&path).await?;
    read.equals("/members/0/value", &json!(ada)).map(drop)
}

async fn read_only(lab: &mut Lab) -> Verdict {
    let (path, first) = lab.a_user("fixed", &json!({})).await?;
    let value = json!({"meta": {"created": "2001-01-01T00:00:00Z"}, "title": "Driver"});
    let answer = lab
        .patch_refused(&path, &[json!({"op": "replace", "value": value})])
        .await?;
    // Ignored as in a PUT, or refused: the RFC speaks of paths here, not of values without one.
    answer.status(&[200, 204, 400])?;
    let read = lab.read(&path).await?;
    read.equals("/meta/created", first.at("/meta/created"))
        .map(drop)
}
