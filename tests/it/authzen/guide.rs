//! The examples of docs/decisions-for-apps.md do what they say.

use super::asking::{ada, ask, boat};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};

const GUIDE: &str = include_str!("../../../docs/decisions-for-apps.md");

/// Asks the application's own database, as the guide shows it.
const HARNESS: &str = r#"
import json, sqlite3, sys

asked = json.load(sys.stdin)
columns = {name: f'"{name}"' for name in ("id", "status", "captain", "group", "workspace", "fleet_group")}
database = sqlite3.connect(":memory:")
database.execute(f"CREATE TABLE boat ({', '.join(columns.values())})")
for row in asked["boats"]:
    database.execute("INSERT INTO boat VALUES (?, ?, ?, ?, ?, ?)", [row.get(name) for name in columns])
text, values = where(asked["scope"], columns)
rows = database.execute(f"SELECT id FROM boat WHERE {text} ORDER BY id", values)
print(json.dumps([id for (id,) in rows]))
"#;

fn python() -> String {
    let (_, rest) = GUIDE.split_once("```python\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    format!("{example}{HARNESS}")
}

/// What the example finds.
fn found(scope: &Value, boats: &[Value]) -> Value {
    let mut python = Command::new("python3")
        .args(["-c", &python()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    let asked = json!({"scope": scope, "boats": boats}).to_string();
    let mut stdin = python.stdin.take().expect("a pipe");
    stdin.write_all(asked.as_bytes()).expect("an open pipe");
    drop(stdin);
    let output = python.wait_with_output().expect("an end");
    assert!(output.status.success(), "the example failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Every boat of a few values for each attribute.
fn boats() -> Vec<Value> {
    let mut boats = Vec::new();
    for captain in [json!("ADA"), json!("bob"), Value::Null] {
        for group in [json!("north quay"), json!("Elsewhere"), Value::Null] {
            for status in [json!("Open"), json!("sold"), json!(""), Value::Null] {
                for workspace in [json!("North"), json!("South"), Value::Null] {
                    let id = format!("b-{:03}", boats.len());
                    boats.push(json!({"id": id, "captain": captain, "group": group,
                        "status": status, "workspace": workspace, "fleet_group": null}));
                }
            }
        }
    }
    boats
}

stories! {
    async fn the_python_of_the_guide_finds_what_decisions_allow(app: &App) {
        let ada = ada(app).await;
        let admin = app.client(TokenRole::Owner).await;
        let door = admin.below("/access/v1");
        let boats = boats();
        let views = [
            "captain eq $me",
            "not (captain eq $me) and status ne \"sold\"",
            "group in $me.groups or group eq null",
            "not (group in $me.groups) and status pr",
            "captain ne $me or status co \"PE\"",
            "status sw \"so\" or not (status ew \"n\")",
        ];
        let mut sizes = Vec::new();
        for view in views {
            let set = json!({"name": view, "types": {"boat": {"view": view, "update": "all"}}});
            admin.post("/record-sets", set).await.expect(201);
            let given = json!({"record_sets": {"boat": view}});
            admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
            let scope = admin.get(&format!("/people/{ada}/scope?type=boat")).await.expect(200).json();
            let each = boats.iter().map(|one| {
                let id = one["id"].as_str().expect("an id");
                json!({"resource": boat(id, one.clone())})
            });
            let questions = json!({"subject": {"type": "user", "id": ada}, "action": {"name": "view"},
                "evaluations": each.collect::<Vec<_>>()});
            let answer = ask(&door, "/evaluations", &questions).await.expect(200).json();
            let decided = answer["evaluations"].as_array().expect("evaluations").iter();
            let allowed = decided.zip(&boats).filter(|(told, _)| told["decision"] == true);
            let allowed: Vec<Value> = allowed.map(|(_, boat)| boat["id"].clone()).collect();
            sizes.push(allowed.len());
            assert_eq!(found(&scope, &boats), json!(allowed), "{view}");
        }
        assert!(sizes.iter().all(|size| (1..boats.len()).contains(size)), "{sizes:?}");
        app.settle().await;
        app.mailbox.take();
    }
}
