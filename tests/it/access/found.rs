//! What random sequences found, or the thought that they follow, told as stories.

use crate::journeys::the_door::{mailed_path, pass};
use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_app::access::{Reevaluate, SetNothingLeft};
use muster_app::admin::SetConnection;
use muster_app::people::{TransferOwnership, Which};
use muster_model::access::{Keeper, NothingLeft, Part};
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::{Value, json};

const DRIVERS: &str = r#"
nothing_left = "no_access"
verified_domains = ["example.com"]
workspaces = ["Yard"]

[[rule]]
name = "Drivers"
when = 'groups.display eq "Drivers"'
then.workspaces = ["Yard"]
"#;

/// Two rules, of which one gives only to whom has access.
const STAFF: &str = r#"
nothing_left = "no_access"
workspaces = ["Yard"]

[[rule]]
name = "Viewers"
when = 'groups.display eq "Viewers"'
then.role = "viewer"

[[rule]]
name = "Staff with access"
when = 'active eq true and groups.display sw "V"'
then.workspaces = ["Yard"]
"#;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const IT: &str = r#"
verified_domains = ["example.com"]

[[rule]]
name = "IT"
when = 'department eq "IT"'
then.role = "admin"
"#;

fn in_it() -> Value {
    let path = format!("{ENTERPRISE}:department");
    json!([{"op": "replace", "path": path, "value": "IT"}])
}

/// Vic is one directory's, and the other one says that he is in IT.
async fn vic(okta: &Client, hr: &Client) -> String {
    let body = json!({"userName": "vic@example.com"});
    let id = okta.post("/Users", body).await.expect(201).id();
    let path = format!("/Users/{id}");
    hr.patch(&path, in_it()).await.expect(200);
    path
}

/// An owner writes into the card.
async fn by_hand(app: &App, id: &str, card: Value) {
    let owner = app.client(TokenRole::Owner).await;
    let (path, headers) = (
        format!("/people/{id}"),
        [("content-type", "application/json")],
    );
    let written = owner.send(Method::PATCH, &path, &headers, Some(card.to_string()));
    written.await.expect(200);
}

async fn shown(app: &App, id: &str, what: &str) -> Value {
    let path = format!("/people/{id}/access");
    app.admin().await.get(&path).await.expect(200).json()[what].clone()
}

async fn status(app: &App, id: &str) -> Value {
    shown(app, id, "status").await
}

async fn ada(client: &Client) -> String {
    let body = json!({"userName": "ada@example.com"});
    client.post("/Users", body).await.expect(201).id()
}

/// The last who was invited comes; their id.
async fn joins(app: &App, name: &str) -> String {
    let joining = mailed_path(app, "activation").await;
    let form = format!("username={name}&password=correct+horse+battery");
    pass(app, &joining, &form).await;
    let found = app.admin().await.get("/people").await.expect(200).json();
    let mut people = found["items"].as_array().expect("people").iter();
    let one = people.find(|one| one["username"] == name);
    one.expect("somebody")["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

async fn drivers(client: &Client, member: &str) -> String {
    let body = json!({"displayName": "Drivers", "members": [{"value": member}]});
    client.post("/Groups", body).await.expect(201).id()
}

async fn lay_down(app: &App, choice: NothingLeft) {
    let (account, choice) = (app.account.id, Some(choice));
    let work = SetNothingLeft { account, choice };
    app.perform(work).await.expect("a word");
}

/// Compiling everybody anew changes nobody.
async fn nothing_is_amiss(app: &App) {
    let account = app.account.id;
    let done = Reevaluate { account }
        .run(&app.ctx, &Acting::system())
        .await;
    assert_eq!(done.expect("an evaluation").changed, 0);
}

/// Lets people alone keep a part of the people of a connection.
async fn leave_to_people(app: &App, name: &str, part: Part) {
    let reads = app.ctx.store.read();
    let known = reads.connections().list(app.account.id).await;
    let known = known.expect("connections");
    let work = SetConnection {
        connection: known.iter().find(|one| one.name == name).expect("it").id,
        profile: None,
        adopt: None,
        privileged: None,
        over_humans: None,
        owns: vec![(part, Keeper::Console)],
        projection: None,
        entitlements: None,
    };
    let set = app.ctx.store.perform(Acting::command_line(), work).await;
    set.expect("a keeper");
}

stories! {
    async fn whom_a_person_invites_no_routine_patch_takes_away(app: &App) {
        let hr = app.connection("HR", "hr").await;
        let body = json!({"userName": "ada@example.com", "active": false});
        let ada = hr.post("/Users", body).await.expect(201).id();
        assert_eq!(status(app, &ada).await, "no_access");
        assert_eq!(app.invite("ada@example.com", false).await, ada);
        let title = json!([{"op": "replace", "path": "title", "value": "Driver"}]);
        hr.patch(&format!("/Users/{ada}"), title).await.expect(200);
        assert_eq!(status(app, &ada).await, "invited");
        app.settle().await;
    }

    async fn who_may_not_speak_of_a_part_takes_nothing_from_who_may(app: &App) {
        app.apply(DRIVERS).await;
        let hr = app.adopting("HR").await;
        app.switch("HR", None, Some(true)).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        drivers(&hr, &ada).await;
        let of_okta = drivers(&okta, &ada).await;
        assert_eq!(shown(app, &ada, "workspaces").await, json!(["Yard"]));
        leave_to_people(app, "HR", Part::Scope).await;
        assert_eq!(shown(app, &ada, "workspaces").await, json!(["Yard"]), "Okta says so");
        let because = shown(app, &ada, "because").await;
        assert_eq!(because["workspaces"][0]["via"], json!(["Okta", "Drivers", "Drivers"]));
        let leave = json!([{"op": "remove", "path": "members"}]);
        okta.patch(&format!("/Groups/{of_okta}"), leave).await.expect(200);
        assert_eq!(shown(app, &ada, "workspaces").await, json!([]), "HR alone may not");
        app.settle().await;
    }

    async fn whom_nothing_was_left_returns_with_the_next_thing_whatever_is_laid_down_by_then(app: &App) {
        app.apply(DRIVERS).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        let group = drivers(&okta, &ada).await;
        let leave = json!([{"op": "remove", "path": "members"}]);
        okta.patch(&format!("/Groups/{group}"), leave).await.expect(200);
        assert_eq!(status(app, &ada).await, "deactivated");
        lay_down(app, NothingLeft::Keep).await;
        assert_eq!(status(app, &ada).await, "deactivated", "there is still nothing");
        let back = json!([{"op": "add", "path": "members", "value": [{"value": ada}]}]);
        okta.patch(&format!("/Groups/{group}"), back).await.expect(200);
        assert_eq!(status(app, &ada).await, "invited");
        lay_down(app, NothingLeft::NoAccess).await;
        assert_eq!(status(app, &ada).await, "invited");
        app.settle().await;
    }

    async fn who_is_brought_back_has_at_once_what_is_given_to_whom_has_access(app: &App) {
        app.apply(STAFF).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        for name in ["Viewers", "Vans"] {
            let body = json!({"displayName": name, "members": [{"value": ada}]});
            let group = okta.post("/Groups", body).await.expect(201).id();
            assert_eq!(status(app, &ada).await, "invited");
            let leave = json!([{"op": "remove", "path": "members"}]);
            okta.patch(&format!("/Groups/{group}"), leave).await.expect(200);
            assert_eq!(status(app, &ada).await, "deactivated");
            let back = json!([{"op": "add", "path": "members", "value": [{"value": ada}]}]);
            okta.patch(&format!("/Groups/{group}"), back).await.expect(200);
            assert_eq!(status(app, &ada).await, "invited", "by {name}");
            assert_eq!(shown(app, &ada, "workspaces").await, json!(["Yard"]), "by {name}");
            nothing_is_amiss(app).await;
            let leave = json!([{"op": "remove", "path": "members"}]);
            okta.patch(&format!("/Groups/{group}"), leave).await.expect(200);
            assert_eq!(shown(app, &ada, "workspaces").await, json!([]));
            nothing_is_amiss(app).await;
        }
        app.settle().await;
    }

    async fn who_has_only_the_default_role_never_had_anything_to_lose(app: &App) {
        app.apply("default_role = \"viewer\"\n").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        assert_eq!(shown(app, &ada, "role").await, "Viewer");
        lay_down(app, NothingLeft::NoAccess).await;
        assert_eq!(status(app, &ada).await, "invited");
        assert_eq!(shown(app, &ada, "role").await, Value::Null);
        app.settle().await;
    }

    async fn who_leaves_lends_nobody_the_trust_of_who_stays(app: &App) {
        app.apply(IT).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let hr = app.adopting("HR").await;
        let path = vic(&okta, &hr).await;
        let id = path.trim_start_matches("/Users/").to_owned();
        assert_eq!(shown(app, &id, "role").await, Value::Null, "HR is not trusted");
        hr.delete(&path).await.expect(204);
        assert_eq!(shown(app, &id, "role").await, Value::Null, "HR said so, and is gone");
        // What others say since is heard, attribute by attribute.
        let title = json!([{"op": "replace", "path": "title", "value": "Clerk"}]);
        okta.patch(&path, title).await.expect(200);
        assert_eq!(shown(app, &id, "role").await, Value::Null);
        okta.patch(&path, in_it()).await.expect(200);
        assert_eq!(shown(app, &id, "role").await, json!("Admin"));
        app.settle().await;
    }

    async fn whoever_writes_everything_anew_speaks_for_it(app: &App) {
        app.apply(IT).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let hr = app.adopting("HR").await;
        let path = vic(&okta, &hr).await;
        let id = path.trim_start_matches("/Users/").to_owned();
        hr.delete(&path).await.expect(204);
        let whole = json!({"userName": "vic@example.com", ENTERPRISE: {"department": "IT"}});
        okta.put(&path, whole.clone()).await.expect(200);
        assert_eq!(shown(app, &id, "role").await, json!("Admin"));
        // Who comes back is asked again, and what they leave behind is theirs again.
        hr.put(&path, whole).await.expect(200);
        assert_eq!(shown(app, &id, "role").await, Value::Null);
        hr.delete(&path).await.expect(204);
        assert_eq!(shown(app, &id, "role").await, Value::Null);
        app.settle().await;
    }

    async fn a_directory_that_deletes_an_owner_leaves_them_nothing_of_its_own(app: &App) {
        app.apply(DRIVERS).await;
        app.invite("owner@example.com", true).await;
        let keeper = joins(app, "keeper").await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada@example.com", "roles": [{"value": "viewer"}]});
        let ada = okta.post("/Users", body).await.expect(201).id();
        drivers(&okta, &ada).await;
        joins(app, "ada").await;
        let which = |id: &str| Which {
            account: app.account.id,
            person: id.parse().expect("an id"),
            if_match: None,
        };
        let rises = TransferOwnership { to: which(&ada), from: None };
        app.perform(rises).await.expect("two owners");
        okta.delete(&format!("/Users/{ada}")).await.expect(204);
        assert_eq!(status(app, &ada).await, "active");
        let passes = TransferOwnership { to: which(&keeper), from: Some(ada.parse().expect("an id")) };
        app.perform(passes).await.expect("one owner");
        // Neither the role that it gave nor the workspace by its group is left.
        assert_eq!(shown(app, &ada, "role").await, Value::Null);
        assert_eq!(shown(app, &ada, "workspaces").await, json!([]));
        nothing_is_amiss(app).await;
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_a_person_writes_is_no_directorys_word(app: &App) {
        app.apply(IT).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        app.lay_down("Okta", Part::Profile, Keeper::Both).await;
        let hr = app.adopting("HR").await;
        app.lay_down("HR", Part::Profile, Keeper::Both).await;
        let path = vic(&okta, &hr).await;
        let id = path.trim_start_matches("/Users/").to_owned();
        hr.delete(&path).await.expect(204);
        by_hand(app, &id, json!({"title": "Clerk"})).await;
        assert_eq!(shown(app, &id, "role").await, Value::Null);
        by_hand(app, &id, json!({"department": "IT"})).await;
        assert_eq!(shown(app, &id, "role").await, json!("Admin"));
        app.settle().await;
    }
}
