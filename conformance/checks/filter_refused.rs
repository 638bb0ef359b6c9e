//! Filters that must be refused, because a filter that is not understood must never find everybody (RFC 7644 3.4.2.2, 3.12).

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.12-filter-broken",
        "RFC 7644 3.12",
        "A filter that breaks the grammar answers 400 invalidFilter, never a list.",
        |lab| Box::pin(refused(lab, BROKEN)),
    ),
    check(
        "rfc7644-3.4.2.2-filter-unknown-operator",
        "RFC 7644 3.4.2.2",
        "An operator that does not exist answers 400 invalidFilter.",
        |lab| Box::pin(refused(lab, UNKNOWN_OPERATOR)),
    ),
    check(
        "rfc7644-3.12-filter-unknown-attribute",
        "RFC 7644 3.12",
        "A filter over an attribute that no schema has answers 400 invalidFilter.",
        |lab| Box::pin(refused(lab, UNKNOWN_ATTRIBUTE)),
    )
    .advised(),
    check(
        "rfc7644-3.4.2.2-no-order-of-booleans",
        "RFC 7644 3.4.2.2",
        "`gt`, `ge`, `lt` and `le` on a boolean answer 400 invalidFilter.",
        |lab| Box::pin(refused(lab, ORDERED_BOOLEAN)),
    ),
];

const BROKEN: &[&str] = &[
    "userName eq",
    r#"userName eq "ada"#,
    "userName eq ada",
    r#"userName "ada""#,
    r#"(userName eq "ada""#,
    r#"userName eq "ada")"#,
    r#"userName eq "ada" and"#,
    r#"userName eq "ada" userName pr"#,
    r#"emails[type eq "work""#,
    "not userName pr",
    r#"eq "ada""#,
    r#"""#,
];

const UNKNOWN_OPERATOR: &[&str] = &[r#"userName is "ada""#, r#"userName = "ada""#];

const UNKNOWN_ATTRIBUTE: &[&str] = &[
    r#"shoeSize eq "44""#,
    r#"name.shoeSize eq "44""#,
    r#"emails[shoeSize eq "44"]"#,
    "userName pr or shoeSize pr",
    r#"urn:example:nobody:userName eq "ada""#,
];

const ORDERED_BOOLEAN: &[&str] = &["active gt false", "active le true"];

async fn refused(lab: &mut Lab, filters: &[&str]) -> Verdict {
    for filter in filters {
        let answer = lab.filtered("/Users", filter).await?;
        answer.refuses(400, Some("invalidFilter"))?;
    }
    Ok(())
}
