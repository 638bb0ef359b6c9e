//! Mails leave once, with a link that works, or not at all.

use super::send_once;
use crate::people::{Given, InvitePerson, invite_person};
use crate::ports::MailError;
use crate::tests::{ACME, TestBed};
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::PersonId;
use muster_model::people::Address;
use muster_store::{Acting, StoreError, Tx, Work};
use std::time::Duration;

async fn invited(bed: &TestBed) -> (PersonId, String) {
    let invite = InvitePerson {
        account: ACME,
        address: Address::parse("ada@example.com").unwrap(),
        owner: false,
        given: Given::default(),
    };
    let invited = invite_person(&bed.ctx, Acting::command_line(), invite).await;
    let invited = invited.unwrap();
    (invited.person, invited.activation_url)
}

/// What left: to whom, with which link.
fn sent(bed: &TestBed) -> Vec<(String, Option<String>)> {
    let mails = bed.world.mails.lock().unwrap();
    let each = mails.iter().map(|mail| {
        assert_eq!(mail.account_name, "Acme & Sons");
        (mail.letter.to.as_str().to_owned(), mail.link.clone())
    });
    each.collect()
}

async fn waiting(bed: &TestBed) -> u64 {
    bed.ctx.store.read().mails().open().await.unwrap()
}

#[tokio::test]
async fn an_invitation_leaves_once_with_the_link_that_the_command_line_shows() {
    let bed = TestBed::new().await;
    let (_, link) = invited(&bed).await;
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 1);
    assert_eq!(sent(&bed), [("ada@example.com".to_owned(), Some(link))]);
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 0);
    assert_eq!(waiting(&bed).await, 0);
}

#[tokio::test]
async fn inviting_twice_gives_the_same_link_and_one_mail() {
    let bed = TestBed::new().await;
    let first = invited(&bed).await;
    assert_eq!(invited(&bed).await, first);
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 1);
}

#[tokio::test]
async fn a_mail_whose_link_died_in_the_queue_is_not_sent() {
    let bed = TestBed::new().await;
    let (person, _) = invited(&bed).await;
    bed.perform(Leave(person)).await.unwrap();
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 1);
    assert_eq!(sent(&bed), []);
    assert_eq!(waiting(&bed).await, 0);
}

#[tokio::test]
async fn a_relay_that_is_away_gets_the_same_mail_later() {
    let bed = TestBed::new().await;
    invited(&bed).await;
    let away = MailError::Later("connection refused".to_owned());
    bed.world.relay.lock().unwrap().push_back(away);
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 1);
    assert_eq!((sent(&bed).len(), waiting(&bed).await), (0, 1));
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 0);
    bed.clock.forward(Duration::from_secs(5));
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 1);
    assert_eq!((sent(&bed).len(), waiting(&bed).await), (1, 0));
}

#[tokio::test]
async fn a_mail_that_is_refused_for_good_is_not_tried_again() {
    let bed = TestBed::new().await;
    invited(&bed).await;
    let never = MailError::Never("no such mailbox".to_owned());
    bed.world.relay.lock().unwrap().push_back(never);
    assert_eq!(send_once(&bed.ctx, 10).await.unwrap(), 1);
    assert_eq!((sent(&bed).len(), waiting(&bed).await), (0, 0));
}

/// Takes the access of an invited person away.
struct Leave(PersonId);

impl Work for Leave {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let person = tx.people().get(ACME, self.0).await?.unwrap();
        let mut revision = Revision::of(person);
        revision.deactivate(Actor::System).unwrap();
        let change = revision.close(tx.now()).unwrap();
        tx.people().save(change).await.map(drop)
    }
}
