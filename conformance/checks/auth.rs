//! Who may ask (RFC 7644 2).

use crate::check::{Check, check};
use crate::client::Answer;
use crate::lab::Lab;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7644-2-no-token-is-401",
        "RFC 7644 2",
        "Without credentials a server answers 401 and names its schemes in WWW-Authenticate.",
        |lab| Box::pin(no_token(lab)),
    ),
    check(
        "rfc7644-2-wrong-token-is-401",
        "RFC 7644 2",
        "With a token that nobody issued a server answers 401 as a SCIM error.",
        |lab| Box::pin(wrong_token(lab)),
    ),
];

async fn no_token(lab: &mut Lab) -> Verdict {
    let call = lab.client.get("/Users").without("authorization");
    challenged(&call.send().await?)
}

async fn wrong_token(lab: &mut Lab) -> Verdict {
    let call = lab.client.get("/Users");
    let call = call.header("authorization", format!("Bearer wrong-{}", lab.run));
    challenged(&call.send().await?)
}

fn challenged(answer: &Answer) -> Verdict {
    answer.refuses(401, None)?;
    answer.demands(
        !answer.header("www-authenticate").is_empty(),
        "a WWW-Authenticate header",
    )
}
