//! The certification scenario of the OpenID Foundation
//! (certification/authorization-api-1_0-scenario.md), level by level, with the sections in its words.

use super::asking::{application, ask, ask_with, joined, verdict};
use crate::support::{App, Client, stories};
use muster_app::access::{Applied, ApplyAccess, ApplyError};
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::{Value, json};

/// The fixture: alice and bob, whom a directory brought that is gone, and an account that opts in.
async fn fixture(app: &App) -> Client {
    let okta = app.connection("Harness", "lenient").await;
    joined(app, &okta, "alice").await;
    joined(app, &okta, "bob").await;
    let admin = app.client(TokenRole::Owner).await;
    let harness = harness(&admin).await;
    let revoke = format!("/connections/{harness}/revoke");
    admin.post(&revoke, json!({})).await.expect(200);
    opt_in(app).await;
    application(app).await
}

/// What `muster access apply --conformance` does.
async fn opt_in(app: &App) {
    let work = ApplyAccess {
        account: app.account.id,
        text: include_str!("../../../config/conformance.toml").to_owned(),
        dry_run: false,
    };
    let acting = Acting::command_line();
    let applied = work.run_for_conformance(&app.ctx, &acting).await;
    applied.expect("an account that opts in");
}

/// The id of the directory.
async fn harness(admin: &Client) -> String {
    let all = admin.get("/connections").await.expect(200).json();
    all["items"][0]["id"].as_str().expect("an id").to_owned()
}

/// alice or bob, an action, a record; after a `/` the status of the record, or what is said of the
/// subject or of a deletion.
fn of(subject: &str, action: &str, resource: &str) -> Value {
    let (subject, role) = subject.split_once('/').unwrap_or((subject, ""));
    let (action, soft) = action.split_once('/').unwrap_or((action, ""));
    let (resource, status) = resource.split_once('/').unwrap_or((resource, ""));
    let mut question = json!({
        "subject": {"type": "user", "id": subject},
        "action": {"name": action},
        "resource": {"type": "record", "id": resource},
    });
    if !role.is_empty() {
        question["subject"]["properties"] = json!({"role": role});
    }
    if !soft.is_empty() {
        question["action"]["properties"] = json!({"soft": soft == "soft"});
    }
    if !status.is_empty() {
        question["resource"]["properties"] = json!({"status": status});
    }
    question
}

async fn decision(application: &Client, question: &Value) -> bool {
    let answer = ask(application, "/evaluation", question).await.expect(200);
    assert_eq!(answer.headers["content-type"], "application/json");
    let body = answer.json();
    let context = body.get("context");
    assert!(context.is_none_or(Value::is_object), "{body}");
    body["decision"].as_bool().expect("a decision")
}

async fn decisions(application: &Client, questions: &Value) -> Vec<bool> {
    let answer = ask(application, "/evaluations", questions)
        .await
        .expect(200)
        .json();
    assert!(answer.get("decision").is_none(), "{answer}");
    let all = answer["evaluations"].as_array().expect("evaluations");
    all.iter()
        .map(|one| one["decision"].as_bool().expect("a decision"))
        .collect()
}

async fn results(application: &Client, what: &str, question: &Value) -> Vec<String> {
    let path = format!("/search/{what}");
    let answer = ask(application, &path, question).await.expect(200).json();
    let page = &answer["page"];
    assert!(page.is_null() || page["next_token"].is_string(), "{answer}");
    let key = if what == "action" { "name" } else { "id" };
    let all = answer["results"].as_array().expect("results").iter();
    all.map(|one| one[key].as_str().expect("a name").to_owned())
        .collect()
}

fn without(question: &Value, pointer: &str) -> Value {
    let mut question = question.clone();
    let (place, name) = pointer.rsplit_once('/').expect("a place");
    let object = question.pointer_mut(place).and_then(Value::as_object_mut);
    object.expect("an object").remove(name).expect("a field");
    question
}

stories! {
    async fn basic(app: &App) {
        let application = fixture(app).await;
        for (subject, action, resource, wanted) in [
            // Core, rules 1 to 4.
            ("alice", "read", "record-1", true),
            ("alice", "write", "record-1", true),
            ("bob", "read", "record-1", true),
            ("bob", "write", "record-1", false),
            // Properties, rules 5 to 8.
            ("alice", "write", "record-2/archived", false),
            ("bob/admin", "write", "record-2/archived", true),
            ("alice/admin", "write", "record-2/archived", true),
            ("alice", "delete/soft", "record-1", true),
            ("alice", "delete/hard", "record-1", false),
        ] {
            let question = of(subject, action, resource);
            // c-2-6: the same every time, with a context or without.
            for context in [json!({}), json!({"time": "2025-06-27T18:03-07:00", "ip": "192.168.1.1"})] {
                let mut question = question.clone();
                question["context"] = context;
                let got = decision(&application, &question).await;
                assert_eq!(got, wanted, "{subject} {action} {resource}");
            }
        }
        // c-2-2-8, c-2-2-9: more properties, and fields of the future.
        let mut more = of("alice", "read", "record-1");
        more["subject"]["properties"] = json!({"department": "Sales", "role": "manager"});
        more["action"]["properties"] = json!({"method": "GET"});
        more["resource"]["properties"] = json!({"status": "active", "owner": "bob"});
        more["foo"] = json!("bar");
        more["futureField"] = json!({"nested": true});
        assert!(decision(&application, &more).await);
        // c-2-4: what is missing or of another type.
        let whole = of("alice", "read", "record-1");
        for missing in ["/subject", "/action", "/resource", "/subject/type", "/subject/id", "/action/name", "/resource/type", "/resource/id"] {
            ask(&application, "/evaluation", &without(&whole, missing)).await.expect(400);
        }
        for (place, wrong) in [("/subject", json!("alice")), ("/action/name", json!(123))] {
            let mut question = whole.clone();
            *question.pointer_mut(place).expect("a place") = wrong;
            ask(&application, "/evaluation", &question).await.expect(400);
        }
        for (media, body) in [("text/plain", whole.to_string()), ("application/json", "{\"subject\"".to_owned()), ("application/json", String::new())] {
            ask_with(&application, "/evaluation", &[("content-type", media)], &body).await.expect(400);
        }
        // c-2-5: the name of the request.
        let headers = [("content-type", "application/json"), ("x-request-id", "req-1")];
        let named = ask_with(&application, "/evaluation", &headers, &whole.to_string()).await.expect(200);
        assert_eq!(named.headers["x-request-id"], "req-1");
        app.settle().await;
        app.mailbox.take();
    }

    async fn batch(app: &App) {
        let application = fixture(app).await;
        let alice = json!({"type": "user", "id": "alice"});
        let record = |id: &str| json!({"type": "record", "id": id});
        let with = |id: &str, status: &str| json!({"type": "record", "id": id, "properties": {"status": status}});
        // c-3-2-1, c-3-2-6: a list, and a context for all or for one.
        let list = json!({"subject": alice, "action": {"name": "read"}, "context": {"time": "2025-06-27T18:03-07:00"},
            "evaluations": [{"resource": record("record-1")}, {"resource": record("record-2"), "context": {"source": "override"}}]});
        assert_eq!(decisions(&application, &list).await.len(), 2);
        // c-3-2-2: in order.
        let list = json!({"subject": {"type": "user", "id": "bob"}, "resource": record("record-1"),
            "evaluations": [{"action": {"name": "read"}}, {"action": {"name": "write"}}]});
        assert_eq!(decisions(&application, &list).await, [true, false]);
        // c-3-2-3, c-3-2-4: properties of each.
        let list = json!({"subject": alice, "action": {"name": "write"},
            "evaluations": [{"resource": with("record-1", "active")}, {"resource": with("record-2", "archived")}]});
        assert_eq!(decisions(&application, &list).await, [true, false]);
        let list = json!({"action": {"name": "write"}, "resource": with("record-2", "archived"), "evaluations": [
            {"subject": alice}, {"subject": {"type": "user", "id": "bob", "properties": {"role": "admin"}}}]});
        assert_eq!(decisions(&application, &list).await, [false, true]);
        // c-3-2-5: nothing beside the list.
        let list = json!({"evaluations": [of("alice", "read", "record-1"), of("bob", "write", "record-1")]});
        assert_eq!(decisions(&application, &list).await, [true, false]);
        // c-3-2-7: what an evaluation does not say comes from beside the list.
        let list = json!({"subject": alice, "action": {"name": "write"}, "resource": {"type": "record"}, "evaluations": [
            {"resource": {"id": "record-1", "properties": {"status": "active"}}}, {"resource": with("record-2", "archived")}]});
        assert_eq!(decisions(&application, &list).await, [true, false]);
        // c-3-4-1: what fails in one evaluation is that one's no.
        let list = json!({"subject": alice, "action": {"name": "read"}, "evaluations": [{"resource": record("record-1")}, {}]});
        assert_eq!(decisions(&application, &list).await, [true, false]);
        // c-3-4-2, c-3-4-3: without a list it is a single question.
        let mut single = of("alice", "read", "record-1");
        assert_eq!(ask(&application, "/evaluations", &single).await.expect(200).json(), json!({"decision": true}));
        single["evaluations"] = json!([]);
        assert_eq!(ask(&application, "/evaluations", &single).await.expect(200).json(), json!({"decision": true}));
        app.settle().await;
        app.mailbox.take();
    }

    async fn search(app: &App) {
        let application = fixture(app).await;
        // c-4-2: subjects.
        let who = without(&of("", "read", "record-1"), "/subject/id");
        assert_eq!(results(&application, "subject", &who).await, ["alice", "bob"]);
        let archived = without(&of("", "write", "record-2/archived"), "/subject/id");
        assert_eq!(results(&application, "subject", &archived).await, ["bob"]);
        // c-4-3: resources.
        let which = without(&of("alice", "read", ""), "/resource/id");
        assert!(results(&application, "resource", &which).await.contains(&"record-1".to_owned()));
        let which = without(&of("bob/admin", "write", ""), "/resource/id");
        assert!(results(&application, "resource", &which).await.contains(&"record-2".to_owned()));
        // c-4-4: actions.
        let what = without(&of("alice", "", "record-1"), "/action");
        let actions = results(&application, "action", &what).await;
        assert_eq!(actions, ["delete.soft", "read", "write"]);
        let mut what = without(&of("bob/admin", "", "record-2/archived"), "/action");
        what["context"] = json!({"time": "2024-10-26T01:22-07:00"});
        assert!(results(&application, "action", &what).await.contains(&"write".to_owned()));
        // c-4-5: pages.
        let mut paged = who.clone();
        paged["page"] = json!({"limit": 1});
        let first = ask(&application, "/search/subject", &paged).await.expect(200).json();
        assert_eq!(first["results"], json!([{"type": "user", "id": "alice"}]));
        paged["page"] = json!({"token": first["page"]["next_token"]});
        let second = ask(&application, "/search/subject", &paged).await.expect(200).json();
        assert_eq!(second["results"], json!([{"type": "user", "id": "bob"}]));
        assert_eq!(second["page"]["next_token"], "");
        // c-4-6: who and what nobody knows.
        let nobody = without(&of("nonexistent-user", "", "record-1"), "/action");
        assert_eq!(results(&application, "action", &nobody).await, [""; 0]);
        let mut spaceship = who.clone();
        spaceship["subject"]["type"] = json!("spaceship");
        assert_eq!(results(&application, "subject", &spaceship).await, [""; 0]);
        // c-4-7: what is missing.
        for (what, question) in [
            ("subject", without(&who, "/action")),
            ("resource", without(&which, "/subject")),
            ("action", without(&what, "/resource")),
            ("subject", without(&who, "/resource/id")),
            ("resource", without(&which, "/subject/id")),
        ] {
            ask(&application, &format!("/search/{what}"), &question).await.expect(400);
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn discovery(app: &App) {
        // c-6.
        let found = app.visitor().get("/.well-known/authzen-configuration").await.expect(200);
        assert_eq!(found.headers["content-type"], "application/json");
        let metadata = found.json();
        assert_eq!(metadata["policy_decision_point"], "https://muster.example.com");
        let fields = metadata.as_object().expect("an object").iter();
        let endpoints: Vec<_> = fields.filter(|(name, _)| name.ends_with("_endpoint")).collect();
        assert_eq!(endpoints.len(), 5);
        for (name, url) in endpoints {
            let url = url.as_str().expect("a URL");
            let path = url.strip_prefix("https://muster.example.com").expect("one of ours");
            let anybody = app.visitor().post(path, json!({})).await;
            assert_eq!(anybody.status.as_u16(), 401, "{name}");
        }
        app.settle().await;
    }

    async fn rule_6_holds_only_where_the_account_opts_in(app: &App) {
        let application = fixture(app).await;
        let asked = of("alice/admin", "write", "record-2/archived");
        assert!(decision(&application, &asked).await);
        // The owner is nobody's to say.
        let owner = of("alice/owner", "delete/hard", "record-1");
        assert!(!decision(&application, &owner).await);
        app.apply("[decisions]\ntrust_subject_role = false\n").await;
        assert_eq!(verdict(&application, &asked).await, "record_set");
        app.settle().await;
        app.mailbox.take();
    }

    async fn questions_are_believed_only_where_the_operator_says_so(app: &App) {
        let believing = "[decisions]\ntrust_subject_role = true\n";
        let told = |refused: Result<Applied, ApplyError>| {
            let why = refused.expect_err("a refusal");
            format!("{}: {why}", why.code())
        };
        let refused = told(app.apply_to(app.account.id, believing).await);
        insta::assert_snapshot!(refused, @"access.conformance: trust_subject_role is for conformance tests alone, because whoever may ask then gets any answer: leave it out; or say --conformance, in an account that has no people of yours");
        let file = "config/conformance.toml";
        let apply = ["access", "apply", "--account", "default", "--file", file];
        for words in [&[][..], &["--dry-run"]] {
            let (code, line) = app.muster_refuses(&[&apply[..], words].concat());
            assert!(code == 1 && line.contains("say --conformance"), "{line}");
        }
        let conformance = [&apply[..], &["--conformance"]].concat();
        app.muster_says(&[&conformance[..], &["--dry-run"]].concat());
        app.muster_says(&conformance);
        // What the operator said once counts until it is taken back.
        app.apply("workspaces = [\"North\"]\n").await;
        app.settle().await;
    }

    async fn where_questions_are_believed_no_directory_is_connected(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let okta = app.connection("Okta", "lenient").await;
        let file = "config/conformance.toml";
        let conformance = ["access", "apply", "--account", "default", "--file", file, "--conformance"];
        for words in [&[][..], &["--dry-run"]] {
            let (code, line) = app.muster_refuses(&[&conformance[..], words].concat());
            assert!(code == 1 && line.contains("\"Okta\" is connected to this account: take back its tokens"), "{line}");
        }
        joined(app, &okta, "alice").await;
        let harness = harness(&admin).await;
        let of = |what: &str| format!("/connections/{harness}/{what}");
        admin.post(&of("revoke"), json!({})).await.expect(200);
        // A client enters as a token does.
        let client = admin.post(&of("oauth-clients"), json!({})).await.expect(201).json();
        let (code, _) = app.muster_refuses(&conformance);
        assert_eq!(code, 1);
        let client = client["client_id"].as_str().expect("an id");
        admin.delete(&of(&format!("oauth-clients/{client}"))).await.expect(204);
        opt_in(app).await;
        for (path, body) in [
            ("/connections".to_owned(), json!({"name": "Entra", "profile": "entra"})),
            (of("tokens"), json!({})),
            (of("oauth-clients"), json!({})),
        ] {
            let refused = admin.post(&path, body).await.expect(409).json();
            assert_eq!(refused["code"], "connection.for_conformance", "{path}");
        }
        let create = ["connection", "create", "--account", "default", "--name", "Entra", "--profile", "entra"];
        let (_, line) = app.muster_refuses(&create);
        assert!(line.contains("trust_subject_role = false"), "{line}");
        app.apply("[decisions]\ntrust_subject_role = false\n").await;
        admin.post(&of("tokens"), json!({})).await.expect(201);
        app.settle().await;
        app.mailbox.take();
    }
}
