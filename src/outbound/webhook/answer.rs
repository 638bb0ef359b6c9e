//! What a receiver answered, and how a failure reads in the delivery log.

use super::egress::Refused;
use super::retry_after::retry_after;
use muster_model::clock::Timestamp;
use muster_model::webhook::Outcome;
use reqwest::Response;
use reqwest::header::RETRY_AFTER;
use std::error::Error;

/// As much of a body is read, so that the connection can carry the next message.
const READ_AT_MOST: usize = 64 * 1024;
/// As much of it is kept.
const KEEP_AT_MOST: usize = 16 * 1024;

/// The outcome of an answer: its status, and what it asked for.
pub(super) fn outcome(answer: &Response, now: Timestamp) -> Outcome {
    let asked = answer.headers().get(RETRY_AFTER);
    Outcome::Answered {
        status: answer.status().as_u16(),
        retry_after: asked
            .and_then(|value| value.to_str().ok())
            .and_then(|text| retry_after(text, now)),
    }
}

/// The beginning of the body. A body that stops or drips is cut where it stands: the status that
/// came before it is what counts.
pub(super) async fn beginning(mut answer: Response) -> String {
    let (mut kept, mut read) = (Vec::new(), 0);
    while let Ok(Some(chunk)) = answer.chunk().await {
        read += chunk.len();
        let room = KEEP_AT_MOST - kept.len();
        kept.extend(chunk.iter().take(room));
        if read >= READ_AT_MOST {
            break;
        }
    }
    // PostgreSQL stores no NUL in text.
    let text = String::from_utf8_lossy(&kept).replace('\0', "\u{fffd}");
    cut(text)
}

/// Replacement characters are longer than what they replace; the limit holds in bytes all the same.
fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(KEEP_AT_MOST));
    text
}

/// Why there was no answer, in words for the subscriber.
pub(super) fn failure(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut root: &dyn Error = &error;
    while let Some(inner) = root.source() {
        root = inner;
        if let Some(refused) = root.downcast_ref::<Refused>() {
            return refused.to_string();
        }
    }
    if error.is_timeout() {
        "no answer in time".to_owned()
    } else if error.is_connect() {
        format!("no connection: {root}")
    } else {
        format!("no answer: {root}")
    }
}
