//! A record set that goes opens nothing: whatever takes its place speaks of all that it spoke of.

use super::asking::{change, code, contact, detail, join};
use crate::support::{Answer, App, Client, stories};
use muster_app::access::Preset;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use serde_json::{Value, json};

/// Why a set that speaks of documents alone cannot take over.
const SILENT: &str = "Record set \"DocOnly\" says nothing of case: what \"Narrow\" keeps closed there would be open. \
    Name a record set in `move_to` that speaks of every type that \"Narrow\" names, or add case to \"DocOnly\" first.";

/// A product with cases and documents, and somebody who may see all of them.
async fn casefleet(app: &App) -> (Client, String) {
    let account = app.product("casefleet", Preset::Casefleet).await;
    let admin = app.admin_of(account, TokenRole::Owner).await;
    let sam = contact(&admin, "sam@example.com").await;
    let standard = json!({"role": "user"});
    admin
        .post(&format!("/people/{sam}/enable"), standard)
        .await
        .expect(200);
    join(app, "sam").await;
    (admin, sam)
}

/// A record set that shows of each of these types what one attribute says is theirs.
async fn made(admin: &Client, name: &str, types: &[(&str, &str)]) -> String {
    let reach = |(entity, attribute): &(&str, &str)| {
        let view = format!("{attribute} eq $me");
        ((*entity).to_owned(), json!({"view": view}))
    };
    let types: serde_json::Map<String, Value> = types.iter().map(reach).collect();
    let body = json!({"name": name, "types": types});
    admin.post("/record-sets", body).await.expect(201).id()
}

/// Why they do not see a case that somebody else opened; `null` when they do.
async fn kept_closed(admin: &Client, person: &str) -> Value {
    let case = json!({"type": "case", "id": "C-1", "attributes": {"opened_by": "someone"}});
    let question = json!({"action": "cases.view", "record": case});
    let path = format!("/people/{person}/access/check");
    admin.post(&path, question).await.expect(200).json()["failed"].clone()
}

fn told(refused: &Answer) -> (String, String) {
    (code(refused), detail(refused))
}

stories! {
    async fn a_set_that_says_less_takes_no_place(app: &App) {
        let (admin, sam) = casefleet(app).await;
        let narrow = made(&admin, "Narrow", &[("case", "opened_by")]).await;
        let documents = made(&admin, "DocOnly", &[("document", "reviewer")]).await;
        admin.put(&format!("/people/{sam}/grants"), json!({"record_sets": "Narrow"})).await.expect(200);
        let path = format!("/record-sets/{narrow}");
        let refused = admin.delete(&format!("{path}?move_to={documents}")).await.expect(409);
        assert_eq!(told(&refused), ("record_set.moved_to_other_types".to_owned(), SILENT.to_owned()));
        let tried = admin.post(&format!("{path}/preview"), json!({"delete": true, "move_to": documents})).await.expect(409);
        assert_eq!(told(&tried), told(&refused));
        assert_eq!(kept_closed(&admin, &sam).await, json!("record_set"));

        // It does as the refusal says.
        let both = json!({"types": {"document": {"view": "reviewer eq $me"}, "case": {"view": "none"}}});
        change(&admin, &format!("/record-sets/{documents}"), both, None).await.expect(200);
        admin.delete(&format!("{path}?move_to={documents}")).await.expect(204);
        assert_eq!(kept_closed(&admin, &sam).await, json!("record_set"));
        app.settle().await;
    }

    async fn what_a_rule_gives_is_not_opened_either(app: &App) {
        let (admin, sam) = casefleet(app).await;
        let narrow = made(&admin, "Narrow", &[("case", "opened_by"), ("document", "reviewer")]).await;
        let documents = made(&admin, "DocOnly", &[("document", "reviewer")]).await;
        let rule = json!({"name": "All", "when": "userName pr", "then": {"record_sets": "Narrow"}});
        admin.post("/rules", rule).await.expect(201);
        assert_eq!(kept_closed(&admin, &sam).await, json!("record_set"));
        let path = format!("/record-sets/{narrow}");
        let refused = admin.delete(&format!("{path}?move_to={documents}")).await.expect(409);
        assert_eq!(told(&refused), ("record_set.moved_to_other_types".to_owned(), SILENT.to_owned()));
        assert_eq!(kept_closed(&admin, &sam).await, json!("record_set"));
        let cases = made(&admin, "All mine", &[("document", "reviewer"), ("case", "assigned")]).await;
        admin.delete(&format!("{path}?move_to={cases}")).await.expect(204);
        assert_eq!(kept_closed(&admin, &sam).await, json!("attribute"));
        app.settle().await;
    }

    async fn no_file_removes_what_keeps_something_closed(app: &App) {
        let (admin, sam) = casefleet(app).await;
        made(&admin, "Narrow", &[("case", "opened_by")]).await;
        admin.put(&format!("/people/{sam}/grants"), json!({"record_sets": "Narrow"})).await.expect(200);
        let account = admin.get("/account").await.expect(200).json()["id"].clone();
        let account = AccountId(serde_json::from_value(account).expect("an id"));
        let file = "prune = true\n[[record_set]]\nname = \"DocOnly\"\ntypes.document = { view = \"none\" }\n";
        let refused = app.apply_to(account, file).await;
        assert_eq!(refused.err().map(|error| error.code()), Some("record_set.in_use"));
        assert_eq!(kept_closed(&admin, &sam).await, json!("record_set"));
        app.settle().await;
    }
}
