//! Attributes and their values (RFC 7643 2).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::shapes::{user, with};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-2.1-sub-attribute-names-ignore-case",
        "RFC 7643 2.1",
        "Names of sub-attributes, in multi-valued attributes too, are matched without regard to case.",
        |lab| Box::pin(names(lab)),
    )
    .breaks(&["Microsoft Entra ID"], "It writes attribute names in the case that its administrator typed."),
    check(
        "rfc7643-2.4-primary-at-most-once",
        "RFC 7643 2.4",
        "A body in which two values are primary is refused, or one of them at most is primary afterwards.",
        |lab| Box::pin(one_primary(lab)),
    ),
    check(
        "rfc7643-2.4-no-value-twice",
        "RFC 7643 2.4",
        "The same (type, value) sent twice is not returned twice.",
        |lab| Box::pin(twice(lab)),
    )
    .advised(),
    check(
        "rfc7643-2.5-three-ways-of-nothing",
        "RFC 7643 2.5",
        "null, an empty array and an absent attribute lead to one and the same representation.",
        |lab| Box::pin(nothing(lab)),
    ),
    check(
        "rfc7643-2.5-nothing-clears",
        "RFC 7643 2.5",
        "null and an empty array in a PUT leave the attribute without a value.",
        |lab| Box::pin(clears(lab)),
    ),
    check(
        "rfc7643-2.3.1-text-unchanged",
        "RFC 7643 2.3.1",
        "Text comes back as it was sent: quotes, backslashes, line ends, blanks at the ends, the longest of titles.",
        |lab| Box::pin(text(lab)),
    ),
    check(
        "rfc7643-4.1.2-phone-unchanged",
        "RFC 7643 4.1.2",
        "A phone number that is no RFC 3966 text is kept as sent, or refused; it is never rewritten.",
        |lab| Box::pin(phone(lab)),
    )
    .field()
    .breaks(
        &["Microsoft Entra ID"],
        "It compares what it reads with what it sent, and writes again in every cycle when they differ.",
    ),
];

async fn names(lab: &mut Lab) -> Verdict {
    let address = lab.user_name("case");
    let extra = json!({"Emails": [{"VALUE": address, "Type": "work", "PRIMARY": true}], "emails": Value::Null});
    let mut body = with(user(&address), &extra);
    if let Some(body) = body.as_object_mut() {
        body.remove("emails");
    }
    let answer = lab.post("/Users", &body).await?;
    answer.status(&[201])?;
    answer.equals("/emails/0/value", &json!(address))?;
    answer.equals("/emails/0/primary", &json!(true)).map(drop)
}

/// How many values of `emails` are primary.
fn primaries(answer: &Answer) -> usize {
    let all = answer.at("/emails").as_array();
    let all = all.map(Vec::as_slice).unwrap_or_default();
    let primary = |one: &&Value| one.get("primary") == Some(&json!(true));
    all.iter().filter(primary).count()
}

async fn one_primary(lab: &mut Lab) -> Verdict {
    let name = lab.user_name("primaries");
    let emails = json!([
        {"value": name, "type": "work", "primary": true},
        {"value": format!("home.{name}"), "type": "home", "primary": true}
    ]);
    let body = with(user(&name), &json!({"emails": emails}));
    let answer = lab.post("/Users", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, None);
    }
    let path = format!("/Users/{}", answer.status(&[201])?.id()?);
    let read = lab.read(&path).await?;
    read.demands(primaries(&read) <= 1, "at most one primary address")
}

async fn twice(lab: &mut Lab) -> Verdict {
    let one = json!({"value": "+1 201 555 0123", "type": "work"});
    let extra = json!({"phoneNumbers": [one, one]});
    let body = with(user(&lab.user_name("same")), &extra);
    let answer = lab.post("/Users", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, None);
    }
    let path = format!("/Users/{}", answer.status(&[201])?.id()?);
    lab.read(&path).await?.lacks("/phoneNumbers/1").map(drop)
}

async fn nothing(lab: &mut Lab) -> Verdict {
    let mut shown = Vec::new();
    for extra in [
        json!({}),
        json!({"title": Value::Null, "phoneNumbers": Value::Null, "nickName": Value::Null}),
        json!({"phoneNumbers": [], "addresses": [], "ims": []}),
    ] {
        let (path, _) = lab.a_user("nothing", &extra).await?;
        shown.push(lab.read(&path).await?);
    }
    let names = |answer: &Answer| {
        let body = answer.body().as_object();
        let given = |(name, value): (&String, &Value)| {
            let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            (!empty).then(|| name.clone())
        };
        body.map(|body| body.iter().filter_map(given).collect::<Vec<_>>())
    };
    let first = shown.first().and_then(names);
    for answer in &shown {
        answer.demands(
            names(answer) == first,
            format!("the same attributes as without them: {first:?}"),
        )?;
    }
    Ok(())
}

async fn clears(lab: &mut Lab) -> Verdict {
    let extra = json!({"title": "Driver", "phoneNumbers": [{"value": "1", "type": "work"}]});
    let (path, first) = lab.a_user("clears", &extra).await?;
    let cleared = json!({"title": Value::Null, "phoneNumbers": []});
    let body = with(user(first.text_at("/userName")), &cleared);
    let answer = lab.client.put(&path).json(&body).send().await?;
    answer.status(&[200])?;
    let read = lab.read(&path).await?;
    read.lacks("/title")?.lacks("/phoneNumbers").map(drop)
}

async fn text(lab: &mut Lab) -> Verdict {
    let long = "Senior ".repeat(30);
    let texts = [
        "a \"quoted\" \\ word",
        "two\nlines\tand a tab",
        "<b>&amp;</b>",
        long.trim(),
    ];
    for text in texts {
        let (path, _) = lab.a_user("text", &json!({"title": text})).await?;
        lab.read(&path).await?.equals("/title", &json!(text))?;
    }
    Ok(())
}

async fn phone(lab: &mut Lab) -> Verdict {
    let number = "(201) 555-0123 x 7";
    let extra = json!({"phoneNumbers": [{"value": number, "type": "work"}]});
    let body = with(user(&lab.user_name("phone")), &extra);
    let answer = lab.post("/Users", &body).await?;
    if answer.status == 400 {
        return answer.refuses(400, None);
    }
    answer.status(&[201])?;
    answer
        .equals("/phoneNumbers/0/value", &json!(number))
        .map(drop)
}
