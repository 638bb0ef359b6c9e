//! A preview tells everything that a change would do to somebody.

use super::asking::change;
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// Somebody in a group of staff.
async fn ada(app: &App) -> String {
    let okta = app.connection("Okta", "lenient").await;
    let ada = json!({"userName": "ada@example.com"});
    let ada = okta.post("/Users", ada).await.expect(201).id();
    let staff = json!({"displayName": "Staff", "members": [{"value": ada}]});
    okta.post("/Groups", staff).await.expect(201);
    ada
}

async fn access(client: &Client, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    client.get(&path).await.expect(200).json()
}

stories! {
    async fn what_a_role_allows_is_part_of_its_preview(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let base = json!({"name": "Base", "permissions": ["people.view", "records.view"], "default": true});
        let base = admin.post("/roles", base).await.expect(201).id();
        let ada = ada(app).await;
        let other = json!({"permissions": ["people.view", "reports.view"]});
        let path = format!("/roles/{base}");
        let told = admin.post(&format!("{path}/preview"), other.clone()).await.expect(200).json();
        let stands = json!({
            "status": "invited", "role": "Base", "workspaces": [], "fleet": "none", "options": [],
        });
        assert_eq!((&told["changes"], &told["total"]), (&json!(1), &json!(1)));
        assert_eq!(told["people"], json!([{
            "person_id": ada,
            "name": "ada@example.com",
            "before": stands,
            "after": stands,
            "permissions": {"gained": ["reports.view"], "lost": ["records.view"]},
        }]));
        change(&admin, &path, other, None).await.expect(200);
        assert_eq!(access(&admin, &ada).await["permissions"], json!(["people.view", "reports.view"]));
        app.settle().await;
    }

    async fn a_preview_tells_whose_access_ends_and_whose_returns(app: &App) {
        let ada = ada(app).await;
        app.apply("nothing_left = \"no_access\"\nworkspaces = [\"Yard\"]\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let staff = json!({
            "name": "Staff",
            "when": "groups.display eq \"Staff\"",
            "then": {"workspaces": ["Yard"]},
        });
        let made = admin.post("/rules", staff.clone()).await.expect(201).id();
        let away = json!({"id": made, "delete": true});
        let told = admin.post("/rules/preview", away).await.expect(200).json();
        let turn = |told: &Value| {
            let one = &told["people"][0];
            (one["before"]["status"].clone(), one["after"]["status"].clone())
        };
        assert_eq!(turn(&told), (json!("invited"), json!("deactivated")));
        admin.delete(&format!("/rules/{made}")).await.expect(204);
        assert_eq!(access(&admin, &ada).await["status"], "deactivated");

        let told = admin.post("/rules/preview", staff.clone()).await.expect(200).json();
        assert_eq!(turn(&told), (json!("deactivated"), json!("invited")));
        admin.post("/rules", staff).await.expect(201);
        assert_eq!(access(&admin, &ada).await["status"], "invited");
        app.settle().await;
    }
}
