//! What a role is called for good is never what another one is called today.

use super::asking::{change, code};
use crate::support::{App, stories};
use muster_app::access::ApplyAccess;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::json;

stories! {
    async fn no_role_is_named_as_another_one_is_called_for_good(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let wrench = json!({"name": "Wrench", "slug": "technician", "permissions": []});
        let wrench = admin.post("/roles", wrench).await.expect(201).id();
        let shadow = json!({"name": "Technician", "slug": "boss", "priority": 900, "permissions": []});
        assert_eq!(code(&admin.post("/roles", shadow).await), "access.name_taken");
        let boss = json!({"name": "Boss", "permissions": []});
        let boss = admin.post("/roles", boss).await.expect(201).id();
        let path = format!("/roles/{boss}");
        let renamed = change(&admin, &path, json!({"name": "TECHNICIAN"}), None).await;
        assert_eq!(code(&renamed), "access.name_taken");
        // Nor is one called for good as another one is named.
        let late = json!({"name": "Spanner", "slug": "wrench", "permissions": []});
        assert_eq!(code(&admin.post("/roles", late).await), "access.name_taken");
        let file = "[[role]]\nslug = \"lead\"\nname = \"Technician\"\npermissions = []\n";
        let work = ApplyAccess { account: app.account.id, text: file.to_owned(), dry_run: true };
        let refused = work.run(&app.ctx, &Acting::command_line()).await.expect_err("a name");
        assert_eq!(
            refused.to_string(),
            "line 3: role \"technician\" has the slug \"Technician\" already: choose another name"
        );
        // Its own slug is a role's own to be named by.
        let path = format!("/roles/{wrench}");
        change(&admin, &path, json!({"name": "Technician"}), None).await.expect(200);
        // A file with another slug means another role; which one it meant is told.
        let file = "[[role]]\nslug = \"captain\"\nname = \"Boss\"\npermissions = []\n";
        let work = ApplyAccess { account: app.account.id, text: file.to_owned(), dry_run: true };
        let refused = work.run(&app.ctx, &Acting::command_line()).await.expect_err("a name");
        assert_eq!(
            refused.to_string(),
            "line 3: role \"boss\" has the name \"Boss\" already: choose another name, or write \
             slug = \"boss\" to change that role, which keeps the slug that it was made with"
        );
        app.settle().await;
    }
}
