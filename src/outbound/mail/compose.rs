//! One mail as one message: text and page as alternatives, one recipient, a stable `Message-ID`.

use super::render::{Rendered, render};
use super::sender::Sender;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
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

/// Makes the message; the same mail makes the same message whenever it is tried again, but for the
/// date.
pub(super) fn compose(mail: &Mail, from: &Sender) -> Result<Message, MailError> {
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
        .singlepart(SinglePart::plain(text))
        .singlepart(SinglePart::html(html));
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

fn system_time(at: Timestamp) -> SystemTime {
    let seconds = u64::try_from(at.unix_seconds().clamp(0, LAST_SECOND)).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}
