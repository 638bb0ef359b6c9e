//! What people who are gone still hold: records, and case groups.

use super::asking::{assign, change};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// What waits to be handed over: who, and the record or the case group.
async fn waiting(admin: &Client, query: &str) -> Vec<Value> {
    let path = format!("/hand-over{query}");
    let page = admin.get(&path).await.expect(200).json();
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|one| {
            json!([
                one["person"],
                one["assignment"]["record"]["id"],
                one["case_group"]["name"]
            ])
        })
        .collect()
}

stories! {
    async fn who_is_gone_is_handed_over_with_their_case_groups(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let invited = async |name: &str| {
            let card = json!({"email": format!("{name}@example.com")});
            let body = json!({"card": card, "access": {"role": "user"}, "invite": true});
            admin.post("/people", body).await.expect(201).id()
        };
        let (ada, bob, cleo) = (invited("ada").await, invited("bob").await, invited("cleo").await);
        assign(&admin, &ada, "r-1", false).await.expect(201);
        assign(&admin, &bob, "r-1", false).await.expect(201);
        let record = json!({"type": "record", "id": "r-2"});
        let mut groups = Vec::new();
        for (name, people) in [("Trial", json!([ada, bob, cleo])), ("Appeal", json!([ada]))] {
            let body = json!({"name": name, "people": people, "records": [record]});
            groups.push(admin.post("/case-groups", body).await.expect(201).id());
        }
        assert_eq!(waiting(&admin, "").await, [] as [Value; 0]);
        for gone in [&ada, &bob] {
            admin.post(&format!("/people/{gone}/deactivate"), json!({})).await.expect(200);
        }
        let all = waiting(&admin, "").await;
        assert_eq!(all, [
            json!([ada, "r-1", null]),
            json!([bob, "r-1", null]),
            json!([ada, null, "Trial"]),
            json!([bob, null, "Trial"]),
            json!([ada, null, "Appeal"]),
        ]);
        assert_eq!(waiting(&admin, &format!("?person={bob}")).await, [all[1].clone(), all[3].clone()]);
        assert_eq!(waiting(&admin, &format!("?person={cleo}")).await, [] as [Value; 0], "they are here");

        let (mut paged, mut next) = (Vec::new(), Value::Null);
        loop {
            let cursor = next.as_str().map_or_else(String::new, |next| format!("&cursor={next}"));
            let page = admin.get(&format!("/hand-over?limit=1{cursor}")).await.expect(200).json();
            let items = page["items"].as_array().expect("items").clone();
            paged.extend(items);
            next = page["next"].clone();
            if next.is_null() { break }
        }
        assert_eq!(paged.len(), all.len());
        assert_eq!(paged[2]["others"], json!([cleo]), "who else is in the case group");
        assert_eq!(paged[2]["case_group"], json!({"id": groups[0], "name": "Trial"}));

        let path = format!("/case-groups/{}", groups[0]);
        change(&admin, &path, json!({"remove": {"people": [ada]}}), None).await.expect(200);
        assert_eq!(waiting(&admin, &format!("?person={ada}")).await, [all[0].clone(), all[4].clone()]);
        app.settle().await;
        app.mailbox.take();
    }
}
