//! One mail as one message: text and page as alternatives, one recipient, a stable `Message-ID`.

use super::render::{Rendered, render};
use super::sender::Sender;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use muster_app::ports::{Mail, MailError};
use muster_model::clock::Timestamp;
use std::time::{Duration, SystemTime};

/// The last second of the year 9999, the latest date that a header can say.
const LAST_SECOND: i64 = 253_402_300_799;

/// `Auto-Submitted: auto-generated` (RFC 3834 5): no holiday note shall answer.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The longest line that may travel as it is (RFC 5322 2.1.1).
const LONGEST_LINE: usize = 998;

/// Where a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wire {
    /// To a relay, which may know seven bits only.
    Relay,
    /// To a file, which people read as it is.
    File,
}

/// Makes the message; the same mail makes the same message whenever it is tried again, but for the
/// date.
pub(super) fn compose(mail: &Mail, from: &Sender, wire: Wire) -> Result<Message, MailError> {
    let Rendered {
        subject,
        text,
        html,
    } = render(mail).map_err(|error| MailError::Never(error.to_string()))?;
    let to = mail
        .letter
        .to
        .as_str()
        .parse()
        .map_err(|_| MailError::Never("the recipient is no mail address".to_owned()))?;
    let body = MultiPart::alternative()
        .boundary(format!("muster-{}", mail.id.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, text, wire))
        .singlepart(part(ContentType::TEXT_HTML, html, wire));
    Message::builder()
        .from(from.0.clone())
        .to(Mailbox::new(None, to))
        .subject(subject.trim())
        .date(system_time(mail.at))
        .message_id(Some(format!(
            "<{}@{}>",
            mail.id.hyphenated(),
            from.domain()
        )))
        .header(AutoSubmitted)
        .multipart(body)
        .map_err(|error| MailError::Never(error.to_string()))
}

/// One part, as it is wherever that is possible: a link is longer than the lines of
/// quoted-printable, and whoever reads the raw mail wants it in one piece.
fn part(kind: ContentType, text: String, wire: Wire) -> SinglePart {
    let short = text.lines().all(|line| line.len() <= LONGEST_LINE);
    let encoding = match (text.is_ascii(), wire) {
        (true, _) if short => ContentTransferEncoding::SevenBit,
        (false, Wire::File) if short => ContentTransferEncoding::EightBit,
        _ => ContentTransferEncoding::QuotedPrintable,
    };
    let builder = SinglePart::builder().content_type(kind);
    if encoding == ContentTransferEncoding::QuotedPrintable {
        return builder.body(text);
    }
    let crlf = text.lines().collect::<Vec<_>>().join("\r\n");
    builder.body(Body::dangerous_pre_encoded(crlf.into_bytes(), encoding))
}

fn system_time(at: Timestamp) -> SystemTime {
    let seconds = u64::try_from(at.unix_seconds().clamp(0, LAST_SECOND)).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}
