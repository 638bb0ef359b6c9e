//! Pages by cursor: the page itself (RFC 9865 2, 3, 4).

use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc9865-4-pagination-advertised",
        "RFC 9865 4",
        "`pagination` says as booleans whether cursor and index are supported, and its figures are positive integers.",
        |lab| Box::pin(advertised(lab)),
    ),
    check(
        "rfc9865-2-first-page",
        "RFC 9865 2",
        "An empty cursor answers the first page, at most `count` results, with nextCursor and without previousCursor.",
        |lab| Box::pin(first_page(lab)),
    ),
    check(
        "rfc9865-2-cursor-characters",
        "RFC 9865 2",
        "A cursor holds only unreserved characters (RFC 3986 2.3).",
        |lab| Box::pin(characters(lab)),
    ),
    check(
        "rfc9865-2-last-page",
        "RFC 9865 2",
        "A page that holds everything has no nextCursor.",
        |lab| Box::pin(last_page(lab)),
    ),
    check(
        "rfc9865-2-count-zero",
        "RFC 9865 2",
        "count=0 answers no results but totalResults, and a negative count is read as 0.",
        |lab| Box::pin(count_zero(lab)),
    ),
    check(
        "rfc9865-2.4-index-stays-the-default",
        "RFC 9865 2.4",
        "A server that advertises index as the default answers a query without cursor and startIndex by index.",
        |lab| Box::pin(index_default(lab)),
    ),
];

/// A query for the members of a crowd, by cursor.
pub(super) async fn page(
    lab: &Lab,
    prefix: &str,
    cursor: &str,
    parameters: &[(&str, &str)],
) -> Verdict<Answer> {
    let filter = format!(r#"userName sw "{prefix}""#);
    let call = lab.client.get("/Users").query("filter", &filter);
    let mut call = call.query("cursor", cursor);
    for (name, value) in parameters {
        call = call.query(name, value);
    }
    call.send().await
}

async fn advertised(lab: &mut Lab) -> Verdict {
    if lab.offers.config("/pagination").is_null() {
        lab.offers.needs_cursors()?;
    }
    let answer = lab.read("/ServiceProviderConfig").await?;
    for name in ["cursor", "index"] {
        let pointer = format!("/pagination/{name}");
        answer.demands(
            answer.at(&pointer).is_boolean(),
            format!("{pointer} as a boolean"),
        )?;
    }
    for name in ["defaultPageSize", "maxPageSize", "cursorTimeout"] {
        let value = answer.at(&format!("/pagination/{name}"));
        let positive = value.as_u64().is_some_and(|number| number > 0);
        answer.demands(
            value.is_null() || positive,
            format!("pagination.{name} as a positive integer"),
        )?;
    }
    let method = answer.at("/pagination/defaultPaginationMethod");
    let known = [Value::Null, json!("cursor"), json!("index")].contains(method);
    answer.demands(known, "defaultPaginationMethod = cursor or index")
}

async fn first_page(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let prefix = lab.cast().await?.prefix;
    let answer = page(lab, &prefix, "", &[("count", "2")]).await?;
    let seen = answer.resources()?.len();
    answer.demands(seen == 2, "two resources on the page")?;
    answer.demands(
        !answer.text_at("/nextCursor").is_empty(),
        "nextCursor, because there are three",
    )?;
    answer.lacks("/previousCursor").map(drop)
}

async fn characters(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let prefix = lab.cast().await?.prefix;
    let answer = page(lab, &prefix, "", &[("count", "1")]).await?;
    let cursor = answer.text_at("/nextCursor");
    let unreserved = |one: char| one.is_ascii_alphanumeric() || "-._~".contains(one);
    answer.demands(
        !cursor.is_empty() && cursor.chars().all(unreserved),
        "a nextCursor of letters, digits, - . _ ~",
    )
}

async fn last_page(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let prefix = lab.cast().await?.prefix;
    let answer = page(lab, &prefix, "", &[("count", "10")]).await?;
    let seen = answer.resources()?.len();
    answer.demands(seen == 3, "three resources on the page")?;
    answer
        .lacks("/nextCursor")?
        .lacks("/previousCursor")
        .map(drop)
}

async fn count_zero(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let prefix = lab.cast().await?.prefix;
    for count in ["0", "-1"] {
        let answer = page(lab, &prefix, "", &[("count", count)]).await?;
        let seen = answer.resources()?.len();
        answer.demands(seen == 0, "no resources")?;
        let total = answer.at("/totalResults");
        answer.demands(total == 3 || total.is_null(), "totalResults = 3, or none")?;
    }
    Ok(())
}

async fn index_default(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let method = lab.offers.config("/pagination/defaultPaginationMethod");
    if method != "index" {
        return crate::verdict::skip("not advertised: defaultPaginationMethod = index");
    }
    let prefix = lab.cast().await?.prefix;
    let filter = format!(r#"userName sw "{prefix}""#);
    let call = lab.client.get("/Users").query("filter", &filter);
    let answer = call.query("count", "2").send().await?;
    answer.resources()?;
    answer.equals("/totalResults", &json!(3))?;
    answer.equals("/startIndex", &json!(1))?;
    answer.lacks("/nextCursor").map(drop)
}
