//! `/api/v1/connections`: a directory is connected, changed, given another token and cut off.

use super::asking::{change, code, each, owner_outside, post_once, tag, tell};
use crate::journeys::the_door::{CHOSEN, mailed_path, pass};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// A directory that an administrator connects.
async fn connect(app: &App, admin: &Client) -> Value {
    owner_outside(app).await;
    let okta = json!({"name": "Okta", "profile": "okta"});
    admin.post("/connections", okta).await.expect(201).json()
}

fn path(connection: &Value) -> String {
    format!("/connections/{}", connection["id"].as_str().expect("an id"))
}

stories! {
    async fn a_directory_is_connected_once_an_owner_outside_has_joined(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let okta = json!({"name": "Okta", "profile": "okta"});
        let refused = admin.post("/connections", okta.clone()).await.expect(409);
        assert_eq!(code(&refused), "connection.owner_outside");
        app.invite("olga@example.com", true).await;
        let invited = admin.post("/connections", okta.clone()).await.expect(409);
        assert_eq!(code(&invited), "connection.owner_outside", "who is invited has not joined");
        let joining = mailed_path(app, "activation").await;
        pass(app, &joining, CHOSEN).await;
        let made = admin.post("/connections", okta.clone()).await.expect(201).json();
        let scim = admin.below("/scim/v2").with_token(made["token"].as_str());
        scim.get("/Users").await.expect(200);
        let twice = admin.post("/connections", okta).await.expect(409);
        assert_eq!(code(&twice), "connection.name_taken");
        let unknown = json!({"name": "HR", "profile": "fax"});
        assert_eq!(code(&admin.post("/connections", unknown).await.expect(400)), "connection.profile");
        app.settle().await;
    }

    async fn a_connection_is_changed_by_whoever_saw_it_last(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let okta = path(&connect(app, &admin).await);
        let seen = tag(&admin.get(&okta).await.expect(200));
        let wanted = json!({"name": "Okta HQ", "adopt": true});
        let changed = change(&admin, &okta, wanted, Some(&seen)).await.expect(200).json();
        assert_eq!((&changed["name"], &changed["adopt"]), (&json!("Okta HQ"), &json!(true)));
        assert_eq!(changed["profile"], "okta", "what is not named stays");
        let late = change(&admin, &okta, json!({"adopt": false}), Some(&seen)).await.expect(412);
        assert_eq!(code(&late), "resource.changed");
        assert_eq!(each(&admin, "/connections", "name").await, [json!("Okta HQ")]);
        app.settle().await;
    }

    async fn only_an_owner_lets_a_directory_give_account_permissions(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let okta = path(&connect(app, &admin).await);
        let refused = change(&admin, &okta, json!({"privileged": true}), None).await.expect(403);
        assert_eq!(code(&refused), "connection.privileged_switch");
        change(&admin, &okta, json!({"privileged": false}), None).await.expect(200);
        let owner = app.client(TokenRole::Owner).await;
        let changed = change(&owner, &okta, json!({"privileged": true}), None).await.expect(200);
        assert_eq!(changed.json()["privileged"], true);
        app.settle().await;
    }

    async fn people_say_what_a_directory_keeps(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let made = connect(app, &admin).await;
        let okta = path(&made);
        let nothing = json!({"profile": null, "status": null, "role": null, "scope": null, "options": null});
        assert_eq!(made["owns"], nothing, "nothing is laid down");
        let wanted = json!({"owns": {"role": "directory", "options": "both"}});
        let seen = tag(&admin.get(&okta).await.expect(200));
        let changed = change(&admin, &okta, wanted.clone(), Some(&seen)).await.expect(200).json();
        let laid_down = json!({"profile": null, "status": null, "role": "directory", "scope": null, "options": "both"});
        assert_eq!(changed["owns"], laid_down);
        assert_eq!(change(&admin, &okta, wanted, Some(&seen)).await.expect(412).status, 412);
        let scim = admin.below("/scim/v2").with_token(made["token"].as_str());
        let kim = scim.post("/Users", json!({"userName": "kim@example.com"})).await.expect(201).id();
        let grants = format!("/people/{kim}/grants");
        let refused = admin.put(&grants, json!({"role": "user"})).await.expect(409);
        assert_eq!(code(&refused), "access.directory_managed");

        let back = change(&admin, &okta, json!({"owns": {"role": null}}), None).await.expect(200).json();
        assert_eq!((&back["owns"]["role"], &back["owns"]["options"]), (&Value::Null, &json!("both")));
        admin.put(&grants, json!({"role": "user"})).await.expect(200);
        let wrong = change(&admin, &okta, json!({"owns": {"role": "nobody"}}), None).await.expect(400);
        assert_eq!(code(&wrong), "request.body");
        let id = made["id"].as_str().expect("an id");
        let traces = app.traces(id).await;
        assert!(traces.iter().any(|row| row.contains("owns.role")), "{traces:?}");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_directory_keeps_more_only_while_an_owner_is_outside(app: &App) {
        app.connection("Okta", "okta").await;
        let admin = app.client(TokenRole::Admin).await;
        let [id] = <[Value; 1]>::try_from(each(&admin, "/connections", "id").await).expect("one");
        let okta = format!("/connections/{}", id.as_str().expect("an id"));
        let more = json!({"owns": {"role": "directory"}});
        let refused = change(&admin, &okta, more.clone(), None).await.expect(409);
        assert_eq!(code(&refused), "connection.owner_outside", "a shell connected it");
        let less = json!({"owns": {"profile": "both", "status": "console"}});
        change(&admin, &okta, less, None).await.expect(200);
        let again = change(&admin, &okta, json!({"owns": {"status": null}}), None).await.expect(409);
        assert_eq!(code(&again), "connection.owner_outside", "back to what is more");
        owner_outside(app).await;
        let owned = change(&admin, &okta, more, None).await.expect(200).json();
        assert_eq!(owned["owns"]["role"], "directory");
        app.settle().await;
    }

    async fn a_second_token_works_beside_the_first_until_one_is_taken_back(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let made = connect(app, &admin).await;
        let tokens = format!("{}/tokens", path(&made));
        let [first] = <[Value; 1]>::try_from(each(&admin, &tokens, "id").await).expect("one");
        let second = tell(&admin, &tokens).await.expect(201).json();
        let scim = |token: &Value| admin.below("/scim/v2").with_token(token.as_str());
        scim(&made["token"]).get("/Users").await.expect(200);
        scim(&second["token"]).get("/Users").await.expect(200);
        let one = format!("{tokens}/{}", first.as_str().expect("an id"));
        admin.delete(&one).await.expect(204);
        scim(&made["token"]).get("/Users").await.expect(401);
        scim(&second["token"]).get("/Users").await.expect(200);
        admin.delete(&one).await.expect(404);
        let cut = tell(&admin, &format!("{}/revoke", path(&made))).await.expect(200).json();
        assert_eq!(cut["tokens"].as_array().map(Vec::len), Some(1));
        scim(&second["token"]).get("/Users").await.expect(401);
        app.settle().await;
    }

    async fn a_program_gets_credentials_and_loses_them(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let clients = format!("{}/oauth-clients", path(&connect(app, &admin).await));
        let made = admin.post(&clients, json!({"lifetime_minutes": 60})).await.expect(201).json();
        assert_eq!(made["token_url"], "https://muster.example.com/oauth/token");
        assert_eq!(each(&admin, &clients, "id").await, [made["client_id"].clone()]);
        let wrong = admin.post(&clients, json!({"lifetime_minutes": 1})).await.expect(400);
        assert_eq!(code(&wrong), "request.body");
        let one = format!("{clients}/{}", made["client_id"].as_str().expect("an id"));
        admin.delete(&one).await.expect(204);
        admin.delete(&one).await.expect(404);
        app.settle().await;
    }

    async fn a_connection_that_is_sent_twice_under_one_key_is_made_once(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        owner_outside(app).await;
        let okta = json!({"name": "Okta"});
        let first = post_once(&admin, "/connections", "k1", okta.clone()).await.expect(201);
        let again = post_once(&admin, "/connections", "k1", okta).await.expect(201);
        assert_eq!(again.text, first.text);
        assert_eq!(again.headers["location"], first.headers["location"]);
        assert_eq!(again.headers["idempotent-replayed"], "true");
        let other = post_once(&admin, "/connections", "k1", json!({"name": "HR"})).await.expect(422);
        assert_eq!(code(&other), "request.idempotency_other");
        assert_eq!(each(&admin, "/connections", "name").await, [json!("Okta")]);
        app.settle().await;
    }
}
