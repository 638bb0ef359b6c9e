//! Whether a server returns what its schemas say (RFC 7643 7, RFC 7644 3.9).

use serde_json::{Value, json};

use super::schema_truth::{none_of, sampled, shown};
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::sample::{Sample, holds};
use crate::shapes::USER;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-7-returned-default",
        "RFC 7644 3.9",
        "Every attribute that is returned by default can be asked for alone, and excluded.",
        |lab| Box::pin(returned(lab)),
    ),
    check(
        "rfc7643-7-returned-always",
        "RFC 7643 7",
        "What is returned always stands in an answer whatever `attributes` and `excludedAttributes` say.",
        |lab| Box::pin(always(lab)),
    ),
    check(
        "rfc7643-7-returned-on-request",
        "RFC 7643 7",
        "What is returned on request stands in an answer just when it is asked for; what is never returned, never.",
        |lab| Box::pin(on_request(lab)),
    ),
];

async fn returned(lab: &mut Lab) -> Verdict {
    let (user, _) = sampled(lab).await?;
    let whole = lab.read(&user.path).await?;
    let default = |sample: &&Sample| {
        sample.word("returned", "default") == "default" && !shown(&whole, sample).is_null()
    };
    for sample in user.samples.iter().filter(default) {
        let call = lab.client.get(&user.path);
        let alone = call.query("attributes", &sample.full()).send().await?;
        alone.status(&[200])?;
        let name = sample.full();
        alone.demands(
            holds(shown(&alone, sample), &sample.value),
            format!("{name} when it is asked for"),
        )?;
    }
    let names: Vec<String> = user
        .samples
        .iter()
        .filter(default)
        .map(Sample::full)
        .collect();
    let call = lab.client.get(&user.path);
    let call = call.query("excludedAttributes", &names.join(","));
    let without = call.send().await?;
    without.status(&[200])?;
    let left = |sample: &&Sample| !shown(&without, sample).is_null();
    let wrong = user.samples.iter().filter(default).filter(left);
    let wrong: Vec<String> = wrong.map(Sample::full).collect();
    none_of(&without, "excluded", &wrong)
}

async fn always(lab: &mut Lab) -> Verdict {
    let (user, _) = sampled(lab).await?;
    let whole = lab.read(&user.path).await?;
    let mut always: Vec<&str> = vec!["id", "schemas"];
    let schema = lab
        .offers
        .schema(USER)
        .and_then(|one| one.get("attributes"));
    let attributes = schema.and_then(Value::as_array);
    for one in attributes.map(Vec::as_slice).unwrap_or_default() {
        if one.get("returned") == Some(&json!("always")) {
            always.extend(one.get("name").and_then(Value::as_str));
        }
    }
    always.retain(|name| whole.body().get(name).is_some());
    for (parameter, value) in [
        ("attributes", "nickName".to_owned()),
        ("excludedAttributes", always.join(",")),
    ] {
        let call = lab.client.get(&user.path).query(parameter, &value);
        let answer = call.send().await?;
        answer.status(&[200])?;
        for name in &always {
            let there = answer.body().get(name).is_some();
            answer.demands(there, format!("{name}, which is returned always"))?;
        }
    }
    Ok(())
}

async fn on_request(lab: &mut Lab) -> Verdict {
    let (user, created) = sampled(lab).await?;
    let read = lab.read(&user.path).await?;
    let listed = lab.client.get("/Users").query("count", "5").send().await?;
    let password = !format!("{} {}", read.body(), listed.body()).contains("\"password\"");
    read.demands(password, "no password anywhere")?;
    for sample in &user.samples {
        let returned = sample.word("returned", "default");
        if !matches!(returned, "request" | "never") {
            continue;
        }
        let name = sample.full();
        for answer in [&created, &read] {
            let silent = shown(answer, sample).is_null();
            answer.demands(silent, format!("{name} not shown without being asked for"))?;
        }
        let call = lab.client.get(&user.path).query("attributes", &name);
        let asked = call.send().await?;
        let there = holds(shown(&asked, sample), &sample.value);
        asked.demands(
            there == (returned == "request"),
            format!("{name} shown when asked for, if it is returned on request"),
        )?;
    }
    Ok(())
}
