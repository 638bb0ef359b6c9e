//! Who sees assigned records alone is told so by every door.

use super::asking::{application, ask, joined, verdict};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};

/// Cases, and documents that are assigned by their case.
const CASES: &str = r#"
[modules]
files = ["view", "edit"]

[[entity]]
name = "file"
module = "files"
attributes = { status = "text" }

[[entity]]
name = "paper"
module = "files"
attributes = { file = "text" }
assigned_by = "file"

[[role]]
slug = "clerk"
name = "Clerk"
permissions = ["files.*"]
visibility = "assigned"
"#;

/// Assigns somebody as a row says it.
async fn assign(app: &App, person: &str, file: &str) {
    let database = app.database().await;
    let account = app.account.id;
    let id = file.replace("f-", "01a201d0-9d6e-74ed-894b-60fc87bffa0");
    let hex = |id: &str| id.replace('-', "");
    let quoted = |id: &str| match database.get_database_backend() {
        sea_orm::DbBackend::Sqlite => format!("x'{}'", hex(id)),
        _ => format!("'{id}'"),
    };
    let sql = format!(
        "INSERT INTO assignment (id, account_id, person_id, entity, external_id, created_at) \
         VALUES ({}, {}, {}, 'file', '{file}', 1)",
        quoted(&id),
        quoted(&account.to_string()),
        quoted(person)
    );
    let statement = Statement::from_string(database.get_database_backend(), sql);
    database
        .execute_raw(statement)
        .await
        .expect("an assignment");
}

fn of(person: &str, action: &str, resource: &Value) -> Value {
    json!({"subject": {"type": "user", "id": person}, "action": {"name": action}, "resource": resource})
}

stories! {
    async fn only_what_somebody_is_assigned_to_is_theirs(app: &App) {
        app.apply(CASES).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = joined(app, &okta, "ada").await;
        let bob = joined(app, &okta, "bob").await;
        let admin = app.client(TokenRole::Owner).await;
        let application = application(app).await;
        for person in [&ada, &bob] {
            let path = format!("/people/{person}/grants");
            let clerk = json!({"role": "clerk", "workspaces": "all", "fleet": "entire"});
            admin.put(&path, clerk).await.expect(200);
        }
        let scope = async |kind: &str| {
            let path = format!("/people/{ada}/scope?type={kind}");
            admin.get(&path).await.expect(200).json()
        };
        let nothing = scope("file").await;
        assert_eq!((&nothing["reach"], &nothing["failed"]), (&json!("none"), &json!("assignment")));
        assign(app, &ada, "f-1").await;
        assign(app, &bob, "f-2").await;

        let file = |id: &str| json!({"type": "file", "id": id});
        let paper = |of: Value| json!({"type": "paper", "id": "p-1", "properties": {"file": of}});
        for (resource, told) in [
            (file("f-1"), "yes"),
            (file("F-1"), "assignment"),
            (file("f-2"), "assignment"),
            (paper(json!("f-1")), "yes"),
            (paper(json!("f-2")), "assignment"),
            (paper(Value::Null), "assignment"),
            (json!({"type": "paper", "id": "p-1"}), "attribute"),
        ] {
            assert_eq!(verdict(&application, &of(&ada, "files.view", &resource)).await, told, "{resource}");
        }
        let one = json!({"attribute": "id", "kind": "id", "op": "in", "values": ["f-1"]});
        let seen = scope("file").await;
        assert_eq!((&seen["predicate"], &seen["filter"]), (&one, &json!("(id eq \"f-1\")")));
        assert_eq!(scope("paper").await["predicate"]["attribute"], "file");

        let found = async |path: &str, question: Value| {
            let answer = ask(&application, path, &question).await.expect(200).json();
            answer["results"].clone()
        };
        let mut question = of(&ada, "files.view", &json!({"type": "file"}));
        assert_eq!(found("/search/resource", question.clone()).await, json!([file("f-1")]));
        question["resource"] = file("f-2");
        assert_eq!(found("/search/subject", question.clone()).await, json!([{"type": "user", "id": bob}]));
        assert_eq!(found("/search/action", question).await, json!([]));
        let question = of(&ada, "", &file("f-1"));
        assert_eq!(found("/search/action", question).await, json!([{"name": "files.edit"}, {"name": "files.view"}]));
        // Who sees everything finds every record that anybody is assigned to.
        app.apply("[[role]]\nslug = \"head\"\nname = \"Head\"\npermissions = [\"files.*\"]\n").await;
        admin.put(&format!("/people/{bob}/grants"), json!({"role": "head"})).await.expect(200);
        let question = of(&bob, "files.view", &json!({"type": "file"}));
        assert_eq!(found("/search/resource", question).await, json!([file("f-1"), file("f-2")]));
        app.settle().await;
        app.mailbox.take();
    }
}
