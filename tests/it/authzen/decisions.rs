//! One question, and many at once.

use super::asking::{BOATS, ada, application, ask, boat, joined, question, told, verdict};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

fn own() -> Value {
    boat(
        "b-1",
        json!({"captain": "ada", "group": null, "workspace": "north"}),
    )
}

stories! {
    async fn the_first_term_that_fails_is_told(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let of = |action: &str, properties: Value| question(&ada, action, &boat("b-1", properties));
        let ask = async |question: Value| verdict(&application, &question).await;
        let mine = json!({"captain": "Ada@Example.com", "group": "Elsewhere"});
        assert_eq!(ask(of("boats.sail", mine.clone())).await, "yes");
        assert_eq!(ask(of("sail", mine.clone())).await, "yes");
        assert_eq!(ask(of("boats.sink", mine.clone())).await, "unknown_action");
        assert_eq!(ask(of("boats.*", mine.clone())).await, "unknown_action");
        assert_eq!(ask(of("people.view", mine.clone())).await, "role");
        assert_eq!(ask(of("sail", json!({"captain": "ada", "workspace": "South"}))).await, "workspace");
        assert_eq!(ask(of("sail", json!({"captain": "ada", "workspace": "Nowhere"}))).await, "workspace");
        assert_eq!(ask(of("sail", json!({"captain": "ada", "workspace": ["North"]}))).await, "workspace");
        assert_eq!(ask(of("sail", json!({"captain": "ada", "fleet_group": "Nowhere"}))).await, "fleet");
        assert_eq!(ask(of("sink", json!({"captain": "ada", "fleet_group": "Nowhere"}))).await, "unknown_action");
        assert_eq!(ask(of("view", json!({"captain": null, "group": "north quay"}))).await, "yes");
        assert_eq!(ask(of("sail", json!({"captain": null, "group": "north quay"}))).await, "record_set");
        assert_eq!(ask(of("view", json!({"group": "South"}))).await, "attribute");
        let ship = json!({"type": "ship", "id": "b-1"});
        assert_eq!(ask(question(&ada, "sail", &ship)).await, "unknown_resource");

        // A property of the action that is true names a part of it, where it has one.
        let mut alone = of("sail", mine.clone());
        alone["action"]["properties"] = json!({"alone": true, "view": true});
        assert_eq!(ask(alone).await, "yes");

        let account = json!({"type": "account", "id": app.account.id.to_string()});
        assert_eq!(ask(question(&ada, "account.users", &account)).await, "role");
        assert_eq!(ask(question(&ada, "users", &account)).await, "role");
        assert_eq!(ask(question(&ada, "boats.view", &json!({"type": "account", "id": "DEFAULT"}))).await, "yes");
        let other = json!({"type": "account", "id": "other"});
        assert_eq!(ask(question(&ada, "boats.view", &other)).await, "unknown_resource");

        let admin = app.client(TokenRole::Owner).await;
        admin.post(&format!("/people/{ada}/deactivate"), json!({})).await.expect(200);
        assert_eq!(ask(of("sail", mine)).await, "status");
        app.settle().await;
        app.mailbox.take();
    }

    async fn several_parts_of_an_action_are_all_asked_for(app: &App) {
        let file = format!("{BOATS}\n[[role]]\nslug = \"looker\"\nname = \"Looker\"\npermissions = [\"boats.view.price\", \"boats.view.log\"]\n")
            .replace("\"view.price\", ", "\"view.log\", \"view.price\", \"view.wreck\", ");
        app.apply(&file).await;
        let application = application(app).await;
        let okta = app.connection("Lookers", "lenient").await;
        let eve = joined(app, &okta, "eve").await;
        app.client(TokenRole::Owner).await.put(&format!("/people/{eve}/grants"), json!({"role": "looker"})).await.expect(200);
        for (parts, told) in [
            (json!({"log": true}), "yes"),
            (json!({"log": true, "price": true}), "yes"),
            (json!({"log": true, "wreck": true}), "role"),
            (json!({"price": true, "wreck": true, "log": true}), "role"),
            (json!({"wreck": false, "log": true}), "yes"),
            (json!({"log": true, "colour": true}), "yes"),
            (json!({"wreck": "true", "log": true}), "yes"),
            (json!({"colour": true}), "role"),
            (json!({}), "role"),
        ] {
            let mut question = question(&eve, "boats.view", &boat("b-1", json!({})));
            question["action"]["properties"] = parts.clone();
            assert_eq!(verdict(&application, &question).await, told, "{parts}");
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_no_says_why_to_administrators_and_to_the_one_who_asked(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let no = ask(&application, "/evaluation", &question(&ada, "people.view", &own())).await;
        assert_eq!(no.expect(200).json(), json!({"decision": false, "context": {
            "id": "role",
            "reason_admin": {"en": "The role Sailor does not allow people.view."},
            "reason_user": {"en": "Your role does not allow this."},
        }}));
        let yes = ask(&application, "/evaluation", &question(&ada, "boats.view", &own())).await;
        assert_eq!(yes.expect(200).json(), json!({"decision": true}));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_subject_is_named_by_id_address_or_external_id(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let own = boat("b-1", json!({"captain": ada, "group": null}));
        let ask = async |name: &str| verdict(&application, &question(name, "boats.view", &own)).await;
        for name in [ada.as_str(), &ada.to_uppercase(), "ada@example.com", "ADA@example.com", "ada"] {
            assert_eq!(ask(name).await, "yes", "{name}");
        }
        for name in ["", "bob", "bob@example.com", "01a201d0-9d6e-74ed-894b-60fc87bffa69"] {
            assert_eq!(ask(name).await, "unknown_subject", "{name}");
        }
        let mut robot = question(&ada, "boats.view", &own);
        robot["subject"]["type"] = json!("robot");
        assert_eq!(verdict(&application, &robot).await, "unknown_subject");
        let stranger = app.stranger().await.below("/access/v1");
        assert_eq!(verdict(&stranger, &question(&ada, "boats.view", &own)).await, "unknown_subject");

        // Another directory knows somebody else under this name: it means nobody from now on.
        let entra = app.connection("Entra", "lenient").await;
        let grace = json!({"userName": "grace", "externalId": "ada", "active": false});
        entra.post("/Users", grace).await.expect(201);
        assert_eq!(ask("ada").await, "unknown_subject");
        assert_eq!(ask("ada@example.com").await, "yes");
        app.settle().await;
        app.mailbox.take();
    }

    async fn stored_truth_beats_what_a_question_says_of_its_subject(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let mut question = question(&ada, "people.view", &own());
        question["subject"]["properties"] = json!({"role": "admin", "status": "active",
            "permissions": ["*"], "owner": true, "workspaces": "all"});
        assert_eq!(verdict(&application, &question).await, "role");
        question["action"]["name"] = json!("boats.view");
        question["resource"]["properties"]["workspace"] = json!("South");
        assert_eq!(verdict(&application, &question).await, "workspace");
        app.settle().await;
        app.mailbox.take();
    }

    async fn both_doors_give_one_answer(app: &App) {
        let ada = ada(app).await;
        let admin = app.client(TokenRole::Viewer).await;
        let application = admin.below("/access/v1");
        for (captain, action) in [("ada", "boats.sail"), ("bob", "boats.sail"), ("bob", "boats.view"), ("ada", "people.view")] {
            let attributes = json!({"captain": captain, "group": null});
            let here = verdict(&application, &question(&ada, action, &boat("b-1", attributes.clone()))).await;
            let record = json!({"type": "boat", "id": "b-1", "attributes": attributes});
            let path = format!("/people/{ada}/access/check");
            let there = admin.post(&path, json!({"action": action, "record": record})).await.expect(200).json();
            assert_eq!(there["failed"].as_str().unwrap_or("yes"), here, "{captain} {action}");
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn many_questions_are_answered_together_or_to_the_first_that_decides(app: &App) {
        let ada = ada(app).await;
        let okta = app.connection("Second", "lenient").await;
        let bob = joined(app, &okta, "bob").await;
        let application = application(app).await;
        let bobs = json!({"type": "boat", "id": "b-2", "properties": {"captain": "bob", "group": null}});
        let mut many = json!({
            "subject": {"type": "user", "id": ada}, "action": {"name": "boats.view"},
            "resource": {"type": "boat", "id": "b-1", "properties": {"captain": "ada", "group": null}},
            "evaluations": [
                {},
                {"resource": bobs},
                {"resource": {"id": "b-7", "properties": {"captain": null, "group": null}}},
                {"subject": {"id": bob}},
                {"action": 7},
                "nonsense",
            ],
        });
        let answer = ask(&application, "/evaluations", &many).await.expect(200).json();
        let all = answer["evaluations"].as_array().expect("evaluations");
        let terms = all.iter().take(4).map(told);
        assert_eq!(terms.collect::<Vec<_>>(), ["yes", "record_set", "yes", "role"]);
        let failed = |message: &str| json!({"decision": false,
            "context": {"error": {"status": 400, "message": message}}});
        assert_eq!(all[4..], [failed("action must be an object."), failed("An evaluation must be an object.")]);
        assert_eq!(answer.as_object().expect("an object").len(), 1);

        for (semantic, count) in [("execute_all", 6), ("deny_on_first_deny", 2), ("permit_on_first_permit", 1)] {
            many["options"] = json!({"evaluations_semantic": semantic, "another": 1});
            let answer = ask(&application, "/evaluations", &many).await.expect(200).json();
            assert_eq!(answer["evaluations"].as_array().map(Vec::len), Some(count), "{semantic}");
        }
        many["options"] = json!({"evaluations_semantic": "any"});
        let refused = ask(&application, "/evaluations", &many).await.expect(400);
        assert_eq!(refused.json(), "options.evaluations_semantic must be one of: execute_all, deny_on_first_deny, permit_on_first_permit.");
        app.settle().await;
        app.mailbox.take();
    }
}
