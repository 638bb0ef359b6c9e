//! Who keeps which part of a directory's people, laid down and read from the shell.

use crate::support::{App, stories};
use serde_json::json;

/// The directory of the story.
fn connection(app: &App) -> String {
    let listed = app.muster_says(&["connection", "list", "--account", "default"]);
    let id = listed["items"][0]["connection_id"].as_str();
    id.expect("a connection").to_owned()
}

stories! {
    async fn who_keeps_what_is_laid_down_and_told(app: &App) {
        app.connection("Okta", "okta").await;
        let id = connection(app);
        let set = ["connection", "set", "--connection", &id];
        let owns = ["--owns", "role=directory", "--owns", "scope = both"];
        let told = app.muster_says(&[&set[..], &owns].concat());
        assert_eq!(told["owns"], json!({"role": "directory", "scope": "both"}));
        let ended = app.muster(&[&set[..], &["--owns", "options=console"]].concat());
        let expected = format!(
            "connection {id} (Okta)\nprofile: okta\nadopt: off\nprivileged: off\nenable-disabled: off\n\
             projection: off\nentitlements: off\nowns role = directory\nowns scope = both\nowns options = console\n"
        );
        assert_eq!((ended.code, ended.out), (Some(0), expected));
        let listed = app.muster_says(&["connection", "list", "--account", "default"]);
        let all = json!({"role": "directory", "scope": "both", "options": "console"});
        assert_eq!(listed["items"][0]["owns"], all);
    }

    async fn what_nobody_can_keep_is_refused_with_what_can_be(app: &App) {
        app.connection("Okta", "okta").await;
        let id = connection(app);
        for wrong in ["role", "role=nobody", "hair=both"] {
            let words = ["connection", "set", "--connection", &id, "--owns", wrong];
            let (code, line) = app.muster_refuses(&words);
            let parts = "one of profile, status, role, scope, options = one of directory, console, both";
            assert!(code == 2 && line.contains(parts), "{wrong}: {line}");
        }
    }
}
