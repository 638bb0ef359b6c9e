//! Rules that take the name of what they give from the group, and rules on attributes of one's own.

use crate::support::{App, stories};
use muster_app::access::edit::{self, Edit};
use muster_app::access::fleet::DeleteFleetGroup;
use muster_app::access::roles::DeleteRole;
use muster_app::access::workspaces::{CreateWorkspace, DeleteWorkspace};
use muster_app::people::{GiveAccess, Given, Which};
use muster_app::schemas::ApplySchemas;
use muster_model::access::guards::Hand;
use muster_store::Acting;
use serde_json::{Value, json};

const FILE: &str = r#"
workspaces = ["Yard", "Office"]

[[fleet_group]]
name = "Midwest"

[[rule]]
name = "Workspaces by name"
when = 'groups.display sw "WS-"'
then.workspaces = ["{captured}"]
then.options = ["weekly_email"]

[[rule]]
name = "Fleet by name"
when = 'groups.display sw "FL-" and userType eq "Driver"'
then.fleet = ["{captured}"]

[[rule]]
name = "Roles by name"
when = 'groups.display sw "Role-"'
then.role = "{captured}"
"#;

const SCHEMA: &str = include_str!("../../../config/schema.example.toml");
const ACME: &str = "urn:ietf:params:scim:schemas:extension:acme:2.0:User";

async fn shown(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([
        access["role"],
        access["workspaces"],
        access["fleet"],
        access["options"]
    ])
}

async fn apply<E: Edit>(app: &App, change: E) -> Result<(), &'static str> {
    let acting = Acting::command_line();
    let done = edit::apply(&app.ctx, &acting, app.account.id, change, None).await;
    done.map(drop).map_err(|error| error.code())
}

/// Whose role would be another one: who, from which, to which.
async fn preview<E: Edit>(app: &App, change: &E) -> Vec<Value> {
    let impact = edit::preview(&app.ctx, |_| Hand::Shell, app.account.id, change, None).await;
    let changed = impact.expect("an impact").people.into_iter();
    changed
        .map(|one| json!([one.person_id, one.before["role"], one.after["role"]]))
        .collect()
}

/// Gives somebody a role by hand.
async fn give(app: &App, id: &str, role: &str) {
    let which = Which {
        account: app.account.id,
        person: id.parse().expect("an id"),
        if_match: None,
    };
    let given = Given {
        role: Some(Some(role.to_owned())),
        ..Given::default()
    };
    let work = GiveAccess { which, given };
    let done = app.ctx.store.perform(Acting::command_line(), work).await;
    done.expect("a role");
}

/// What a rule says of the names that name nothing.
async fn unmatched(app: &App, rule: &str) -> String {
    let rules = app.admin().await.get("/rules").await.expect(200).json();
    let mut rules = rules["items"].as_array().expect("rules").iter();
    let found = rules.find(|one| one["name"] == rule).expect("the rule");
    let warnings = found["warnings"].as_array().into_iter().flatten();
    let names = warnings.filter(|one| one["code"] == "unmatched_name");
    let told = names.filter_map(|one| one["detail"].as_str()?.split('"').nth(3));
    told.collect::<Vec<_>>().join(" ")
}

stories! {
    async fn the_name_of_a_group_says_what_it_gives(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada@example.com", "userType": "Driver"});
        let ada = okta.post("/Users", body).await.expect(201).id();
        let mut groups = Vec::new();
        for name in ["WS-Yard", "ws-office", "WS-Nowhere", "FL-Midwest", "Role-Viewer", "Role-Admin"] {
            let body = json!({"displayName": name, "members": [{"value": ada}]});
            groups.push(okta.post("/Groups", body).await.expect(201).id());
        }
        let all = json!(["Viewer", ["Office", "Yard"], ["Midwest"], ["weekly_email"]]);
        assert_eq!(shown(app, &ada).await, all);

        // What did not exist is given as soon as it does.
        app.apply("workspaces = [\"Nowhere\"]").await;
        assert_eq!(shown(app, &ada).await[1], json!(["Nowhere", "Office", "Yard"]));

        // A group that is renamed gives something else.
        let rename = json!([{"op": "replace", "value": {"displayName": "WS-Nobody"}}]);
        okta.patch(&format!("/Groups/{}", groups[0]), rename).await.expect(200);
        assert_eq!(shown(app, &ada).await[1], json!(["Nowhere", "Office"]));
        let path = format!("/people/{ada}/access");
        let because = app.admin().await.get(&path).await.expect(200).json()["because"].clone();
        assert_eq!(because["workspaces"][0]["via"], json!(["Okta", "WS-Nowhere", "Workspaces by name"]));
        app.settle().await;
    }

    async fn what_a_name_gave_ends_with_what_it_named(app: &App) {
        app.apply(FILE).await;
        app.apply("[[role]]\nslug = \"helper\"\nname = \"Helper\"\npriority = 730\npermissions = [\"people.view\"]\n").await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada@example.com", "userType": "Driver"});
        let ada = okta.post("/Users", body).await.expect(201).id();
        let bob = app.invite("bob@example.com", false).await;
        for name in ["WS-Yard", "FL-Midwest", "Role-Helper"] {
            let body = json!({"displayName": name, "members": [{"value": ada}]});
            okta.post("/Groups", body).await.expect(201);
        }
        give(app, &bob, "helper").await;
        let all = json!(["Helper", ["Yard"], ["Midwest"], ["weekly_email"]]);
        assert_eq!(shown(app, &ada).await, all);
        let policy = app.ctx.store.read().access().policy(app.account.id).await.expect("a policy");
        let role = |slug: &str| policy.roles.iter().find(|role| role.slug == slug).expect("a role").id;

        // Whoever was given the role outright gets the other one; a name names nothing any more.
        let away = DeleteRole { id: role("helper"), move_to: None };
        assert_eq!(apply(app, away).await, Err("access.role_in_use"));
        let away = DeleteRole { id: role("helper"), move_to: Some(role("viewer")) };
        let told = [json!([ada, "Helper", null]), json!([bob, "Helper", "Viewer"])];
        assert_eq!(preview(app, &away).await, told);
        apply(app, away).await.expect("a role less");
        assert_eq!([shown(app, &ada).await[0].take(), shown(app, &bob).await[0].take()], [Value::Null, json!("Viewer")]);
        for (rule, told) in [("Roles by name", "Helper"), ("Workspaces by name", "")] {
            assert_eq!(unmatched(app, rule).await, told);
        }

        // So it is with workspaces and fleet groups, and what is made anew is given anew.
        let id = policy.workspaces.iter().find(|one| one.name == "Yard").expect("a workspace").id;
        apply(app, DeleteWorkspace { id }).await.expect("a workspace less");
        let id = policy.fleet.all()[0].id;
        apply(app, DeleteFleetGroup { id }).await.expect("a fleet group less");
        assert_eq!(shown(app, &ada).await, json!([null, [], "none", ["weekly_email"]]));
        assert_eq!(unmatched(app, "Workspaces by name").await, "Yard");
        apply(app, CreateWorkspace { name: "yard".to_owned() }).await.expect("a workspace");
        assert_eq!(shown(app, &ada).await[1], json!(["yard"]));
        app.settle().await;
    }

    async fn a_rule_may_ask_for_an_attribute_of_ones_own(app: &App) {
        let work = ApplySchemas {
            account: app.account.id,
            text: SCHEMA.to_owned(),
            dry_run: false,
        };
        work.run(&app.ctx, &Acting::command_line()).await.expect("a schema file");
        app.apply(&format!(
            "workspaces = [\"Yard\"]\n[[rule]]\nname = \"Night\"\nwhen = '{ACME}:shift eq \"night\"'\n\
             then.workspaces = [\"Yard\"]\n"
        )).await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada@example.com", ACME: {"shift": "Night"}});
        let ada = okta.post("/Users", body).await.expect(201).id();
        assert_eq!(shown(app, &ada).await[1], json!(["Yard"]));
        let move_away = json!([{"op": "replace", "path": format!("{ACME}:shift"), "value": "early"}]);
        okta.patch(&format!("/Users/{ada}"), move_away).await.expect(200);
        assert_eq!(shown(app, &ada).await[1], json!([]));
        app.settle().await;
    }
}
