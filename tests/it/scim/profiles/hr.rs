//! A personnel system: lists people before they start, says when they begin and when they go, and
//! sends everything twice.

use crate::support::{App, stories};
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

fn hire() -> Value {
    let mut hire = json!({
        "schemas": [CORE, ENTERPRISE],
        "userName": "ada@example.com",
        "externalId": "4711",
        "name": {"givenName": "Ada", "familyName": "Byron"},
        "emails": [{"value": "ada@example.com", "type": "work"}],
    });
    hire[ENTERPRISE] = json!({"employeeNumber": "4711", "costCenter": "12", "manager": "4700"});
    hire
}

stories! {
    async fn a_personnel_system_lists_people_before_they_begin(app: &App) {
        let hr = app.connection("HR", "hr").await;
        let created = hr.post("/Users", hire()).await.expect(201).json();
        let id = created["id"].as_str().expect("an id");
        let path = format!("/Users/{id}");
        assert_eq!((&created["active"], &hr.own(id).await["status"]), (&json!(false), &json!("no_access")));
        assert_eq!(app.events().await, ["user.created #1"]);
        assert_eq!(app.mailbox.take_names(), [""; 0]);

        // The same feed again: the second POST is told that it comes too late, and changes nothing.
        hr.post("/Users", hire()).await.expect(409);
        let found = hr.get("/Users?filter=externalId%20eq%20%224711%22").await.expect(200).json();
        assert_eq!(found["Resources"], json!([created]));

        let mut begins = hire();
        begins["active"] = json!(true);
        let begun = hr.put(&path, begins).await.expect(200).json();
        assert_eq!((&begun["active"], &hr.own(id).await["status"]), (&json!(true), &json!("invited")));
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);

        // A PUT without a word on active takes nobody's access away.
        assert_eq!(hr.put(&path, hire()).await.expect(200).json()["active"], json!(true));
        let mut leaves = hire();
        leaves["active"] = json!(false);
        let left = hr.put(&path, leaves).await.expect(200).json();
        assert_eq!((&left["active"], &hr.own(id).await["status"]), (&json!(false), &json!("deactivated")));
        hr.post("/Users", hire()).await.expect(409);
        let back = json!([{"op": "replace", "path": "active", "value": true}]);
        assert_eq!(hr.patch(&path, back).await.expect(200).json()["active"], json!(true));
        app.settle().await;
    }
}
