//! `active` and other booleans: what is written is what reads, everywhere and in one shape.

use super::cast::{OWN, PROFILES, found, push, user};
use crate::support::{App, stories};
use serde_json::{Value, json};

stories! {
    async fn an_inactive_user_reads_inactive_wherever_it_is_read(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let id = push(&directory, &[&name]).await.remove(0);
            let path = format!("/Users/{id}");
            let leave = json!([{"op": "replace", "value": {"active": false}}]);
            let told = directory.patch(&path, leave).await.expect(200).json();
            let read = directory.get(&path).await.expect(200).json();
            let by_name = found(&directory, &format!("userName eq \"{name}\"")).await;
            let by_active = found(&directory, "active eq false").await;
            let shown = [&told, &read, &by_name[0], &by_active[0]];
            assert!(shown.iter().all(|user| user["active"] == Value::Bool(false)), "{profile}");
            assert_eq!(found(&directory, "active eq true").await, [Value::Null; 0], "{profile}");
        }
        app.settle().await;
    }

    async fn a_put_that_says_nothing_of_access_leaves_it_alone(app: &App) {
        app.apply("workspaces = [\"Yard\"]\n").await;
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let mut sent = user(&name);
            sent["schemas"] = json!([sent["schemas"][0], OWN]);
            sent[OWN] = json!({"role": "viewer", "workspaces": "Yard"});
            let id = directory.post("/Users", sent).await.expect(201).id();
            let path = format!("/Users/{id}");
            for say in [json!({}), json!({"roles": []})] {
                let mut whole = user(&name);
                whole.as_object_mut().expect("an object").extend(say.as_object().cloned().expect("an object"));
                let read = directory.put(&path, whole).await.expect(200).json();
                assert_eq!(read[OWN]["role"], json!("viewer"), "{profile}");
            }
            let access = app.admin().await.get(&format!("/people/{id}/access")).await.expect(200).json();
            assert_eq!((&access["role"], &access["workspaces"]), (&json!("Viewer"), &json!(["Yard"])), "{profile}");
        }
        app.settle().await;
    }

    async fn a_boolean_in_words_is_a_boolean_and_a_text_stays_a_text(app: &App) {
        for profile in PROFILES.into_iter().filter(|profile| *profile != "rfc") {
            let directory = app.connection(profile, profile).await;
            let mut sent = user(&format!("a@{profile}"));
            sent["active"] = json!("True");
            sent["title"] = json!("False");
            let created = directory.post("/Users", sent).await.expect(201).json();
            assert_eq!((&created["active"], &created["title"]), (&json!(true), &json!("False")), "{profile}");
            let path = format!("/Users/{}", created["id"].as_str().expect("an id"));
            for word in ["False", "false"] {
                let leave = json!([{"op": "Replace", "path": "active", "value": word}]);
                let read = directory.patch(&path, leave).await.expect(200).json();
                assert_eq!(read["active"], json!(false), "{profile} {word}");
            }
        }
        let strict = app.connection("Strict", "rfc").await;
        let mut sent = user("strict");
        sent["active"] = json!("False");
        let refused = strict.post("/Users", sent).await.expect(400).json();
        assert_eq!(refused["scimType"], json!("invalidValue"));
        app.settle().await;
    }

    async fn booleans_are_answered_as_booleans(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let mut sent = user(&format!("a@{profile}"));
            sent["emails"] = json!([{"value": format!("a@{profile}.example"), "primary": true}]);
            let created = directory.post("/Users", sent).await.expect(201).json();
            let id = created["id"].as_str().expect("an id").to_owned();
            let listed = found(&directory, &format!("id eq \"{id}\"")).await.remove(0);
            for user in [&created, &listed] {
                assert!(user["active"].is_boolean() && user["emails"][0]["primary"].is_boolean(), "{user}");
            }
        }
        app.settle().await;
    }
}
