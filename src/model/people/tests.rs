//! The status machine, told as stories.

use super::{
    Address, Credentials, EmailChange, EmailMove, HeldReason, Invitation, InvitationState, Link,
    NewPerson, Person, Profile, Reach, Refusal, Rewritten, Status, UserName,
};
use crate::access::guards::Barred;
use crate::access::{Dimension, Grant, Source};
use crate::actor::Actor;
use crate::change::{Change, Revision};
use crate::clock::Timestamp;
use crate::ids::{AccountId, ConnectionId, EmailChangeId, IdentityId, InvitationId, PersonId};
use serde_json::{Map, Value, json};
use std::time::Duration;
use uuid::Uuid;

const DAY: Duration = Duration::from_hours(24);
const MONDAY: Timestamp = Timestamp(1_000_000_000_000);

fn id<I: From<Uuid>>(number: u128) -> I {
    I::from(Uuid::from_u128(number))
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn at(text: &str) -> Reach {
    Reach::At(address(text))
}

fn profile(user_name: &str, attributes: Value) -> Profile {
    let Value::Object(attributes) = attributes else {
        panic!("an object")
    };
    Profile {
        user_name: UserName::parse(user_name).unwrap(),
        attributes,
    }
}

fn directory() -> Actor {
    Actor::Connection {
        id: id(9),
        name: "Okta".to_owned(),
    }
}

fn new_ada() -> Revision<Person> {
    let new = NewPerson {
        id: id(1),
        account: AccountId(Uuid::from_u128(2)),
        profile: profile("ada", json!({"displayName": "Ada", "title": "Engineer"})),
        link: Some(Link {
            connection: id(9),
            external_id: Some("00u1".to_owned()),
            active: true,
            guest_record: None,
            created_at: MONDAY,
        }),
        username: None,
        follows: None,
    };
    Revision::<Person>::create(new, MONDAY)
}

fn invited_ada() -> Person {
    let mut ada = new_ada();
    ada.enable(&at("ada@example.com"), id(5), Invitation::LIFETIME, MONDAY);
    ada.close(MONDAY).unwrap().into_after()
}

fn active_ada() -> Person {
    let mut ada = Revision::of(invited_ada());
    let credentials = Credentials {
        identity: IdentityId(Uuid::from_u128(7)),
        username: "ada".to_owned(),
    };
    ada.activate(1, credentials, MONDAY).unwrap();
    ada.close(MONDAY).unwrap().into_after()
}

fn deactivated_ada(by: Actor) -> Person {
    let mut ada = Revision::of(active_ada());
    ada.deactivate(by).unwrap();
    ada.close(MONDAY).unwrap().into_after()
}

fn told(change: &Change<Person>) -> Vec<(i64, &'static str)> {
    change
        .events()
        .iter()
        .map(|event| (event.sequence, event.kind.as_str()))
        .collect()
}

fn mailed(change: &Change<Person>) -> Vec<(&str, &'static str)> {
    change
        .letters()
        .iter()
        .map(|l| (l.to.as_str(), l.message.name()))
        .collect()
}

fn moved(to: &str, verified: bool, change: u128) -> EmailMove {
    EmailMove {
        reach: at(to),
        verified,
        id: EmailChangeId(Uuid::from_u128(change)),
        invitation_lifetime: Invitation::LIFETIME,
    }
}

#[test]
fn a_joiner_is_created_and_invited_in_one_commit() {
    let mut ada = new_ada();
    ada.enable(&at("ada@example.com"), id(5), Invitation::LIFETIME, MONDAY);
    let change = ada.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(1, "user.created"), (2, "user.invited")]);
    assert_eq!(mailed(&change), [("ada@example.com", "activation")]);
    assert_eq!(change.after().status, Status::Invited);
    assert_eq!((change.after().version, change.after().sequence), (1, 2));
    assert!(change.before().is_none());
}

#[test]
fn who_cannot_be_reached_is_invited_but_held_and_gets_no_mail() {
    let mut ada = new_ada();
    ada.enable(
        &Reach::Not(HeldReason::AddressTaken),
        id(5),
        Invitation::LIFETIME,
        MONDAY,
    );
    let change = ada.close(MONDAY).unwrap();
    let invitation = change.after().invitation.clone().unwrap();
    assert_eq!(invitation.state, InvitationState::Held);
    assert_eq!(invitation.held, Some(HeldReason::AddressTaken));
    assert_eq!(mailed(&change), []);
    assert!(change.after().status.reads_active());
}

#[test]
fn the_same_profile_again_changes_nothing() {
    let mut ada = Revision::of(invited_ada());
    ada.apply(invited_ada().profile);
    ada.move_address(&moved("ada@example.com", false, 8), MONDAY.plus(DAY));
    assert!(ada.close(MONDAY.plus(DAY)).is_none());
}

#[test]
fn a_changed_profile_names_the_paths_and_their_old_values() {
    let mut ada = Revision::of(active_ada());
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    ada.apply(profile(
        "ada",
        json!({"displayName": "Ada", "title": "Lead", "name": {"givenName": "Ada"}, enterprise: {"department": "R&D"}}),
    ));
    let change = ada.close(MONDAY.plus(DAY)).unwrap();
    assert_eq!(told(&change), [(4, "user.updated")]);
    let previous = json!({
        "name.givenName": null,
        "title": "Engineer",
        format!("{enterprise}:department"): null,
    });
    assert_eq!(Value::Object(change.events()[0].previous.clone()), previous);
    assert_eq!(change.after().version, active_ada().version + 1);
    assert_eq!(change.after().updated_at, MONDAY.plus(DAY));
}

#[test]
fn two_updates_within_one_commit_are_told_as_one() {
    let mut ada = Revision::of(invited_ada());
    ada.apply(profile(
        "ada",
        json!({"displayName": "Ada", "title": "Lead"}),
    ));
    ada.link(Link {
        connection: id(9),
        external_id: Some("00u2".to_owned()),
        active: true,
        guest_record: None,
        created_at: MONDAY,
    });
    let change = ada.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(3, "user.updated")]);
    let previous = json!({"title": "Engineer", "externalId": "00u1"});
    assert_eq!(Value::Object(change.events()[0].previous.clone()), previous);
}

#[test]
fn a_link_works_once_and_only_in_its_time_and_version() {
    let ada = invited_ada();
    let credentials = || Credentials {
        identity: id(7),
        username: "ada".to_owned(),
    };
    let accept = |version, now| Revision::of(ada.clone()).activate(version, credentials(), now);
    assert_eq!(accept(0, MONDAY), Err(Refusal::LinkDead));
    assert_eq!(accept(2, MONDAY), Err(Refusal::LinkDead));
    assert_eq!(
        accept(1, MONDAY.plus(Invitation::LIFETIME)),
        Err(Refusal::LinkExpired)
    );
    let last_moment = Timestamp(MONDAY.plus(Invitation::LIFETIME).0 - 1);
    assert_eq!(accept(1, last_moment), Ok(()));
    let mut again = Revision::of(active_ada());
    assert_eq!(
        again.activate(1, credentials(), MONDAY),
        Err(Refusal::LinkDead)
    );
}

#[test]
fn before_activation_a_new_address_gets_the_one_live_link() {
    let mut ada = Revision::of(invited_ada());
    ada.move_address(&moved("ada@new.example", false, 8), MONDAY);
    let change = ada.close(MONDAY).unwrap();
    assert_eq!(
        told(&change),
        [(3, "user.email_changed"), (4, "user.invitation_resent")]
    );
    assert_eq!(mailed(&change), [("ada@new.example", "activation")]);
    let after = change.into_after();
    assert_eq!(after.sign_in, Some(address("ada@new.example")));
    assert_eq!(after.open_invitation(1, MONDAY), Err(Refusal::LinkDead));
    assert!(after.open_invitation(2, MONDAY).is_ok());
}

#[test]
fn on_an_unverified_domain_the_new_mailbox_has_the_last_word() {
    let mut ada = Revision::of(active_ada());
    ada.move_address(&moved("ada@new.example", false, 8), MONDAY);
    let change = ada.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(4, "user.email_change_requested")]);
    assert_eq!(
        mailed(&change),
        [
            ("ada@example.com", "email_change_notice"),
            ("ada@new.example", "email_change_confirmation")
        ]
    );
    let waiting = change.into_after();
    assert_eq!(waiting.sign_in, Some(address("ada@example.com")));

    let mut same_again = Revision::of(waiting.clone());
    same_again.move_address(&moved("ADA@new.example", false, 9), MONDAY);
    assert!(same_again.close(MONDAY).is_none());

    let mut confirmed = Revision::of(waiting.clone());
    confirmed.confirm_email_change(id(8), MONDAY).unwrap();
    let change = confirmed.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(5, "user.email_changed")]);
    assert_eq!(
        change.events()[0].extra["email"],
        json!({"old": "ada@example.com", "new": "ada@new.example"})
    );
    assert_eq!(change.after().sign_in, Some(address("ada@new.example")));

    let late = MONDAY.plus(EmailChange::LIFETIME);
    assert_eq!(
        Revision::of(waiting).confirm_email_change(id(8), late),
        Err(Refusal::LinkExpired)
    );
}

#[test]
fn the_old_address_again_calls_the_change_off_and_a_second_replaces_it() {
    let mut ada = Revision::of(active_ada());
    ada.move_address(&moved("ada@new.example", false, 8), MONDAY);
    let waiting = ada.close(MONDAY).unwrap().into_after();

    let mut back = Revision::of(waiting.clone());
    back.move_address(&moved("ada@example.com", false, 9), MONDAY);
    let change = back.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(5, "user.email_change_cancelled")]);
    assert_eq!(
        mailed(&change),
        [("ada@new.example", "email_change_cancelled")]
    );
    assert_eq!(change.after().email_change, None);

    let mut third = Revision::of(waiting);
    third.move_address(&moved("ada@third.example", false, 9), MONDAY);
    let change = third.close(MONDAY).unwrap();
    assert_eq!(
        told(&change),
        [
            (5, "user.email_change_cancelled"),
            (6, "user.email_change_requested")
        ]
    );
    let refused = Revision::of(change.into_after()).confirm_email_change(id(8), MONDAY);
    assert_eq!(refused, Err(Refusal::LinkDead));
}

#[test]
fn on_a_verified_domain_the_address_moves_at_once() {
    let mut ada = Revision::of(active_ada());
    ada.move_address(&moved("ada@new.example", true, 8), MONDAY);
    let change = ada.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(4, "user.email_changed")]);
    assert_eq!(
        mailed(&change),
        [
            ("ada@example.com", "email_changed"),
            ("ada@new.example", "email_changed")
        ]
    );
}

#[test]
fn a_leaver_loses_the_invitation_and_the_pending_address_at_once() {
    let mut invited = Revision::of(invited_ada());
    invited.deactivate(directory()).unwrap();
    let change = invited.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(3, "user.deactivated")]);
    assert_eq!(
        change.after().open_invitation(1, MONDAY),
        Err(Refusal::LinkDead)
    );

    let mut active = Revision::of(active_ada());
    active.move_address(&moved("ada@new.example", false, 8), MONDAY);
    active.deactivate(directory()).unwrap();
    let after = active.close(MONDAY).unwrap().into_after();
    assert_eq!(
        after.open_email_change(id(8), MONDAY),
        Err(Refusal::LinkDead)
    );
    assert!(Revision::of(after).close(MONDAY).is_none());
}

#[test]
fn who_returns_is_active_again_or_invited_anew() {
    let restored = |person: Person, over_humans| {
        let mut ada = Revision::of(person);
        let reach = at("ada@example.com");
        ada.reactivate(
            &reach,
            over_humans,
            InvitationId(Uuid::from_u128(6)),
            DAY,
            MONDAY,
        )
        .map(|()| ada.close(MONDAY).unwrap())
    };
    let change = restored(deactivated_ada(directory()), false).unwrap();
    assert_eq!(told(&change), [(5, "user.reactivated")]);
    assert_eq!(mailed(&change), [("ada@example.com", "access_restored")]);
    assert_eq!(change.after().status, Status::Active);

    let mut leaver = Revision::of(invited_ada());
    leaver.deactivate(directory()).unwrap();
    let change = restored(leaver.close(MONDAY).unwrap().into_after(), false).unwrap();
    assert_eq!(mailed(&change), [("ada@example.com", "activation")]);
    assert!(change.after().open_invitation(3, MONDAY).is_ok());

    let by_hand = deactivated_ada(Actor::CommandLine);
    assert_eq!(
        restored(by_hand.clone(), false).unwrap_err(),
        Refusal::DisabledByHuman
    );
    assert!(restored(by_hand, true).is_ok());
}

#[test]
fn an_owner_is_neither_deactivated_nor_deleted() {
    let mut ada = Revision::of(active_ada());
    ada.make_owner();
    assert_eq!(
        ada.deactivate(directory()),
        Err(Refusal::Barred(Barred::OwnerProtected))
    );
    assert_eq!(
        ada.delete(MONDAY),
        Err(Refusal::Barred(Barred::OwnerProtected))
    );
}

#[test]
fn the_deleted_are_told_of_once() {
    let mut ada = Revision::of(active_ada());
    ada.delete(MONDAY).unwrap();
    let change = ada.close(MONDAY).unwrap();
    assert_eq!(told(&change), [(4, "user.deleted")]);
    let mut again = Revision::of(change.into_after());
    again.delete(MONDAY.plus(DAY)).unwrap();
    assert!(again.close(MONDAY.plus(DAY)).is_none());
}

#[test]
fn active_stays_true_while_any_directory_says_so() {
    let mut ada = Revision::of(active_ada());
    let hr = ConnectionId(Uuid::from_u128(10));
    ada.link(Link {
        connection: hr,
        external_id: None,
        active: true,
        guest_record: None,
        created_at: MONDAY,
    });
    assert!(ada.told_active(id(9), false));
    assert!(!ada.now().reads_active(Some(id(9))));
    assert!(ada.now().reads_active(Some(hr)));
    assert!(!ada.told_active(hr, false));
}

#[test]
fn what_a_directory_wrote_is_its_word_until_it_is_written_anew() {
    let department = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
    let names = |names: &[&str]| names.iter().copied().map(String::from).collect::<Vec<_>>();
    let mut ada = Revision::of(active_ada());
    let hr: ConnectionId = ada.now().links[0].connection;
    assert!(
        !ada.unlink(id(77)) && ada.now().former.is_empty(),
        "it never knew her"
    );
    assert!(ada.unlink(hr));
    let said = |ada: &Revision<Person>, of: &[&str]| {
        let of = names(of);
        ada.now().former_word_of(&of).collect::<Vec<_>>()
    };
    assert_eq!(said(&ada, &["title", department]), [hr]);
    assert_eq!(said(&ada, &[]), []);
    ada.rewritten(Rewritten::Only(names(&["title"])));
    assert_eq!(said(&ada, &["title"]), []);
    assert_eq!(said(&ada, &["title", department]), [hr]);
    ada.rewritten(Rewritten::Everything);
    assert_eq!(said(&ada, &[department]), []);
}

#[test]
fn what_a_directory_wrote_is_forgotten_with_its_grants() {
    let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
    let given = |dimension, by: u128| Grant {
        id: id(by),
        dimension,
        value: "x".to_owned(),
        source: Source::Scim { connection: id(by) },
        created_at: MONDAY,
    };
    let mut ada = Revision::of(active_ada());
    ada.apply(profile(
        "ada",
        json!({extension: {
            "role": "x", "workspaces": "x", "weeklyEmail": true, "canOwnRecords": true, "licenceNumber": "7",
        }}),
    ));
    for (by, option) in [(9, "weekly_email"), (10, "can_own_records")] {
        let mut grant = given(Dimension::Option, by);
        option.clone_into(&mut grant.value);
        ada.grant(&grant.source.clone(), Dimension::Option, vec![grant]);
    }
    for (dimension, by) in [(Dimension::Role, 9), (Dimension::Workspace, 10)] {
        let grant = given(dimension, by);
        ada.grant(&grant.source.clone(), dimension, vec![grant]);
    }
    ada.withdraw(&Source::Scim { connection: id(9) });
    let sent = &ada.now().profile.attributes[extension];
    let left = json!({"workspaces": "x", "canOwnRecords": true, "licenceNumber": "7"});
    assert_eq!(*sent, left);
}

#[test]
fn the_sign_in_address_is_chosen_primary_then_work_then_first_then_user_name() {
    let chosen = |user_name: &str, attributes: Value| {
        profile(user_name, attributes)
            .sign_in_address()
            .map(String::from)
    };
    let home = json!({"value": "h@example.com", "type": "home"});
    let work = json!({"value": "w@example.com", "type": "Work"});
    let primary = json!({"value": "p@example.com", "primary": true});
    assert_eq!(
        chosen("x", json!({"emails": [home, work, primary]})).unwrap(),
        "p@example.com"
    );
    assert_eq!(
        chosen("x", json!({"emails": [home, work]})).unwrap(),
        "w@example.com"
    );
    assert_eq!(
        chosen("x", json!({"emails": [home]})).unwrap(),
        "h@example.com"
    );
    assert_eq!(chosen("x@example.com", json!({})).unwrap(), "x@example.com");
    assert_eq!(chosen("x", json!({})), None);
    assert_eq!(
        chosen("x", json!({"emails": [{"value": "no address"}]})),
        None
    );
}

#[test]
fn a_user_name_is_kept_as_sent_and_compared_folded() {
    let name = UserName::parse("Ada.Byron@Example.com").unwrap();
    assert_eq!(
        (name.as_str(), name.key().as_str()),
        ("Ada.Byron@Example.com", "ada.byron@example.com")
    );
    for wrong in ["", "  ", "a\u{0}b", "a\nb"] {
        assert!(UserName::parse(wrong).is_err(), "{wrong:?} was taken");
    }
    assert_eq!(profile("x", Value::Object(Map::new())).shown_name(), "x");
    assert_eq!(
        PersonId(Uuid::nil()).to_string(),
        "00000000-0000-0000-0000-000000000000"
    );
}
