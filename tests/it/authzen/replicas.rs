//! What a decision costs, and that it is never older than what is committed.

use super::asking::{ada, application, ask, boat, question, verdict};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use muster_store::Effort;
use serde_json::{Value, json};

fn statements(effort: Effort) -> u64 {
    effort.statements
}

stories! {
    async fn a_decision_is_one_statement_beside_the_token(app: &App) {
        let ada = ada(app).await;
        let application = application(app).await;
        let own = boat("b-1", json!({"captain": "ada", "group": null}));
        let by = |name: &str| question(name, "boats.sail", &own);
        // The policy is read once for each state of it.
        assert_eq!(verdict(&application, &by(&ada)).await, "yes");
        for (name, cost) in [(ada.as_str(), 2), ("ada@example.com", 2), ("ada", 2)] {
            let (effort, answer) = app.effort(ask(&application, "/evaluation", &by(name))).await;
            assert_eq!(answer.expect(200).json(), json!({"decision": true}), "{name}");
            assert_eq!(statements(effort), cost, "{name}");
        }
        let twenty: Vec<Value> = (0..20).map(|n| json!({"resource": {"id": format!("b-{n}")}})).collect();
        let mut many = by(&ada);
        many["evaluations"] = json!(twenty);
        let (effort, answer) = app.effort(ask(&application, "/evaluations", &many)).await;
        assert_eq!(answer.expect(200).json()["evaluations"].as_array().map(Vec::len), Some(20));
        assert_eq!((statements(effort), effort.rows_read), (2, 2));
        app.settle().await;
        app.mailbox.take();
    }

    async fn every_replica_answers_by_what_is_committed(app: &App) {
        let ada = ada(app).await;
        let here = application(app).await;
        let admin = app.client(TokenRole::Owner).await;
        let [there, elsewhere] = app.twins([&here, &admin]).await;
        let own = boat("b-1", json!({"captain": "ada", "group": null}));
        let sail = question(&ada, "boats.sail", &own);
        let both = async || (verdict(&here, &sail).await, verdict(&there, &sail).await);
        let alike = |told: &str| (told.to_owned(), told.to_owned());
        assert_eq!(both().await, alike("yes"));

        // The set is changed at one server, the person at the other.
        let sets = admin.get("/record-sets").await.expect(200).json();
        let set = format!("/record-sets/{}", sets["items"][0]["id"].as_str().expect("an id"));
        let change = |update: &str| json!({"types": {"boat": {"view": "all", "update": update}}}).to_string();
        for (update, told) in [("none", "record_set"), ("all", "yes"), ("status eq \"open\"", "attribute")] {
            let body = Some(change(update));
            let headers = [("content-type", "application/json")];
            elsewhere.send(axum::http::Method::PATCH, &set, &headers, body).await.expect(200);
            assert_eq!(both().await, alike(told), "{update}");
        }
        let given = json!({"record_sets": {"boat": "all"}});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        assert_eq!(both().await, alike("yes"));
        elsewhere.post(&format!("/people/{ada}/deactivate"), json!({})).await.expect(200);
        assert_eq!(both().await, alike("status"));
        app.settle().await;
        app.mailbox.take();
    }
}
