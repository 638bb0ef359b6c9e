//! Where an account has one workspace, nobody has to tick it: "If you only have one workspace, leave
//! this field set to the default."

use super::asking::contact;
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// The workspaces of somebody, and because of what they have each.
async fn workspaces(admin: &Client, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = admin.get(&path).await.expect(200).json();
    let because = access["because"]["workspaces"].as_array().expect("reasons");
    let sources: Vec<&Value> = because.iter().map(|reason| &reason["source"]).collect();
    json!([access["workspaces"], sources])
}

stories! {
    async fn the_only_workspace_is_given_unless_it_is_said_otherwise(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        let admin = app.client(TokenRole::Admin).await;
        let given = json!([["Yard"], ["manual"]]);
        let none = json!([[], []]);
        let invited = async |name: &str, access: Value| {
            let card = json!({"email": format!("{name}@example.com")});
            let body = json!({"card": card, "access": access, "invite": true});
            admin.post("/people", body).await.expect(201)
        };
        let ada = invited("ada", json!({"role": "user"})).await;
        assert_eq!(ada.json()["workspaces"], json!(["Yard"]), "the answer says so");
        assert_eq!(workspaces(&admin, &ada.id()).await, given);
        for (name, access) in [
            ("empty", json!({"role": "user", "workspaces": []})),
            ("null", json!({"role": "user", "workspaces": null})),
            ("nothing", json!({})),
            ("no-role", json!({"role": null})),
        ] {
            let id = invited(name, access).await.id();
            assert_eq!(workspaces(&admin, &id).await, none, "{name}");
        }
        let all = invited("all", json!({"role": "user", "workspaces": "all"})).await.id();
        assert_eq!(workspaces(&admin, &all).await, json!(["all", ["manual"]]));

        let cleo = contact(&admin, "cleo@example.com").await;
        let enable = format!("/people/{cleo}/enable");
        let cleo_is = admin.post(&enable, json!({"role": "user"})).await.expect(200).json();
        assert_eq!(cleo_is["workspaces"], json!(["Yard"]));
        assert_eq!(workspaces(&admin, &cleo).await, given);
        let dora = contact(&admin, "dora@example.com").await;
        let enable = format!("/people/{dora}/enable");
        admin.post(&enable, json!({"role": "user", "workspaces": []})).await.expect(200);
        assert_eq!(workspaces(&admin, &dora).await, none);

        let path = format!("/people/{}/grants", ada.id());
        admin.put(&path, json!({"workspaces": []})).await.expect(200);
        admin.put(&path, json!({"role": "viewer"})).await.expect(200);
        assert_eq!(workspaces(&admin, &ada.id()).await, none, "who is here is given what is named");
        app.settle().await;
        app.mailbox.take();
    }

    async fn the_only_workspace_is_given_to_many_too(app: &App) {
        app.apply("workspaces = [\"Yard\"]\n[[fleet_group]]\nname = \"West\"\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let people = [
            contact(&admin, "ada@example.com").await,
            contact(&admin, "bob@example.com").await,
        ];
        let mut enable = json!({"people": people, "dry_run": true,
            "action": {"type": "enable", "fleet": ["West"]}});
        let tried = admin.post("/people/bulk", enable.clone()).await.expect(200).json();
        assert_eq!((&tried["done"], &tried["people"][0]["workspaces"]), (&json!(2), &json!(["Yard"])), "{tried}");
        assert_eq!(workspaces(&admin, &people[0]).await, json!([[], []]), "it was only tried");
        enable["dry_run"] = json!(false);
        let done = admin.post("/people/bulk", enable).await.expect(200).json();
        assert_eq!(done["people"][1]["workspaces"], json!(["Yard"]), "{done}");
        for id in &people {
            assert_eq!(workspaces(&admin, id).await, json!([["Yard"], ["manual"]]));
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn of_several_workspaces_or_of_none_nothing_is_assumed(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let invited = async |name: &str| {
            let card = json!({"email": format!("{name}@example.com")});
            let body = json!({"card": card, "access": {"role": "user"}, "invite": true});
            admin.post("/people", body).await.expect(201).id()
        };
        let without = invited("without").await;
        app.apply("workspaces = [\"Yard\", \"Office\"]").await;
        let several = invited("several").await;
        for id in [without, several] {
            assert_eq!(workspaces(&admin, &id).await, json!([[], []]));
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn whose_scope_a_directory_keeps_is_given_no_workspace_by_hand(app: &App) {
        use muster_model::access::{Keeper, Part};
        app.apply("workspaces = [\"Yard\"]").await;
        let admin = app.client(TokenRole::Admin).await;
        let okta = app.connection("Okta", "lenient").await;
        app.lay_down("Okta", Part::Scope, Keeper::Directory).await;
        let body = json!({"userName": "ada@example.com", "active": false});
        let ada = okta.post("/Users", body).await.expect(201).id();
        let enable = format!("/people/{ada}/enable");
        admin.post(&enable, json!({"role": "user"})).await.expect(200);
        assert_eq!(workspaces(&admin, &ada).await, json!([[], []]));
        app.settle().await;
        app.mailbox.take();
    }
}
