//! `JumpCloud`: tries the connection with a test user and a test group, then works.

use crate::support::{App, stories};
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

fn user(name: &str) -> Value {
    json!({
        "schemas": [CORE],
        "userName": format!("{name}@example.com"),
        "externalId": format!("jc-{name}"),
        "name": {"givenName": name, "familyName": "Test"},
        "emails": [{"value": format!("{name}@example.com"), "type": "work", "primary": true}],
        "active": true,
    })
}

stories! {
    async fn jumpcloud_tries_the_connection_as_often_as_it_likes(app: &App) {
        let jumpcloud = app.connection("JumpCloud", "jumpcloud").await;
        let mut earlier = Value::Null;
        for _ in 0..2 {
            let id = jumpcloud.post("/Users", user("test")).await.expect(201).id();
            assert_ne!(json!(id), earlier);
            let path = format!("/Users/{id}");
            let mut changed = user("test");
            changed["title"] = json!("Updated");
            jumpcloud.put(&path, changed).await.expect(200);
            let group = json!({"schemas": [GROUP], "displayName": "Test Group", "members": []});
            let group = format!("/Groups/{}", jumpcloud.post("/Groups", group).await.expect(201).id());
            let renamed = json!({"schemas": [GROUP], "displayName": "Renamed Group", "members": [{"value": id}]});
            jumpcloud.put(&group, renamed).await.expect(200);
            jumpcloud.delete(&group).await.expect(204);
            jumpcloud.delete(&path).await.expect(204);
            jumpcloud.get(&path).await.expect(404);
            earlier = json!(id);
        }
        assert_eq!(app.head_count().await, 0);
        app.settle().await;
    }

    async fn jumpcloud_keeps_a_group_and_lets_somebody_go(app: &App) {
        let jumpcloud = app.connection("JumpCloud", "jumpcloud").await;
        let ada = jumpcloud.post("/Users", user("ada")).await.expect(201).id();
        let bob = jumpcloud.post("/Users", user("bob")).await.expect(201).id();
        let group = json!({"schemas": [GROUP], "displayName": "Drivers"});
        let group = format!("/Groups/{}", jumpcloud.post("/Groups", group).await.expect(201).id());
        for id in [&ada, &bob] {
            let join = json!([{"op": "add", "path": "members", "value": [{"value": id}]}]);
            jumpcloud.patch(&group, join).await.expect(200);
        }
        let leave = json!([{"op": "remove", "path": "members", "value": [{"value": ada}]}]);
        let left = jumpcloud.patch(&group, leave).await.expect(200).json();
        let members = left["members"].as_array().expect("members");
        assert_eq!((members.len(), &members[0]["value"]), (1, &json!(bob)));
        let suspended = json!([{"op": "replace", "path": "active", "value": false}]);
        let read = jumpcloud.patch(&format!("/Users/{ada}"), suspended).await.expect(200).json();
        assert_eq!(read["active"], json!(false));
        let mut back = user("ada");
        back["active"] = json!(true);
        assert_eq!(jumpcloud.put(&format!("/Users/{ada}"), back).await.expect(200).json()["active"], json!(true));
        app.settle().await;
    }
}
