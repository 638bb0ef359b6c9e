//! Order (RFC 7644 3.4.2.3).

use crate::cast::Who::{self, Ada, Bob, Cleo};
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-3.4.2.3-sort",
        "RFC 7644 3.4.2.3",
        "sortBy orders by an attribute, ascending unless sortOrder says descending.",
        |lab| Box::pin(by_user_name(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-by-sub-attribute",
        "RFC 7644 3.4.2.3",
        "sortBy may name a sub-attribute.",
        |lab| Box::pin(by_family_name(lab)),
    ),
    check(
        "rfc7644-3.4.2.3-sort-without-value",
        "RFC 7644 3.4.2.3",
        "Who has no value comes last when ascending and first when descending.",
        |lab| Box::pin(by_title(lab)),
    ),
];

async fn by_user_name(lab: &mut Lab) -> Verdict {
    ordered(lab, "userName", "", &[Ada, Bob, Cleo]).await?;
    ordered(lab, "userName", "descending", &[Cleo, Bob, Ada]).await
}

async fn by_family_name(lab: &mut Lab) -> Verdict {
    ordered(lab, "name.familyName", "descending", &[Cleo, Bob, Ada]).await
}

async fn by_title(lab: &mut Lab) -> Verdict {
    ordered(lab, "title", "ascending", &[Bob, Ada, Cleo]).await?;
    ordered(lab, "title", "descending", &[Cleo, Ada, Bob]).await
}

async fn ordered(lab: &mut Lab, by: &str, order: &str, expected: &[Who]) -> Verdict {
    lab.offers.needs(Feature::Sort)?;
    let cast = lab.cast().await?;
    let filter = format!(r#"userName sw "{}""#, cast.prefix);
    let mut call = lab.client.get("/Users").query("filter", &filter);
    call = call.query("sortBy", by);
    if !order.is_empty() {
        call = call.query("sortOrder", order);
    }
    let answer = call.send().await?;
    let wanted: Vec<String> = expected.iter().map(|who| cast.id(*who)).collect();
    let seen = answer.ids()?;
    answer.demands(
        seen == wanted,
        format!("the order {expected:?}: {wanted:?}"),
    )
}
