//! What each guard refuses, and in which words.

use super::{
    Barred, Hand, Own, RoleUse, built_in, ceiling, gives_privileged, ignores, last_owner, managed,
    may_switch_privileged, own, owner_stays, owners_role, role_in_use, transfer,
};
use crate::access::tests::fixture::{
    ADMIN, HR, OKTA, OWNER, TECHNICIAN, VIEWER, grant, policy, rule, scim,
};
use crate::access::{Dimension, Effect, Keeper, Part, Policy, Role, Source};
use crate::actor::Actor;
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::connection::TokenRole;
use crate::ids::{AccountId, ConnectionId, PersonId, RoleId};
use crate::people::{Link, NewPerson, Person, Profile, Refusal, Status, UserName};
use serde_json::Map;
use uuid::Uuid;

const ADA: PersonId = PersonId(Uuid::from_u128(41));
const BOB: PersonId = PersonId(Uuid::from_u128(42));

fn person(connections: &[ConnectionId]) -> Person {
    let new = NewPerson {
        id: ADA,
        account: AccountId(Uuid::nil()),
        profile: Profile {
            user_name: UserName::parse("ada").unwrap(),
            attributes: Map::new(),
        },
        link: None,
        username: None,
        follows: None,
    };
    let mut person = Revision::<Person>::create(new, Timestamp(0));
    for connection in connections {
        person.link(Link {
            connection: *connection,
            external_id: None,
            active: true,
            guest_record: None,
            created_at: Timestamp(0),
        });
    }
    person.close(Timestamp(0)).unwrap().into_after()
}

fn owner() -> Person {
    let mut owner = person(&[]);
    owner.owner = true;
    owner.status = Status::Active;
    owner
}

fn role(policy: &Policy, id: RoleId) -> &Role {
    policy.role(id).unwrap()
}

fn told(outcome: Result<(), Barred>) -> String {
    outcome.map_or_else(
        |why| format!("{}: {why}", why.code()),
        |()| "fine".to_owned(),
    )
}

#[test]
fn an_owner_stays_until_the_ownership_is_passed_on() {
    insta::assert_snapshot!(told(owner_stays(&owner())), @"owner.protected: the owner of an account is protected: pass the ownership on before this person is deactivated, deleted or given another role");
    let mut revision = Revision::of(owner());
    let refused = Err(Refusal::Barred(Barred::OwnerProtected));
    assert_eq!(revision.deactivate(Actor::CommandLine), refused);
    assert_eq!(revision.delete(Timestamp(0)), refused);
    assert_eq!(owner_stays(&person(&[])), Ok(()));
}

#[test]
fn the_last_owner_is_not_lost() {
    insta::assert_snapshot!(told(last_owner(&owner(), 0)), @"owner.last: this is the last owner outside the directories who can sign in: make somebody else who is in none an owner first");
    assert_eq!(last_owner(&owner(), 1), Ok(()));
    assert_eq!(last_owner(&person(&[]), 0), Ok(()));
}

#[test]
fn only_owners_pass_the_ownership_on_and_only_to_who_is_active() {
    let policy = policy(Vec::new());
    let mut next = person(&[]);
    insta::assert_snapshot!(told(transfer(&Hand::of_token(TokenRole::Admin, &policy), &next)), @"owner.not_yours: only an owner can make an owner, or change how one signs in: ask one of them");
    let by_owner = Hand::of_token(TokenRole::Owner, &policy);
    insta::assert_snapshot!(told(transfer(&by_owner, &next)), @"owner.not_active: a person who is no_access cannot become an owner: they must have joined and be active");
    next.status = Status::Active;
    assert_eq!(transfer(&by_owner, &next), Ok(()));
    assert_eq!(transfer(&Hand::Shell, &next), Ok(()));
    assert!(transfer(&Hand::Directory(OKTA), &next).is_err());
}

#[test]
fn nobody_judges_in_their_own_cause() {
    let ada = Hand::of_person(ADA, true, &["*".to_owned()]);
    for (what, words) in [
        (Own::Role, "role"),
        (Own::Status, "status"),
        (Own::Deletion, "deletion"),
    ] {
        assert!(own(&ada, ADA, what).is_err(), "{words}");
        assert_eq!(own(&ada, BOB, what), Ok(()));
        assert_eq!(own(&Hand::Shell, ADA, what), Ok(()));
    }
    insta::assert_snapshot!(told(own(&ada, ADA, Own::Role)), @"person.own_role: you cannot change your own access: ask another administrator");
    insta::assert_snapshot!(told(own(&ada, ADA, Own::Deletion)), @"person.own_access: you cannot delete yourself: ask another administrator");
}

#[test]
fn nobody_gives_what_they_lack() {
    let policy = policy(Vec::new());
    let gives = |hand: &Hand, id| ceiling(hand, role(&policy, id)).is_ok();
    let technician = Hand::of_person(ADA, false, &["vehicles.*".to_owned()]);
    assert!(gives(&technician, VIEWER) && gives(&technician, TECHNICIAN));
    insta::assert_snapshot!(told(ceiling(&technician, role(&policy, ADMIN))), @r#"access.ceiling: role "Admin" allows what you may not do yourself (account.*): ask somebody who may, or give another role"#);
    let looker = Hand::of_person(ADA, false, &["vehicles.view".to_owned()]);
    assert!(gives(&looker, VIEWER) && !gives(&looker, TECHNICIAN));
    // Tokens: owner above admin above viewer.
    let token = |role| Hand::of_token(role, &policy);
    assert!(gives(&token(TokenRole::Owner), ADMIN) && gives(&token(TokenRole::Admin), ADMIN));
    assert!(!gives(&token(TokenRole::Admin), OWNER));
    assert!(
        gives(&token(TokenRole::Viewer), VIEWER) && !gives(&token(TokenRole::Viewer), TECHNICIAN)
    );
    assert!(gives(&Hand::Shell, ADMIN));
}

#[test]
fn a_role_goes_when_it_is_unused_or_another_takes_its_place() {
    let policy = policy(Vec::new());
    let technician = role(&policy, TECHNICIAN);
    assert_eq!(role_in_use(technician, &RoleUse::default(), None), Ok(()));
    let used = RoleUse {
        people: 3,
        rules: vec!["Yard".to_owned()],
        default: true,
    };
    insta::assert_snapshot!(told(role_in_use(technician, &used, None)), @r#"access.role_in_use: role "technician" is in use (3 of the people have it; rules that give it: Yard; it is the default role) and cannot be removed: say which role takes its place (`DELETE /api/v1/roles/ID?move_to=OTHER`), or take it from them first"#);
    let moved = |to| role_in_use(technician, &used, Some(role(&policy, to)));
    assert_eq!(moved(VIEWER), Ok(()));
    assert_eq!(moved(OWNER), Err(Barred::OwnersRole));
    insta::assert_snapshot!(told(moved(TECHNICIAN)), @r#"access.role_moved_to_itself: nobody can be moved from role "technician" to itself: name another role"#);
}

#[test]
fn built_in_roles_and_the_owners_role_are_locked() {
    let policy = policy(Vec::new());
    insta::assert_snapshot!(told(built_in(role(&policy, ADMIN))), @r#"access.role_built_in: role "admin" is built in and cannot be changed or removed: copy it under another name"#);
    insta::assert_snapshot!(told(owners_role(role(&policy, OWNER))), @"owner.role: no rule, directory or grant makes an owner: an owner passes the ownership on");
}

#[test]
fn account_permissions_rest_on_privileged_connections_alone() {
    let policy = policy(Vec::new());
    let on = |word_of: &[ConnectionId]| gives_privileged(role(&policy, ADMIN), word_of, &policy);
    assert_eq!(on(&[OKTA]), Ok(()));
    insta::assert_snapshot!(told(on(&[OKTA, HR])), @r#"access.not_privileged: role "Admin" holds account permissions, and HR is not privileged: an owner may change that with `muster connection set --connection 00000000-0000-0000-0000-0000000000a2 --privileged on`"#);
    assert_eq!(
        gives_privileged(role(&policy, VIEWER), &[HR], &policy),
        Ok(())
    );
    let admin = Hand::of_token(TokenRole::Admin, &policy);
    insta::assert_snapshot!(told(may_switch_privileged(&admin)), @"connection.privileged_switch: only an owner can let a connection give account permissions: ask one of them");
    assert_eq!(may_switch_privileged(&Hand::Shell), Ok(()));
}

#[test]
fn a_role_is_the_directorys_once_a_rule_or_an_attribute_gives_one() {
    let by_hand = Hand::of_token(TokenRole::Owner, &policy(Vec::new()));
    let ada = person(&[HR]);
    let role_of = |ada: &Person, policy: &Policy| managed(&by_hand, Part::Role, ada, policy);
    assert_eq!(role_of(&ada, &policy(Vec::new())), Ok(()));
    let mapped = policy(vec![rule(1, 10, &[Effect::Role(VIEWER)])]);
    insta::assert_snapshot!(told(role_of(&ada, &mapped)), @"access.directory_managed: the role is managed by HR: change it there, or let an owner pin another one for this person alone (`PUT /api/v1/people/ID/pin`), which outranks directories and rules");
    assert_eq!(role_of(&person(&[]), &mapped), Ok(()));
    assert_eq!(
        managed(&Hand::Directory(HR), Part::Role, &ada, &mapped),
        Ok(())
    );

    let mut sent = person(&[HR]);
    sent.grants = vec![grant(Dimension::Role, &VIEWER.to_string(), scim(HR))];
    assert!(role_of(&sent, &policy(Vec::new())).is_err());
    let mut shared = policy(Vec::new());
    shared.directories[1]
        .ownership
        .set(Part::Role, Keeper::Both);
    assert_eq!(role_of(&sent, &shared), Ok(()));
}

#[test]
fn who_keeps_what_unless_somebody_lays_it_down() {
    let mut policy = policy(Vec::new());
    let ada = person(&[HR]);
    let reads =
        |policy: &Policy| Part::ALL.map(|part| managed(&Hand::Shell, part, &ada, policy).is_err());
    assert_eq!(reads(&policy), [true, true, false, false, false]);
    policy.directories[1]
        .ownership
        .set(Part::Scope, Keeper::Directory);
    policy.directories[1]
        .ownership
        .set(Part::Profile, Keeper::Console);
    assert_eq!(reads(&policy), [false, true, false, true, false]);
    insta::assert_snapshot!(told(ignores(Part::Profile, &policy.directories[1].ownership, (HR, "HR"))), @"access.kept_by_people: people keep the profile of whom HR knows: let the directory write it with `muster connection set --connection 00000000-0000-0000-0000-0000000000a2 --owns profile=both`");
    assert_eq!(
        ignores(
            Part::Profile,
            &policy.directories[0].ownership,
            (OKTA, "Okta")
        ),
        Ok(())
    );
    assert_eq!(
        ignores(Part::Scope, &policy.directories[1].ownership, (HR, "HR")),
        Ok(())
    );
}

#[test]
fn the_chain_of_the_rule_is_named() {
    let mut ada = person(&[OKTA]);
    ada.access.because = vec![crate::access::Because {
        dimension: Dimension::Role,
        value: "Viewer".to_owned(),
        source: Source::Rule {
            rule: crate::ids::RuleId(Uuid::from_u128(1)),
            group: None,
        },
        via: ["Okta", "Fleet-Chicago", "Viewers"]
            .map(str::to_owned)
            .to_vec(),
    }];
    let mapped = policy(vec![rule(1, 10, &[Effect::Role(VIEWER)])]);
    insta::assert_snapshot!(told(managed(&Hand::Shell, Part::Role, &ada, &mapped)), @"access.directory_managed: the role is managed by Okta (Okta > Fleet-Chicago > Viewers): change it there, or let an owner pin another one for this person alone (`PUT /api/v1/people/ID/pin`), which outranks directories and rules");
}
