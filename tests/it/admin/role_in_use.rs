//! A role that somebody would have by the name of a group does not go, whoever is compiled when.

use super::asking::code;
use crate::support::{App, stories};
use muster_app::access::ApplyAccess;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::json;

const HELPER: &str = r#"
[[role]]
slug = "helper"
name = "Helper"
permissions = ["people.view"]
"#;

const RULE: &str = r#"
[[rule]]
name = "Roles by name"
when = 'groups.display sw "Role-"'
then.role = "{captured}"
"#;

/// More people than are compiled at once.
const CROWD: u64 = 201;

/// A role that a group gives by its name.
async fn helpers(app: &App) -> String {
    app.apply(&format!("{HELPER}{RULE}")).await;
    let okta = app.connection("Okta", "lenient").await;
    let ada = json!({"userName": "ada@example.com"});
    let ada = okta.post("/Users", ada).await.expect(201).id();
    let helpers = json!({"displayName": "Role-Helper", "members": [{"value": ada}]});
    okta.post("/Groups", helpers).await.expect(201);
    let reads = app.ctx.store.read();
    let policy = reads
        .access()
        .policy(app.account.id)
        .await
        .expect("a policy");
    let mut roles = policy.roles.iter();
    roles
        .find(|role| role.slug == "helper")
        .expect("the role")
        .id
        .to_string()
}

/// What an access file says when it is applied.
async fn applied(app: &App, text: String) -> String {
    let account = app.account.id;
    let work = ApplyAccess {
        account,
        text,
        dry_run: false,
    };
    let done = work.run(&app.ctx, &Acting::command_line()).await;
    done.map_or_else(
        |why| why.to_string(),
        |done| format!("{} changes", done.changed),
    )
}

stories! {
    async fn a_role_that_is_given_by_name_stays_while_people_are_still_to_be_compiled(app: &App) {
        let helper = helpers(app).await;
        app.crowd("Okta", CROWD).await;
        let admin = app.client(TokenRole::Admin).await;
        // Everybody is out of date from here on.
        admin.post("/workspaces", json!({"name": "Yard"})).await.expect(201);
        let path = format!("/roles/{helper}");
        let tried = admin.post(&format!("{path}/preview"), json!({"delete": true})).await;
        assert_eq!(code(&tried), "access.role_in_use");
        assert_eq!(code(&admin.delete(&path).await), "access.role_in_use");
        app.settle().await;
    }

    async fn a_file_removes_no_role_that_is_given_by_name(app: &App) {
        helpers(app).await;
        let without = format!("prune = true\n{RULE}");
        let told = "role \"helper\" is in use (rules that give it: Roles by name) and cannot be \
                    removed: say which role takes its place (`DELETE /api/v1/roles/ID?move_to=OTHER`), \
                    or take it from them first";
        assert_eq!(applied(app, without).await, told);
        // Nothing gives it any more once the rule goes as well.
        assert_eq!(applied(app, "prune = true\n".to_owned()).await, "2 changes");
        app.settle().await;
    }
}
