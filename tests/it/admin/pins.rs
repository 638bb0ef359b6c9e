//! What an owner pins stays, whatever directories, rules and administrators say.

use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// Role and fleet in force, and because of what the role is.
async fn shown(client: &Client, id: &str) -> Value {
    let access = client
        .get(&format!("/people/{id}/access"))
        .await
        .expect(200)
        .json();
    json!([
        access["role"],
        access["fleet"],
        access["because"]["role"][0]["source"]
    ])
}

stories! {
    async fn what_an_owner_pins_outranks_everything_but_ownership(app: &App) {
        app.apply("[[fleet_group]]\nname = \"West\"\n[[rule]]\nname = \"All\"\nwhen = 'userName pr'\nthen.role = \"user\"\nthen.fleet = \"entire\"\n").await;
        let owner = app.client(TokenRole::Owner).await;
        let admin = app.client(TokenRole::Admin).await;
        let okta = app.connection("Okta", "lenient").await;
        let new = json!({"userName": "ada", "active": false, EXTENSION: {"role": "manager", "fleetAccess": "entire"}});
        let ada = okta.post("/Users", new).await.expect(201).id();
        assert_eq!(shown(&admin, &ada).await, json!(["Manager", "entire", "scim:role"]));

        let pin = format!("/people/{ada}/pin");
        let reader = json!({"role": "reader", "fleet": ["West"]});
        let refused = admin.put(&pin, reader.clone()).await.expect(403).json();
        assert_eq!(refused["code"], "token.role");
        owner.put(&pin, reader).await.expect(200);
        let pinned = json!(["Reader", ["West"], "pin"]);
        assert_eq!(shown(&admin, &ada).await, pinned);

        let viewer = json!([{"op": "replace", "path": format!("{EXTENSION}:role"), "value": "viewer"}]);
        let patch = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": viewer});
        okta.send(Method::PATCH, &format!("/Users/{ada}"), &[("content-type", "application/scim+json")], Some(patch.to_string()))
            .await
            .expect(200);
        admin.put(&format!("/people/{ada}/grants"), json!({"fleet": ["none"]})).await.expect(200);
        assert_eq!(shown(&admin, &ada).await, pinned);

        owner.put(&pin, json!({"fleet": null})).await.expect(200);
        assert_eq!(shown(&admin, &ada).await, json!(["Reader", "entire", "pin"]));
        owner.put(&pin, json!({"role": null})).await.expect(200);
        assert_eq!(shown(&admin, &ada).await, json!(["Viewer", "entire", "scim:role"]));
        let owners = owner.put(&pin, json!({"role": "owner"})).await.expect(403).json();
        assert_eq!(owners["code"], "owner.role");
        app.settle().await;
    }

    async fn a_pinned_role_is_in_use(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201).id();
        let driver = json!({"name": "Driver", "permissions": ["records.view"]});
        let driver = owner.post("/roles", driver).await.expect(201).id();
        owner.put(&format!("/people/{ada}/pin"), json!({"role": driver})).await.expect(200);
        let used = owner.delete(&format!("/roles/{driver}")).await.expect(409).json();
        assert_eq!(used["code"], "access.role_in_use");
        let clerk = json!({"name": "Clerk", "permissions": ["records.view"]});
        let clerk = owner.post("/roles", clerk).await.expect(201).id();
        owner.delete(&format!("/roles/{driver}?move_to={clerk}")).await.expect(204);
        assert_eq!(shown(&owner, &ada).await, json!(["Clerk", "none", "pin"]));
        app.settle().await;
    }
}
