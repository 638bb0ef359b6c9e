//! Projected groups follow the account step by step, and have the names that they should have.

use crate::support::{App, Client, stories};
use muster_app::access::CompileStale;
use muster_app::access::edit;
use muster_app::access::workspaces::RenameWorkspace;
use muster_app::provision::{ProjectNext, follow_policy};
use muster_store::Acting;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The names of the groups of this kind, sorted.
async fn names(client: &Client, kind: &str) -> Vec<String> {
    let list = client
        .get("/Groups?sortBy=displayName&count=1000")
        .await
        .expect(200)
        .json();
    let groups = list["Resources"].as_array().into_iter().flatten();
    let names = groups.filter_map(|group| group["displayName"].as_str());
    names
        .filter(|name| name.starts_with(kind))
        .map(str::to_owned)
        .collect()
}

/// Gives a workspace another name.
async fn rename(app: &App, from: &str, to: &str) {
    let reads = app.ctx.store.read();
    let policy = reads
        .access()
        .policy(app.account.id)
        .await
        .expect("a policy");
    let held = policy.workspaces.iter().find(|one| one.name == from);
    let work = RenameWorkspace {
        id: held.expect("the workspace").id,
        name: to.to_owned(),
    };
    let acting = Acting::command_line();
    let done = edit::apply(&app.ctx, &acting, app.account.id, work, None).await;
    done.expect("another name");
}

async fn go(app: &App) -> bool {
    let gone = app.ctx.store.perform(Acting::system(), ProjectNext).await;
    gone.expect("a step")
}

fn many_workspaces(from: usize, to: usize) -> String {
    let mut text = "workspaces = [".to_owned();
    for number in from..to {
        let _ = write!(text, "\"W{number:03}\", ");
    }
    text + "]\n"
}

stories! {
    async fn names_that_are_swapped_are_swapped_in_the_groups_too(app: &App) {
        app.apply("workspaces = [\"Yard\", \"Office\"]").await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", Some(true), None).await;
        let found = okta.get("/Groups?sortBy=displayName&count=100").await.expect(200).json();
        let id = |name: &str, of: &Value| {
            let mut groups = of["Resources"].as_array().expect("groups").iter();
            groups.find(|group| group["displayName"] == name).expect("a group")["id"].clone()
        };
        let yard = id("Workspace: Yard", &found);
        for (from, to) in [("Yard", "Elsewhere"), ("Office", "Yard"), ("Elsewhere", "Office")] {
            rename(app, from, to).await;
        }
        app.project().await;
        assert_eq!(names(&okta, "Workspace").await, ["Workspace: Office", "Workspace: Yard"]);
        let found = okta.get("/Groups?count=100").await.expect(200).json();
        assert_eq!(id("Workspace: Office", &found), yard, "a group keeps its id");
        app.settle().await;
    }

    async fn a_name_that_a_directory_gives_up_is_taken(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        let okta = app.connection("Okta", "lenient").await;
        let own = okta.post("/Groups", json!({"displayName": "Workspace: Yard"})).await.expect(201).id();
        app.switch("Okta", Some(true), None).await;
        let both = ["Workspace: Yard", "Workspace: Yard (2)"];
        assert_eq!(names(&okta, "Workspace").await, both);
        assert!(!go(app).await, "there is nothing to be done");

        let rename = json!([{"op": "replace", "path": "displayName", "value": "Yard staff"}]);
        okta.patch(&format!("/Groups/{own}"), rename).await.expect(200);
        app.project().await;
        assert_eq!(names(&okta, "Workspace").await, ["Workspace: Yard"]);

        // And nobody takes it from the group that has it.
        let rename = json!([{"op": "replace", "path": "displayName", "value": "workspace: yard"}]);
        okta.patch(&format!("/Groups/{own}"), rename).await.expect(409);
        app.settle().await;
    }

    async fn a_step_makes_a_hundred_groups_and_the_next_one_goes_on(app: &App) {
        app.apply(&many_workspaces(0, 230)).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch_only("Okta", Some(true)).await;
        let mut counts = Vec::new();
        while go(app).await {
            counts.push(names(&okta, "").await.len());
            if counts.len() == 1 {
                // What changes meanwhile is followed as well, wherever the run stands.
                rename(app, "W000", "First").await;
                app.apply("workspaces = [\"Last\"]").await;
            }
        }
        assert_eq!(counts, [100, 200, 238, 238, 238, 238]);
        let workspaces = names(&okta, "Workspace").await;
        assert_eq!(workspaces.len(), 231);
        assert_eq!(workspaces[..3], ["Workspace: First", "Workspace: Last", "Workspace: W001"]);

        // Switched off in the middle of a run, everything goes.
        app.apply("workspaces = [\"One more\"]").await;
        assert!(go(app).await);
        app.switch_only("Okta", Some(false)).await;
        app.project().await;
        assert_eq!(names(&okta, "").await, [""; 0]);
        app.settle().await;
    }

    async fn what_people_may_do_is_not_kept_waiting_by_groups(app: &App) {
        app.apply("workspaces = [\"Yard\"]").await;
        let okta = app.connection("Okta", "lenient").await;
        for number in 0..3 {
            let body = json!({"userName": format!("p{number}")});
            okta.post("/Users", body).await.expect(201);
        }
        while app.ctx.store.perform(Acting::system(), CompileStale).await.expect("a go") > 0 {}
        // The switch makes people stale, and groups are to be made.
        app.switch_only("Okta", Some(true)).await;
        let stale = || async {
            let reads = app.ctx.store.read();
            reads.access().stale_people(10).await.expect("a look").is_some()
        };
        assert!(stale().await);
        assert!(follow_policy(&app.ctx).await.expect("a step"));
        assert_eq!((stale().await, names(&okta, "").await.len()), (false, 0));
        while follow_policy(&app.ctx).await.expect("a step") {}
        assert_eq!((stale().await, names(&okta, "").await.len()), (false, 8));
        app.settle().await;
    }
}
