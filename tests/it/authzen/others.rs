//! Whoever asks about what is another account's is answered as about what is nowhere.

use super::asking::{BOATS, ada, ask, boat, question};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

/// Every answer to this question, single, in a list, and as each search has it; without the name that
/// it was asked by.
async fn told(client: &Client, question: &Value, name: &str) -> Vec<String> {
    let mut answers = Vec::new();
    let many = json!({"evaluations": [question]});
    for path in [
        "/evaluation",
        "/evaluations",
        "/search/subject",
        "/search/resource",
        "/search/action",
    ] {
        let question = if path == "/evaluations" {
            &many
        } else {
            question
        };
        let answer = ask(client, path, question).await.expect(200);
        answers.push(answer.text.replace(name, "…"));
    }
    answers
}

stories! {
    async fn people_and_records_of_another_account_are_those_of_nobody(app: &App) {
        let ada = ada(app).await;
        let owner = app.client(TokenRole::Owner).await;
        let mine = json!({"person": ada, "record": {"type": "boat", "id": "b-9"}});
        owner.post("/assignments", mine).await.expect(201);
        let stranger = app.stranger().await.below("/access/v1");
        let other = app.ctx.store.read().accounts().by_slug("other").await;
        let other = other.expect("accounts").expect("another account").id;
        app.apply_to(other, BOATS).await.expect("an access file");
        let boat = |id: &str| boat(id, json!({"captain": null, "group": null}));
        let random = told(&stranger, &question(NOBODY, "boats.view", &boat("b-0")), NOBODY).await;
        for name in [&ada, "ada@example.com", "ada"] {
            for id in ["b-0", "b-9"] {
                let asked = question(name, "boats.view", &boat(id));
                assert_eq!(told(&stranger, &asked, name).await, random, "{name} {id}");
            }
        }
        // Neither is the account itself known to another one.
        let account = |id: &str| question(&ada, "account.users", &json!({"type": "account", "id": id}));
        let random = told(&stranger, &account(NOBODY), NOBODY).await;
        for id in [app.account.id.to_string(), app.account.slug.clone()] {
            assert_eq!(told(&stranger, &account(&id), &id).await, random, "{id}");
        }
        app.settle().await;
        app.mailbox.take();
    }
}
