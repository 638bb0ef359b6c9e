//! `/api/v1/account`: the settings of the account.

use super::asking::{change, code, tag};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::json;

stories! {
    async fn the_account_is_renamed_by_whoever_saw_it_last(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let read = admin.get("/account").await.expect(200);
        assert_eq!((&read.json()["slug"], &read.json()["name"]), (&json!("default"), &json!("Acme")));
        let seen = tag(&read);
        let renamed = change(&admin, "/account", json!({"name": " Acme Ltd "}), Some(&seen)).await.expect(200);
        assert_eq!(renamed.json()["name"], "Acme Ltd");
        assert_eq!(tag(&admin.get("/account").await), tag(&renamed));
        let late = change(&admin, "/account", json!({"name": "Acme Inc"}), Some(&seen)).await.expect(412);
        assert_eq!(code(&late), "resource.changed");
        let same = change(&admin, "/account", json!({"name": "Acme Ltd"}), None).await.expect(200);
        assert_eq!(tag(&same), tag(&renamed), "what changes nothing is no version");
        let traces = app.traces(&app.account.id.to_string()).await;
        assert!(traces.last().is_some_and(|last| last.contains("Acme Ltd")), "{traces:?}");
    }

    async fn domains_are_named_whole_and_read_as_people_write_them(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let set = async |domains: serde_json::Value| {
            change(&admin, "/account", json!({"verified_domains": domains}), None).await
        };
        let two = set(json!(["Example.com", "acme.example", "example.COM"])).await.expect(200).json();
        assert_eq!(two["verified_domains"], json!(["acme.example", "example.com"]));
        let other = app.client(TokenRole::Admin).await;
        let other = change(&other, "/account", json!({"verified_domains": ["evil.example"]}), None);
        assert_eq!(code(&other.await.expect(403)), "account.domains_owner");
        let one = set(json!(["acme.example"])).await.expect(200).json();
        assert_eq!(one["verified_domains"], json!(["acme.example"]));
        for wrong in ["", "localhost", "a@b.example", "exa mple.com"] {
            assert_eq!(code(&set(json!([wrong])).await.expect(400)), "account.domain");
        }
        let shown = admin.get("/account").await.expect(200).json();
        assert_eq!(shown["verified_domains"], json!(["acme.example"]));
    }

    async fn the_account_says_what_becomes_of_whom_nothing_is_left(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let read = admin.get("/account").await.expect(200);
        assert_eq!(read.json()["nothing_left"], json!(null));
        let new = json!({"card": {"email": "ada@example.com"}, "access": {"role": "user"}, "invite": true});
        let ada = admin.post("/people", new).await.expect(201).id();
        let seen = tag(&read);
        let ends = json!({"nothing_left": "no_access"});
        let changed = change(&admin, "/account", ends.clone(), Some(&seen)).await.expect(200);
        assert_eq!(changed.json()["nothing_left"], "no_access");
        assert_ne!(tag(&changed), seen);
        assert_eq!(code(&change(&admin, "/account", ends, Some(&seen)).await.expect(412)), "resource.changed");
        let left = admin.put(&format!("/people/{ada}/grants"), json!({"role": null})).await.expect(200).json();
        assert_eq!(left["status"], "deactivated", "the last thing is gone");

        let same = change(&admin, "/account", json!({"name": "Acme"}), None).await.expect(200);
        assert_eq!(same.json()["nothing_left"], "no_access", "what is not named stays");
        let back = change(&admin, "/account", json!({"nothing_left": null}), None).await.expect(200);
        assert_eq!(back.json()["nothing_left"], json!(null));
        let wrong = change(&admin, "/account", json!({"nothing_left": "explode"}), None).await.expect(400);
        assert_eq!(code(&wrong), "request.body");
        let traces = app.traces(&app.account.id.to_string()).await;
        assert!(traces.iter().any(|row| row.contains("no_access")), "{traces:?}");
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_an_access_file_settles_is_another_version(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let read = async || tag(&admin.get("/account").await.expect(200));
        let mut seen = vec![read().await];
        for file in ["nothing_left = \"keep\"\n", "verified_domains = [\"acme.example\"]\n"] {
            app.apply(file).await;
            let late = change(&admin, "/account", json!({"name": "Late"}), seen.last().map(String::as_str)).await.expect(412);
            assert_eq!(code(&late), "resource.changed", "{file}");
            seen.push(read().await);
            app.apply(file).await;
            assert_eq!(Some(&read().await), seen.last(), "the same file changes nothing");
        }
        let back = json!({"nothing_left": null, "name": "Acme Ltd"});
        let back = change(&admin, "/account", back, seen.last().map(String::as_str)).await.expect(200);
        assert_eq!(tag(&back), read().await, "the version is the one that was read");
    }

    async fn a_viewer_reads_settings_and_changes_none(app: &App) {
        let viewer = app.client(TokenRole::Viewer).await;
        viewer.get("/account").await.expect(200);
        let refused = change(&viewer, "/account", json!({"name": "Mine"}), None).await.expect(403);
        assert_eq!(code(&refused), "token.role");
    }
}
