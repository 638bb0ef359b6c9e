//! What a switch of a connection or a setting of the account would do is shown before it is turned.

use super::asking::{change, code};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

async fn person(client: &Client, id: &str) -> Value {
    client
        .get(&format!("/people/{id}"))
        .await
        .expect(200)
        .json()
}

pub(super) async fn directory(owner: &Client) -> String {
    let all = owner.get("/connections").await.expect(200).json();
    let id = all["items"][0]["id"].as_str().expect("a connection");
    format!("/connections/{id}")
}

stories! {
    async fn whose_role_goes_with_the_word_of_a_directory_is_shown_first(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ada = json!({"userName": "ada@example.com", EXTENSION: {"role": "manager"}});
        let ada = okta.post("/Users", ada).await.expect(201).id();
        okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201);
        let admin = app.client(TokenRole::Admin).await;
        let path = directory(&admin).await;
        app.events().await;

        let wanted = json!({"owns": {"role": "console"}});
        let told = admin.post(&format!("{path}/preview"), wanted.clone()).await.expect(200).json();
        assert_eq!((&told["changes"], &told["total"]), (&json!(1), &json!(1)), "{told:#}");
        let one = &told["people"][0];
        assert_eq!(one["person_id"], json!(ada));
        assert_eq!((&one["before"]["role"], &one["after"]["role"]), (&json!("Manager"), &Value::Null));
        assert_eq!(person(&admin, &ada).await["role"], "Manager", "nothing was written");
        assert_eq!(admin.get(&path).await.expect(200).json()["owns"]["role"], Value::Null);
        assert_eq!(app.events().await, [""; 0]);

        change(&admin, &path, wanted, None).await.expect(200);
        assert_eq!(person(&admin, &ada).await["role"], Value::Null);
        let again = json!({"adopt": true});
        let told = admin.post(&format!("{path}/preview"), again).await.expect(200).json();
        assert_eq!((&told["changes"], &told["total"]), (&json!(0), &json!(0)));
        app.settle().await;
    }

    async fn what_may_not_be_switched_is_not_previewed_either(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let rule = json!({"name": "IT rules", "when": "userName sw \"ada\"", "then": {"role": "admin"}});
        owner.post("/rules", rule).await.expect(201);
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let path = directory(&owner).await;
        let wanted = json!({"privileged": true});
        let refused = admin.post(&format!("{path}/preview"), wanted.clone()).await.expect(403);
        assert_eq!(code(&refused), "connection.privileged_switch");
        let told = owner.post(&format!("{path}/preview"), wanted.clone()).await.expect(200).json();
        assert_eq!(told["people"][0]["permissions"]["gained"][0], "account.*", "{told:#}");

        let switched = change(&owner, &path, wanted, None).await.expect(200).json();
        assert_eq!(person(&owner, &ada).await["role"], "Admin");
        let [warning] = switched["warnings"].as_array().expect("warnings").as_slice() else {
            panic!("one warning: {switched:#}");
        };
        assert_eq!(warning["code"], "older_credentials");
        assert_eq!(warning["detail"], "1 credential was made before the connection was privileged, \
            and whoever kept a copy may give account permissions from now on: make a new token, \
            give it to the directory, then revoke this one.");
        let same = change(&owner, &path, json!({"privileged": true}), None).await.expect(200).json();
        assert_eq!(same["warnings"], json!([]));
        app.settle().await;
    }

    async fn who_loses_the_default_role_by_a_setting_is_shown_first(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let base = json!({"name": "Base", "permissions": ["people.view"], "default": true});
        admin.post("/roles", base).await.expect(201);
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let wanted = json!({"nothing_left": "keep"});
        let told = admin.post("/account/preview", wanted.clone()).await.expect(200).json();
        let one = &told["people"][0];
        assert_eq!((&told["total"], &one["person_id"]), (&json!(1), &json!(ada)), "{told:#}");
        assert_eq!((&one["before"]["role"], &one["after"]["role"]), (&json!("Base"), &Value::Null));
        assert_eq!(one["permissions"]["lost"], json!(["people.view"]));
        assert_eq!(person(&admin, &ada).await["role"], "Base", "nothing was written");
        change(&admin, "/account", wanted, None).await.expect(200);
        assert_eq!(person(&admin, &ada).await["role"], Value::Null);
        app.settle().await;
    }
}
