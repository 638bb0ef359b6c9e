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
            "role": "Base", "workspaces": [], "fleet": "none", "options": [],
        });
        assert_eq!((&told["changes"], &told["total"]), (&json!(1), &json!(1)));
        assert_eq!(told["people"], json!([{
            "person_id": ada,
            "before": stands,
            "after": stands,
            "permissions": {"gained": ["reports.view"], "lost": ["records.view"]},
        }]));
        change(&admin, &path, other, None).await.expect(200);
        assert_eq!(access(&admin, &ada).await["permissions"], json!(["people.view", "reports.view"]));
        app.settle().await;
    }
}
