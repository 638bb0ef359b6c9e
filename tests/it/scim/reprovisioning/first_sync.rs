//! The first sync of a directory over people who are there already: everybody is linked, nobody is
//! doubled, and a second sync finds nothing to do.

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const PEOPLE: usize = 50;

fn address(n: usize) -> String {
    format!("p{n}@example.com")
}

/// Fifty people: made by hand, pushed by another directory, known to HR only, and gone again.
async fn people_who_are_there(app: &App) {
    app.apply("verified_domains = [\"example.com\"]\n").await;
    let other = app.connection("Old directory", "lenient").await;
    let hr = app.connection("HR", "hr").await;
    for n in 0..PEOPLE {
        let body = json!({"userName": address(n), "externalId": format!("old-{n}")});
        match n % 5 {
            0 | 1 => drop(app.invite(&address(n), false).await),
            2 => drop(other.post("/Users", body).await.expect(201)),
            3 => drop(hr.post("/Users", body).await.expect(201)),
            _ => {
                let id = other.post("/Users", body).await.expect(201).id();
                let leave = json!([{"op": "replace", "value": {"active": false}}]);
                other
                    .patch(&format!("/Users/{id}"), leave)
                    .await
                    .expect(200);
            }
        }
    }
    app.settle().await;
    app.sink.take();
}

/// Finds somebody as a directory does; the id, when there is one.
async fn look_up(directory: &Client, name: &str) -> Option<String> {
    let filter = format!("/Users?filter=userName%20eq%20%22{name}%22&startIndex=1&count=100");
    let list = directory.get(&filter).await.expect(200).json();
    let found = list["Resources"].as_array().cloned().unwrap_or_default();
    assert!(found.len() < 2, "{name} is there twice");
    found
        .first()
        .map(|user| user["id"].as_str().expect("an id").to_owned())
}

/// Okta finds by user name, then puts the whole User.
async fn okta_syncs(okta: &Client, n: usize) {
    let user = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": address(n),
        "externalId": format!("00u{n}"),
        "name": {"givenName": format!("P{n}"), "familyName": "Okta"},
        "emails": [{"primary": true, "value": address(n), "type": "work"}],
        "groups": [],
        "active": true,
    });
    match look_up(okta, &address(n)).await {
        Some(id) => okta.put(&format!("/Users/{id}"), user).await.expect(200),
        None => okta.post("/Users", user).await.expect(201),
    };
}

/// Entra finds by user name, then patches what differs.
async fn entra_syncs(entra: &Client, n: usize) {
    let id = look_up(entra, &address(n)).await;
    let id = id.unwrap_or_else(|| panic!("{} is not seen", address(n)));
    let changes = json!([
        {"op": "Add", "path": "externalId", "value": format!("obj-{n}")},
        {"op": "Replace", "path": "active", "value": "True"},
        {"op": "Add", "path": "name.givenName", "value": format!("P{n}")},
        {"op": "Add", "path": "emails[type eq \"work\"].value", "value": address(n)},
    ]);
    entra
        .patch(&format!("/Users/{id}"), changes)
        .await
        .expect(200);
}

/// Everybody is linked under the directory's own key, active, and there once.
async fn assert_everybody_is_linked(app: &App, name: &str, directory: &Client, key: &str) {
    app.let_adopt(name, false).await;
    let list = directory.get("/Users?count=200").await.expect(200).json();
    assert_eq!(list["totalResults"], json!(PEOPLE));
    let mut keys: Vec<String> = Vec::new();
    for user in list["Resources"].as_array().expect("resources") {
        assert_eq!(user["active"], Value::Bool(true), "{user}");
        keys.push(user["externalId"].as_str().expect("a key").to_owned());
    }
    keys.sort();
    let mut wanted: Vec<String> = (0..PEOPLE).map(|n| format!("{key}{n}")).collect();
    wanted.sort();
    assert_eq!(keys, wanted);
    assert_eq!(app.head_count().await, PEOPLE as u64);
    app.let_adopt(name, true).await;
    app.settle().await;
    app.sink.take();
}

stories! {
    async fn an_okta_first_sync_links_everybody_and_doubles_nobody(app: &App) {
        people_who_are_there(app).await;
        let okta = app.adopting_as("Okta", "okta").await;
        for n in 0..PEOPLE {
            okta_syncs(&okta, n).await;
        }
        assert_everybody_is_linked(app, "Okta", &okta, "00u").await;
        for n in 0..PEOPLE {
            okta_syncs(&okta, n).await;
        }
        assert_eq!(app.events().await, [""; 0]);
    }

    async fn an_entra_first_sync_links_everybody_and_doubles_nobody(app: &App) {
        people_who_are_there(app).await;
        let entra = app.adopting_as("Entra", "entra").await;
        for n in 0..PEOPLE {
            entra_syncs(&entra, n).await;
        }
        assert_everybody_is_linked(app, "Entra", &entra, "obj-").await;
        for n in 0..PEOPLE {
            entra_syncs(&entra, n).await;
        }
        assert_eq!(app.events().await, [""; 0]);
    }

    async fn a_first_sync_by_post_alone_links_everybody_too(app: &App) {
        people_who_are_there(app).await;
        let feed = app.adopting_as("Feed", "onelogin").await;
        for n in 0..PEOPLE {
            let mail = json!([{"value": address(n), "type": "work", "primary": true}]);
            let user = json!({"userName": format!("u{n}"), "externalId": format!("f{n}"), "emails": mail});
            let adopts = n % 5 != 3;
            let name = if adopts { format!("u{n}") } else { address(n) };
            let mut user = user;
            user["userName"] = json!(name);
            feed.post("/Users", user).await.expect(201);
        }
        assert_everybody_is_linked(app, "Feed", &feed, "f").await;
    }
}
