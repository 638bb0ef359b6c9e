//! A client that keeps to the letter, and is held to it.

use crate::support::{App, stories};
use serde_json::json;

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

stories! {
    async fn a_client_of_the_letter_is_told_of_each_mistake(app: &App) {
        let strict = app.connection("Strict", "rfc").await;
        let fine = json!({"schemas": [CORE], "userName": "ada", "nickName": ""});
        let created = strict.post("/Users", fine).await.expect(201).json();
        assert_eq!((&created["active"], &created["nickName"]), (&json!(true), &json!("")));
        for (body, scim_type) in [
            (json!({"userName": "bob"}), "invalidSyntax"),
            (json!({"schemas": [CORE, "urn:scim:schemas:core:1.0"], "userName": "bob"}), "invalidSyntax"),
            (json!({"schemas": [CORE], "userName": "bob", "shoeSize": "43"}), "invalidSyntax"),
            (json!({"schemas": [CORE], "userName": "bob", "active": "True"}), "invalidValue"),
            (json!({"schemas": [CORE], "userName": "bob", "emails": {"value": "b@example.com"}}), "invalidValue"),
        ] {
            let refused = strict.post("/Users", body.clone()).await.expect(400).json();
            assert_eq!(refused["scimType"], json!(scim_type), "{body}");
        }
        let path = format!("/Users/{}", created["id"].as_str().expect("an id"));
        for (operation, scim_type) in [
            (json!({"op": "replace", "path": "shoeSize", "value": "43"}), "invalidPath"),
            (json!({"op": "replace", "path": "emails[type eq \"work\"].value", "value": "a@example.com"}), "noTarget"),
            (json!({"op": "remove"}), "noTarget"),
            (json!({"op": "replace", "path": "active", "value": "False"}), "invalidValue"),
        ] {
            let refused = strict.patch(&path, json!([operation])).await.expect(400).json();
            assert_eq!(refused["scimType"], json!(scim_type), "{operation}");
        }
        assert_eq!(strict.get(&path).await.expect(200).json(), created);
        app.settle().await;
    }
}
