//! The world outside, as the stories need it.

use crate::ports::{Attempted, Boxed, Mail, MailError, Mailer, Message, Random, WebhookSender};
use muster_model::webhook::Outcome;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

/// What is outside: it remembers what it was sent, and answers what it was told to.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) mails: Mutex<Vec<Mail>>,
    /// What the relay says of the next mails; then it takes them all.
    pub(crate) relay: Mutex<VecDeque<MailError>>,
    pub(crate) posts: Mutex<Vec<Message>>,
    /// What the receivers at these URLs answer; others answer 204, `silent` ones never.
    pub(crate) answers: Mutex<Vec<(String, Outcome)>>,
    /// What stands in the body of every answer.
    pub(crate) said: Mutex<Option<String>>,
}

impl World {
    /// From now on this URL answers so.
    pub(crate) fn answers(&self, url: &str, outcome: Outcome) {
        let mut answers = self.answers.lock().unwrap();
        answers.retain(|(known, _)| known != url);
        answers.push((url.to_owned(), outcome));
    }

    /// From now on every answer has this body.
    pub(crate) fn says(&self, body: &str) {
        *self.said.lock().unwrap() = Some(body.to_owned());
    }

    /// What was posted to this URL, as types.
    pub(crate) fn types(&self, url: &str) -> Vec<String> {
        let posts = self.posts.lock().unwrap();
        let bodies = posts.iter().filter(|post| post.url == url);
        bodies
            .map(|post| {
                let body: Value = serde_json::from_slice(&post.body).unwrap();
                body["type"].as_str().unwrap().to_owned()
            })
            .collect()
    }
}

impl Random for World {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(7);
    }
}

impl Mailer for World {
    fn send<'a>(&'a self, mail: &'a Mail) -> Boxed<'a, Result<(), MailError>> {
        let refused = self.relay.lock().unwrap().pop_front();
        Box::pin(async move {
            if let Some(error) = refused {
                return Err(error);
            }
            self.mails.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }
}

impl WebhookSender for World {
    fn post<'a>(&'a self, message: &'a Message) -> Boxed<'a, Attempted> {
        Box::pin(async move {
            if message.url.contains("silent") {
                return std::future::pending().await;
            }
            self.posts.lock().unwrap().push(message.clone());
            let said = self.said.lock().unwrap().clone();
            let answers = self.answers.lock().unwrap();
            let told = answers.iter().find(|(url, _)| *url == message.url);
            let fine = Outcome::Answered {
                status: 204,
                retry_after: None,
            };
            Attempted {
                outcome: told.map_or(fine, |(_, outcome)| outcome.clone()),
                took: Duration::from_millis(12),
                response: said.unwrap_or_else(|| "said".to_owned()),
            }
        })
    }
}
