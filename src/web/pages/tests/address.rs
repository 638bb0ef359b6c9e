//! A change of address is confirmed by the holder of the new mailbox.

use super::support::{ACME, OTHER, Site};
use http::StatusCode;
use muster_model::ids::EmailChangeId;
use muster_model::people::{Address, EmailMove, Invitation, Reach};
use muster_model::secret::Purpose;
use uuid::Uuid;

const CHANGE: EmailChangeId = EmailChangeId(Uuid::from_u128(0xe1));

/// A directory writes a new address on a domain that nobody verified.
async fn asked(site: &Site) -> String {
    let person = site.person(ACME, "ada").await;
    site.change(person.id, |person, now| {
        let to = EmailMove {
            reach: Reach::At(Address::parse("ada@new.example").unwrap()),
            verified: false,
            id: CHANGE,
            invitation_lifetime: Invitation::LIFETIME,
        };
        person.move_address(&to, now);
    })
    .await;
    let code = site.ctx.key.link_code(Purpose::EmailChange, CHANGE.0, 1);
    format!("/confirm-email/{code}")
}

async fn address_of(site: &Site) -> String {
    let person = site.person(ACME, "ada").await;
    person.sign_in.unwrap().as_str().to_owned()
}

#[tokio::test]
async fn looking_changes_nothing_and_the_button_moves_the_address() {
    let site = Site::new().await;
    let ada = site.joined(ACME, "ada").await;
    let path = asked(&site).await;
    let question = site.get(&path).await;
    assert_eq!(question.status, StatusCode::OK);
    insta::assert_snapshot!("confirm_email", question.body);
    assert_eq!(address_of(&site).await, "ada@example.com");

    let answer = site.post(&path, "").await;
    assert_eq!(answer.status, StatusCode::OK);
    insta::assert_snapshot!("email_confirmed", answer.body);
    assert_eq!(address_of(&site).await, "ada@new.example");
    let reads = site.ctx.store.read();
    let identity = reads.identities().by_address("ada@new.example").await;
    assert_eq!(identity.unwrap().map(|i| i.id), ada.identity);

    assert_eq!(site.post(&path, "").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_identity_that_two_accounts_share_stays_where_it_is() {
    let site = Site::new().await;
    let ada = site.joined(ACME, "ada").await;
    let other = site.invited(OTHER, "ada").await;
    site.post(&other, "password=correct+horse").await;
    let path = asked(&site).await;
    assert_eq!(site.post(&path, "").await.status, StatusCode::OK);
    assert_eq!(address_of(&site).await, "ada@new.example");
    let reads = site.ctx.store.read();
    let identity = reads.identities().by_address("ada@example.com").await;
    assert_eq!(identity.unwrap().map(|i| i.id), ada.identity);
}

#[tokio::test]
async fn an_address_that_somebody_took_meanwhile_is_not_moved_to() {
    let site = Site::new().await;
    site.joined(ACME, "ada").await;
    let path = asked(&site).await;
    site.invited(ACME, "bob").await;
    let bob = site.person(ACME, "bob").await;
    site.change(bob.id, |person, now| {
        let to = EmailMove {
            reach: Reach::At(Address::parse("ADA@new.example").unwrap()),
            verified: false,
            id: EmailChangeId(Uuid::from_u128(0xe2)),
            invitation_lifetime: Invitation::LIFETIME,
        };
        person.move_address(&to, now);
    })
    .await;
    assert_eq!(site.post(&path, "").await.status, StatusCode::CONFLICT);
    assert_eq!(address_of(&site).await, "ada@example.com");
}
