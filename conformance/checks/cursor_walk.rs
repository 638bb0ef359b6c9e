//! Pages by cursor: walking them (RFC 9865 2, 3).

use serde_json::json;

use super::cursor::page;
use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::offers::Feature;
use crate::shapes::user;
use crate::verdict::{Verdict, skip};

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc9865-2-walk-forward",
        "RFC 9865 2",
        "Following nextCursor to the page without one shows every result once.",
        |lab| Box::pin(forward(lab)),
    ),
    check(
        "rfc9865-2-walk-back",
        "RFC 9865 2",
        "previousCursor, where it is given, leads back through the same pages to one without it.",
        |lab| Box::pin(back(lab)),
    ),
    check(
        "rfc9865-2.2-walk-sorted",
        "RFC 9865 2.2",
        "With sortBy the results stand in that order across all pages.",
        |lab| Box::pin(sorted(lab)),
    ),
    check(
        "rfc9865-2-walk-past-deletes",
        "RFC 9865 2",
        "Deleting what was shown and what is to come, during a walk, loses none of the others and repeats none.",
        |lab| Box::pin(past_deletes(lab)),
    )
    .advised(),
    check(
        "rfc9865-2-walk-past-creates",
        "RFC 9865 2",
        "Creating users during a walk loses none of those who were there and repeats none.",
        |lab| Box::pin(past_creates(lab)),
    )
    .advised(),
    check(
        "rfc9865-3-walk-by-search",
        "RFC 9865 3",
        "POST /.search takes `cursor` in its body and walks the same way.",
        |lab| Box::pin(by_search(lab)),
    ),
];

/// Follows nextCursor from a page, and adds every id that is seen.
async fn follow(
    lab: &Lab,
    prefix: &str,
    parameters: &[(&str, &str)],
    mut answer: Answer,
    seen: &mut Vec<String>,
) -> Verdict<Answer> {
    for _ in 0..20 {
        for id in answer.ids()? {
            answer.demands(!seen.contains(&id), "a resource that no earlier page held")?;
            seen.push(id);
        }
        let next = answer.text_at("/nextCursor").to_owned();
        if next.is_empty() {
            return Ok(answer);
        }
        answer = page(lab, prefix, &next, parameters).await?;
    }
    Err(answer.fails("a last page, without nextCursor"))
}

/// Demands that a walk has seen exactly these, in any order.
fn complete(answer: &Answer, seen: &[String], wanted: &[String]) -> Verdict {
    let missing: Vec<&String> = wanted.iter().filter(|id| !seen.contains(id)).collect();
    answer.demands(
        missing.is_empty() && seen.len() >= wanted.len(),
        format!("a walk that showed all, {missing:?} too"),
    )
}

async fn forward(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let (prefix, ids) = lab.a_crowd("walk", 5).await?;
    let mut seen = Vec::new();
    let first = page(lab, &prefix, "", &[("count", "2")]).await?;
    let last = follow(lab, &prefix, &[("count", "2")], first, &mut seen).await?;
    complete(&last, &seen, &ids)?;
    last.demands(seen.len() == 5, "five results in all")
}

async fn back(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let (prefix, _) = lab.a_crowd("walk.back", 5).await?;
    let parameters = [("count", "2")];
    let first = page(lab, &prefix, "", &parameters).await?;
    let next = first.text_at("/nextCursor");
    let second = page(lab, &prefix, next, &parameters).await?;
    let previous = second.text_at("/previousCursor");
    if previous.is_empty() {
        return skip("not offered: previousCursor is optional");
    }
    let third = page(lab, &prefix, second.text_at("/nextCursor"), &parameters).await?;
    let cursor = third.text_at("/previousCursor");
    let again = page(lab, &prefix, cursor, &parameters).await?;
    again.demands(again.ids()? == second.ids()?, "the second page once more")?;
    let begin = page(lab, &prefix, again.text_at("/previousCursor"), &parameters).await?;
    begin.demands(begin.ids()? == first.ids()?, "the first page once more")?;
    begin.lacks("/previousCursor").map(drop)
}

async fn sorted(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    lab.offers.needs(Feature::Sort)?;
    let (prefix, mut ids) = lab.a_crowd("walk.sorted", 5).await?;
    let parameters = [
        ("count", "2"),
        ("sortBy", "userName"),
        ("sortOrder", "descending"),
    ];
    let mut seen = Vec::new();
    let first = page(lab, &prefix, "", &parameters).await?;
    let last = follow(lab, &prefix, &parameters, first, &mut seen).await?;
    ids.reverse();
    last.demands(seen == ids, format!("the order {ids:?} over all pages"))
}

async fn past_deletes(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let (prefix, mut ids) = lab.a_crowd("walk.deletes", 6).await?;
    let parameters = [("count", "2")];
    let first = page(lab, &prefix, "", &parameters).await?;
    let shown = first.ids()?;
    let to_come = ids.iter().find(|id| !shown.contains(id)).cloned();
    for gone in shown.iter().chain(to_come.iter()) {
        let path = format!("/Users/{gone}");
        lab.client.delete(&path).send().await?.status(&[204])?;
    }
    let mut seen = Vec::new();
    let last = follow(lab, &prefix, &parameters, first, &mut seen).await?;
    ids.retain(|id| Some(id) != to_come.as_ref());
    complete(&last, &seen, &ids)
}

async fn past_creates(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let (prefix, ids) = lab.a_crowd("walk.creates", 4).await?;
    let parameters = [("count", "2")];
    let first = page(lab, &prefix, "", &parameters).await?;
    for number in ["0", "9"] {
        let body = user(&format!("{prefix}.{number}@example.com"));
        lab.post("/Users", &body).await?.status(&[201])?;
    }
    let mut seen = Vec::new();
    let last = follow(lab, &prefix, &parameters, first, &mut seen).await?;
    complete(&last, &seen, &ids)
}

async fn by_search(lab: &mut Lab) -> Verdict {
    lab.offers.needs_cursors()?;
    let (prefix, ids) = lab.a_crowd("walk.search", 3).await?;
    let filter = format!(r#"userName sw "{prefix}""#);
    let mut query = json!({"filter": filter, "cursor": "", "count": 2});
    let first = lab.searched("/Users", &query).await?;
    let mut seen = first.ids()?;
    first.demands(seen.len() == 2, "two results on the first page")?;
    if let Some(query) = query.as_object_mut() {
        query.insert(String::from("cursor"), first.at("/nextCursor").clone());
    }
    let second = lab.searched("/Users", &query).await?;
    seen.extend(second.ids()?);
    complete(&second, &seen, &ids)?;
    second.demands(seen.len() == 3, "three results in all")?;
    second.lacks("/nextCursor").map(drop)
}
