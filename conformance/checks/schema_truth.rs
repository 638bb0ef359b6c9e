//! Whether a server keeps to the schemas that it advertises (RFC 7643 2.2, 7; RFC 7644 3.9).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::sample::{Sample, holds, samples};
use crate::shapes::{ENTERPRISE, USER, user, with};
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-7-advertised-attributes-are-kept",
        "RFC 7643 7",
        "Every attribute of the user schemas that a client may write is stored and read back.",
        |lab| Box::pin(kept(lab)),
    )
    .breaks(
        &["Microsoft Entra ID"],
        "Its gallery test wants every mapped attribute in /Schemas, and reads back what it wrote.",
    ),
    check(
        "rfc7643-7-advertised-attributes-can-be-patched",
        "RFC 7644 3.5.2.3",
        "PATCH replaces every such attribute that has one simple value, by its URN-qualified path.",
        |lab| Box::pin(patched(lab)),
    ),
    check(
        "rfc7643-7-advertised-attributes-can-be-filtered",
        "RFC 7644 3.4.2.2",
        "`pr` on every such attribute, by its URN-qualified name, finds the user who has a value.",
        |lab| Box::pin(filtered(lab)),
    ),
    check(
        "rfc7643-2.2-case-exact-is-kept",
        "RFC 7643 2.2",
        "`eq` on every simple text ignores case just when the schema says caseExact false.",
        |lab| Box::pin(case_exact(lab)),
    ),
    check(
        "rfc7643-2.2-read-only-is-kept",
        "RFC 7643 2.2",
        "A value that a POST gives to a readOnly attribute is not stored.",
        |lab| Box::pin(read_only(lab)),
    ),
    check(
        "rfc7643-7-own-extensions",
        "RFC 7643 7",
        "Each attribute of the server's own extensions is stored as sent, or refused with 400 and a reason.",
        |lab| Box::pin(own(lab)),
    )
    .advised(),
];

/// A user who has a value for everything that the schemas let a client write.
pub(super) struct Sampled {
    pub(super) path: String,
    pub(super) id: String,
    pub(super) samples: Vec<Sample>,
}

fn all_samples(lab: &mut Lab, writable: bool) -> Vec<Sample> {
    let run = lab.name("s");
    let schemas = lab.offers.user_schemas();
    // What a vendor's own extension takes, its schema does not always say.
    let standard = |(urn, _): &&(&str, &Value)| [USER, ENTERPRISE].contains(urn);
    let of = |(urn, schema): &(&str, &Value)| samples(urn, schema, &run, writable);
    schemas.iter().filter(standard).flat_map(of).collect()
}

/// A user's body with these samples in the places of their schemas.
fn body_of(user_name: &str, samples: &[Sample]) -> Value {
    let mut body = user(user_name);
    for sample in samples {
        let own = json!({ sample.name.clone(): sample.value });
        if sample.urn == USER {
            body = with(body, &own);
            continue;
        }
        let extension = body.get(&sample.urn).cloned().unwrap_or_else(|| json!({}));
        body = with(body, &json!({ sample.urn.clone(): with(extension, &own) }));
        if let Some(schemas) = body.pointer_mut("/schemas").and_then(Value::as_array_mut)
            && !schemas.contains(&json!(sample.urn))
        {
            schemas.push(json!(sample.urn));
        }
    }
    body
}

pub(super) async fn sampled(lab: &mut Lab) -> Verdict<(Sampled, Answer)> {
    let mut samples = all_samples(lab, true);
    if samples.is_empty() {
        return skip("not advertised: a User schema under /Schemas");
    }
    for sample in &mut samples {
        if sample.urn == ENTERPRISE && sample.name == "manager" {
            sample.value = json!({"value": lab.a_user("chief", &json!({})).await?.1.id()?});
        }
    }
    let body = body_of(&lab.user_name("sampled"), &samples);
    let answer = lab.post("/Users", &body).await?;
    let id = answer.status(&[201])?.id()?;
    let path = format!("/Users/{id}");
    Ok((Sampled { path, id, samples }, answer))
}

/// What an answer shows of an attribute.
pub(super) fn shown<'a>(answer: &'a Answer, sample: &Sample) -> &'a Value {
    let body = if sample.urn == USER {
        Some(answer.body())
    } else {
        answer.body().get(&sample.urn)
    };
    body.and_then(|body| body.get(&sample.name))
        .unwrap_or(&Value::Null)
}

/// Demands nothing on the list of those that went wrong.
pub(super) fn none_of(answer: &Answer, what: &str, wrong: &[String]) -> Verdict {
    answer.demands(wrong.is_empty(), format!("{what}: {}", wrong.join(", ")))
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "iterators over references hand out references to them"
)]
fn is_shown(sample: &&Sample) -> bool {
    matches!(sample.word("returned", "default"), "default" | "always")
}

async fn kept(lab: &mut Lab) -> Verdict {
    let (user, _) = sampled(lab).await?;
    let read = lab.read(&user.path).await?;
    let lost = |sample: &&Sample| !holds(shown(&read, sample), &sample.value);
    let wrong: Vec<String> = user
        .samples
        .iter()
        .filter(is_shown)
        .filter(lost)
        .map(|sample| format!("{} = {}", sample.full(), sample.value))
        .collect();
    none_of(&read, "kept as it was sent", &wrong)
}

async fn patched(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Patch)?;
    let (user, _) = sampled(lab).await?;
    let fresh = all_samples(lab, true);
    let simple = |sample: &&Sample| {
        let writable = sample.word("mutability", "readWrite") == "readWrite";
        writable && !sample.value.is_object() && !sample.value.is_array()
    };
    let fresh: Vec<&Sample> = fresh.iter().filter(simple).collect();
    let replace =
        |sample: &&Sample| json!({"op": "replace", "path": sample.full(), "value": sample.value});
    let operations: Vec<Value> = fresh.iter().map(replace).collect();
    let read = lab.patched(&user.path, &operations).await?;
    let lost = |sample: &&Sample| is_shown(sample) && *shown(&read, sample) != sample.value;
    let wrong = fresh.into_iter().filter(lost).map(Sample::full);
    none_of(&read, "replaced", &wrong.collect::<Vec<_>>())
}

async fn filtered(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let (user, _) = sampled(lab).await?;
    for sample in user.samples.iter().filter(is_shown) {
        let filter = format!(r#"id eq "{}" and {} pr"#, user.id, sample.full());
        let answer = lab.filtered("/Users", &filter).await?;
        answer.finds_only(&user.id)?;
    }
    Ok(())
}

async fn case_exact(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let (user, _) = sampled(lab).await?;
    let plain = |sample: &&Sample| is_shown(sample) && sample.is_text();
    for sample in user.samples.iter().filter(plain) {
        let text = sample.value.as_str().unwrap_or_default();
        let id = &user.id;
        let name = sample.full();
        let same = format!(r#"id eq "{id}" and {name} eq "{text}""#);
        lab.filtered("/Users", &same).await?.finds_only(id)?;
        let other = text.to_uppercase();
        let filter = format!(r#"id eq "{id}" and {name} eq "{other}""#);
        let answer = lab.filtered("/Users", &filter).await?;
        if sample.flag("caseExact") && other != text {
            answer.finds_nothing()?;
        } else {
            answer.finds_only(id)?;
        }
    }
    Ok(())
}

async fn read_only(lab: &mut Lab) -> Verdict {
    let samples = all_samples(lab, false);
    if samples.is_empty() {
        return skip("not advertised: a readOnly attribute");
    }
    let body = body_of(&lab.user_name("sampled.read.only"), &samples);
    let answer = lab.post("/Users", &body).await?;
    let path = format!("/Users/{}", answer.status(&[201])?.id()?);
    let read = lab.read(&path).await?;
    let obeyed = |sample: &&Sample| holds(shown(&read, sample), &sample.value);
    let wrong = samples.iter().filter(obeyed).map(Sample::full);
    none_of(&read, "not stored", &wrong.collect::<Vec<_>>())
}

async fn own(lab: &mut Lab) -> Verdict {
    let run = lab.name("s");
    let schemas = lab.offers.user_schemas();
    let foreign = |(urn, _): &&(&str, &Value)| ![USER, ENTERPRISE].contains(urn);
    let of = |(urn, schema): &(&str, &Value)| samples(urn, schema, &run, true);
    let all: Vec<Sample> = schemas.iter().filter(foreign).flat_map(of).collect();
    if all.is_empty() {
        return skip("not advertised: an extension of the server's own");
    }
    for sample in all.iter().filter(is_shown) {
        let body = body_of(&lab.user_name("own"), std::slice::from_ref(sample));
        let answer = lab.post("/Users", &body).await?;
        if answer.status == 400 {
            answer.refuses(400, Some("invalidValue"))?;
            let told = !answer.text_at("/detail").is_empty();
            answer.demands(told, "a detail that says why")?;
            continue;
        }
        let path = format!("/Users/{}", answer.status(&[201])?.id()?);
        let read = lab.read(&path).await?;
        let kept = holds(shown(&read, sample), &sample.value);
        read.demands(kept, format!("{} = {}", sample.full(), sample.value))?;
    }
    Ok(())
}
