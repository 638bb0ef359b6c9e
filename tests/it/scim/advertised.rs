//! What `/Schemas` says is what the server does, for every attribute that it names.

use crate::support::{App, Client, stories};
use muster_app::schemas::ApplySchemas;
use muster_store::Acting;
use serde_json::{Map, Value, json};

const EXAMPLE: &str = include_str!("../../../config/schema.example.toml");

/// A value of the advertised type, with every part that a client may write.
fn sample(attribute: &Value) -> Value {
    let one = match attribute["type"].as_str().expect("a type") {
        "boolean" => json!(true),
        "integer" => json!(7),
        "decimal" => json!(7.5),
        "dateTime" => json!("2026-05-01T10:00:00Z"),
        "binary" => json!("QWRh"),
        "reference" => json!("https://example.com/ada"),
        "complex" => {
            let parts = attribute["subAttributes"].as_array().expect("parts");
            let writable = parts.iter().filter(|part| part["mutability"] != "readOnly");
            let named = writable.map(|part| (text(&part["name"]), sample(part)));
            Value::Object(named.collect::<Map<_, _>>())
        }
        _ => json!("ada@example.com"),
    };
    if attribute["multiValued"] == true {
        json!([one])
    } else {
        one
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// The advertised attributes of a resource type, each with its full name.
async fn advertised(client: &Client, kind: &str) -> Vec<(String, Value)> {
    let kind = client
        .get(&format!("/ResourceTypes/{kind}"))
        .await
        .expect(200)
        .json();
    let extensions = kind["schemaExtensions"].as_array().expect("extensions");
    let urns = extensions
        .iter()
        .map(|extension| text(&extension["schema"]));
    let mut all = Vec::new();
    for urn in std::iter::once(text(&kind["schema"])).chain(urns) {
        let schema = client
            .get(&format!("/Schemas/{urn}"))
            .await
            .expect(200)
            .json();
        for attribute in schema["attributes"].as_array().expect("attributes") {
            let name = format!("{urn}:{}", text(&attribute["name"]));
            all.push((name, attribute.clone()));
        }
    }
    all
}

/// Writes every attribute by its full name and looks whether it stands there.
async fn walk(client: &Client, path: &str, attributes: &[(String, Value)]) {
    for (name, attribute) in attributes {
        let write = json!([{"op": "add", "path": name, "value": sample(attribute)}]);
        let answer = client.patch(path, write).await;
        if attribute["mutability"] == "readOnly" {
            assert_eq!(
                answer.expect(400).json()["scimType"],
                "mutability",
                "{name}"
            );
            continue;
        }
        assert_eq!(answer.status, 200, "{name}: {}", answer.text);
        let shown = client
            .get(&format!("{path}?attributes={name}"))
            .await
            .expect(200)
            .json();
        let (urn, short) = name.rsplit_once(':').expect("a full name");
        let home = shown.get(urn).unwrap_or(&shown);
        assert!(home.get(short).is_some(), "{name}: {shown}");
    }
}

stories! {
    async fn every_advertised_attribute_takes_a_value_of_its_type(app: &App) {
        let work = ApplySchemas {
            account: app.account.id,
            text: EXAMPLE.to_owned(),
            dry_run: false,
        };
        work.run(&app.ctx, &Acting::command_line()).await.expect("a schema file");
        let okta = app.connection("Okta", "lenient").await;
        let user = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        walk(&okta, &format!("/Users/{user}"), &advertised(&okta, "User").await).await;
        let group = okta.post("/Groups", json!({"displayName": "Aces"})).await.expect(201).id();
        let mut attributes = advertised(&okta, "Group").await;
        attributes.retain(|(name, _)| !name.ends_with(":members"));
        walk(&okta, &format!("/Groups/{group}"), &attributes).await;
        app.settle().await;
    }
}
