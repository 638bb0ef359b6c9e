//! Somebody gives a role while somebody else removes it: one of the two is told.

use crate::support::{App, stories};
use muster_app::access::AT_ONCE;
use muster_app::access::edit::Write;
use muster_app::access::roles::DeleteRole;
use muster_app::people::{GiveAccess, Given, InvitePerson, Which};
use muster_app::provision::user::ReplaceUser;
use muster_model::connection::TokenRole;
use muster_model::people::Address;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::json;
use uuid::Uuid;

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// A role of the account's own, and its removal.
async fn helper(app: &App) -> (String, Write<DeleteRole>) {
    let admin = app.client(TokenRole::Admin).await;
    let role = json!({"name": "Helper", "permissions": []});
    let id = admin.post("/roles", role).await.expect(201).id();
    let edit = DeleteRole {
        id: id.parse().expect("an id"),
        move_to: None,
    };
    let account = app.account.id;
    let if_match = None;
    let removal = Write {
        account,
        edit,
        if_match,
    };
    (id, removal)
}

fn the_role() -> Given {
    Given {
        role: Some(Some("Helper".to_owned())),
        ..Given::default()
    }
}

/// Gives a contact the role.
async fn gift(app: &App) -> GiveAccess {
    let admin = app.client(TokenRole::Admin).await;
    let new = json!({"card": {"email": "ada@example.com"}});
    let ada = admin.post("/people", new).await.expect(201).id();
    GiveAccess {
        which: Which {
            account: app.account.id,
            person: ada.parse().expect("an id"),
            if_match: None,
        },
        given: the_role(),
    }
}

/// The grants of a role that is not there.
async fn orphans(app: &App) -> Vec<String> {
    let database = app.database().await;
    let rows = async |sql: &str| {
        let statement = Statement::from_string(database.get_database_backend(), sql);
        database.query_all_raw(statement).await.expect("rows")
    };
    let roles = rows("SELECT id FROM role").await;
    let roles: Vec<Uuid> = roles
        .iter()
        .map(|row| row.try_get("", "id").expect("an id"))
        .collect();
    let grants = rows("SELECT value FROM access_grant WHERE dimension = 'role'").await;
    let named = grants
        .iter()
        .map(|row| row.try_get::<String>("", "value").expect("a value"));
    named
        .filter(|id| !roles.iter().any(|role| role.to_string() == *id))
        .collect()
}

stories! {
    async fn a_role_that_is_being_removed_is_not_given(app: &App) {
        // Among so many the removal compiles nobody itself, and so locks no person: what holds the
        // gift up is the policy alone.
        app.connection("Okta", "lenient").await;
        app.crowd("Okta", AT_ONCE as u64 + 1).await;
        let (_, removal) = helper(app).await;
        let gift = gift(app).await;
        let (removed, given) = app.overlapping(removal, gift).await;
        removed.expect("nobody has it");
        assert_eq!(given.expect_err("it is gone").code(), "person.grant_invalid");
        assert_eq!(orphans(app).await, Vec::<String>::new());
        app.settle().await;
    }

    async fn a_role_that_is_being_given_is_not_removed(app: &App) {
        let (_, removal) = helper(app).await;
        let gift = gift(app).await;
        let (given, removed) = app.overlapping(gift, removal).await;
        assert!(given.expect("it is there").changed);
        assert_eq!(removed.expect_err("somebody has it").code(), "access.role_in_use");
        assert_eq!(orphans(app).await, Vec::<String>::new());
        app.settle().await;
    }

    async fn nobody_is_invited_with_a_role_that_is_being_removed(app: &App) {
        let (_, removal) = helper(app).await;
        let invite = InvitePerson {
            account: app.account.id,
            address: Address::parse("bob@example.com").expect("an address"),
            owner: false,
            given: the_role(),
        };
        let (removed, invited) = app.overlapping(removal, invite).await;
        removed.expect("nobody has it");
        assert_eq!(invited.expect_err("it is gone").code(), "person.grant_invalid");
        assert_eq!(orphans(app).await, Vec::<String>::new());
        app.settle().await;
    }

    async fn a_role_that_a_directory_is_giving_is_not_removed(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let kim = okta.post("/Users", json!({"userName": "kim@example.com"})).await.expect(201).id();
        let (_, removal) = helper(app).await;
        let body = json!({"userName": "kim@example.com", EXTENSION: {"role": "Helper"}});
        let caller = app.caller("Okta").await;
        let push = ReplaceUser { caller, id: kim, if_match: None, body };
        let (pushed, removed) = app.overlapping(push, removal).await;
        pushed.expect("a person");
        assert_eq!(removed.expect_err("somebody has it").code(), "access.role_in_use");
        assert_eq!(orphans(app).await, Vec::<String>::new());
        app.settle().await;
        app.mailbox.take();
    }
}
