//! Queries in a body (RFC 7644 3.4.3).

use serde_json::json;

use super::root::{finds_both, pair};
use crate::cast::Who;
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::SEARCH;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.3-search",
        "RFC 7644 3.4.3",
        "POST /Users/.search finds what the same filter finds in a query.",
        |lab| Box::pin(search(lab)),
    ),
    check(
        "rfc7644-3.4.3-search-projection",
        "RFC 7644 3.4.3",
        "`attributes` and `excludedAttributes` of a search are lists, and hold for every result.",
        |lab| Box::pin(projection(lab)),
    ),
    check(
        "rfc7644-3.4.3-search-order-and-pages",
        "RFC 7644 3.4.3",
        "sortBy, sortOrder, startIndex and count in a search order and page as in a query.",
        |lab| Box::pin(order(lab)),
    ),
    check(
        "rfc7644-3.4.3-search-groups",
        "RFC 7644 3.4.3",
        "POST /Groups/.search finds groups alone.",
        |lab| Box::pin(groups(lab)),
    ),
    check(
        "rfc7644-3.4.3-search-root",
        "RFC 7644 3.4.3",
        "POST /.search at the root finds resources of every type, each with its meta.resourceType.",
        |lab| Box::pin(root(lab)),
    ),
    check(
        "rfc7644-3.4.3-search-refused",
        "RFC 7644 3.4.3",
        "A search with a broken filter answers 400 invalidFilter, and one that is not JSON 400.",
        |lab| Box::pin(refused(lab)),
    ),
];

async fn by_name(lab: &mut Lab, name: &str) -> Verdict<String> {
    lab.offers.needs(Feature::Filter)?;
    let cast = lab.cast().await?;
    Ok(format!(
        r#"userName eq "{}{name}@example.com""#,
        cast.prefix
    ))
}

async fn search(lab: &mut Lab) -> Verdict {
    let filter = by_name(lab, "Ada").await?;
    let query = json!({"filter": filter, "attributes": ["userName"], "startIndex": 1, "count": 10});
    let answer = lab.searched("/Users", &query).await?;
    answer.finds_only(&lab.cast().await?.id(Who::Ada))
}

async fn projection(lab: &mut Lab) -> Verdict {
    let filter = by_name(lab, "Ada").await?;
    let query = json!({"filter": filter, "attributes": ["userName", "name.familyName"]});
    let answer = lab.searched("/Users", &query).await?;
    answer.finds_only(&lab.cast().await?.id(Who::Ada))?;
    answer.lacks("/Resources/0/emails")?;
    answer.lacks("/Resources/0/name/givenName")?;
    let shown = answer.text_at("/Resources/0/name/familyName");
    answer.demands(!shown.is_empty(), "name.familyName in the result")?;
    let query = json!({"filter": filter, "excludedAttributes": ["emails"]});
    let answer = lab.searched("/Users", &query).await?;
    answer.lacks("/Resources/0/emails")?;
    let shown = answer.text_at("/Resources/0/userName");
    answer.demands(!shown.is_empty(), "userName in the result")
}

async fn order(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Sort)?;
    let cast = lab.cast().await?;
    let query = json!({
        "filter": format!(r#"userName sw "{}""#, cast.prefix),
        "sortBy": "userName", "sortOrder": "descending", "startIndex": 2, "count": 2
    });
    let answer = lab.searched("/Users", &query).await?;
    let wanted = [cast.id(Who::Bob), cast.id(Who::Ada)];
    answer.demands(answer.ids()? == wanted, format!("the order {wanted:?}"))?;
    answer.equals("/totalResults", &json!(3))?;
    answer.equals("/startIndex", &json!(2)).map(drop)
}

async fn groups(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let (_, group) = lab.a_group("Searched", &[]).await?;
    let filter = format!(r#"displayName eq "{}""#, group.text_at("/displayName"));
    let answer = lab.searched("/Groups", &json!({"filter": filter})).await?;
    answer.finds_only(&group.id()?)
}

async fn root(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let (filter, ..) = pair(lab).await?;
    finds_both(&lab.searched("", &json!({"filter": filter})).await?)
}

async fn refused(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Filter)?;
    let query = json!({"filter": "userName eq"});
    let answer = lab.searched("/Users", &query).await?;
    answer.refuses(400, Some("invalidFilter"))?;
    let broken = format!(r#"{{"schemas":["{SEARCH}"],"filter":"#);
    let answer = lab.client.post("/Users/.search").raw(broken).send().await?;
    if answer.status == 501 {
        return skip("not offered: status 501");
    }
    answer.refuses(400, Some("invalidSyntax"))
}
