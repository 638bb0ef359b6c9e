//! Who mails come from.

use lettre::message::Mailbox;
use std::str::FromStr;

/// The address that every mail comes from, with the name beside it.
#[derive(Clone, Debug)]
pub struct Sender(pub(super) Mailbox);

/// What was given cannot stand in `From`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mail.from {0:?} is not an address such as Muster <muster@example.com>")]
pub struct NotASender(String);

impl Sender {
    /// Reads `Name <address>` or an address alone.
    pub fn parse(text: &str) -> Result<Self, NotASender> {
        Mailbox::from_str(text)
            .map(Self)
            .map_err(|_| NotASender(text.to_owned()))
    }

    /// The domain, which ends each `Message-ID`.
    pub(super) fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

#[cfg(test)]
mod tests {
    use super::Sender;

    #[test]
    fn a_sender_is_an_address_with_or_without_a_name() {
        let named = Sender::parse("Muster <muster@example.com>").unwrap();
        assert_eq!(named.domain(), "example.com");
        assert!(Sender::parse("muster@localhost").is_ok());
        for text in ["", "Muster", "a@b@c", "x@example.com\r\nBcc: y@example.com"] {
            assert!(Sender::parse(text).is_err(), "{text:?} was taken");
        }
    }
}
