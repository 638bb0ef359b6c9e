//! Pages (RFC 7644 3.4.2.4).

use serde_json::json;

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.2.4-count",
        "RFC 7644 3.4.2.4",
        "`count` limits a page, itemsPerPage is the number on this page, totalResults the number of all.",
        |lab| Box::pin(count(lab)),
    )
    .breaks(&["Okta"], "Its QA stops at an itemsPerPage that is not the size of the page."),
    check(
        "rfc7644-3.4.2.4-walk",
        "RFC 7644 3.4.2.4",
        "Walking with startIndex shows every resource once.",
        |lab| Box::pin(walk(lab)),
    )
    .breaks(&["Okta", "Microsoft Entra ID"], "What a page loses is taken for deleted."),
    check(
        "rfc7644-3.4.2.4-count-zero",
        "RFC 7644 3.4.2.4",
        "count=0 answers totalResults without resources, and a negative count is read as 0.",
        |lab| Box::pin(zero(lab)),
    ),
    check(
        "rfc7644-3.4.2.4-start-below-one",
        "RFC 7644 3.4.2.4",
        "A startIndex below 1 is read as 1.",
        |lab| Box::pin(below_one(lab)),
    ),
    check(
        "rfc7644-3.4.2.4-past-the-end",
        "RFC 7644 3.4.2.4",
        "A startIndex past the end answers an empty page with the true totalResults.",
        |lab| Box::pin(past_the_end(lab)),
    )
    .breaks(&["Okta"], "Its import reads pages until one is empty."),
    check(
        "rfc7644-3.4.2-unknown-parameter",
        "RFC 7644 3.4.2",
        "A query parameter that no one knows is ignored.",
        |lab| Box::pin(unknown_parameter(lab)),
    )
    .breaks(&["Microsoft Entra ID"], "Its tenant URL may carry a flag as a query parameter."),
];

/// A page of the three users of the cast.
async fn page(lab: &mut Lab, parameters: &[(&str, &str)]) -> Verdict<Answer> {
    lab.offers.needs(Feature::Filter)?;
    let cast = lab.cast().await?;
    let filter = format!(r#"userName sw "{}""#, cast.prefix);
    let mut call = lab.client.get("/Users").query("filter", &filter);
    for (name, value) in parameters {
        call = call.query(name, value);
    }
    let answer = call.send().await?;
    answer.resources()?;
    answer.equals("/totalResults", &json!(3))?;
    Ok(answer)
}

/// Demands a page of `items` resources that says so, and where it begins.
fn holds(answer: &Answer, start: u64, items: usize) -> Verdict {
    let seen = answer.resources()?.len();
    answer.demands(seen == items, format!("{items} resources on this page"))?;
    answer.equals("/itemsPerPage", &json!(items))?;
    answer.equals("/startIndex", &json!(start)).map(drop)
}

async fn count(lab: &mut Lab) -> Verdict {
    let answer = page(lab, &[("startIndex", "1"), ("count", "2")]).await?;
    holds(&answer, 1, 2)?;
    let last = page(lab, &[("startIndex", "3"), ("count", "2")]).await?;
    holds(&last, 3, 1)
}

async fn walk(lab: &mut Lab) -> Verdict {
    let mut seen = Vec::new();
    for start in ["1", "2", "3"] {
        let answer = page(lab, &[("startIndex", start), ("count", "1")]).await?;
        for id in answer.ids()? {
            answer.demands(!seen.contains(&id), "a resource that no earlier page held")?;
            seen.push(id);
        }
    }
    let whole = page(lab, &[]).await?;
    whole.demands(seen.len() == 3, "three pages with one resource each")
}

async fn zero(lab: &mut Lab) -> Verdict {
    for count in ["0", "-1"] {
        let answer = page(lab, &[("count", count)]).await?;
        answer.demands(answer.resources()?.is_empty(), "no resources")?;
    }
    Ok(())
}

async fn below_one(lab: &mut Lab) -> Verdict {
    for start in ["0", "-5"] {
        let answer = page(lab, &[("startIndex", start), ("count", "2")]).await?;
        holds(&answer, 1, 2)?;
    }
    Ok(())
}

async fn past_the_end(lab: &mut Lab) -> Verdict {
    let answer = page(lab, &[("startIndex", "4"), ("count", "2")]).await?;
    answer.demands(answer.resources()?.is_empty(), "no resources")?;
    answer.equals("/itemsPerPage", &json!(0)).map(drop)
}

async fn unknown_parameter(lab: &mut Lab) -> Verdict {
    let answer = page(lab, &[("aadOptscim062020", ""), ("startIndex", "1")]).await?;
    holds(&answer, 1, 3)
}
