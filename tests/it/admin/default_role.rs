//! Nobody administers by default, by whatever door a role would become the default one.

use super::asking::{change, code};
use crate::support::{App, Client, stories};
use muster_app::access::ApplyAccess;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::{Value, json};

/// The default role of the account, which allows to look.
async fn base(owner: &Client) -> String {
    let base = json!({"name": "Base", "permissions": ["records.view"], "default": true});
    owner.post("/roles", base).await.expect(201).id()
}

/// The id of a role.
async fn role(client: &Client, slug: &str) -> String {
    let all = client.get("/roles").await.expect(200).json();
    let mut all = all["items"].as_array().expect("roles").iter();
    let found = all.find(|one| one["slug"] == slug).expect("a role");
    found["id"].as_str().expect("an id").to_owned()
}

/// The role of whoever a directory pushes next.
async fn role_of_the_next(app: &App) -> Value {
    let okta = app.connection("Okta", "lenient").await;
    let body = json!({"userName": "ada@example.com"});
    let ada = okta.post("/Users", body).await.expect(201).id();
    let path = format!("/people/{ada}/access");
    app.admin().await.get(&path).await.expect(200).json()["role"].take()
}

stories! {
    async fn the_default_role_gets_no_account_permissions(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let base = base(&owner).await;
        let path = format!("/roles/{base}");
        let more = json!({"permissions": ["records.view", "account.users"]});
        let tried = owner.post(&format!("{path}/preview"), more.clone()).await;
        assert_eq!(code(&tried), "access.default_privileged");
        let done = change(&owner, &path, more, None).await;
        assert_eq!(code(&done), "access.default_privileged");
        // Another look is fine, and a role that is the default no longer may have them.
        change(&owner, &path, json!({"permissions": ["reports.view"]}), None).await.expect(200);
        let last = json!({"permissions": ["account.users"], "default": false});
        change(&owner, &path, last, None).await.expect(200);
        assert_eq!(role_of_the_next(app).await, Value::Null);
        app.settle().await;
    }

    async fn no_role_with_account_permissions_takes_the_place_of_the_default_one(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let path = format!("/roles/{}", base(&owner).await);
        let admin = role(&owner, "admin").await;
        let away = json!({"delete": true, "move_to": admin});
        let tried = owner.post(&format!("{path}/preview"), away).await;
        assert_eq!(code(&tried), "access.default_privileged");
        let done = owner.delete(&format!("{path}?move_to={admin}")).await;
        assert_eq!(code(&done), "access.default_privileged");
        let viewer = role(&owner, "viewer").await;
        owner.delete(&format!("{path}?move_to={viewer}")).await.expect(204);
        assert_eq!(role_of_the_next(app).await, "Viewer");
        app.settle().await;
    }

    async fn no_file_gives_the_default_role_account_permissions(app: &App) {
        base(&app.client(TokenRole::Owner).await).await;
        let file = "[[role]]\nslug = \"base\"\nname = \"Base\"\npermissions = [\"account.users\"]\n";
        let work = ApplyAccess { account: app.account.id, text: file.to_owned(), dry_run: false };
        let done = work.run(&app.ctx, &Acting::command_line()).await;
        assert_eq!(
            done.map(|applied| applied.changed).map_err(|why| why.to_string()),
            Err("line 2: role \"base\" holds account permissions and cannot be the default: \
                 everybody whom a directory pushes would have them".to_owned())
        );
        assert_eq!(role_of_the_next(app).await, "Base");
        app.settle().await;
    }
}
