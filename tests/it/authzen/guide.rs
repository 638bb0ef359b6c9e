//! The examples of docs/decisions-for-apps.md do what they say.

use super::asking::{BUILT, ada, ask, boat};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};

const GUIDE: &str = include_str!("../../../docs/decisions-for-apps.md");

/// Asks the application's own database, as the guide shows it: letters beyond ASCII stand there folded,
/// and moments in one form.
const HARNESS: &str = r#"
import json, sqlite3, sys

asked = json.load(sys.stdin)
columns = {name: f'"{name}"' for name in ("id", "status", "captain", "group", "workspace", "fleet_group", "built")}
database = sqlite3.connect(":memory:")
database.execute(f"CREATE TABLE boat ({', '.join(columns.values())})")

def kept(name, value):
    if name == "built" and value:
        return moment(value)
    return value if not value or value.isascii() else folded(value)

for row in asked["boats"]:
    database.execute("INSERT INTO boat VALUES (?, ?, ?, ?, ?, ?, ?)", [kept(name, row.get(name)) for name in columns])
text, values = where(asked["scope"], columns)
rows = database.execute(f"SELECT id FROM boat WHERE {text} ORDER BY rowid", values)
print(json.dumps([id for (id,) in rows]))
"#;

/// Looks at the records in memory, as the guide shows it.
const LOOP: &str = r#"
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.boats.filter((row) => reaches(asked.scope, row)).map((row) => row.id)));
"#;

/// What TypeScript says of types, and what JavaScript says instead.
const TYPES: [(&str, &str); 13] = [
    ("(text: string): bigint", "(text)"),
    ("(one: any, other: any): number", "(one, other)"),
    ("(text: string): string", "(text)"),
    ("export function", "function"),
    ("(scope: Scope, row: Row): boolean", "(scope, row)"),
    ("(term: Term, row: Row): boolean", "(term, row)"),
    ("(does: (value: any) => boolean)", "(does)"),
    ("(value: any)", "(value)"),
    ("wanted: any", "wanted"),
    ("(value: unknown, kind: string): unknown", "(value, kind)"),
    ("codePointAt(0)!", "codePointAt(0)"),
    ("predicate!", "predicate"),
    ("values!", "values"),
];

fn example(language: &str) -> &'static str {
    let fence = format!("```{language}\n");
    let (_, rest) = GUIDE.split_once(&fence).expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    example
}

fn python() -> String {
    format!("{}{HARNESS}", example("python"))
}

/// The example without its types: those that no browser and no node asks for.
fn javascript() -> String {
    let typescript = example("typescript");
    let (_, functions) = typescript.split_once("\nexport ").expect("a function");
    let mut text = format!("export {functions}");
    for (typed, plain) in TYPES {
        assert!(text.contains(typed), "{typed}");
        text = text.replace(typed, plain);
    }
    format!("{text}{LOOP}")
}

/// What an example finds.
fn found(program: &str, arguments: [&str; 2], scope: &Value, boats: &[Value]) -> Value {
    let mut running = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| panic!("{program}: {why}"));
    let asked = json!({"scope": scope, "boats": boats}).to_string();
    let mut stdin = running.stdin.take().expect("a pipe");
    stdin.write_all(asked.as_bytes()).expect("an open pipe");
    drop(stdin);
    let output = running.wait_with_output().expect("an end");
    assert!(output.status.success(), "the example failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Every boat of a few values for each attribute.
fn boats() -> Vec<Value> {
    let mut boats = Vec::new();
    for captain in [json!("ADA"), json!("bob"), Value::Null] {
        for group in [json!("north quay"), json!("Elsewhere"), Value::Null] {
            for status in [
                json!("Open"),
                json!("sold"),
                json!("\u{1f600}"),
                json!(""),
                Value::Null,
            ] {
                for workspace in [json!("North"), json!("South"), Value::Null] {
                    let id = format!("b-{:03}", boats.len());
                    boats.push(json!({"id": id, "captain": captain, "group": group,
                        "status": status, "workspace": workspace, "fleet_group": null}));
                }
            }
        }
    }
    // Ids are compared byte by byte: this is another boat than b-003.
    let mut shouted = boats[3].clone();
    shouted["id"] = json!("B-003");
    boats.insert(0, shouted);
    boats
}

/// Boats whose words are written otherwise and mean the same: in full width, with a sigma at the end,
/// and with an accent of its own.
fn written_otherwise() -> [Value; 3] {
    let of = |id: &str, captain: &str, status: &str| {
        json!({"id": id, "captain": captain, "group": "North Qua\u{ff39}", "status": status,
            "workspace": "North", "fleet_group": null})
    };
    [
        of("b-wide", "\u{ff21}DA", "\u{ff33}OLD"),
        of(
            "b-sigma",
            "ada",
            "\u{3a3}\u{38a}\u{3a3}\u{3a5}\u{3a6}\u{39f}\u{3a3}",
        ),
        of("b-accent", "ada", "A\u{308}rger"),
    ]
}

const VIEWS: [&str; 11] = [
    "captain eq $me",
    "not (captain eq $me) and status ne \"sold\"",
    "group in $me.groups or group eq null",
    "not (group in $me.groups) and status pr",
    "captain ne $me or status co \"PE\"",
    "status sw \"so\" or not (status ew \"n\")",
    // By units of UTF-16 the face comes before this letter, by code points behind it.
    "status lt \"\u{e000}\"",
    "not (status le \"\u{e000}\") and status ge \"opener\"",
    "not (status eq \"\u{3a3}\u{38a}\u{3a3}\u{3a5}\u{3a6}\u{39f}\u{3a3}\")",
    "not (status eq \"\u{c4}RGER\") and not (status co \"\u{ff33}o\")",
    "status ew \"\u{3a3}\" or status sw \"a\u{308}\"",
];

/// What is asked of moments.
const BUILT_VIEWS: [&str; 4] = [
    "built gt \"2026-01-01T00:00:00.123456Z\"",
    "built le \"2026-01-01T01:00:00.123456+01:00\"",
    "built ne \"2026-01-01T00:00:00.5Z\" and built pr",
    "not (built ge \"2026-01-01T00:00:00.123Z\")",
];

/// Boats of moments that differ by the last digit.
fn built() -> Vec<Value> {
    let digits = [
        "",
        ".1",
        ".12",
        ".1229999",
        ".123",
        ".123456",
        ".1234561",
        ".123456001",
        ".5",
    ];
    let moments = digits.map(|digits| json!(format!("2026-01-01T00:00:00{digits}Z")));
    let moments = moments
        .into_iter()
        .chain([json!("2026-01-01T03:00:00.500+03:00"), Value::Null]);
    let each = moments.enumerate();
    let each = each.map(
        |(at, moment)| json!({"id": format!("b-{at}"), "workspace": "North", "built": moment}),
    );
    each.collect()
}

/// Compares what an example finds with what decisions allow: of what record sets say, and of what
/// somebody is assigned to.
async fn is_what_decisions_allow(
    app: &App,
    boats: &[Value],
    found: impl Fn(&Value, &[Value]) -> Value,
) {
    let ada = ada(app).await;
    let admin = app.client(TokenRole::Owner).await;
    let grants = format!("/people/{ada}/grants");
    see_what_decisions_allow(&admin, &ada, (&VIEWS, boats), &found).await;
    let assigned = json!({"record_sets": null, "workspaces": "all", "visibility": "assigned"});
    admin.put(&grants, assigned).await.expect(200);
    let own = json!({"person": ada, "record": {"type": "boat", "id": "b-003"}});
    admin.post("/assignments", own).await.expect(201);
    let (scope, allowed) = allowed(&admin, &ada, boats).await;
    assert_eq!(allowed, ["b-003"]);
    assert_eq!(found(&scope, boats), json!(allowed));
    app.settle().await;
    app.mailbox.take();
}

/// Compares what an example finds of what these record sets let somebody see with what decisions allow.
async fn see_what_decisions_allow(
    admin: &Client,
    ada: &str,
    (views, boats): (&[&str], &[Value]),
    found: &impl Fn(&Value, &[Value]) -> Value,
) {
    let grants = format!("/people/{ada}/grants");
    for view in views {
        let set = json!({"name": view, "types": {"boat": {"view": view, "update": "all"}}});
        admin.post("/record-sets", set).await.expect(201);
        let given = json!({"record_sets": {"boat": view}});
        admin.put(&grants, given).await.expect(200);
        let (scope, allowed) = allowed(admin, ada, boats).await;
        assert!((1..boats.len()).contains(&allowed.len()), "{view}");
        assert_eq!(found(&scope, boats), json!(allowed), "{view}");
    }
}

/// The scope of somebody, and the boats that decisions let them see.
async fn allowed(admin: &Client, ada: &str, boats: &[Value]) -> (Value, Vec<Value>) {
    let path = format!("/people/{ada}/scope?type=boat");
    let scope = admin.get(&path).await.expect(200).json();
    let each = boats.iter().map(|one| {
        let id = one["id"].as_str().expect("an id");
        json!({"resource": boat(id, one.clone())})
    });
    let questions = json!({"subject": {"type": "user", "id": ada}, "action": {"name": "view"},
        "evaluations": each.collect::<Vec<_>>()});
    let door = admin.below("/access/v1");
    let answer = ask(&door, "/evaluations", &questions).await;
    let answer = answer.expect(200).json();
    let decided = answer["evaluations"].as_array().expect("evaluations");
    let allowed = decided.iter().zip(boats);
    let allowed = allowed.filter(|(told, _)| told["decision"] == true);
    (scope, allowed.map(|(_, boat)| boat["id"].clone()).collect())
}

stories! {
    async fn the_python_of_the_guide_finds_what_decisions_allow(app: &App) {
        let text = python();
        let boats = [boats(), written_otherwise().to_vec()].concat();
        is_what_decisions_allow(app, &boats, |scope, boats| found("python3", ["-c", &text], scope, boats)).await;
    }

    async fn the_typescript_of_the_guide_finds_what_decisions_allow(app: &App) {
        let text = javascript();
        let mut boats = boats();
        boats.extend(written_otherwise());
        is_what_decisions_allow(app, &boats, |scope, boats| found("node", ["-e", &text], scope, boats)).await;
    }

    async fn the_python_of_the_guide_compares_moments(app: &App) {
        let text = python();
        let ada = ada(app).await;
        app.apply(BUILT).await;
        let admin = app.client(TokenRole::Owner).await;
        let mut boats = built();
        // The column keeps microseconds in UTC.
        let kept = |moment: &str| moment.ends_with('Z') && moment.len() <= "2026-01-01T00:00:00.123456Z".len();
        boats.retain(|boat| boat["built"].as_str().is_none_or(kept));
        let found = |scope: &Value, boats: &[Value]| found("python3", ["-c", &text], scope, boats);
        see_what_decisions_allow(&admin, &ada, (&BUILT_VIEWS, &boats), &found).await;
        app.settle().await;
        app.mailbox.take();
    }

    async fn the_typescript_of_the_guide_compares_moments_to_the_last_digit(app: &App) {
        let text = javascript();
        let ada = ada(app).await;
        app.apply(BUILT).await;
        let admin = app.client(TokenRole::Owner).await;
        let found = |scope: &Value, boats: &[Value]| found("node", ["-e", &text], scope, boats);
        see_what_decisions_allow(&admin, &ada, (&BUILT_VIEWS, &built()), &found).await;
        app.settle().await;
        app.mailbox.take();
    }
}
