//! What an account's roles can allow, and one question about a person's access.

use crate::journeys::the_door::{CHOSEN, mailed_path, pass};
use crate::support::{Answer, App, Client, stories};
use muster_app::access::Preset;
use muster_app::admin::CreateAccount;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::{Value, json};

fn code(answer: &Answer) -> Value {
    answer.json()["code"].clone()
}

/// An administrator of an account that starts with a preset.
async fn fleet(app: &App, role: TokenRole) -> Client {
    let work = CreateAccount {
        slug: "fleet".to_owned(),
        name: "Fleet".to_owned(),
        preset: Some(Preset::Fleetio),
        owner: None,
    };
    let made = app.ctx.store.perform(Acting::command_line(), work).await;
    app.admin_of(made.expect("an account").0.id, role).await
}

async fn asked(client: &Client, person: &str, question: &str) -> Value {
    let path = format!("/people/{person}/access/check?{question}");
    let mut answer = client.get(&path).await.expect(200).json();
    answer["because"].take();
    answer
}

stories! {
    async fn an_account_says_what_its_roles_can_allow(app: &App) {
        let admin = fleet(app, TokenRole::Viewer).await;
        let offered = admin.get("/modules").await.expect(200).json();
        let modules = offered["modules"].as_array().expect("modules");
        let names: Vec<&Value> = modules.iter().map(|module| &module["name"]).collect();
        assert_eq!(names, [
            "account", "contacts", "equipment", "fuel", "inspections", "issues", "notifications", "parts",
            "people", "records", "reports", "service", "vehicles",
        ]);
        assert_eq!(modules[2], json!({"name": "equipment", "permissions": [
            "equipment.view", "equipment.create", "equipment.edit", "equipment.assign", "equipment.archive",
            "equipment.export",
        ]}));
        assert_eq!(offered["entities"][0], json!({
            "name": "contact",
            "module": "contacts",
            "attributes": {"archived": "boolean", "classification": "text", "group": "group"},
        }));
    }

    async fn a_role_allows_only_what_there_is(app: &App) {
        let admin = fleet(app, TokenRole::Admin).await;
        let role = |permission: &str| json!({"name": "Driver", "permissions": ["vehicles.view", permission]});
        let wrong = admin.post("/roles", role("boats.view")).await.expect(400);
        assert_eq!(code(&wrong), "role.permission");
        assert_eq!(wrong.json()["detail"], "There is no module \"boats\" for boats.view: use one of: account, contacts, \
            equipment, fuel, inspections, issues, notifications, parts, people, records, reports, service, vehicles.");
        let wrong = admin.post("/roles", role("fuel.drink")).await.expect(400);
        assert_eq!(wrong.json()["detail"], "The module fuel has no action for fuel.drink: use fuel.* or one of: \
            fuel.view, fuel.create, fuel.edit, fuel.export.");
        let driver = admin.post("/roles", role("fuel.*")).await.expect(201).json();
        let levels = &driver["modules"];
        assert_eq!((&levels["vehicles"], &levels["fuel"], &levels["parts"]), (&json!("some"), &json!("full"), &json!("none")));
    }

    async fn a_question_is_answered_with_the_first_term_that_fails(app: &App) {
        app.apply("workspaces = [\"Yard\", \"Office\"]\n[[fleet_group]]\nname = \"West\"\n[[fleet_group]]\nname = \"East\"\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada@example.com", "active": true,
            "emails": [{"value": "ada@example.com", "type": "work"}]});
        let ada = okta.post("/Users", body).await.expect(201).id();

        let no = |failed: &str, detail: &str| json!({"allowed": false, "failed": failed, "detail": detail, "because": null});
        let invited = asked(&admin, &ada, "action=records.edit").await;
        assert_eq!(invited, no("status", "The person is not active: invited."));
        let joining = mailed_path(app, "activation").await;
        pass(app, &joining, CHOSEN).await;
        assert_eq!(asked(&admin, &ada, "action=records.edit").await, no("role", "The person has no role."));
        let viewer = json!({"role": "viewer", "workspaces": ["Yard"], "fleet": ["West"]});
        admin.put(&format!("/people/{ada}/grants"), viewer).await.expect(200);
        let role = asked(&admin, &ada, "action=records.edit").await;
        assert_eq!(role, no("role", "The role Viewer does not allow records.edit."));
        let unknown = asked(&admin, &ada, "action=boats.view").await;
        assert_eq!(unknown, no("unknown_action", "The account has no action boats.view."));
        let office = asked(&admin, &ada, "action=records.view&workspace=Office&fleet_group=East").await;
        assert_eq!(office, no("workspace", "Office is none of the person's workspaces."));
        let east = asked(&admin, &ada, "action=records.view&workspace=Yard&fleet_group=East").await;
        assert_eq!(east, no("fleet", "East is in no part of the fleet that the person sees."));

        let path = format!("/people/{ada}/access/check?action=records.view&workspace=yard&fleet_group=west");
        let yes = admin.get(&path).await.expect(200).json();
        let by_hand = |value: &str| json!({"value": value, "source": "manual", "via": []});
        assert_eq!(yes, json!({
            "allowed": true,
            "failed": null,
            "detail": "The person may do records.view.",
            "because": [by_hand("Viewer"), by_hand("Yard"), by_hand("West")],
        }));
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_is_no_question_is_a_problem(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201).id();
        let wrong = async |question: &str| {
            let path = format!("/people/{ada}/access/check?{question}");
            code(&admin.get(&path).await.expect(400))
        };
        assert_eq!(wrong("action=view").await, "access.action");
        assert_eq!(wrong("action=records.*").await, "access.action");
        assert_eq!(wrong("action=records.view&workspace=Moon").await, "access.place");
        assert_eq!(wrong("action=records.view&fleet_group=Moon").await, "access.place");
        assert_eq!(wrong("workspace=Moon").await, "request.parameter");
        // Where AuthZEN looks for its place is no place of this question.
        let record = json!({"type": "record", "id": "1", "attributes": {"workspace": "Yard"}});
        let question = json!({"action": "records.view", "record": record});
        let path = format!("/people/{ada}/access/check");
        let misplaced = admin.post(&path, question).await.expect(400);
        assert_eq!((code(&misplaced), &misplaced.json()["detail"]), (json!("access.place"),
            &json!("Write workspace beside the record and not within its attributes: no attribute of the entity type is called so.")));
        // Null says that there is none, wherever it stands.
        let record = json!({"type": "record", "id": "1", "attributes": {"workspace": null}});
        admin.post(&path, json!({"action": "records.view", "record": record})).await.expect(200);
        app.settle().await;
    }
}
