//! Names that lead outside when they are asked and inside when they are dialled.

use super::super::{Egress, HttpSender, Lookup};
use super::listener::{a_message, listen};
use muster_app::ports::{Boxed, WebhookSender as _};
use muster_model::webhook::Outcome;
use std::collections::VecDeque;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

/// Gives one answer after the other.
struct Flipping(Mutex<VecDeque<io::Result<Vec<IpAddr>>>>);

impl Lookup for Flipping {
    fn addresses<'a>(&'a self, _: &'a str) -> Boxed<'a, io::Result<Vec<IpAddr>>> {
        let next = self.0.lock().unwrap().pop_front().unwrap();
        Box::pin(async move { next })
    }
}

#[tokio::test]
async fn every_answer_of_a_resolver_is_vetted() {
    let (trap, caught) = listen(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec());
    let within: Vec<IpAddr> = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0"]
        .map(|ip| ip.parse().unwrap())
        .to_vec();
    let answers = VecDeque::from([
        Err(io::Error::other("NXDOMAIN")),
        Ok(within.clone()),
        Ok(Vec::new()),
        Ok(within),
    ]);
    let asked = answers.len();
    let lookup = Arc::new(Flipping(Mutex::new(answers)));
    let sender = HttpSender::with_lookup(Egress::Public, lookup).unwrap();
    for _ in 0..asked {
        let url = format!("http://hooks.example.com:{}/", trap.port());
        let attempted = sender.post(&a_message(url)).await;
        let said = Outcome::Failed("the host has no public address".to_owned());
        assert_eq!(attempted.outcome, said);
    }
    assert!(caught.try_recv().is_err());
}
