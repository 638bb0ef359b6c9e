//! A firm and its cases: who is limited sees assigned ones, a guest sees one, and whoever is gone is
//! handed over.

use super::the_door::{mailed_path, pass};
use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use muster_app::access::Preset;
use muster_app::log::write_all_log;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// A firm whose own domain is known, and an owner of it.
async fn firm(app: &App) -> (AccountId, Client) {
    let account = app.product("firm", Preset::Casefleet).await;
    let admin = app.admin_of(account, TokenRole::Owner).await;
    let own = json!({"verified_domains": ["firm.example"]}).to_string();
    let json = [("content-type", "application/json")];
    let sent = admin.send(Method::PATCH, "/account", &json, Some(own));
    let settings = sent.await.expect(200).json();
    assert_eq!(settings["assign_when"], json!("registered"));
    assert_eq!(settings["guests_per_record"], json!(2));
    (account, admin)
}

async fn invited(admin: &Client, address: &str, role: &str) -> String {
    let body = json!({"card": {"email": address}, "access": {"role": role}, "invite": true});
    admin.post("/people", body).await.expect(201).id()
}

/// The newest invitation is accepted.
async fn joins(app: &App, username: &str) {
    let path = mailed_path(app, "activation").await;
    let form = format!("username={username}&password=correct+horse+battery");
    pass(app, &path, &form).await;
}

async fn assign(admin: &Client, person: &str, case: &str, more: Value) -> Answer {
    let mut body = json!({"person": person, "record": {"type": "case", "id": case}});
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    admin.post("/assignments", body).await
}

/// The code of a refusal, and what is said.
fn told(answer: Answer) -> String {
    let problem = answer.expect(409).json();
    let word = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    format!("{}: {}", word("code"), word("detail"))
}

/// Whether somebody may do this: the failed term, or `yes`.
async fn may(admin: &Client, person: &str, action: &str, record: Value) -> String {
    let question = json!({"action": action, "record": record});
    let path = format!("/people/{person}/access/check");
    let told = admin.post(&path, question).await.expect(200).json();
    told["failed"].as_str().unwrap_or("yes").to_owned()
}

fn case(id: &str) -> Value {
    json!({"type": "case", "id": id})
}

fn document(case: &str) -> Value {
    json!({"type": "document", "id": "d-1", "attributes": {"case": case}})
}

/// Which cases somebody is assigned to.
async fn cases_of(admin: &Client, person: &str) -> Vec<Value> {
    let path = format!("/assignments?person={person}");
    let page = admin.get(&path).await.expect(200).json();
    let items = page["items"].as_array().expect("items").iter();
    items.map(|item| item["record"]["id"].clone()).collect()
}

/// What the provisioning log says was left out.
async fn left_out(app: &App, admin: &Client) -> Vec<String> {
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    let page = admin.get("/log?left_out=true").await.expect(200).json();
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|item| item["detail"].as_str().unwrap_or_default().to_owned())
        .collect()
}

stories! {
    async fn who_is_limited_sees_assigned_cases_alone(app: &App) {
        let (_, admin) = firm(app).await;
        let lou = invited(&admin, "lou@firm.example", "limited").await;
        let early = assign(&admin, &lou, "C-1", json!({})).await;
        assert_eq!(told(early), "assignment.not_registered: The person has not registered, and whoever \
            sees assigned records alone is assigned after that: wait until they have joined, or set \
            `assign_when` of the account to anytime.");
        joins(app, "lou").await;
        let access = admin.get(&format!("/people/{lou}/access")).await.expect(200).json();
        assert_eq!(access["visibility"], json!("assigned"));
        assert_eq!(access["because"]["visibility"], json!([{"value": "assigned", "source": "manual", "via": ["Limited"]}]));

        assert_eq!(may(&admin, &lou, "cases.view", case("C-1")).await, "assignment");
        let made = assign(&admin, &lou, "C-1", json!({})).await.expect(201);
        let again = assign(&admin, &lou, "C-1", json!({})).await.expect(201);
        assert_eq!(made.id(), again.id());
        assert_eq!(may(&admin, &lou, "cases.view", case("C-1")).await, "yes");
        assert_eq!(may(&admin, &lou, "cases.edit", case("C-1")).await, "yes");
        assert_eq!(may(&admin, &lou, "cases.edit", case("C-2")).await, "assignment");
        assert_eq!(may(&admin, &lou, "cases.assign", case("C-1")).await, "role");
        assert_eq!(may(&admin, &lou, "cases.create", json!({"type": "case"})).await, "yes");
        assert_eq!(may(&admin, &lou, "documents.view", document("C-1")).await, "yes");
        assert_eq!(may(&admin, &lou, "documents.view", document("C-2")).await, "assignment");
        let unsaid = json!({"type": "document", "id": "C-1"});
        assert_eq!(may(&admin, &lou, "documents.view", unsaid).await, "attribute");

        admin.delete(&format!("/assignments/{}", made.id())).await.expect(204);
        assert_eq!(may(&admin, &lou, "cases.view", case("C-1")).await, "assignment");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_case_has_two_guests_and_a_guest_one_case(app: &App) {
        let (_, admin) = firm(app).await;
        let mut guests = Vec::new();
        for name in ["gus", "gia", "gil"] {
            guests.push(invited(&admin, &format!("{name}@client.example"), "guest").await);
            joins(app, name).await;
        }
        let [gus, gia, gil] = [&guests[0], &guests[1], &guests[2]];
        assign(&admin, gus, "C-1", json!({})).await.expect(201);
        let second = assign(&admin, gus, "C-2", json!({})).await;
        assert_eq!(told(second), "assignment.elsewhere: A guest sees one record: remove from case C-1 \
            first, or move them in one step with `move`.");
        assign(&admin, gus, "C-2", json!({"move": true})).await.expect(201);
        assert_eq!(cases_of(&admin, gus).await, ["C-2"]);
        assert_eq!(may(&admin, gus, "cases.view", case("C-1")).await, "assignment");
        assert_eq!(may(&admin, gus, "cases.view", case("C-2")).await, "yes");

        assign(&admin, gia, "C-2", json!({})).await.expect(201);
        let third = assign(&admin, gil, "C-2", json!({})).await;
        assert_eq!(told(third), "assignment.full: Case C-2 has 2 guests already: remove one of them first.");
        let lou = invited(&admin, "lou@firm.example", "limited").await;
        joins(app, "lou").await;
        assign(&admin, &lou, "C-2", json!({})).await.expect(201);

        let ann = json!({"card": {"email": "ann@firm.example"}});
        let ann = admin.post("/people", ann).await.expect(201).id();
        let guest = json!({"role": "guest"});
        let within = admin.put(&format!("/people/{ann}/grants"), guest).await;
        assert_eq!(told(within), "assignment.own_domain: firm.example is one of the account's verified \
            domains, and a guest is nobody from within: give the person another role.");
        app.settle().await;
        app.mailbox.take();
    }

    async fn three_guests_at_once_are_two(app: &App) {
        let (_, admin) = firm(app).await;
        let mut guests = Vec::new();
        for name in ["gus", "gia", "gil"] {
            guests.push(invited(&admin, &format!("{name}@client.example"), "guest").await);
            joins(app, name).await;
        }
        let [gus, gia, gil] = [&guests[0], &guests[1], &guests[2]];
        let none = || json!({});
        let (one, two, three) = tokio::join!(
            assign(&admin, gus, "C-1", none()), assign(&admin, gia, "C-1", none()), assign(&admin, gil, "C-1", none())
        );
        let mut told = [one, two, three].map(|answer| answer.status.as_u16());
        told.sort_unstable();
        assert_eq!(told, [201, 201, 409]);
        app.settle().await;
        app.mailbox.take();
    }

    async fn whoever_is_gone_stays_until_somebody_takes_over(app: &App) {
        let (_, admin) = firm(app).await;
        let mut people = Vec::new();
        for name in ["lou", "liv"] {
            let person = invited(&admin, &format!("{name}@firm.example"), "limited").await;
            joins(app, name).await;
            assign(&admin, &person, "C-1", json!({})).await.expect(201);
            people.push(person);
        }
        let [lou, liv] = [&people[0], &people[1]];
        assert_eq!(admin.get("/hand-over").await.expect(200).json()["items"], json!([]));
        admin.post(&format!("/people/{lou}/deactivate"), json!({})).await.expect(200);
        assert_eq!(cases_of(&admin, lou).await, ["C-1"]);
        let waiting = admin.get("/hand-over").await.expect(200).json();
        let held = &waiting["items"][0];
        assert_eq!(held["assignment"]["person"], json!(lou));
        assert_eq!(held["assignment"]["record"], json!({"type": "case", "id": "C-1"}));
        assert_eq!((&held["name"], &held["others"]), (&json!("lou@firm.example"), &json!([liv])));
        let more = assign(&admin, lou, "C-2", json!({})).await;
        assert_eq!(told(more), "assignment.gone: The person is deactivated: reactivate them before they \
            are assigned to anything.");

        let id = held["assignment"]["id"].as_str().expect("an id");
        admin.delete(&format!("/assignments/{id}")).await.expect(204);
        assert_eq!(admin.get("/hand-over").await.expect(200).json()["items"], json!([]));
        admin.delete(&format!("/people/{liv}?confirm=liv@firm.example")).await.expect(204);
        let left = admin.get("/assignments").await.expect(200).json();
        assert_eq!(left["items"], json!([]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_directory_says_which_case_a_guest_sees(app: &App) {
        let (account, admin) = firm(app).await;
        let okta = app.connection_of(account, "Okta", "lenient").await;
        let mut guests = Vec::new();
        for name in ["gus", "gia", "gil"] {
            let address = format!("{name}@client.example");
            let body = json!({"userName": address, "emails": [{"value": address, "type": "work"}],
                "active": true, EXTENSION: {"role": "guest", "guestRecord": "C-1"}});
            guests.push(okta.post("/Users", body).await.expect(201).id());
            joins(app, name).await;
        }
        let [gus, gia, gil] = [&guests[0], &guests[1], &guests[2]];
        let early = left_out(app, &admin).await;
        assert!(early.iter().all(|line| line.contains("has not registered")), "{early:?}");
        // What could not count before they joined counts from then on, and a case has two guests.
        assert_eq!(cases_of(&admin, gus).await, ["C-1"]);
        assert_eq!(cases_of(&admin, gil).await, [] as [Value; 0]);

        let says = async |person: &str, record: Value| {
            let operation = json!([{"op": "replace", "path": format!("{EXTENSION}:guestRecord"), "value": record}]);
            okta.patch(&format!("/Users/{person}"), operation).await.expect(200).json()
        };
        says(gus, json!("case:C-1")).await;
        assert_eq!(may(&admin, gus, "cases.view", case("C-1")).await, "yes");
        let moved = says(gus, json!("C-2")).await;
        assert_eq!(moved[EXTENSION]["guestRecord"], json!("C-2"));
        assert_eq!(cases_of(&admin, gus).await, ["C-2"]);
        says(gia, json!("C-2")).await;
        says(gil, json!("C-2")).await;
        assert_eq!(cases_of(&admin, gil).await, [] as [Value; 0]);
        let full = left_out(app, &admin).await;
        assert!(full[0].contains("left out: guestRecord: case C-2 has 2 guests already"), "{full:?}");
        says(gia, Value::Null).await;
        assert_eq!(cases_of(&admin, gia).await, [] as [Value; 0]);
        says(gil, json!("case:C-2")).await;
        assert_eq!(cases_of(&admin, gil).await, ["C-2"]);

        let wide = json!([{"op": "replace", "path": format!("{EXTENSION}:recordVisibility"), "value": "all"}]);
        okta.patch(&format!("/Users/{gil}"), wide).await.expect(200);
        assert_eq!(may(&admin, gil, "cases.view", case("C-1")).await, "assignment");
        let standard = json!([{"op": "replace", "path": format!("{EXTENSION}:role"), "value": "user"}]);
        okta.patch(&format!("/Users/{gil}"), standard).await.expect(200);
        assert_eq!(may(&admin, gil, "cases.view", case("C-1")).await, "yes");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_case_group_shows_its_cases_to_its_people(app: &App) {
        let (_, admin) = firm(app).await;
        let lou = invited(&admin, "lou@firm.example", "limited").await;
        joins(app, "lou").await;
        let trial = json!({"name": "Trial", "people": [lou], "records": [case("C-1"), case("C-2")]});
        let group = admin.post("/case-groups", trial.clone()).await.expect(201).id();
        assert_eq!(told(admin.post("/case-groups", trial).await),
            "access.name_taken: There is already a case group \"Trial\": choose another name.");
        assert_eq!(may(&admin, &lou, "cases.view", case("C-2")).await, "yes");
        assert_eq!(may(&admin, &lou, "cases.view", case("C-3")).await, "assignment");

        let set = json!({"name": "Trials", "types": {"case": {"view": "case_group in $me.case_groups", "update": "all"}}});
        admin.post("/record-sets", set).await.expect(201);
        admin.put(&format!("/people/{lou}/grants"), json!({"record_sets": "Trials"})).await.expect(200);
        let of = |id: &str, group: &str| json!({"type": "case", "id": id, "attributes": {"case_group": group}});
        assert_eq!(may(&admin, &lou, "cases.view", of("C-1", "TRIAL")).await, "yes");
        assert_eq!(may(&admin, &lou, "cases.view", of("C-1", &group)).await, "yes");
        assert_eq!(may(&admin, &lou, "cases.view", of("C-1", "Appeal")).await, "record_set");

        let change = json!({"name": "Trials", "add": {"records": [case("C-3")]}, "remove": {"records": [case("C-1")]}});
        let json = [("content-type", "application/json")];
        let path = format!("/case-groups/{group}");
        let changed = admin.send(Method::PATCH, &path, &json, Some(change.to_string())).await.expect(200).json();
        assert_eq!(changed, json!({"id": group, "name": "Trials", "people": [lou], "records": [case("C-2"), case("C-3")]}));
        assert_eq!(may(&admin, &lou, "cases.view", of("C-1", "Trials")).await, "assignment");
        assert_eq!(may(&admin, &lou, "cases.view", of("C-3", "Trials")).await, "yes");
        admin.delete(&path).await.expect(204);
        assert_eq!(may(&admin, &lou, "cases.view", of("C-3", "Trials")).await, "record_set");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_case_group_takes_in_who_could_be_assigned(app: &App) {
        let (_, admin) = firm(app).await;
        let lou = invited(&admin, "lou@firm.example", "limited").await;
        let trial = |name: &str, person: &str| json!({"name": name, "people": [person]});
        let early = admin.post("/case-groups", trial("Trial", &lou)).await;
        assert_eq!(told(early), "assignment.not_registered: The person has not registered, and whoever \
            sees assigned records alone is assigned after that: wait until they have joined, or set \
            `assign_when` of the account to anytime.");
        joins(app, "lou").await;
        let group = admin.post("/case-groups", trial("Trial", &lou)).await.expect(201).id();
        let empty = json!({"name": "Appeal"});
        let appeal = admin.post("/case-groups", empty).await.expect(201).id();
        let named = async |path: String| {
            let page = admin.get(&path).await.expect(200).json();
            let items = page["items"].as_array().expect("items").iter();
            items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named(format!("/case-groups?person={lou}")).await, [group.as_str()]);
        assert_eq!(named("/case-groups".to_owned()).await, [group.as_str(), appeal.as_str()]);

        admin.post(&format!("/people/{lou}/deactivate"), json!({})).await.expect(200);
        let json = [("content-type", "application/json")];
        let change = async |group: &str, body: Value| {
            admin.send(Method::PATCH, &format!("/case-groups/{group}"), &json, Some(body.to_string())).await
        };
        let gone = change(&appeal, json!({"add": {"people": [lou]}})).await;
        assert_eq!(told(gone), "assignment.gone: The person is deactivated: reactivate them before they \
            are assigned to anything.");
        // Whoever is in it already stays, and is taken out.
        change(&group, json!({"add": {"people": [lou]}})).await.expect(200);
        let out = change(&group, json!({"remove": {"people": [lou]}})).await.expect(200).json();
        assert_eq!(out["people"], json!([]));

        let like_an_id = change(&appeal, json!({"name": group})).await.expect(400).json();
        assert_eq!(like_an_id["code"], json!("request.name"));
        assert!(like_an_id["detail"].as_str().unwrap_or_default().contains("no id"));
        let made = admin.post("/case-groups", json!({"name": group})).await.expect(400).json();
        assert_eq!(made["code"], json!("request.name"));
        app.settle().await;
        app.mailbox.take();
    }
}
