//! Order by any attribute (RFC 7644 3.4.2.3).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::{ENTERPRISE, USER, group};
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.2.3-sort-by-any-attribute",
        "RFC 7644 3.4.2.3",
        "sortBy orders by a text, a boolean, a date-time and an id, whichever the schema has.",
        |lab| Box::pin(any(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-ignores-case",
        "RFC 7644 3.4.2.3",
        "Texts that are not caseExact are ordered without regard to case.",
        |lab| Box::pin(case(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-by-primary",
        "RFC 7644 3.4.2.3",
        "A multi-valued attribute orders by its primary value, or else by its first.",
        |lab| Box::pin(primary(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-by-extension",
        "RFC 7644 3.4.2.3",
        "sortBy may name an attribute of an extension by its URN.",
        |lab| Box::pin(extension(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-groups",
        "RFC 7644 3.4.2.3",
        "Groups are ordered too.",
        |lab| Box::pin(groups(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-across-pages",
        "RFC 7644 3.4.2.3",
        "The order holds across pages by startIndex, and no result is repeated or lost.",
        |lab| Box::pin(pages(lab)),
    ),
];

/// Three users with these attributes: what their names begin with, and their ids.
async fn three(lab: &mut Lab, extras: [Value; 3]) -> Verdict<(String, Vec<String>)> {
    lab.offers.needs(Feature::Sort)?;
    lab.offers.needs(Feature::Filter)?;
    let prefix = lab.name("sorted");
    let mut ids = Vec::new();
    for (number, extra) in extras.iter().enumerate() {
        let name = format!("{prefix}.{number}@example.com");
        let body = crate::shapes::with(crate::shapes::user(&name), extra);
        let answer = lab.post("/Users", &body).await?;
        ids.push(answer.status(&[201])?.id()?);
    }
    Ok((prefix, ids))
}

async fn sorted(lab: &Lab, prefix: &str, by: &str, order: &str) -> Verdict<Answer> {
    let filter = format!(r#"userName sw "{prefix}""#);
    let call = lab.client.get("/Users").query("filter", &filter);
    let call = call.query("sortBy", by).query("sortOrder", order);
    call.send().await
}

/// Demands the order ascending, and its reverse descending.
async fn both_ways(lab: &Lab, prefix: &str, by: &str, ids: &[String]) -> Verdict {
    let answer = sorted(lab, prefix, by, "ascending").await?;
    answer.demands(answer.ids()? == ids, format!("the order {ids:?}"))?;
    let answer = sorted(lab, prefix, by, "descending").await?;
    let back: Vec<&String> = ids.iter().rev().collect();
    let seen = answer.ids()?;
    answer.demands(seen.iter().eq(back), "the same order from the end")
}

async fn any(lab: &mut Lab) -> Verdict {
    let extras = [
        json!({"active": false, "nickName": "a", "externalId": lab.name("1")}),
        json!({"active": true, "nickName": "b", "externalId": lab.name("2")}),
        json!({"active": true, "nickName": "c", "externalId": lab.name("3")}),
    ];
    let (prefix, ids) = three(lab, extras).await?;
    for by in ["nickName", "externalId", &format!("{USER}:nickName")] {
        both_ways(lab, &prefix, by, &ids).await?;
    }
    let answer = sorted(lab, &prefix, "active", "ascending").await?;
    answer.equals("/Resources/0/active", &json!(false))?;
    let answer = sorted(lab, &prefix, "active", "descending").await?;
    answer.equals("/Resources/2/active", &json!(false))?;
    for by in ["meta.created", "meta.lastModified", "id"] {
        let answer = sorted(lab, &prefix, by, "ascending").await?;
        let pointer = format!("/{}", by.replace('.', "/"));
        let resources = answer.resources()?.iter();
        let seen: Vec<&str> = resources
            .filter_map(|one| one.pointer(&pointer).and_then(Value::as_str))
            .collect();
        answer.demands(
            seen.len() == 3 && seen.is_sorted(),
            format!("three results by {by}, ascending"),
        )?;
    }
    Ok(())
}

async fn case(lab: &mut Lab) -> Verdict {
    let extras = ["alpha", "BRAVO", "charlie"].map(|name| json!({"nickName": name}));
    let (prefix, ids) = three(lab, extras).await?;
    both_ways(lab, &prefix, "nickName", &ids).await
}

async fn primary(lab: &mut Lab) -> Verdict {
    let of = |first: &str, second: &str, primary: bool| {
        json!({"phoneNumbers": [
            {"value": first, "type": "work"},
            {"value": second, "type": "home", "primary": primary}
        ]})
    };
    let extras = [of("1", "9", false), of("8", "2", true), of("3", "0", false)];
    let (prefix, ids) = three(lab, extras).await?;
    both_ways(lab, &prefix, "phoneNumbers", &ids).await
}

async fn extension(lab: &mut Lab) -> Verdict {
    lab.offers.needs_enterprise()?;
    let of = |name: &str| json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"department": name}});
    let extras = ["Depot", "Fleet", "Workshop"].map(of);
    let (prefix, ids) = three(lab, extras).await?;
    both_ways(lab, &prefix, &format!("{ENTERPRISE}:department"), &ids).await
}

async fn groups(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Sort)?;
    lab.offers.needs_type("Group")?;
    let prefix = lab.name("Sorted");
    let mut wanted = Vec::new();
    for word in ["c", "a", "b"] {
        let body = group(&format!("{prefix} {word}"), &[]);
        let answer = lab.post("/Groups", &body).await?;
        wanted.push((word, answer.status(&[201])?.id()?));
    }
    wanted.sort_unstable();
    let wanted: Vec<String> = wanted.into_iter().map(|(_, id)| id).collect();
    let filter = format!(r#"displayName sw "{prefix}""#);
    let call = lab.client.get("/Groups").query("filter", &filter);
    let answer = call.query("sortBy", "displayName").send().await?;
    answer.demands(answer.ids()? == wanted, format!("the order {wanted:?}"))
}

async fn pages(lab: &mut Lab) -> Verdict {
    let extras = ["same", "same", "other"].map(|name| json!({"nickName": name}));
    let (prefix, ids) = three(lab, extras).await?;
    let filter = format!(r#"userName sw "{prefix}""#);
    let mut seen: Vec<String> = Vec::new();
    for start in ["1", "2", "3"] {
        let call = lab.client.get("/Users").query("filter", &filter);
        let call = call.query("sortBy", "nickName").query("startIndex", start);
        let answer = call.query("count", "1").send().await?;
        for id in answer.ids()? {
            answer.demands(!seen.contains(&id), "a result that no earlier page held")?;
            seen.push(id);
        }
        let first = ids.last();
        answer.demands(seen.first() == first, "the one named `other` first")?;
    }
    Ok(())
}
