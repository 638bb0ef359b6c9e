//! Every mail as it reads, and what must hold for all of them.

mod every_mail;
mod headers;
mod on_disk;

use super::Sender;
use muster_app::ports::Mail;
use muster_model::clock::Timestamp;
use muster_model::ids::PersonId;
use muster_model::letter::{Letter, Message};
use muster_model::people::Address;
use uuid::Uuid;

/// 22 November 2026, 09:30 UTC.
const NOW: Timestamp = Timestamp(1_795_339_800_000_000);

fn at(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn from() -> Sender {
    Sender::parse("Muster <muster@example.com>").unwrap()
}

fn a_mail(message: Message) -> Mail {
    let letter = Letter {
        to: at("ada@example.com"),
        person: PersonId(Uuid::from_u128(7)),
        name: "Ada Lovelace".to_owned(),
        language: None,
        message,
    };
    Mail {
        id: Uuid::from_u128(1),
        letter,
        account_name: "Analytical Engines".to_owned(),
        link: None,
        at: NOW,
    }
}

fn with_link(message: Message, page: &str) -> Mail {
    Mail {
        link: Some(format!("https://muster.example.com/{page}/0a.1.b2")),
        ..a_mail(message)
    }
}
