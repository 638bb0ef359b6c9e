//! Roles, workspaces, fleet groups and rules changed by hand: previewed, applied, in force.

use crate::support::{App, stories};
use muster_app::access::edit::{self, Done, Edit, EditError, Impact};
use muster_app::access::fleet::{
    CreateFleetGroup, DeleteFleetGroup, UpdateFleetGroup, list_fleet_groups,
};
use muster_app::access::gives::{Gives, Several};
use muster_app::access::roles::{
    CopyRole, CreateRole, DeleteRole, UpdateRole, list_roles, show_role,
};
use muster_app::access::rules::{CreateRule, DeleteRule, UpdateRule, list_rules, show_rule};
use muster_app::access::workspaces::{
    CreateWorkspace, DeleteWorkspace, RenameWorkspace, list_workspaces, show_workspace,
};
use muster_app::access::{Reevaluate, Reevaluated};
use muster_model::access::guards::Hand;
use muster_model::ids::{AccountId, FleetGroupId, RoleId};
use muster_store::Acting;
use serde_json::{Value, json};
use uuid::Uuid;

async fn apply<E: Edit>(app: &App, edit: E) -> Result<Done<E::Output>, EditError> {
    edit::apply(
        &app.ctx,
        &Acting::command_line(),
        app.account.id,
        edit,
        None,
    )
    .await
}

async fn made<E: Edit>(app: &App, edit: E) -> E::Output {
    apply(app, edit).await.expect("an edit").output
}

async fn preview<E: Edit>(app: &App, edit: &E) -> Result<Impact, EditError> {
    edit::preview(&app.ctx, |_| Hand::Shell, app.account.id, edit, None).await
}

fn code<T>(outcome: Result<T, EditError>) -> &'static str {
    outcome.err().map_or("done", |why| why.code())
}

async fn access(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([access["role"], access["workspaces"], access["fleet"]])
}

/// Somebody in a group.
async fn ada(app: &App) -> String {
    let okta = app.connection("Okta", "lenient").await;
    let ada = okta
        .post("/Users", json!({"userName": "ada@example.com"}))
        .await
        .expect(201)
        .id();
    let body = json!({"displayName": "Drivers", "members": [{"value": ada}]});
    okta.post("/Groups", body).await.expect(201);
    ada
}

fn drivers(then: Gives) -> CreateRule {
    CreateRule {
        name: "Drivers".to_owned(),
        connection: None,
        when: r#"groups.display eq "Drivers""#.to_owned(),
        then,
        priority: 10,
        enabled: true,
    }
}

fn role(name: &str) -> Gives {
    Gives {
        role: Some(name.to_owned()),
        ..Gives::default()
    }
}

fn workspaces(names: &[&str]) -> Gives {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Gives {
        workspaces: Some(Several::Names(names)),
        ..Gives::default()
    }
}

fn technician() -> CreateRole {
    CreateRole {
        name: "Yard Technician".to_owned(),
        priority: 700,
        permissions: vec!["records.*".to_owned()],
        ..CreateRole::default()
    }
}

/// Every account but this one.
fn elsewhere() -> AccountId {
    AccountId(Uuid::from_u128(0xdead))
}

async fn warned(app: &App) -> Vec<String> {
    let (rules, _) = list_rules(&app.ctx, app.account.id).await.expect("rules");
    let told = rules.iter().flat_map(|view| {
        let of_rule = move |warning| format!("{}: {warning}", view.rule.name);
        view.warnings.iter().map(of_rule)
    });
    told.collect()
}

stories! {
    async fn a_role_is_made_given_changed_and_moved(app: &App) {
        let ada = ada(app).await;
        let id = made(app, technician()).await;
        made(app, drivers(role("yard-technician"))).await;
        let (view, version) = show_role(&app.ctx, app.account.id, id).await.expect("a role");
        assert_eq!((view.role.slug.as_str(), view.people, view.default), ("yard-technician", Some(1), false));
        assert_eq!(access(app, &ada).await[0], json!("Yard Technician"));

        // Whoever looked at an older policy is told, and nothing is written.
        let rename = UpdateRole {
            id,
            name: Some("Mechanic".to_owned()),
            priority: None,
            permissions: Some(vec!["records.view".to_owned()]),
            default: None,
            visibility: None,
            records: None,
        };
        let impact = preview(app, &rename).await.expect("an impact");
        assert_eq!((impact.policy_version, impact.people.len()), (version, 1));
        assert_eq!(impact.people[0].after["role"], json!("Mechanic"));
        let acting = Acting::command_line();
        let late = edit::apply(&app.ctx, &acting, app.account.id, rename.clone(), Some(format!("W/\"{}\"", version - 1))).await;
        assert_eq!(code(late), "resource.changed");
        let now = edit::apply(&app.ctx, &acting, app.account.id, rename, Some(format!("W/\"{version}\""))).await;
        assert_eq!(now.expect("an edit").policy_version, version + 1);
        assert_eq!(access(app, &ada).await[0], json!("Mechanic"));

        // Somebody has it: it goes only with a role in its place.
        assert_eq!(code(apply(app, DeleteRole { id, move_to: None }).await), "access.role_in_use");
        let (roles, _) = list_roles(&app.ctx, app.account.id).await.expect("roles");
        let viewer = roles.iter().find(|view| view.role.slug == "viewer").expect("the viewers").role.id;
        let away = DeleteRole { id, move_to: Some(viewer) };
        let impact = preview(app, &away).await.expect("an impact");
        assert_eq!(impact.people[0].after["role"], json!("Viewer"));
        made(app, away).await;
        assert_eq!(access(app, &ada).await[0], json!("Viewer"));
        app.settle().await;
    }

    async fn a_role_given_outright_is_moved_as_well(app: &App) {
        let id = made(app, technician()).await;
        let okta = app.connection("Okta", "lenient").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let body = json!({"userName": "bob@example.com", extension: {"role": "yard-technician"}});
        let bob = okta.post("/Users", body).await.expect(201).id();
        assert_eq!(code(apply(app, DeleteRole { id, move_to: None }).await), "access.role_in_use");
        assert_eq!(code(apply(app, DeleteRole { id, move_to: Some(id) }).await), "access.role_moved_to_itself");
        let (roles, _) = list_roles(&app.ctx, app.account.id).await.expect("roles");
        let reader = roles.iter().find(|view| view.role.slug == "reader").expect("the readers").role.id;
        let away = DeleteRole { id, move_to: Some(reader) };
        assert_eq!(preview(app, &away).await.expect("an impact").people[0].after["role"], json!("Reader"));
        made(app, away).await;
        assert_eq!(access(app, &bob).await[0], json!("Reader"));
        app.settle().await;
    }

    async fn a_built_in_role_is_locked_and_its_copy_is_not(app: &App) {
        let (roles, _) = list_roles(&app.ctx, app.account.id).await.expect("roles");
        let of = |slug: &str| roles.iter().find(|view| view.role.slug == slug).expect("a role").role.id;
        let change = |id| UpdateRole {
            id,
            name: None,
            priority: None,
            permissions: Some(vec!["records.*".to_owned()]),
            default: None,
            visibility: None,
            records: None,
        };
        assert_eq!(code(apply(app, change(of("viewer"))).await), "access.role_built_in");
        let copy = CopyRole { id: of("viewer"), name: "Visitor".to_owned(), slug: None };
        let id = made(app, copy.clone()).await;
        made(app, change(id)).await;
        assert_eq!(code(apply(app, copy).await), "access.name_taken");
        let copy = CopyRole { id: of("owner"), name: "King".to_owned(), slug: None };
        assert_eq!(code(apply(app, copy).await), "owner.role");
        let default = UpdateRole { default: Some(true), permissions: None, ..change(of("viewer")) };
        assert_eq!(apply(app, default.clone()).await.expect("an edit").changed, 1);
        assert_eq!(apply(app, default).await.expect("an edit").changed, 0);
        let ada = ada(app).await;
        assert_eq!(access(app, &ada).await[0], json!("Viewer"));
        app.settle().await;
    }

    async fn workspaces_and_fleet_groups_come_and_go(app: &App) {
        let ada = ada(app).await;
        let yard = made(app, CreateWorkspace { name: "Yard".to_owned() }).await;
        let top = made(app, CreateFleetGroup { name: "Midwest".to_owned(), parent: None }).await;
        let below = made(app, CreateFleetGroup { name: "Chicago".to_owned(), parent: Some(top) }).await;
        let mut then = workspaces(&["yard"]);
        then.fleet = Some(Several::Names(vec!["Midwest".to_owned()]));
        made(app, drivers(then)).await;
        assert_eq!(access(app, &ada).await, json!([null, ["Yard"], ["Chicago", "Midwest"]]));
        let (fleet, _) = list_fleet_groups(&app.ctx, app.account.id).await.expect("fleet groups");
        let fleet: Vec<_> = fleet.iter().map(|view| (view.group.name.as_str(), view.depth, view.people)).collect();
        assert_eq!(fleet, [("Midwest", 0, Some(1)), ("Chicago", 1, Some(1))]);

        made(app, RenameWorkspace { id: yard, name: "Depot".to_owned() }).await;
        let around = UpdateFleetGroup { id: top, name: None, parent: Some(Some(below)) };
        assert_eq!(code(apply(app, around).await), "fleet_group.parent");
        assert_eq!(code(apply(app, DeleteFleetGroup { id: top }).await), "fleet_group.not_empty");
        made(app, UpdateFleetGroup { id: below, name: None, parent: Some(None) }).await;
        assert_eq!(access(app, &ada).await, json!([null, ["Depot"], ["Midwest"]]));
        made(app, DeleteFleetGroup { id: top }).await;
        made(app, DeleteWorkspace { id: yard }).await;
        assert_eq!(access(app, &ada).await, json!([null, [], "none"]));
        assert_eq!(warned(app).await, [
            "Drivers: the workspace that it gives was removed",
            "Drivers: the fleet group that it gives was removed",
        ]);
        assert_eq!(code(apply(app, CreateWorkspace { name: "All".to_owned() }).await), "request.name");
        app.settle().await;
    }

    async fn a_rule_is_previewed_switched_off_and_removed(app: &App) {
        let ada = ada(app).await;
        made(app, CreateWorkspace { name: "Yard".to_owned() }).await;
        let rule = drivers(workspaces(&["Yard"]));
        let impact = preview(app, &rule).await.expect("an impact");
        let told: Vec<_> = impact.people.iter().map(|one| (one.person_id.to_string(), one.after["workspaces"].clone())).collect();
        assert_eq!(told, [(ada.clone(), json!(["Yard"]))]);
        assert_eq!(access(app, &ada).await[1], json!([]));
        let id = made(app, rule).await;
        let (view, _) = show_rule(&app.ctx, app.account.id, id).await.expect("a rule");
        assert_eq!((view.people, view.then, view.warnings), (Some(1), workspaces(&["Yard"]), vec![]));

        let off = UpdateRule { enabled: Some(false), ..UpdateRule::of(id) };
        assert_eq!(preview(app, &off).await.expect("an impact").people.len(), 1);
        made(app, off).await;
        assert_eq!(access(app, &ada).await[1], json!([]));
        made(app, UpdateRule { enabled: Some(true), ..UpdateRule::of(id) }).await;
        assert_eq!(access(app, &ada).await[1], json!(["Yard"]));
        made(app, DeleteRule { id }).await;
        assert_eq!(access(app, &ada).await[1], json!([]));
        let nobody = Reevaluate { account: app.account.id }.run(&app.ctx, &Acting::system()).await;
        assert_eq!(nobody.expect("an evaluation"), Reevaluated { people: 1, changed: 0 });
        app.settle().await;
    }

    async fn what_is_wrong_with_a_rule_is_told(app: &App) {
        ada(app).await;
        let wrong = |when: &str, then: Gives| CreateRule { when: when.to_owned(), ..drivers(then) };
        assert_eq!(code(apply(app, wrong("groups.display eq", role("viewer"))).await), "rule.condition");
        assert_eq!(code(apply(app, drivers(role("nobody"))).await), "rule.gives");
        assert_eq!(code(apply(app, drivers(role("owner"))).await), "rule.gives");
        made(app, drivers(role("viewer"))).await;
        assert_eq!(code(apply(app, drivers(role("viewer"))).await), "access.name_taken");
        let named = |name: &str, when: &str, then: Gives| CreateRule {
            name: name.to_owned(),
            ..wrong(when, then)
        };
        made(app, named("Gone", r#"groups.display eq "Pilots""#, role("reader"))).await;
        made(app, named("Named", r#"groups.display sw "Dri""#, workspaces(&["{captured}"]))).await;
        made(app, named("Blind", "userName pr", workspaces(&["{captured}"]))).await;
        insta::assert_snapshot!("what_is_wrong_with_rules", warned(app).await.join("\n"));
        app.settle().await;
    }

    async fn another_account_has_none_of_it(app: &App) {
        let technician = made(app, technician()).await;
        let yard = made(app, CreateWorkspace { name: "Yard".to_owned() }).await;
        let drivers = made(app, drivers(workspaces(&["Yard"]))).await;
        app.stranger().await;
        let reads = app.ctx.store.read();
        let other = reads.accounts().by_slug("other").await.expect("accounts").expect("another account").id;
        for account in [other, elsewhere()] {
            assert_eq!(code(show_role(&app.ctx, account, technician).await), "role.not_found");
            assert_eq!(code(show_workspace(&app.ctx, account, yard).await), "workspace.not_found");
            assert_eq!(code(show_rule(&app.ctx, account, drivers).await), "rule.not_found");
        }
        let acting = Acting::command_line();
        let there = edit::apply(&app.ctx, &acting, other, DeleteRole { id: technician, move_to: None }, None);
        assert_eq!(code(there.await), "role.not_found");
        assert_eq!(list_workspaces(&app.ctx, other).await.expect("workspaces").0, []);
        let nowhere = CreateFleetGroup { name: "West".to_owned(), parent: Some(FleetGroupId(Uuid::nil())) };
        assert_eq!(code(apply(app, nowhere).await), "fleet_group.not_found");
        assert_eq!(code(apply(app, DeleteRole { id: RoleId(Uuid::nil()), move_to: None }).await), "role.not_found");
    }
}
