//! `PingFederate` and `PingOne`: whole users by PUT, groups found by reading them all.

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

fn user(active: bool, title: &str) -> Value {
    json!({
        "schemas": [CORE],
        "userName": "ada",
        "externalId": "p-1",
        "name": {"givenName": "Ada", "familyName": "Byron"},
        "emails": [{"value": "ada@example.com", "type": "work"}],
        "title": title,
        "active": active,
    })
}

/// Reads every group, page by page, and looks for the name by itself.
async fn find_group(ping: &Client, name: &str) -> Option<String> {
    let mut start = 1;
    loop {
        let list = ping
            .get(&format!("/Groups?startIndex={start}&count=2"))
            .await;
        let list = list.expect(200).json();
        let page = list["Resources"].as_array().cloned().unwrap_or_default();
        let known = page
            .iter()
            .find(|group| group["displayName"] == json!(name));
        if let Some(group) = known {
            return Some(group["id"].as_str().expect("an id").to_owned());
        }
        if page.is_empty() {
            return None;
        }
        start += page.len();
    }
}

stories! {
    async fn ping_writes_whole_users_and_matches_groups_by_itself(app: &App) {
        let ping = app.connection("Ping", "ping").await;
        let none = ping.get("/Users?filter=userName%20eq%20%22ada%22").await.expect(200).json();
        assert_eq!(none["totalResults"], json!(0));
        let id = ping.post("/Users", user(true, "Clerk")).await.expect(201).id();
        let path = format!("/Users/{id}");
        let read = ping.put(&path, user(true, "Countess")).await.expect(200).json();
        assert_eq!((&read["title"], &read["active"]), (&json!("Countess"), &json!(true)));

        for name in ["A", "B", "C", "D", "Drivers"] {
            ping.post("/Groups", json!({"schemas": [GROUP], "displayName": name})).await.expect(201);
        }
        let group = find_group(&ping, "Drivers").await.expect("the group");
        assert_eq!(find_group(&ping, "Riders").await, None);
        let whole = json!({"schemas": [GROUP], "displayName": "Drivers", "members": [{"value": id}]});
        ping.put(&format!("/Groups/{group}"), whole).await.expect(200);
        let read = ping.get(&path).await.expect(200).json();
        assert_eq!(read["groups"][0]["display"], json!("Drivers"));

        assert_eq!(ping.put(&path, user(false, "Countess")).await.expect(200).json()["active"], json!(false));
        assert_eq!(ping.put(&path, user(true, "Countess")).await.expect(200).json()["active"], json!(true));
        ping.delete(&path).await.expect(204);
        app.settle().await;
    }
}
