//! Whom a directory sees before it is linked to them: by id, by filter and in lists.

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const FILE: &str = "verified_domains = [\"example.com\"]\n";

/// Whether a directory sees somebody: by id, by each filter that a directory asks, in the list. All
/// must agree.
async fn sees(directory: &Client, id: &str, name: &str) -> bool {
    let found = directory.get(&format!("/Users/{id}")).await;
    let by_id = found.status.as_u16() == 200;
    let of = |filter: String| async move {
        let query: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
        let list = directory.get(&format!("/Users?filter={query}")).await;
        let list = list.expect(200).json();
        let ids = list["Resources"].as_array().cloned().unwrap_or_default();
        ids.iter().any(|user| user["id"] == json!(id))
    };
    let ways = [
        by_id,
        of(format!("userName eq \"{name}\"")).await,
        of(format!("id eq \"{id}\"")).await,
        of("userName pr".to_owned()).await,
        of("active eq true or active eq false".to_owned()).await,
        of("not (externalId eq \"nobody's\")".to_owned()).await,
    ];
    assert!(ways.iter().all(|way| *way == by_id), "{ways:?} for {name}");
    by_id
}

async fn total(directory: &Client) -> Value {
    directory.get("/Users").await.expect(200).json()["totalResults"].clone()
}

stories! {
    async fn without_the_switch_a_directory_sees_only_its_own(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        let okta = app.connection("Okta", "okta").await;
        assert!(!sees(&okta, &ada, "ada@example.com").await);
        app.let_adopt("Okta", true).await;
        assert!(sees(&okta, &ada, "ada@example.com").await);
        app.let_adopt("Okta", false).await;
        assert!(!sees(&okta, &ada, "ada@example.com").await);
        app.settle().await;
    }

    async fn with_the_switch_it_sees_verified_domains_but_no_owner(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        let bob = app.invite("bob@elsewhere.example", false).await;
        let boss = app.invite("boss@example.com", true).await;
        let sub = app.invite("sub@mail.example.com", false).await;
        let okta = app.adopting_as("Okta", "okta").await;
        assert!(sees(&okta, &ada, "ada@example.com").await);
        assert!(!sees(&okta, &bob, "bob@elsewhere.example").await);
        assert!(!sees(&okta, &boss, "boss@example.com").await);
        assert!(!sees(&okta, &sub, "sub@mail.example.com").await);
        assert_eq!(total(&okta).await, json!(1));
        for hidden in [&bob, &boss, &sub] {
            let path = format!("/Users/{hidden}");
            let gone = json!([{"op": "replace", "path": "active", "value": false}]);
            okta.patch(&path, gone).await.expect(404);
            okta.put(&path, json!({"userName": "x"})).await.expect(404);
            okta.delete(&path).await.expect(404);
        }
        app.settle().await;
    }

    async fn somebody_without_access_is_seen_as_inactive(app: &App) {
        app.apply(FILE).await;
        let hr = app.connection("HR", "hr").await;
        let contact = hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let bob = app.invite("bob@example.com", false).await;
        app.disable_by_hand(&bob).await;
        let okta = app.adopting_as("Okta", "okta").await;
        for (id, name) in [(&contact, "ada@example.com"), (&bob, "bob@example.com")] {
            assert!(sees(&okta, id, name).await);
            let read = okta.get(&format!("/Users/{id}")).await.expect(200).json();
            assert_eq!((&read["active"], &read["externalId"]), (&json!(false), &Value::Null));
        }
        let inactive = okta.get("/Users?filter=active%20eq%20false").await.expect(200).json();
        assert_eq!(inactive["totalResults"], json!(2));
        app.settle().await;
    }

    async fn looking_links_nobody(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        let okta = app.adopting_as("Okta", "okta").await;
        assert!(sees(&okta, &ada, "ada@example.com").await);
        app.let_adopt("Okta", false).await;
        okta.get(&format!("/Users/{ada}")).await.expect(404);
        assert_eq!(app.events().await, ["user.created #1", "user.invited #2"]);
    }
}
