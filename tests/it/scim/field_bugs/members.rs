//! Members of groups: what is named is changed, and nothing else.

use super::cast::{PROFILES, group, members, push, push_group, values};
use crate::support::{App, stories};
use serde_json::{Value, json};

stories! {
    async fn only_the_listed_member_is_removed(app: &App) {
        for profile in ["lenient", "entra", "jumpcloud"] {
            let directory = app.connection(profile, profile).await;
            let names = ["a", "b", "c"].map(|name| format!("{name}@{profile}"));
            let ids = push(&directory, &[&names[0], &names[1], &names[2]]).await;
            let path = push_group(&directory, &ids).await;
            let listed = json!([{"op": "Remove", "path": "members", "value": [{"value": ids[1]}]}]);
            directory.patch(&path, listed).await;
            assert_eq!(members(&directory, &path).await, [&*names[0], &*names[2]], "{profile}");
        }
        let strict = app.connection("Strict", "rfc").await;
        let ids = push(&strict, &["d", "e"]).await;
        let path = push_group(&strict, &ids).await;
        let listed = json!([{"op": "remove", "path": "members", "value": [{"value": ids[0]}]}]);
        let refused = strict.patch(&path, listed).await.expect(400).json();
        assert_eq!(refused["scimType"], json!("invalidValue"));
        assert_eq!(members(&strict, &path).await, ["d", "e"]);
        app.settle().await;
    }

    async fn added_members_join_those_who_are_there(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let ids = push(&okta, &["a", "b", "c"]).await;
        let path = push_group(&okta, &ids[..1]).await;
        for id in &ids[1..] {
            let add = json!([{"op": "add", "path": "members", "value": [{"value": id, "display": "x"}]}]);
            okta.patch(&path, add).await.expect(200);
        }
        assert_eq!(members(&okta, &path).await, ["a", "b", "c"]);
        app.settle().await;
    }

    async fn removing_who_is_not_in_is_a_success(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let ids = push(&directory, &[&name]).await;
            let path = push_group(&directory, &[]).await;
            let before = directory.get(&path).await.json();
            let one = json!([{"op": "remove", "path": format!("members[value eq \"{}\"]", ids[0])}]);
            for _ in 0..2 {
                let status = directory.patch(&path, one.clone()).await.status.as_u16();
                assert!([200, 204].contains(&status), "{profile}: {status}");
            }
            assert_eq!(directory.get(&path).await.json(), before, "{profile}");
        }
        app.settle().await;
    }

    async fn an_unknown_member_never_stops_the_others(app: &App) {
        let nobody = "3f1c2d4e-0000-7000-8000-00000000dead".to_owned();
        for profile in PROFILES.into_iter().filter(|profile| *profile != "rfc") {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let ids = push(&directory, &[&name]).await;
            let path = push_group(&directory, &[]).await;
            let both = json!([{"op": "add", "path": "members", "value": values(&[nobody.clone(), ids[0].clone()])}]);
            let status = directory.patch(&path, both).await.status.as_u16();
            assert!([200, 204].contains(&status), "{profile}: {status}");
            assert_eq!(members(&directory, &path).await, [name], "{profile}");
        }
        let strict = app.connection("Strict", "rfc").await;
        let path = push_group(&strict, &[]).await;
        let add = json!([{"op": "add", "path": "members", "value": [{"value": nobody}]}]);
        let refused = strict.patch(&path, add).await.expect(400).json();
        assert_eq!(refused["detail"], json!(format!("no resource has these ids: {nobody}")));
        app.settle().await;
    }

    async fn no_member_id_is_a_mistake_of_the_server(app: &App) {
        let elsewhere = push(&app.connection("Elsewhere", "lenient").await, &["elsewhere"]).await;
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let names = ["a", "gone"].map(|name| format!("{name}@{profile}"));
            let ids = push(&directory, &[&names[0], &names[1]]).await;
            directory.delete(&format!("/Users/{}", ids[1])).await.expect(204);
            let path = push_group(&directory, &[]).await;
            // Somebody who is gone, somebody of another directory, nobody, and a name for an id.
            let nobody = [
                ids[1].clone(), elsewhere[0].clone(),
                "3f1c2d4e-0000-7000-8000-00000000dead".to_owned(), names[0].clone(),
            ];
            let expected = match profile {
                "rfc" => 400,
                "entra" => 204,
                _ => 200,
            };
            for id in &nobody {
                let add = json!([{"op": "Add", "path": "members", "value": [{"value": id}]}]);
                // Entra asks again: nothing that it was told the first time has changed.
                for _ in 0..2 {
                    let answer = directory.patch(&path, add.clone()).await.expect(expected);
                    if profile == "rfc" {
                        let why = format!("no resource has these ids: {id}");
                        assert_eq!(answer.json()["detail"], json!(why));
                    }
                }
            }
            assert_eq!(members(&directory, &path).await, [""; 0], "{profile}");
            // Among all of them, whoever is there joins.
            let whole = group("Drivers", &values(&[&nobody[..], &ids[..1]].concat()));
            directory.put(&path, whole).await.expect(if profile == "rfc" { 400 } else { 200 });
            let joined: &[&str] = if profile == "rfc" { &[] } else { &[&names[0]] };
            assert_eq!(members(&directory, &path).await, joined, "{profile}");
        }
        app.settle().await;
    }

    async fn no_odd_member_value_is_a_mistake_of_the_server(app: &App) {
        for profile in ["lenient", "entra", "rfc"] {
            let directory = app.connection(profile, profile).await;
            let path = push_group(&directory, &[]).await;
            let long = "x".repeat(5000);
            for odd in [json!(""), json!("null"), json!("å/../'\"; --"), json!(long), json!(7), json!(null), json!({"value": "x"})] {
                let add = json!([{"op": "add", "path": "members", "value": [{"value": odd}]}]);
                let answer = directory.patch(&path, add).await;
                assert!(answer.status.as_u16() < 500, "{profile} {odd}: {}", answer.text);
                if !answer.status.is_success() {
                    assert_eq!(answer.json()["status"], json!("400"), "{profile} {odd}");
                }
            }
            assert_eq!(members(&directory, &path).await, [""; 0]);
        }
        app.settle().await;
    }

    async fn an_empty_list_empties_the_group(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let name = format!("a@{profile}");
            let ids = push(&directory, &[&name]).await;
            let path = push_group(&directory, &ids).await;
            let nobody = json!([{"op": "replace", "path": "members", "value": []}]);
            let status = directory.patch(&path, nobody).await.status.as_u16();
            assert!([200, 204].contains(&status), "{profile}: {status}");
            assert_eq!(members(&directory, &path).await, [""; 0], "{profile}");
        }
        app.settle().await;
    }

    async fn a_member_list_without_a_path_is_the_whole_list(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let ids = push(&okta, &["a", "b", "c"]).await;
        let path = push_group(&okta, &ids[..1]).await;
        let id = path.trim_start_matches("/Groups/");
        let whole = json!([{"op": "replace", "value": {"id": id, "displayName": "Riders", "members": values(&ids[1..])}}]);
        let answer = okta.patch(&path, whole).await.expect(200).json();
        assert_eq!(answer["displayName"], json!("Riders"));
        assert_eq!(members(&okta, &path).await, ["b", "c"]);
        app.settle().await;
    }

    async fn a_member_without_a_type_is_a_user(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let ids = push(&okta, &["a"]).await;
        let path = push_group(&okta, &ids).await;
        let shown = okta.get(&path).await.expect(200).json()["members"].clone();
        assert_eq!((&shown[0]["value"], &shown[0]["type"]), (&json!(ids[0]), &json!("User")));
        app.settle().await;
    }

    async fn members_of_post_and_put_count_under_every_profile(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let names = ["a", "b"].map(|name| format!("{name}@{profile}"));
            let ids = push(&directory, &[&names[0], &names[1]]).await;
            let path = push_group(&directory, &ids[..1]).await;
            assert_eq!(members(&directory, &path).await, [&*names[0]], "{profile}");
            let whole = group("Drivers", &values(&ids[1..]));
            directory.put(&path, whole).await.expect(200);
            assert_eq!(members(&directory, &path).await, [&*names[1]], "{profile}");
            directory.put(&path, group("Drivers", &Value::Null)).await.expect(200);
            assert_eq!(members(&directory, &path).await, [""; 0], "{profile}");
        }
        app.settle().await;
    }
}
