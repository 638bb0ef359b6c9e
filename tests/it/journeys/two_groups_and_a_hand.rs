//! Somebody has access from two groups and by hand: each takes back only its own.

use crate::support::{App, Client, stories};
use muster_app::access::compile_person;
use muster_model::access::{Dimension, Grant, Source};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, GrantId, PersonId};
use muster_store::{Acting, StoreError, Tx, Work};
use serde_json::{Value, json};

const FILE: &str = r#"
workspaces = ["W1", "W2", "W3"]

[[rule]]
name = "Managers"
when = 'groups.display eq "A"'
priority = 20
then.role = "manager"
then.workspaces = ["W1"]

[[rule]]
name = "Viewers"
when = 'groups.display eq "B"'
priority = 10
then.role = "viewer"
then.workspaces = ["W2"]
"#;

/// Somebody gives a workspace by hand.
struct GiveByHand {
    account: AccountId,
    person: PersonId,
    workspace: &'static str,
}

impl Work for GiveByHand {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let policy = tx.access().policy(self.account).await?;
        let mut named = policy.workspaces.iter();
        let workspace = named
            .find(|one| one.name == self.workspace)
            .expect("a workspace");
        let person = tx.people().get(self.account, self.person).await?;
        let mut revision = Revision::of(person.expect("somebody"));
        let grant = Grant {
            id: GrantId(tx.next_id()),
            dimension: Dimension::Workspace,
            value: workspace.id.to_string(),
            source: Source::Manual,
            created_at: tx.now(),
        };
        revision.grant(&Source::Manual, Dimension::Workspace, vec![grant]);
        compile_person(tx, &mut revision).await?;
        let change = revision.close(tx.now());
        tx.people()
            .save_all(change.into_iter().collect())
            .await
            .map(drop)
    }
}

/// Role and workspaces, and where each comes from.
async fn told(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    let because = |part: &str| -> Vec<String> {
        let reasons = access["because"][part].as_array().expect("reasons");
        let word = |reason: &Value| {
            let via = reason["via"].as_array().expect("a chain");
            let via: Vec<&str> = via
                .iter()
                .map(|link| link.as_str().expect("a link"))
                .collect();
            format!(
                "{} <- {}",
                reason["value"].as_str().expect("a value"),
                match via.as_slice() {
                    [] => reason["source"].as_str().expect("a source").to_owned(),
                    via => via.join(" > "),
                }
            )
        };
        reasons.iter().map(word).collect()
    };
    json!([access["role"], because("role"), because("workspaces")])
}

async fn leave(okta: &Client, group: &str, id: &str) {
    let leave = json!([{"op": "remove", "path": format!("members[value eq \"{id}\"]")}]);
    okta.patch(&format!("/Groups/{group}"), leave)
        .await
        .expect(200);
}

stories! {
    async fn what_one_group_gave_goes_with_it_and_nothing_else_does(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "okta").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let mut groups = Vec::new();
        for name in ["A", "B"] {
            let body = json!({"displayName": name, "members": [{"value": ada}]});
            groups.push(okta.post("/Groups", body).await.expect(201).id());
        }
        let by_hand = GiveByHand {
            account: app.account.id,
            person: ada.parse().expect("an id"),
            workspace: "W3",
        };
        app.ctx.store.perform(Acting::command_line(), by_hand).await.expect("a grant");
        assert_eq!(told(app, &ada).await, json!([
            "Manager",
            ["Manager <- Okta > A > Managers"],
            ["W1 <- Okta > A > Managers", "W2 <- Okta > B > Viewers", "W3 <- manual"],
        ]));
        app.events().await;

        leave(&okta, &groups[0], &ada).await;
        assert_eq!(told(app, &ada).await, json!([
            "Viewer",
            ["Viewer <- Okta > B > Viewers"],
            ["W2 <- Okta > B > Viewers", "W3 <- manual"],
        ]));
        assert_eq!(app.events().await, ["group.members_changed #3", "user.access_changed #6"]);

        leave(&okta, &groups[1], &ada).await;
        assert_eq!(told(app, &ada).await, json!([null, [], ["W3 <- manual"]]));
        assert_eq!(app.events().await, ["group.members_changed #3", "user.access_changed #7"]);
    }
}
