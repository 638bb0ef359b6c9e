//! Mails to a relay, over SMTP.

use super::compose::{Wire, compose};
use super::sender::Sender;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use muster_app::ports::{Boxed, Mail, MailError, Mailer};
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// How long one step of the talk with the relay may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Hands mails to one relay and keeps the connection for the next.
#[derive(Clone, Debug)]
pub struct SmtpMailer {
    relay: AsyncSmtpTransport<Tokio1Executor>,
    from: Sender,
}

/// What was given names no relay that mail could safely go to.
#[derive(Debug, thiserror::Error)]
pub enum NotARelay {
    /// Another scheme, or no host.
    #[error("the mail URL must be smtp://host:port or smtps://host:port")]
    Url,
    /// The transport refused it.
    #[error("the mail relay cannot be used")]
    Relay(#[from] Error),
}

impl SmtpMailer {
    /// Sends through `smtps://` (TLS from the first byte) or `smtp://`, which demands STARTTLS
    /// unless the relay is on this machine: a mail carries a link that must not be read on its way.
    pub fn new(relay: &str, from: Sender) -> Result<Self, NotARelay> {
        let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(&secured(relay)?)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { relay, from })
    }

    /// Whether the relay answers; for `muster doctor`.
    pub async fn answers(&self) -> Result<bool, MailError> {
        self.relay
            .test_connection()
            .await
            .map_err(|error| sort(&error))
    }
}

impl Mailer for SmtpMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        Box::pin(async move {
            let message = compose(mail, &self.from, Wire::Relay)?;
            self.relay
                .send(message)
                .await
                .map(drop)
                .map_err(|error| sort(&error))
        })
    }
}

/// The relay's address with the demand for TLS in it; whatever query it came with is dropped.
fn secured(relay: &str) -> Result<String, NotARelay> {
    let mut url = Url::parse(relay).map_err(|_| NotARelay::Url)?;
    // Url takes hosts of unknown schemes as opaque text, so an IPv4 address is a domain here.
    let local = match url.host().ok_or(NotARelay::Url)? {
        Host::Domain(name) => {
            name.eq_ignore_ascii_case("localhost")
                || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    };
    match (url.scheme(), local) {
        ("smtps", _) | ("smtp", true) => url.set_query(None),
        ("smtp", false) => url.set_query(Some("tls=required")),
        _ => return Err(NotARelay::Url),
    }
    Ok(url.into())
}

/// A relay's 5xx is final (RFC 5321 4.2.1); all else may pass.
fn sort(error: &Error) -> MailError {
    let said = chain(error);
    if error.is_permanent() {
        MailError::Never(said)
    } else {
        MailError::Later(said)
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        said = format!("{said}: {inner}");
        cause = inner.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::secured;

    #[test]
    fn tls_is_demanded_of_every_relay_that_is_not_on_this_machine() {
        let cases = [
            (
                "smtp://mail.example.com",
                "smtp://mail.example.com?tls=required",
            ),
            (
                "smtp://u:p@mail.example.com:2525?tls=opportunistic",
                "smtp://u:p@mail.example.com:2525?tls=required",
            ),
            (
                "smtps://mail.example.com:465?tls=x",
                "smtps://mail.example.com:465",
            ),
            ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025"),
            (
                "smtp://localhost:1025?tls=required",
                "smtp://localhost:1025",
            ),
            ("smtp://[::1]:1025", "smtp://[::1]:1025"),
        ];
        for (given, used) in cases {
            assert_eq!(secured(given).unwrap(), used);
        }
        for wrong in [
            "",
            "mail.example.com:25",
            "http://mail.example.com",
            "smtp:",
        ] {
            assert!(secured(wrong).is_err(), "{wrong:?} was taken");
        }
    }
}
