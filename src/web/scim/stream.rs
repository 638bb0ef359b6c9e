//! Large groups leave chunk by chunk: the next members are read when the client has taken the last.
//! Should the database fail on the way, the body ends before its end, and HTTP tells the client so.

use axum::body::{Body, Bytes};
use futures_util::stream::try_unfold;
use muster_app::provision::ProvisionError;
use muster_app::provision::group::{MoreMembers, ShownGroup};
use muster_app::provision::list::ShownList;
use serde_json::Value;
use std::collections::VecDeque;
use std::fmt::Write as _;

/// One part of a body.
enum Piece {
    /// Text that is at hand.
    Text(String),
    /// Members that are still to be read, and the end of their group.
    Members {
        more: Box<MoreMembers>,
        /// Whether the list of members was begun.
        begun: bool,
    },
}

/// The body of a group.
pub(super) fn group(shown: ShownGroup) -> Body {
    let mut pieces = Pieces::default();
    pieces.resource(&shown.body, shown.more);
    pieces.into_body()
}

/// The body of a page.
pub(super) fn list(mut shown: ShownList) -> Body {
    if shown.more.is_empty() {
        return Body::from(shown.body.to_string());
    }
    let resources = shown.body.get_mut("Resources").map(Value::take);
    let resources = resources.as_ref().and_then(Value::as_array);
    let mut pieces = Pieces::default();
    // The resources stand last, where their place is `null` now.
    pieces.text(shown.body.to_string().trim_end_matches("null}"));
    pieces.text("[");
    for (place, resource) in resources.into_iter().flatten().enumerate() {
        if place > 0 {
            pieces.text(",");
        }
        pieces.resource(resource, shown.more.remove(&place));
    }
    pieces.text("]}");
    pieces.into_body()
}

/// What of a body is still to be sent.
#[derive(Default)]
struct Pieces(VecDeque<Piece>);

impl Pieces {
    fn text(&mut self, more: &str) {
        match self.0.back_mut() {
            Some(Piece::Text(text)) => text.push_str(more),
            _ => self.0.push_back(Piece::Text(more.to_owned())),
        }
    }

    fn resource(&mut self, body: &Value, more: Option<MoreMembers>) {
        let text = body.to_string();
        let Some(more) = more else {
            return self.text(&text);
        };
        // Members stand last: what follows belongs before these brackets.
        let begun = body.get("members").is_some();
        let end = if begun { "]}" } else { "}" };
        self.text(text.strip_suffix(end).unwrap_or(&text));
        let more = Box::new(more);
        self.0.push_back(Piece::Members { more, begun });
    }

    fn into_body(mut self) -> Body {
        match (self.0.len(), self.0.front_mut()) {
            (1, Some(Piece::Text(text))) => Body::from(std::mem::take(text)),
            _ => Body::from_stream(try_unfold(self, Self::next)),
        }
    }

    async fn next(mut self) -> Result<Option<(Bytes, Self)>, ProvisionError> {
        loop {
            let text = match self.0.pop_front() {
                None => return Ok(None),
                Some(Piece::Text(text)) => text,
                Some(Piece::Members { more, begun }) => self.members(*more, begun).await?,
            };
            if !text.is_empty() {
                return Ok(Some((text.into(), self)));
            }
        }
    }

    /// The next members, and the end of their group when none follow.
    async fn members(&mut self, more: MoreMembers, begun: bool) -> Result<String, ProvisionError> {
        let (members, more) = more.next().await.inspect_err(|error| {
            tracing::error!(
                ?error,
                "the members of a group could not be read to the end"
            );
        })?;
        let mut text = String::new();
        for (place, member) in members.iter().enumerate() {
            let before = match (begun, place) {
                (false, 0) => ",\"members\":[",
                _ => ",",
            };
            // Writing to a string cannot fail.
            let _ = write!(text, "{before}{member}");
        }
        let begun = begun || !members.is_empty();
        match more {
            Some(more) => {
                let more = Box::new(more);
                self.0.push_front(Piece::Members { more, begun });
            }
            None => text.push_str(if begun { "]}" } else { "}" }),
        }
        Ok(text)
    }
}
