//! A group of 100,000 members leaves chunk by chunk: the next one is read when the client has taken
//! the last.

use axum::body::{Body, Bytes};
use futures_util::stream::try_unfold;
use muster_app::provision::group::{MoreMembers, ShownGroup};
use serde_json::Value;
use std::fmt::Write as _;

/// What of the body is still to be sent.
enum Rest {
    /// All of it; this is its beginning, up to the last member that was read.
    Everything(String, MoreMembers),
    /// The members that follow.
    Members(MoreMembers),
    Nothing,
}

/// The body of a group. Should the database fail on the way, the body ends before its end, and HTTP
/// tells the client so.
pub(super) fn group(shown: ShownGroup) -> Body {
    let text = shown.body.to_string();
    let Some(more) = shown.more else {
        return Body::from(text);
    };
    // The members stand last: what follows belongs before these two brackets.
    let head = text.strip_suffix("]}").unwrap_or(&text).to_owned();
    Body::from_stream(try_unfold(Rest::Everything(head, more), next))
}

async fn next(rest: Rest) -> Result<Option<(Bytes, Rest)>, muster_app::provision::ProvisionError> {
    let more = match rest {
        Rest::Everything(head, more) => return Ok(Some((head.into(), Rest::Members(more)))),
        Rest::Members(more) => more,
        Rest::Nothing => return Ok(None),
    };
    let (members, more) = more.next().await.inspect_err(|error| {
        tracing::error!(
            ?error,
            "the members of a group could not be read to the end"
        );
    })?;
    let mut text = listed(&members);
    let rest = more.map_or(Rest::Nothing, Rest::Members);
    if matches!(rest, Rest::Nothing) {
        text.push_str("]}");
    }
    Ok(Some((text.into(), rest)))
}

fn listed(members: &[Value]) -> String {
    let mut text = String::new();
    for member in members {
        // Writing to a string cannot fail.
        let _ = write!(text, ",{member}");
    }
    text
}
