//! Guests of a firm, whatever made them guests: nobody from within, one case each, two of a case.

use super::the_door::{mailed_path, pass};
use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use muster_app::access::Preset;
use muster_app::log::write_all_log;
use muster_app::people::{Given, InvitePerson, invite_person};
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::{Value, json};

pub(super) const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// A firm whose own domain is known, an owner of it, and its directory.
pub(super) struct Firm<'a> {
    pub(super) app: &'a App,
    pub(super) account: AccountId,
    pub(super) admin: Client,
    pub(super) okta: Client,
}

impl<'a> Firm<'a> {
    pub(super) async fn of(app: &'a App) -> Self {
        let account = app.product("firm", Preset::Casefleet).await;
        let admin = app.admin_of(account, TokenRole::Owner).await;
        let own = json!({"verified_domains": ["firm.example"]}).to_string();
        admin
            .send(Method::PATCH, "/account", &JSON, Some(own))
            .await
            .expect(200);
        let okta = app.connection_of(account, "Okta", "lenient").await;
        Self {
            app,
            account,
            admin,
            okta,
        }
    }

    /// Somebody whom the directory pushes with this role, and who joins.
    pub(super) async fn joined(&self, address: &str, own: Value) -> String {
        let body = json!({"userName": address, "emails": [{"value": address, "type": "work"}],
            "active": true, EXTENSION: own});
        let id = self.okta.post("/Users", body).await.expect(201).id();
        self.joins(address.split('@').next().expect("a name")).await;
        id
    }

    /// Whoever was mailed last joins under this name.
    pub(super) async fn joins(&self, name: &str) {
        let path = mailed_path(self.app, "activation").await;
        let form = format!("username={name}&password=correct+horse+battery");
        pass(self.app, &path, &form).await;
    }

    pub(super) async fn says(&self, person: &str, attribute: &str, value: Value) {
        let operation =
            json!([{"op": "replace", "path": format!("{EXTENSION}:{attribute}"), "value": value}]);
        self.okta
            .patch(&format!("/Users/{person}"), operation)
            .await
            .expect(200);
    }

    pub(super) async fn assign(&self, person: &str, case: &str) -> String {
        let body = json!({"person": person, "record": {"type": "case", "id": case}});
        self.admin.post("/assignments", body).await.expect(201).id()
    }

    /// Whether somebody sees a case: by the admin API, by AuthZEN, by the scope and by the search.
    pub(super) async fn sees(&self, person: &str, case: &str) -> [String; 4] {
        let question = json!({"action": "cases.view", "record": {"type": "case", "id": case}});
        let checked = self
            .admin
            .post(&format!("/people/{person}/access/check"), question)
            .await
            .expect(200)
            .json();
        let application = self
            .app
            .admin_of(self.account, TokenRole::Viewer)
            .await
            .below("/access/v1");
        let tuple = json!({"subject": {"type": "user", "id": person}, "action": {"name": "cases.view"},
            "resource": {"type": "case", "id": case}});
        let decided = application
            .send(Method::POST, "/evaluation", &JSON, Some(tuple.to_string()))
            .await;
        let decided = decided.expect(200).json();
        let scope = self
            .admin
            .get(&format!("/people/{person}/scope?type=case&verb=view"))
            .await
            .expect(200)
            .json();
        let everybody = json!({"subject": {"type": "user"}, "action": {"name": "cases.view"},
            "resource": {"type": "case", "id": case}});
        let found = application
            .send(
                Method::POST,
                "/search/subject",
                &JSON,
                Some(everybody.to_string()),
            )
            .await;
        let found = found.expect(200).json();
        let found = found["results"]
            .as_array()
            .expect("results")
            .iter()
            .any(|one| one["id"] == json!(person));
        [
            checked["failed"].as_str().unwrap_or("yes").to_owned(),
            decided["context"]["id"]
                .as_str()
                .unwrap_or("yes")
                .to_owned(),
            scope["failed"].as_str().unwrap_or("yes").to_owned(),
            if found { "yes" } else { "no" }.to_owned(),
        ]
    }

    pub(super) async fn left_out(&self) -> String {
        write_all_log(&self.app.ctx, &self.app.log)
            .await
            .expect("the log");
        let page = self
            .admin
            .get("/log?left_out=true")
            .await
            .expect(200)
            .json();
        page["items"][0]["detail"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

pub(super) const YES: [&str; 4] = ["yes"; 4];
pub(super) const NO: [&str; 4] = ["assignment", "assignment", "assignment", "no"];

/// The code of a refusal.
fn code(answer: Answer) -> String {
    answer.expect(409).json()["code"]
        .as_str()
        .expect("a code")
        .to_owned()
}

stories! {
    async fn nobody_from_within_is_a_guest_whoever_says_so(app: &App) {
        let firm = Firm::of(app).await;
        let ann = firm.joined("ann@firm.example", json!({"role": "limited"})).await;
        firm.assign(&ann, "C-1").await;
        assert_eq!(firm.sees(&ann, "C-1").await, YES);
        firm.says(&ann, "role", json!("guest")).await;
        assert!(firm.left_out().await.contains("firm.example is one of the account's verified domains"));
        assert_eq!(firm.sees(&ann, "C-1").await, NO);
        firm.says(&ann, "role", json!("limited")).await;
        assert_eq!(firm.sees(&ann, "C-1").await, YES);
        firm.says(&ann, "recordVisibility", json!("single")).await;
        assert!(firm.left_out().await.contains("firm.example is one of the account's verified domains"));
        assert_eq!(firm.sees(&ann, "C-1").await, NO);
        firm.says(&ann, "recordVisibility", Value::Null).await;
        let rule = json!({"name": "Outside", "when": "title eq \"Outside\"", "then": {"visibility": "single"}});
        firm.admin.post("/rules", rule).await.expect(201);
        assert_eq!(firm.sees(&ann, "C-1").await, YES);
        let titled = json!([{"op": "add", "path": "title", "value": "Outside"}]);
        firm.okta.patch(&format!("/Users/{ann}"), titled).await.expect(200);
        assert!(firm.left_out().await.contains("left out by a rule: firm.example is one of"));
        assert_eq!(firm.sees(&ann, "C-1").await, NO);

        // Whoever is from outside sees it, until the domain turns out to be the account's own.
        let gus = firm.joined("gus@client.example", json!({"role": "guest"})).await;
        firm.assign(&gus, "C-2").await;
        assert_eq!(firm.sees(&gus, "C-2").await, YES);
        let own = json!({"verified_domains": ["firm.example", "client.example"]}).to_string();
        firm.admin.send(Method::PATCH, "/account", &JSON, Some(own)).await.expect(200);
        assert_eq!(firm.sees(&gus, "C-2").await, NO);
        app.settle().await;
        app.mailbox.take();
    }

    async fn of_those_who_become_guests_later_the_first_two_see_the_case(app: &App) {
        let firm = Firm::of(app).await;
        let mut people = Vec::new();
        let mut held = Vec::new();
        for name in ["gus", "gia", "gil"] {
            let person = firm.joined(&format!("{name}@client.example"), json!({"role": "limited"})).await;
            held.push(firm.assign(&person, "C-1").await);
            people.push(person);
        }
        let [gus, gia, gil] = [&people[0], &people[1], &people[2]];
        for (person, full) in [(gus, false), (gia, false), (gil, true)] {
            assert_eq!(firm.sees(person, "C-1").await, YES);
            firm.says(person, "role", json!("guest")).await;
            let told = firm.left_out().await;
            assert_eq!(told.contains("left out: case C-1 has 2 guests already"), full, "{told}");
        }
        assert_eq!(firm.sees(gus, "C-1").await, YES);
        assert_eq!(firm.sees(gia, "C-1").await, YES);
        assert_eq!(firm.sees(gil, "C-1").await, NO);
        // Many at once are answered alike.
        let application = app.admin_of(firm.account, TokenRole::Viewer).await.below("/access/v1");
        let of = |person: &str| json!({"subject": {"type": "user", "id": person}});
        let asked = json!({"action": {"name": "cases.view"}, "resource": {"type": "case", "id": "C-1"},
            "evaluations": [of(gil), of(gus), of(gia)]});
        let told = application.send(Method::POST, "/evaluations", &JSON, Some(asked.to_string())).await.expect(200).json();
        let told: Vec<_> = told["evaluations"].as_array().expect("answers").iter().map(|one| one["decision"].clone()).collect();
        assert_eq!(told, [json!(false), json!(true), json!(true)]);

        // A place that is free is the next one's; more of them, too.
        firm.admin.delete(&format!("/assignments/{}", held[0])).await.expect(204);
        assert_eq!(firm.sees(gil, "C-1").await, YES);
        let one = json!({"guests_per_record": 1}).to_string();
        firm.admin.send(Method::PATCH, "/account", &JSON, Some(one)).await.expect(200);
        assert_eq!(firm.sees(gia, "C-1").await, YES);
        assert_eq!(firm.sees(gil, "C-1").await, NO);
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_hand_makes_nobody_a_guest_who_would_see_nothing(app: &App) {
        let firm = Firm::of(app).await;
        for name in ["gus", "gia"] {
            let guest = firm.joined(&format!("{name}@client.example"), json!({"role": "guest"})).await;
            firm.assign(&guest, "C-1").await;
        }
        let invited = |address: &str| json!({"card": {"email": address}, "access": {"role": "limited"}, "invite": true});
        let gil = firm.admin.post("/people", invited("gil@client.example")).await.expect(201).id();
        let path = mailed_path(app, "activation").await;
        pass(app, &path, "username=gil&password=correct+horse+battery").await;
        let held = firm.assign(&gil, "C-1").await;
        let ann = json!({"card": {"email": "ann@firm.example"}});
        let ann = firm.admin.post("/people", ann).await.expect(201).id();
        let gus = firm.admin.get("/people?q=gus").await.expect(200).json()["items"][0]["id"].clone();
        for (person, no) in [(&gil, "assignment.full"), (&ann, "assignment.own_domain")] {
            let of = |door: &str| format!("/people/{person}/{door}");
            let single = json!({"visibility": "single"});
            let given = firm.admin.put(&of("grants"), json!({"role": "guest"})).await;
            assert_eq!(code(given), no);
            assert_eq!(code(firm.admin.put(&of("grants"), single.clone()).await), no);
            assert_eq!(code(firm.admin.put(&of("pin"), single.clone()).await), no);
            assert_eq!(code(firm.admin.post(&of("access/copy"), json!({"from": gus})).await), no);
            for action in [json!({"type": "set_role", "role": "guest"}), json!({"type": "set_visibility", "visibility": "single"})] {
                let bulk = json!({"people": [person], "action": action});
                let told = firm.admin.post("/people/bulk", bulk).await.expect(200).json();
                assert_eq!((&told["done"], &told["people"][0]["code"]), (&json!(0), &json!(no)), "{told:#}");
            }
        }
        let enabled = firm.admin.post(&format!("/people/{ann}/enable"), json!({"role": "guest"})).await;
        assert_eq!(code(enabled), "assignment.own_domain");
        let at_once = json!({"card": {"email": "bea@firm.example"}, "access": {"role": "guest"}, "invite": true});
        assert_eq!(code(firm.admin.post("/people", at_once).await), "assignment.own_domain");
        let by_command = |address: &str| InvitePerson {
            account: firm.account,
            address: Address::parse(address).expect("an address"),
            owner: false,
            given: Given { role: Some(Some("guest".to_owned())), ..Given::default() },
        };
        let refused = invite_person(&app.ctx, Acting::command_line(), by_command("bea@firm.example")).await;
        assert_eq!(refused.expect_err("a refusal").code(), "assignment.own_domain");
        invite_person(&app.ctx, Acting::command_line(), by_command("bea@client.example")).await.expect("a guest");

        firm.admin.delete(&format!("/assignments/{held}")).await.expect(204);
        firm.admin.put(&format!("/people/{gil}/grants"), json!({"role": "guest"})).await.expect(200);
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_a_directory_said_of_a_guest_counts_once_they_join(app: &App) {
        let firm = Firm::of(app).await;
        let mut guests = Vec::new();
        for name in ["gus", "gia", "gil"] {
            let own = json!({"role": "guest", "guestRecord": "C-1"});
            guests.push(firm.joined(&format!("{name}@client.example"), own).await);
        }
        assert!(firm.left_out().await.contains("has not registered"));
        let seen = [firm.sees(&guests[0], "C-1").await, firm.sees(&guests[1], "C-1").await];
        assert_eq!(seen, [YES, YES]);
        // The case has its guests: the third joins, and is assigned to nothing.
        assert_eq!(firm.sees(&guests[2], "C-1").await, NO);
        let held = firm.admin.get(&format!("/assignments?person={}", guests[2])).await.expect(200).json();
        assert_eq!(held["items"], json!([]));
        // The word is the directory's own: it takes back what it said.
        firm.says(&guests[0], "guestRecord", Value::Null).await;
        assert_eq!(firm.sees(&guests[0], "C-1").await, NO);
        let ann = firm.joined("ann@firm.example", json!({"role": "guest", "guestRecord": "C-2"})).await;
        let held = firm.admin.get(&format!("/assignments?person={ann}")).await.expect(200).json();
        assert_eq!(held["items"], json!([]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn many_people_cost_no_more_statements_than_few(app: &App) {
        let firm = Firm::of(app).await;
        let mut people = Vec::new();
        for number in 0..6 {
            let role = if number % 2 == 0 { "guest" } else { "limited" };
            let person = firm.joined(&format!("person{number}@client.example"), json!({"role": role})).await;
            firm.assign(&person, &format!("C-{number}")).await;
            people.push(person);
        }
        let set = json!({"name": "Trials", "types": {"case": {"view": "case_group in $me.case_groups or id pr"}}});
        firm.admin.post("/record-sets", set).await.expect(201);
        for person in &people {
            firm.admin.put(&format!("/people/{person}/grants"), json!({"record_sets": "Trials"})).await.expect(200);
        }
        app.settle().await;
        let application = app.admin_of(firm.account, TokenRole::Viewer).await.below("/access/v1");
        let ask = async |people: &[String]| {
            let of = |(number, person): (usize, &String)| json!({"subject": {"type": "user", "id": person},
                "resource": {"type": "case", "id": format!("C-{number}")}});
            let all: Vec<Value> = people.iter().enumerate().map(of).collect();
            let asked = json!({"action": {"name": "cases.view"}, "evaluations": all}).to_string();
            let asked = application.send(Method::POST, "/evaluations", &JSON, Some(asked));
            let (effort, answer) = app.effort(asked).await;
            let told = answer.expect(200).json();
            let told = told["evaluations"].as_array().expect("answers").clone();
            assert!(told.iter().all(|one| one["decision"] == json!(true)), "{told:#?}");
            effort.statements
        };
        // What is kept of the policy is read with the first question.
        ask(&people).await;
        let (one, two, all) = (ask(&people[..2]).await, ask(&people[..4]).await, ask(&people).await);
        assert_eq!(two, all);
        assert_eq!(one + 2, all, "what one guest sees is found at once");
        app.settle().await;
        app.mailbox.take();
    }
}
