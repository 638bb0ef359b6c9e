//! The world outside, as a story sees it: a mailbox that keeps every mail, a sink that keeps every
//! webhook and can be told to fail.

use muster_app::ports::{Attempted, Boxed, Mail, MailError, Mailer, Message, WebhookSender};
use muster_model::webhook::{MessageFormat, Outcome, signature_header};
use serde_json::Value;
use std::sync::Mutex;
use std::time::Duration;

/// Every mail that was sent.
#[derive(Default)]
pub(crate) struct Mailbox(Mutex<Vec<Mail>>);

impl Mailbox {
    /// Takes the mails that arrived since the last look: to whom, and which.
    pub(crate) fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut self.0.lock().expect("a mailbox"))
    }

    /// The mails that arrived since the last look, as `name to address`, sorted.
    pub(crate) fn take_names(&self) -> Vec<String> {
        let line = |mail: Mail| format!("{} to {}", mail.letter.message.name(), mail.letter.to);
        let mut names: Vec<String> = self.take().into_iter().map(line).collect();
        names.sort();
        names
    }
}

impl Mailer for Mailbox {
    fn send<'a>(&'a self, mail: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        Box::pin(async move {
            self.0.lock().expect("a mailbox").push(mail.clone());
            Ok(())
        })
    }
}

/// One webhook message that arrived and whose signature is right.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    pub(crate) url: String,
    pub(crate) id: String,
    /// The message; of a security event token the token as text.
    pub(crate) body: Value,
}

impl Arrived {
    /// `type #sequence`.
    pub(crate) fn told(&self) -> String {
        format!(
            "{} #{}",
            self.body["type"].as_str().expect("a type"),
            self.body["data"]["sequence"]
        )
    }
}

/// Every webhook message that arrived.
#[derive(Default)]
pub(crate) struct Sink {
    arrived: Mutex<Vec<Arrived>>,
    broken: Mutex<Vec<(String, u16, String)>>,
    refused: Mutex<Vec<Arrived>>,
}

impl Sink {
    /// From now on this endpoint answers with this status.
    pub(crate) fn answer(&self, url: &str, status: u16) {
        self.say(url, status, "");
    }

    /// From now on this endpoint answers with this status and this body.
    pub(crate) fn say(&self, url: &str, status: u16, body: &str) {
        let mut broken = self.broken.lock().expect("a sink");
        broken.retain(|(known, _, _)| known != url);
        if status >= 300 {
            broken.push((url.to_owned(), status, body.to_owned()));
        }
    }

    /// Takes what was refused since the last look.
    pub(crate) fn take_refused(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.refused.lock().expect("a sink"))
    }

    /// Takes the security event tokens that arrived there since the last look.
    pub(crate) fn take_tokens(&self, url: &str) -> Vec<String> {
        let tokens = self.take().into_iter().filter(|one| one.url == url);
        tokens
            .map(|one| one.body.as_str().expect("a token").to_owned())
            .collect()
    }

    /// Takes what arrived since the last look.
    pub(crate) fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.arrived.lock().expect("a sink"))
    }

    /// Takes what arrived since the last look, as `type #sequence`.
    pub(crate) fn take_told(&self) -> Vec<String> {
        self.take().iter().map(Arrived::told).collect()
    }

    fn receive(&self, message: &Message) -> (u16, String) {
        let id = message.event.to_string();
        verify(message, &id);
        let arrived = Arrived {
            url: message.url.clone(),
            id,
            body: body(message),
        };
        let broken = self.broken.lock().expect("a sink");
        if let Some((_, status, said)) = broken.iter().find(|(url, _, _)| *url == message.url) {
            self.refused.lock().expect("a sink").push(arrived);
            return (*status, said.clone());
        }
        self.arrived.lock().expect("a sink").push(arrived);
        match message.format {
            MessageFormat::Standard => (204, String::new()),
            MessageFormat::ScimSet => (202, String::new()),
        }
    }
}

fn body(message: &Message) -> Value {
    match message.format {
        MessageFormat::Standard => serde_json::from_slice(&message.body).expect("JSON"),
        MessageFormat::ScimSet => String::from_utf8(message.body.clone())
            .expect("text")
            .into(),
    }
}

/// The signature is checked by the public library, which nobody here wrote.
fn verify(message: &Message, id: &str) {
    for secret in &message.secrets {
        let ours = signature_header(
            std::slice::from_ref(secret),
            id,
            message.at.unix_seconds(),
            &message.body,
        );
        let theirs = standardwebhooks::Webhook::new(&secret.text())
            .expect("a secret that the library takes")
            .sign(id, message.at.unix_seconds(), &message.body)
            .expect("a signature");
        assert_eq!(ours, theirs, "the public library signs otherwise");
    }
}

impl WebhookSender for Sink {
    fn post<'a>(&'a self, message: &'a Message) -> Boxed<'a, Attempted> {
        Box::pin(async move {
            let (status, response) = self.receive(message);
            Attempted {
                outcome: Outcome::Answered {
                    status,
                    retry_after: None,
                },
                took: Duration::from_millis(3),
                response,
            }
        })
    }
}
