//! Somebody whose access ended is pushed again (decision 24 of the house).

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const PROFILES: [&str; 8] = [
    "lenient",
    "okta",
    "rfc",
    "entra",
    "onelogin",
    "jumpcloud",
    "ping",
    "hr",
];

fn ada(profile: &str) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": format!("ada@{profile}.example"),
        "externalId": "00u1",
        "active": true,
    })
}

async fn set_active(directory: &Client, id: &str, active: bool) -> Value {
    let change = json!([{"op": "replace", "path": "active", "value": active}]);
    directory
        .patch(&format!("/Users/{id}"), change)
        .await
        .expect(200)
        .json()["active"]
        .clone()
}

stories! {
    async fn whom_this_connection_deactivated_is_revived_by_two_profiles(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let id = directory.post("/Users", ada(profile)).await.expect(201).id();
            set_active(&directory, &id, false).await;
            let again = directory.post("/Users", ada(profile)).await;
            if ["lenient", "okta"].contains(&profile) {
                let again = again.expect(201).json();
                assert_eq!((&again["id"], &again["active"]), (&json!(id), &json!(true)), "{profile}");
            } else {
                let refused = again.expect(409).json();
                assert_eq!(refused["scimType"], json!("uniqueness"), "{profile}");
                assert_eq!(set_active(&directory, &id, true).await, json!(true), "{profile}");
            }
        }
        assert_eq!(app.head_count().await, PROFILES.len() as u64);
        app.settle().await;
    }

    async fn whom_a_human_disabled_no_post_revives(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let id = directory.post("/Users", ada(profile)).await.expect(201).id();
            app.disable_by_hand(&id).await;
            let refused = directory.post("/Users", ada(profile)).await.expect(409).json();
            assert_eq!(refused["scimType"], json!("uniqueness"), "{profile}");
            assert_eq!(set_active(&directory, &id, true).await, json!(false), "{profile}");
        }
        app.settle().await;
    }

    async fn somebody_who_is_active_is_not_created_twice(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let mut told = ada(profile);
            told["title"] = json!("Countess");
            let id = directory.post("/Users", told).await.expect(201).id();
            directory.post("/Users", ada(profile)).await.expect(409);
            let read = directory.get(&format!("/Users/{id}")).await.expect(200).json();
            assert_eq!(read["title"], json!("Countess"), "{profile}");
        }
        app.settle().await;
    }

    async fn a_renamed_person_is_found_again_by_the_directorys_key(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let id = okta.post("/Users", ada("okta")).await.expect(201).id();
        set_active(&okta, &id, false).await;
        let mut renamed = ada("okta");
        renamed["userName"] = json!("ada.king@okta.example");
        let again = okta.post("/Users", renamed.clone()).await.expect(201).json();
        assert_eq!((&again["id"], &again["userName"]), (&json!(id), &json!("ada.king@okta.example")));

        let strict = app.connection("Strict", "rfc").await;
        strict.post("/Users", ada("strict")).await.expect(201);
        renamed["userName"] = json!("ada.king@strict.example");
        let refused = strict.post("/Users", renamed).await.expect(409).json();
        assert_eq!(refused["detail"], json!("externalId is already in use"));
        app.settle().await;
    }

    async fn each_directory_revives_by_its_own_word(app: &App) {
        app.apply("verified_domains = [\"okta.example\"]\n").await;
        let okta = app.connection("Okta", "okta").await;
        let hr = app.adopting("HR").await;
        let id = okta.post("/Users", ada("okta")).await.expect(201).id();
        assert_eq!(hr.post("/Users", ada("okta")).await.expect(201).id(), id);
        set_active(&okta, &id, false).await;
        assert_eq!(hr.get(&format!("/Users/{id}")).await.json()["active"], json!(true));
        set_active(&hr, &id, false).await;
        okta.post("/Users", ada("okta")).await.expect(201);
        assert_eq!(okta.get(&format!("/Users/{id}")).await.json()["active"], json!(true));
        assert_eq!(hr.get(&format!("/Users/{id}")).await.json()["active"], json!(false));
        app.settle().await;
    }
}
