//! Names that nothing has in the access attributes: noted where a client is forgiven, 400 with the
//! valid ones under `rfc`; and never in the way of somebody who leaves.

use crate::support::{App, stories};
use muster_app::log::{LogFilter, write_all_log};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const FORGIVING: [&str; 7] = [
    "lenient",
    "okta",
    "entra",
    "onelogin",
    "jumpcloud",
    "ping",
    "hr",
];

/// The notes of the provisioning log, the oldest first.
async fn notes(app: &App) -> Vec<String> {
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    let filter = LogFilter {
        limit: 100,
        ..LogFilter::default()
    };
    let reads = app.ctx.store.read();
    let rows = reads.request_log().read(&filter).await.expect("rows");
    let mut told: Vec<String> = rows.into_iter().filter_map(|row| row.detail).collect();
    told.reverse();
    told
}

async fn access(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([access["role"], access["workspaces"]])
}

stories! {
    async fn every_profile_but_rfc_notes_a_name_that_nothing_has(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        for profile in FORGIVING {
            let client = app.connection(profile, profile).await;
            let word = json!({"role": "Astronaut", "workspaces": "Moon;Yard"});
            let body = json!({"schemas": [CORE, OWN], "userName": profile, "active": true, OWN: word});
            let made = client.post("/Users", body).await.expect(201);
            assert_eq!(access(app, &made.id()).await, json!([null, ["Yard"]]), "{profile}");
        }
        let moon = "workspace \"Moon\" does not exist; use one of: Yard";
        let told = notes(app).await;
        assert_eq!(told.iter().filter(|line| line.contains(moon)).count(), 7, "{told:?}");
        let rfc = app.connection("Strict", "rfc").await;
        let body = json!({"schemas": [CORE, OWN], "userName": "ada", OWN: {"workspaces": "Moon"}});
        let refused = rfc.post("/Users", body).await.expect(400).json();
        assert_eq!(json!([refused["scimType"], refused["detail"]]), json!(["invalidValue", moon]));
        app.settle().await;
    }

    async fn an_odd_value_holds_no_leaver_back(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        for profile in ["lenient", "okta", "rfc"] {
            let client = app.connection(profile, profile).await;
            let body = json!({"schemas": [CORE, OWN], "userName": profile, "active": true, OWN: {"workspaces": "Yard"}});
            let id = client.post("/Users", body).await.expect(201).id();
            let user = format!("/Users/{id}");
            let odd = json!({"role": "viewer;user", "fleetAccess": "half", "workspaces": "Moon"});
            let leave = json!([{"op": "replace", "value": {"active": false, OWN: odd}}]);
            let left = client.patch(&user, leave).await.expect(200).json();
            assert_eq!(left["active"], json!(false), "{profile}");
            assert_eq!(left[OWN]["workspaces"], json!("Moon"), "{profile}");
            let named = json!({"schemas": [CORE, OWN], "userName": profile, "active": false, OWN: odd});
            client.put(&user, named).await.expect(200);
        }
        let told = notes(app).await;
        let has = |text: &str| told.iter().filter(|line| line.contains(text)).count();
        assert_eq!(has("role takes one role, not a list"), 6, "{told:?}");
        assert_eq!(has("fleetAccess takes one of: entire, groups, none"), 6, "{told:?}");
        app.settle().await;
    }

    async fn an_odd_word_opens_nothing_that_was_closed(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let okta = app.connection("Okta", "okta").await;
        let closed = json!({"role": "viewer", "fleetAccess": "none", "recordVisibility": "single"});
        let id = okta.post("/Users", json!({"userName": "ada", OWN: closed})).await.expect(201).id();
        let by_hand = json!({"fleet": "entire", "visibility": "all"});
        owner.put(&format!("/people/{id}/grants"), by_hand).await.expect(200);
        let seen = async || {
            let access = owner.get(&format!("/people/{id}/access")).await.expect(200).json();
            json!([access["fleet"], access["visibility"]])
        };
        assert_eq!(seen().await, json!(["none", "single"]));
        let odd = json!([{"op": "replace", "value": {OWN: {"fleetAccess": "no access", "recordVisibility": "guest"}}}]);
        okta.patch(&format!("/Users/{id}"), odd).await.expect(200);
        assert_eq!(seen().await, json!(["none", "single"]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn an_odd_value_is_noted_beside_what_can_be_understood(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        let okta = app.connection("Okta", "okta").await;
        let id = okta.post("/Users", json!({"userName": "ada", OWN: {"role": "viewer"}})).await.expect(201).id();
        let odd = json!([{"op": "replace", "value": {"title": "Driver", OWN: {"role": "viewer;user", "workspaces": "Yard"}}}]);
        let read = okta.patch(&format!("/Users/{id}"), odd).await.expect(200).json();
        assert_eq!(read["title"], "Driver");
        assert_eq!(access(app, &id).await, json!([null, ["Yard"]]));
        // Who is not forgiven and does not leave is told.
        let rfc = app.connection("Strict", "rfc").await;
        let body = json!({"schemas": [CORE, OWN], "userName": "eve", OWN: {"role": "viewer"}});
        let eve = rfc.post("/Users", body).await.expect(201).id();
        let path = format!("/Users/{eve}");
        for (path_of, odd) in [("role", "viewer;user"), ("role", "Astronaut"), ("fleetAccess", "half")] {
            let odd = json!([{"op": "replace", "path": format!("{OWN}:{path_of}"), "value": odd}]);
            rfc.patch(&path, odd).await.expect(400);
        }
        assert_eq!(access(app, &eve).await[0], "Viewer");
        app.settle().await;
    }
}
