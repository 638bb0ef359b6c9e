//! Who, what and which: searches with pages.

use super::asking::{ada, application, ask, boat, joined, verdict};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// All results, page after page of one.
async fn by_pages(application: &Client, path: &str, question: &Value) -> Vec<Value> {
    let (mut found, mut token) = (Vec::new(), String::new());
    loop {
        let mut question = question.clone();
        question["page"] = json!({"limit": 1, "token": token});
        let answer = ask(application, path, &question).await.expect(200).json();
        let results = answer["results"].as_array().expect("results");
        assert_eq!(answer["page"]["count"], results.len());
        // Where nothing is found in all, the first page says so.
        assert!(results.len() == 1 || found.is_empty(), "{answer}");
        assert!(results.len() < 2, "{answer}");
        found.extend(results.iter().cloned());
        answer["page"]["next_token"]
            .as_str()
            .expect("a token")
            .clone_into(&mut token);
        if token.is_empty() {
            return found;
        }
    }
}

/// The same in one page.
async fn found(application: &Client, path: &str, question: &Value) -> Vec<Value> {
    let answer = ask(application, path, question).await.expect(200).json();
    assert_eq!(answer["page"]["next_token"], "");
    answer["results"].as_array().expect("results").clone()
}

stories! {
    async fn whoever_may_is_found_and_nobody_else(app: &App) {
        let ada = ada(app).await;
        let okta = app.connection("Second", "lenient").await;
        let bob = joined(app, &okta, "bob").await;
        joined(app, &okta, "eve").await;
        let admin = app.client(TokenRole::Owner).await;
        let sailor = json!({"role": "sailor"});
        admin.put(&format!("/people/{bob}/grants"), sailor).await.expect(200);
        let application = application(app).await;
        let own = boat("b-1", json!({"captain": "ada", "group": null}));
        let mut question = json!({"subject": {"type": "user", "id": "ignored"}, "action": {"name": "boats.sail"}, "resource": own});
        let user = |id: &String| json!({"type": "user", "id": id});
        // Bob has no set, so every boat is his.
        assert_eq!(found(&application, "/search/subject", &question).await, [user(&ada), user(&bob)]);
        assert_eq!(by_pages(&application, "/search/subject", &question).await, [user(&ada), user(&bob)]);
        question["resource"]["properties"]["captain"] = json!("grace");
        assert_eq!(found(&application, "/search/subject", &question).await, [user(&bob)]);
        app.apply("[decisions]\nsubjects = \"email\"\n").await;
        assert_eq!(found(&application, "/search/subject", &question).await, [json!({"type": "user", "id": "bob@example.com"})]);
        question["subject"]["type"] = json!("spaceship");
        assert_eq!(found(&application, "/search/subject", &question).await, [""; 0]);
        question["page"] = json!({"token": "made up"});
        question["subject"]["type"] = json!("user");
        ask(&application, "/search/subject", &question).await.expect(400);
        app.settle().await;
        app.mailbox.take();
    }

    async fn only_records_that_muster_knows_are_found(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let mut question = json!({"subject": {"type": "user", "id": ada}, "action": {"name": "boats.view"}, "resource": {"type": "boat"}});
        // A record set names this one; of any other the application alone knows.
        assert_eq!(found(&application, "/search/resource", &question).await, [json!({"type": "boat", "id": "b-7"})]);
        question["action"]["name"] = json!("boats.sail");
        assert_eq!(found(&application, "/search/resource", &question).await, [""; 0]);
        question["resource"]["properties"] = json!({"captain": "ada"});
        assert_eq!(found(&application, "/search/resource", &question).await, [json!({"type": "boat", "id": "b-7"})]);
        question["resource"] = json!({"type": "account"});
        question["action"]["name"] = json!("boats.view");
        let account = json!({"type": "account", "id": app.account.id.to_string()});
        assert_eq!(found(&application, "/search/resource", &question).await, [account]);
        question["resource"] = json!({"type": "ship"});
        assert_eq!(found(&application, "/search/resource", &question).await, [""; 0]);
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_somebody_may_do_is_found_and_true(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let here = boat("b-1", json!({"captain": null, "group": "Harbour"}));
        let mut question = json!({"subject": {"type": "user", "id": ada}, "resource": here});
        let named = |names: &[&str]| names.iter().map(|name| json!({"name": name})).collect::<Vec<_>>();
        let seen = named(&["boats.view", "boats.view.price"]);
        assert_eq!(found(&application, "/search/action", &question).await, seen);
        assert_eq!(by_pages(&application, "/search/action", &question).await, seen);
        question["resource"]["properties"] = json!({"captain": "ada"});
        let actions = found(&application, "/search/action", &question).await;
        assert_eq!(actions, named(&["boats.sail", "boats.sail.alone", "boats.view", "boats.view.price"]));
        for action in actions {
            let mut question = question.clone();
            question["action"] = action;
            assert_eq!(verdict(&application, &question).await, "yes");
        }
        question["subject"]["id"] = json!("nobody");
        assert_eq!(found(&application, "/search/action", &question).await, [""; 0]);
        app.settle().await;
        app.mailbox.take();
    }
}
