//! "Copy from…": somebody is given what somebody else has.

use super::asking::{change, code, detail, tag};
use crate::support::{App, Client, stories};
use muster_app::access::Preset;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const FILE: &str = "workspaces = [\"North\", \"South\"]\n[[fleet_group]]\nname = \"Trucks\"\n\
                    [[fleet_group]]\nname = \"Lorries\"\nparent = \"Trucks\"\n";

async fn contact(admin: &Client, name: &str, access: Value) -> String {
    let card = json!({"email": format!("{name}@example.com")});
    let new = json!({"card": card, "access": access});
    admin.post("/people", new).await.expect(201).id()
}

async fn access(admin: &Client, id: &str) -> Value {
    admin
        .get(&format!("/people/{id}/access"))
        .await
        .expect(200)
        .json()
}

stories! {
    async fn a_copy_is_shown_before_it_is_made(app: &App) {
        app.apply(FILE).await;
        let admin = app.client(TokenRole::Admin).await;
        let has = json!({"role": "user", "workspaces": ["North"], "fleet": ["Trucks"], "options": ["weekly_email"]});
        let ada = contact(&admin, "ada", has).await;
        let bob = contact(&admin, "bob", json!({"role": "viewer", "workspaces": ["South"]})).await;
        app.events().await;
        let copy = format!("/people/{bob}/access/copy");
        let shown = admin.post(&copy, json!({"from": ada, "dry_run": true})).await.expect(200).json();
        assert_eq!(shown, json!({
            "dry_run": true,
            "changed": true,
            "before": {"role": "Viewer", "workspaces": ["South"], "fleet": "none", "options": []},
            "after": {"role": "User", "workspaces": ["North"], "fleet": ["Lorries", "Trucks"], "options": ["weekly_email"]},
        }));
        assert_eq!(app.events().await, Vec::<String>::new());
        assert_eq!(access(&admin, &bob).await["role"], "Viewer", "nothing was written");

        let mut done = admin.post(&copy, json!({"from": ada})).await.expect(200).json();
        done["dry_run"] = true.into();
        assert_eq!(done, shown, "what is saved is what was shown");
        assert_eq!(app.events().await, ["user.access_changed #2"]);
        let (mine, hers) = (access(&admin, &bob).await, access(&admin, &ada).await);
        assert_eq!(mine, hers, "with the same reasons: by hand");
        let again = admin.post(&copy, json!({"from": ada})).await.expect(200).json();
        assert_eq!((&again["changed"], &again["before"]), (&json!(false), &shown["after"]));
        app.settle().await;
    }

    async fn what_both_have_alike_is_left_alone_and_what_rules_give_stays(app: &App) {
        app.apply(FILE).await;
        app.apply("workspaces = [\"Yard\"]\n[[rule]]\nname = \"All\"\nwhen = 'userName pr'\nthen.workspaces = [\"Yard\"]\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let ada = contact(&admin, "ada", json!({})).await;
        let bob = contact(&admin, "bob", json!({"workspaces": ["North"], "fleet": ["entire"]})).await;
        let copy = format!("/people/{bob}/access/copy");
        let done = admin.post(&copy, json!({"from": ada})).await.expect(200).json();
        assert_eq!(done["after"], json!({"role": null, "workspaces": ["Yard"], "fleet": "none", "options": []}));
        app.settle().await;
    }

    async fn a_copy_obeys_every_guard(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let olga = app.invite("olga@example.com", true).await;
        let ada = contact(&admin, "ada", json!({"role": "user"})).await;
        let okta = app.connection("Okta", "okta").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let kim = json!({"userName": "kim@example.com", extension: {"role": "viewer"}});
        let kim = okta.post("/Users", kim).await.expect(201).id();
        let copy = async |to: &str, from: &str| {
            let body = json!({"from": from, "dry_run": true});
            code(&admin.post(&format!("/people/{to}/access/copy"), body).await)
        };
        assert_eq!(copy(&ada, &olga).await, "owner.role");
        assert_eq!(copy(&olga, &ada).await, "owner.protected");
        assert_eq!(copy(&kim, &ada).await, "access.directory_managed");
        app.apply("[[role]]\nslug = \"everything\"\nname = \"Everything\"\npermissions = [\"*\"]\n").await;
        let max = contact(&app.client(TokenRole::Owner).await, "max", json!({"role": "everything"})).await;
        assert_eq!(copy(&ada, &max).await, "access.ceiling");
        let foreign = contact(&app.stranger_with(TokenRole::Admin).await, "eve", json!({})).await;
        let unknown = async |from: &str| {
            let body = json!({"from": from, "dry_run": true});
            let answer = admin.post(&format!("/people/{ada}/access/copy"), body).await.expect(404);
            assert_eq!(code(&answer), "resource.not_found");
            let id = answer.json()["request_id"].as_str().expect("an id").to_owned();
            answer.text.replace(&id, "…")
        };
        let random = "01a201d0-9d6e-74ed-894b-60fc87bffa69";
        assert_eq!(unknown(&foreign).await, unknown(random).await, "byte for byte");
        let late = [("content-type", "application/json"), ("if-match", "W/\"99\"")];
        let body = Some(json!({"from": kim}).to_string());
        let path = format!("/people/{ada}/access/copy");
        let late = admin.send(axum::http::Method::POST, &path, &late, body).await.expect(412);
        assert_eq!(code(&late), "resource.changed");
        assert_eq!(tag(&admin.get(&format!("/people/{ada}")).await), "W/\"1\"");
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_the_role_shows_is_not_copied_beside_it(app: &App) {
        let account = app.product("casefleet", Preset::Casefleet).await;
        let admin = app.admin_of(account, TokenRole::Owner).await;
        let lou = contact(&admin, "lou", json!({"role": "limited"})).await;
        let sam = contact(&admin, "sam", json!({"role": "user", "visibility": "assigned"})).await;
        let ann = contact(&admin, "ann", json!({"role": "user"})).await;
        let copied = async |to: &str, from: &str| {
            let path = format!("/people/{to}/access/copy");
            admin.post(&path, json!({"from": from})).await.expect(200);
            let access = access(&admin, to).await;
            (access["role"].clone(), access["visibility"].clone())
        };
        let promoted = async |person: &str| {
            let path = format!("/people/{person}/grants");
            admin.put(&path, json!({"role": "user"})).await.expect(200);
            access(&admin, person).await["visibility"].clone()
        };
        assert_eq!(copied(&ann, &lou).await, (json!("Limited"), json!("assigned")));
        assert_eq!(promoted(&ann).await, json!("all"), "as lou would be");
        assert_eq!(copied(&ann, &sam).await, (json!("Standard"), json!("assigned")));
        assert_eq!(copied(&ann, &lou).await, (json!("Limited"), json!("assigned")));
        assert_eq!(promoted(&ann).await, json!("all"), "what was given by hand before is gone");

        let kim = contact(&admin, "kim", json!({"role": "limited", "visibility": "assigned"})).await;
        let bob = contact(&admin, "bob", json!({"role": "user"})).await;
        assert_eq!(copied(&kim, &bob).await, (json!("Standard"), json!("all")));
        assert_eq!(copied(&kim, &sam).await, (json!("Standard"), json!("assigned")));
        assert_eq!(promoted(&kim).await, json!("assigned"), "what a hand gave is copied");

        // Whoever stays what a rule makes them is given by hand what the role would bring.
        let rule = json!({"name": "Eve", "when": "displayName eq \"Eve\"", "then": {"role": "user"}});
        admin.post("/rules", rule).await.expect(201);
        let eve = json!({"card": {"email": "eve@example.com", "display_name": "Eve"}});
        let eve = admin.post("/people", eve).await.expect(201).id();
        assert_eq!(copied(&eve, &lou).await, (json!("Standard"), json!("assigned")));
        app.settle().await;
    }

    async fn the_set_of_one_person_is_not_copied_and_the_refusal_says_so(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let ada = contact(&admin, "ada", json!({"role": "viewer"})).await;
        let bob = contact(&admin, "bob", json!({"role": "viewer"})).await;
        let own = json!({"name": "Own of ada", "person": ada, "types": {"record": {"view": "owner eq $me"}}});
        let own = admin.post("/record-sets", own).await.expect(201).id();
        for given in [json!({"record": "Own of ada"}), json!("Own of ada")] {
            let given = json!({"record_sets": given});
            admin.put(&format!("/people/{ada}/grants"), given.clone()).await.expect(200);
            let copy = admin.post(&format!("/people/{bob}/access/copy"), json!({"from": ada})).await.expect(400);
            let grants = admin.put(&format!("/people/{bob}/grants"), given).await.expect(400);
            for refused in [copy, grants] {
                assert_eq!((code(&refused).as_str(), detail(&refused).as_str()), ("person.grant_invalid",
                    "Record set \"Own of ada\" is one person's own and given to nobody else: \
                     make it reusable first (`PATCH /api/v1/record-sets/ID` with `\"reusable\": true`) or leave it out; \
                     use one of: all, none."));
            }
        }
        change(&admin, &format!("/record-sets/{own}"), json!({"reusable": true}), None).await.expect(200);
        admin.post(&format!("/people/{bob}/access/copy"), json!({"from": ada})).await.expect(200);
        assert_eq!(access(&admin, &bob).await["record_sets"], access(&admin, &ada).await["record_sets"]);
        app.settle().await;
    }
}
