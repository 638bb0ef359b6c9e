//! Rules that take the name of what they give from the group, and rules on attributes of one's own.

use crate::support::{App, stories};
use muster_app::schemas::ApplySchemas;
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
