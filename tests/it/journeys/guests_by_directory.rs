//! What a directory says of the record of a guest, and for how long it counts.

use super::guests::{EXTENSION, Firm, NO, YES};
use crate::admin::asking::{change, items};
use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const CASE: &str = "guestRecord";

/// The ids of the cases that somebody is assigned to.
async fn cases(firm: &Firm<'_>, person: &str) -> Vec<Value> {
    let path = format!("/assignments?person={person}");
    let page = firm.admin.get(&path).await.expect(200).json();
    let items = page["items"].as_array().expect("items");
    let id = |one: &Value| one["record"]["id"].clone();
    items.iter().map(id).collect()
}

/// The cases that wait to be handed over.
async fn waiting(firm: &Firm<'_>) -> Vec<Value> {
    let page = firm.admin.get("/hand-over").await.expect(200).json();
    let items = page["items"].as_array().expect("items");
    let id = |one: &Value| one["assignment"]["record"]["id"].clone();
    items.iter().map(id).collect()
}

/// What a directory sends of somebody from outside.
fn user(name: &str, own: &Value) -> Value {
    let address = format!("{name}@client.example");
    json!({"userName": address, "emails": [{"value": address, "type": "work"}], "active": true,
        EXTENSION: own})
}

/// The same of somebody from within, who sees what they are assigned to.
fn colleague(name: &str, case: Option<&str>) -> Value {
    let address = format!("{name}@firm.example");
    let mut own = json!({"role": "limited"});
    if let Some(case) = case {
        own[CASE] = json!(case);
    }
    json!({"userName": address, "emails": [{"value": address, "type": "work"}], "active": true,
        EXTENSION: own})
}

/// The path of a directory of the firm.
async fn connection(firm: &Firm<'_>, name: &str) -> String {
    let mut made = items(&firm.admin, "/connections").await.into_iter();
    let made = made.find(|one| one["name"] == json!(name)).expect(name);
    format!("/connections/{}", made["id"].as_str().expect("an id"))
}

/// Another directory of the firm, which may take over whom the first one knows.
async fn other(firm: &Firm<'_>) -> Client {
    let entra = firm
        .app
        .connection_of(firm.account, "Entra", "lenient")
        .await;
    let path = connection(firm, "Entra").await;
    let adopts = change(&firm.admin, &path, json!({"adopt": true}), None).await;
    adopts.expect(200);
    entra
}

stories! {
    async fn a_directory_takes_nobody_off_who_is_gone(app: &App) {
        let firm = Firm::of(app).await;
        let guest = json!({"role": "guest", CASE: "C-1"});
        let gus = firm.joined("gus@client.example", guest).await;
        assert_eq!(firm.sees(&gus, "C-1").await, YES);
        let path = format!("/Users/{gus}");
        let leaves = json!([{"op": "replace", "value": {"active": false, EXTENSION: {CASE: null}}}]);
        firm.okta.patch(&path, leaves).await.expect(200);
        assert!(firm.left_out().await.contains("stays assigned until somebody takes them off"));
        assert_eq!((waiting(&firm).await, cases(&firm, &gus).await), (vec![json!("C-1")], vec![json!("C-1")]));

        // Later it is no other, by whatever verb.
        let removed = json!([{"op": "remove", "path": format!("{EXTENSION}:{CASE}")}]);
        firm.okta.patch(&path, removed).await.expect(200);
        let mut anew = user("gus", &json!({"role": "guest"}));
        anew["active"] = json!(false);
        firm.okta.put(&path, anew).await.expect(200);
        firm.says(&gus, CASE, json!("C-2")).await;
        assert_eq!(waiting(&firm).await, [json!("C-1")]);

        firm.okta.patch(&path, json!([{"op": "replace", "path": "active", "value": true}])).await.expect(200);
        firm.says(&gus, CASE, Value::Null).await;
        assert_eq!((waiting(&firm).await, cases(&firm, &gus).await), (vec![], vec![]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_a_directory_assigned_ends_when_it_lets_go(app: &App) {
        let firm = Firm::of(app).await;
        let entra = other(&firm).await;
        let lou = firm.joined("lou@firm.example", json!({"role": "limited", CASE: "C-1"})).await;
        let adopted = entra.post("/Users", colleague("lou", None)).await.expect(201);
        assert_eq!(adopted.id(), lou);
        assert_eq!(firm.sees(&lou, "C-1").await, YES);
        firm.okta.delete(&format!("/Users/{lou}")).await.expect(204);
        assert_eq!(cases(&firm, &lou).await, [] as [Value; 0]);
        assert_eq!(firm.sees(&lou, "C-1").await, NO);
        let seen = entra.get(&format!("/Users/{lou}")).await.expect(200).json();
        assert_eq!(seen[EXTENSION].get(CASE), None);

        // What the one that stays assigned is its own.
        let liv = firm.joined("liv@firm.example", json!({"role": "limited"})).await;
        entra.post("/Users", colleague("liv", Some("C-1"))).await.expect(201);
        firm.okta.delete(&format!("/Users/{liv}")).await.expect(204);
        assert_eq!(cases(&firm, &liv).await, [json!("C-1")]);
        assert_eq!(firm.sees(&liv, "C-1").await, YES);
        let seen = entra.get(&format!("/Users/{liv}")).await.expect(200).json();
        assert_eq!(seen[EXTENSION][CASE], json!("C-1"));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_word_that_waited_goes_with_who_said_it(app: &App) {
        let firm = Firm::of(app).await;
        let entra = other(&firm).await;
        let lou = firm.okta.post("/Users", colleague("lou", Some("C-1"))).await.expect(201).id();
        // The other one takes them over while they have not joined.
        entra.post("/Users", colleague("lou", None)).await.expect(201);
        firm.okta.delete(&format!("/Users/{lou}")).await.expect(204);
        firm.joins("lou").await;
        assert_eq!(cases(&firm, &lou).await, [] as [Value; 0]);
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_word_that_waited_stays_with_who_said_it(app: &App) {
        let firm = Firm::of(app).await;
        let entra = other(&firm).await;
        let gone = async |name: &str| firm.okta.delete(&format!("/Users/{name}")).await.expect(204);
        // One directory goes before they join, and one after it.
        let lou = firm.okta.post("/Users", colleague("lou", None)).await.expect(201).id();
        entra.post("/Users", colleague("lou", Some("C-1"))).await.expect(201);
        gone(&lou).await;
        firm.joins("lou").await;
        let liv = firm.okta.post("/Users", colleague("liv", None)).await.expect(201).id();
        entra.post("/Users", colleague("liv", Some("case:C-2"))).await.expect(201);
        firm.joins("liv").await;
        gone(&liv).await;
        assert_eq!((cases(&firm, &lou).await, cases(&firm, &liv).await), (vec![json!("C-1")], vec![json!("C-2")]));
        assert_eq!(firm.sees(&lou, "C-1").await, YES);
        assert_eq!(firm.sees(&liv, "C-2").await, YES);
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_two_directories_say_ends_with_the_last_of_them(app: &App) {
        let firm = Firm::of(app).await;
        let entra = other(&firm).await;
        let lou = firm.joined("lou@firm.example", json!({"role": "limited", CASE: "C-1"})).await;
        let path = format!("/Users/{lou}");
        entra.post("/Users", colleague("lou", Some("case:C-1"))).await.expect(201);
        firm.okta.patch(&path, json!([{"op": "remove", "path": format!("{EXTENSION}:{CASE}")}])).await.expect(200);
        assert_eq!(cases(&firm, &lou).await, ["C-1"], "the other one says so as well");
        firm.says(&lou, CASE, json!("C-1")).await;
        firm.okta.delete(&path).await.expect(204);
        assert_eq!(cases(&firm, &lou).await, ["C-1"]);
        assert_eq!(firm.sees(&lou, "C-1").await, YES);
        let seen = entra.get(&path).await.expect(200).json();
        assert_eq!(seen[EXTENSION][CASE], json!("C-1"));
        entra.patch(&path, json!([{"op": "remove", "path": format!("{EXTENSION}:{CASE}")}])).await.expect(200);
        assert_eq!(cases(&firm, &lou).await, [] as [Value; 0]);
        assert_eq!(firm.sees(&lou, "C-1").await, NO);

        // What a hand did before stays the hand's.
        let liv = firm.joined("liv@firm.example", json!({"role": "limited"})).await;
        let body = json!({"person": liv, "record": {"type": "case", "id": "C-2"}});
        firm.admin.post("/assignments", body).await.expect(201);
        entra.post("/Users", colleague("liv", Some("C-2"))).await.expect(201);
        firm.okta.delete(&format!("/Users/{liv}")).await.expect(204);
        let seen = entra.get(&format!("/Users/{liv}")).await.expect(200).json();
        assert_eq!((cases(&firm, &liv).await, &seen[EXTENSION][CASE]), (vec![json!("C-2")], &json!("C-2")));
        app.settle().await;
        app.mailbox.take();
    }

    async fn whoever_is_gone_when_their_directory_lets_go_is_handed_over(app: &App) {
        let firm = Firm::of(app).await;
        let entra = other(&firm).await;
        let lou = firm.joined("lou@firm.example", json!({"role": "limited", CASE: "C-1"})).await;
        let mut gone = colleague("lou", None);
        gone["active"] = json!(false);
        entra.post("/Users", gone).await.expect(201);
        firm.okta.delete(&format!("/Users/{lou}")).await.expect(204);
        let status = firm.admin.get(&format!("/people/{lou}")).await.expect(200).json()["status"].clone();
        assert_eq!((status, waiting(&firm).await), (json!("deactivated"), vec![json!("C-1")]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_repeated_post_keeps_the_record_of_a_guest(app: &App) {
        let firm = Firm::of(app).await;
        let gus = firm.joined("gus@client.example", json!({"role": "guest", CASE: "C-1"})).await;
        let leaves = json!([{"op": "replace", "path": "active", "value": false}]);
        firm.okta.patch(&format!("/Users/{gus}"), leaves).await.expect(200);
        let mut again = user("gus", &json!({}));
        again.as_object_mut().expect("an object").remove(EXTENSION);
        let answer = firm.okta.post("/Users", again).await.expect(201);
        assert_eq!((answer.id(), answer.json()[EXTENSION][CASE].clone()), (gus.clone(), json!("C-1")));
        assert_eq!(cases(&firm, &gus).await, [json!("C-1")]);
        assert_eq!(firm.sees(&gus, "C-1").await, YES);
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_type_that_is_written_wrong_is_no_part_of_an_id(app: &App) {
        let firm = Firm::of(app).await;
        let gus = firm.joined("gus@client.example", json!({"role": "guest", CASE: "C-1"})).await;
        firm.says(&gus, CASE, json!("cases:C-2")).await;
        let why = firm.left_out().await;
        assert!(why.contains("\"cases\" does not exist"), "{why}");
        assert_eq!(cases(&firm, &gus).await, ["C-1"]);
        firm.says(&gus, CASE, json!("case:C-2;case:C-3")).await;
        assert!(firm.left_out().await.contains("there is one record of a guest"));
        assert_eq!(cases(&firm, &gus).await, ["C-1"]);
        firm.says(&gus, CASE, json!("case:urn:x:7")).await;
        assert_eq!(cases(&firm, &gus).await, ["urn:x:7"]);
        let strict = app.connection_of(firm.account, "Strict", "rfc").await;
        let mut gia = user("gia", &json!({"role": "guest", CASE: "cases:C-2"}));
        gia["schemas"] = json!(["urn:ietf:params:scim:schemas:core:2.0:User", EXTENSION]);
        let refused = strict.post("/Users", gia).await.expect(400);
        assert_eq!(refused.json()["scimType"], json!("invalidValue"));
        app.settle().await;
        app.mailbox.take();
    }
}
