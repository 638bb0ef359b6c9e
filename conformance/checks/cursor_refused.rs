//! Cursors that must be refused (RFC 9865 2, 2.1, 5.2).

use super::cursor::page;
use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc9865-2.1-cursor-forged",
        "RFC 9865 2.1",
        "A cursor that the server never gave answers 400 invalidCursor.",
        |lab| Box::pin(forged(lab)),
    )
    .advised(),
    check(
        "rfc9865-5.2-cursor-tampered",
        "RFC 9865 5.2",
        "A cursor of which one character was changed answers 400 invalidCursor, wherever it stands.",
        |lab| Box::pin(tampered(lab)),
    )
    .advised(),
    check(
        "rfc9865-2-same-parameters",
        "RFC 9865 2",
        "A cursor under another filter is refused with 400 invalidCursor, and never widens what is seen.",
        |lab| Box::pin(other_filter(lab)),
    )
    .advised(),
    check(
        "rfc9865-2.1-same-count",
        "RFC 9865 2.1",
        "A count that differs from that of the first page answers 400 invalidCount.",
        |lab| Box::pin(other_count(lab)),
    )
    .advised(),
    check(
        "rfc9865-2.1-count-invalid",
        "RFC 9865 2.1",
        "A count that is no number answers 400 invalidCount or invalidValue, never a list of everything.",
        |lab| Box::pin(no_count(lab)),
    )
    .advised(),
];

/// The first of two pages, which has a nextCursor.
async fn begun(lab: &mut Lab) -> Verdict<(String, Answer)> {
    lab.offers.needs_cursors()?;
    let prefix = lab.cast().await?.prefix;
    let answer = page(lab, &prefix, "", &[("count", "2")]).await?;
    let cursor = answer.text_at("/nextCursor");
    answer.demands(!cursor.is_empty(), "a nextCursor")?;
    Ok((prefix, answer))
}

fn refused(answer: &Answer, scim_types: &[&str]) -> Verdict {
    answer.refuses(400, None)?;
    answer.names(scim_types)
}

async fn forged(lab: &mut Lab) -> Verdict {
    let (prefix, _) = begun(lab).await?;
    for cursor in [
        "1",
        "forged",
        "MjA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "~",
    ] {
        let answer = page(lab, &prefix, cursor, &[("count", "2")]).await?;
        refused(&answer, &["invalidCursor"])?;
    }
    Ok(())
}

async fn tampered(lab: &mut Lab) -> Verdict {
    let (prefix, first) = begun(lab).await?;
    let cursor = first.text_at("/nextCursor").to_owned();
    let length = cursor.len();
    for position in [0, length / 3, length / 2, length.saturating_sub(3)] {
        let changed: String = cursor
            .char_indices()
            .map(|(at, one)| match (at == position, one) {
                (false, _) => one,
                (true, 'A') => 'B',
                (true, _) => 'A',
            })
            .collect();
        let answer = page(lab, &prefix, &changed, &[("count", "2")]).await?;
        refused(&answer, &["invalidCursor"])?;
    }
    Ok(())
}

async fn other_filter(lab: &mut Lab) -> Verdict {
    let (prefix, first) = begun(lab).await?;
    let wider = prefix.split_at(prefix.len().min(5)).0.to_owned();
    let cursor = first.text_at("/nextCursor");
    let answer = page(lab, &wider, cursor, &[("count", "2")]).await?;
    refused(&answer, &["invalidCursor"])
}

async fn other_count(lab: &mut Lab) -> Verdict {
    let (prefix, first) = begun(lab).await?;
    let cursor = first.text_at("/nextCursor");
    let answer = page(lab, &prefix, cursor, &[("count", "3")]).await?;
    refused(&answer, &["invalidCount", "invalidCursor"])
}

async fn no_count(lab: &mut Lab) -> Verdict {
    let (prefix, _) = begun(lab).await?;
    let answer = page(lab, &prefix, "", &[("count", "two")]).await?;
    refused(&answer, &["invalidCount", "invalidValue"])
}
