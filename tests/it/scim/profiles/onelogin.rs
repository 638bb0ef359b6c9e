//! `OneLogin`: what an administrator wrote into the template, members by PATCH.

use crate::support::{App, stories};
use axum::http::Method;
use serde_json::{Value, json};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// The default template, which names the schemas of SCIM 1.1.
fn template(name: &str) -> Value {
    json!({
        "schemas": ["urn:scim:schemas:core:1.0", "urn:scim:schemas:extension:enterprise:1.0"],
        "userName": format!("{name}@example.com"),
        "externalId": "",
        "name": {"givenName": name, "familyName": "", "formatted": name},
        "emails": [{"value": format!("{name}@example.com"), "type": "work", "primary": true}],
        "phoneNumbers": [{"value": "", "type": "work"}],
        "urn:scim:schemas:extension:enterprise:1.0": {"department": "Engines", "manager": ""},
        "active": true,
    })
}

stories! {
    async fn onelogin_sends_its_old_template_and_is_understood(app: &App) {
        let onelogin = app.connection("OneLogin", "onelogin").await;
        let headers = [("user-agent", ""), ("content-type", "application/scim+json")];
        let look = "/Users?filter=userName%20eq%20%22ada%40example.com%22";
        let nobody = onelogin.send(Method::GET, look, &headers, None).await.expect(200).json();
        assert_eq!(nobody["totalResults"], json!(0));
        let sent = onelogin.send(Method::POST, "/Users", &headers, Some(template("ada").to_string())).await;
        let ada = sent.expect(201).json();
        assert_eq!(ada["name"], json!({"givenName": "ada", "formatted": "ada"}));
        assert_eq!((&ada["externalId"], &ada["phoneNumbers"]), (&Value::Null, &Value::Null));
        assert_eq!(ada[ENTERPRISE], json!({"department": "Engines"}));
        let user = format!("/Users/{}", ada["id"].as_str().expect("an id"));

        let group = json!({"schemas": ["urn:scim:schemas:core:1.0"], "displayName": "Drivers"});
        let group = format!("/Groups/{}", onelogin.post("/Groups", group).await.expect(201).id());
        let join = json!([{"op": "add", "path": "members", "value": [{"value": ada["id"]}]}]);
        let joined = onelogin.patch(&group, join).await.expect(200).json();
        assert_eq!(joined["members"][0]["value"], ada["id"]);

        let mut moved = template("ada");
        moved["title"] = json!("Countess");
        let read = onelogin.put(&user, moved).await.expect(200).json();
        assert_eq!((&read["title"], &read["groups"][0]["display"]), (&json!("Countess"), &json!("Drivers")));
        let mut left = template("ada");
        left["active"] = json!(false);
        assert_eq!(onelogin.put(&user, left).await.expect(200).json()["active"], json!(false));
        onelogin.post("/Users", template("ada")).await.expect(409);
        onelogin.delete(&user).await.expect(204);
        assert_eq!(onelogin.get(&group).await.expect(200).json()["members"], Value::Null);
        app.settle().await;
    }
}
