//! `muster access apply` and `muster schema apply`: a file, and an account that agrees with it.

use crate::support::{App, stories};
use serde_json::json;

stories! {
    async fn a_file_is_tried_applied_and_then_changes_nothing(app: &App) {
        for (what, file, tried, applied, again) in [
            ("access", "config/access.example.toml", "would change ", "changed ", "changed 0 rows"),
            ("schema", "config/schema.example.toml", "would change ", "changed ", "changed 0 schemas"),
        ] {
            let apply = [what, "apply", "--account", "default", "--file", file];
            for (words, told) in [(vec!["--dry-run"], tried), (vec![], applied), (vec![], again)] {
                let ended = app.muster(&[&apply[..], &words].concat());
                assert_eq!(ended.code, Some(0), "{ended:?}");
                assert!(ended.out.starts_with(told), "{ended:?}");
            }
            assert_eq!(app.muster_says(&apply)["changed"], 0);
        }
        app.settle().await;
    }

    async fn a_trial_names_each_person_and_what_they_would_have(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let ada = json!({"userName": "ada@example.com", "active": false});
        let id = okta.post("/Users", ada).await.expect(201).id();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("access.toml");
        let text = "workspaces = [\"Yard\"]\n[[rule]]\nname = \"Everybody\"\n\
                    when = 'userName pr'\nthen.workspaces = [\"Yard\"]\n";
        std::fs::write(&file, text).expect("a file");
        let file = file.display().to_string();
        let words = ["access", "apply", "--account", "default", "--file", &file, "--dry-run"];
        let told = format!(
            "would change 2 rows of the policy and the access of 1 person\n  \
             workspace \"Yard\": added\n  rule \"Everybody\": added\n  \
             ada@example.com ({id})  workspaces: none -> Yard\n"
        );
        assert_eq!(app.muster(&words).out, told);
        app.settle().await;
    }

    async fn what_is_wrong_with_a_file_is_told_with_its_name(app: &App) {
        let folder = tempfile::tempdir().expect("a folder");
        let (gone, broken) = (folder.path().join("gone.toml"), folder.path().join("broken.toml"));
        std::fs::write(&broken, "colour = 1\n").expect("a file");
        for what in ["access", "schema"] {
            for (account, file, told) in [
                ("default", &gone, "gone.toml: cannot be read"),
                ("default", &broken, "broken.toml: "),
                ("nobody", &gone, "there is no account \"nobody\"; there is default"),
            ] {
                let file = file.display().to_string();
                let words = [what, "apply", "--account", account, "--file", &file];
                let (code, line) = app.muster_refuses(&words);
                assert!(code == 1 && line.contains(told) && line.lines().count() == 1, "{line}");
            }
        }
    }
}
