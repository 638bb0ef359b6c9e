//! Names: whose they are, in which case, and how often.

use super::cast::{PROFILES, found, push, push_group, user};
use crate::support::{App, stories};
use serde_json::{Value, json};

stories! {
    async fn two_people_may_share_an_address_but_not_a_user_name(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let mail = json!([{"value": format!("shared@{profile}.example"), "type": "work"}]);
            let told = |name: &str, key: &str| {
                let mut user = user(&format!("{name}@{profile}"));
                user["externalId"] = json!(key);
                user["emails"] = mail.clone();
                user
            };
            directory.post("/Users", told("a", "1")).await.expect(201);
            directory.post("/Users", told("b", "2")).await.expect(201);
            let refused = directory.post("/Users", told("A", "3")).await.expect(409).json();
            assert_eq!(refused["scimType"], json!("uniqueness"), "{profile}");
            assert_eq!(refused["detail"], json!("userName is already in use"), "{profile}");
        }
        app.settle().await;
    }

    async fn a_user_name_reads_in_the_case_it_was_sent(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("Ada.LOVELACE@{profile}.Example");
            let created = directory.post("/Users", user(&name)).await.expect(201).json();
            assert_eq!(created["userName"], json!(name));
            let lower = name.to_lowercase();
            let again = found(&directory, &format!("userName eq \"{lower}\"")).await;
            assert_eq!(again, [created], "{profile}");
        }
        app.settle().await;
    }

    async fn nobody_is_listed_twice_and_display_is_optional(app: &App) {
        app.apply("verified_domains = [\"example.com\"]\n").await;
        let okta = app.connection("Okta", "okta").await;
        let mut ada = user("ada@example.com");
        ada["emails"] = json!([{"value": "a@example.com", "type": "work"}, {"value": "ada@example.com", "type": "home"}]);
        let id = okta.post("/Users", ada).await.expect(201).id();
        let other = app.adopting("HR").await;
        other.post("/Users", user("ada@example.com")).await.expect(201);
        push_group(&okta, std::slice::from_ref(&id)).await;
        let second = json!({"displayName": "Riders", "members": [{"value": id}]});
        okta.post("/Groups", second).await.expect(201);
        let filters = ["userName pr", "emails.value co \"example.com\"", "emails co \"a\" or active eq true"];
        for directory in [&okta, &other] {
            for filter in filters {
                let ids: Vec<Value> = found(directory, filter).await.iter().map(|user| user["id"].clone()).collect();
                assert_eq!(ids, [json!(id)], "{filter}");
            }
        }
        app.settle().await;
    }

    async fn a_quote_in_a_value_is_a_quote(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        push(&okta, &["ada", "o'neil", "say \"hi\"", "back\\slash", "100%"]).await;
        for (filter, names) in [
            ("userName eq \"o'neil\"", vec!["o'neil"]),
            ("userName eq \"say \\\"hi\\\"\"", vec!["say \"hi\""]),
            ("userName eq \"back\\\\slash\"", vec!["back\\slash"]),
            ("userName co \"%\"", vec!["100%"]),
            ("userName eq \"x' or '1'='1\"", vec![]),
            ("userName eq \"x\\\" or userName pr or userName eq \\\"\"", vec![]),
        ] {
            let users = found(&okta, filter).await;
            let found: Vec<&str> = users.iter().map(|user| user["userName"].as_str().expect("a name")).collect();
            assert_eq!(found, names, "{filter}");
        }
        app.settle().await;
    }
}
