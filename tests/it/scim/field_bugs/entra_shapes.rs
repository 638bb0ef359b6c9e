//! The shapes that Entra sends: values that are not there yet, managers, capital verbs.

use super::cast::{ENTERPRISE, PROFILES, found, push, user};
use crate::support::{App, stories};
use serde_json::{Value, json};

stories! {
    async fn a_work_email_that_is_not_there_is_made(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        for (name, op) in [("a", "Add"), ("b", "Replace")] {
            let ids = push(&entra, &[name]).await;
            let path = format!("/Users/{}", ids[0]);
            let address = format!("{name}@example.com");
            let mail = json!([{"op": op, "path": "emails[type eq \"work\"].value", "value": address}]);
            let read = entra.patch(&path, mail).await.expect(200).json();
            assert_eq!(read["emails"], json!([{"type": "work", "value": address}]));
        }
        let strict = app.connection("Strict", "rfc").await;
        let ids = push(&strict, &["c"]).await;
        let mail = json!([{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "c@example.com"}]);
        let refused = strict.patch(&format!("/Users/{}", ids[0]), mail).await.expect(400).json();
        assert_eq!(refused["scimType"], json!("noTarget"));
        app.settle().await;
    }

    async fn the_type_of_an_email_is_kept_and_found_again(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        let mut ada = user("ada");
        ada["emails"] = json!([{"type": "work", "value": "ada@example.com"}, {"type": "home", "value": "ada@home.example"}]);
        let id = entra.post("/Users", ada).await.expect(201).id();
        let moved = json!([{"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "new@example.com"}]);
        let read = entra.patch(&format!("/Users/{id}"), moved).await.expect(200).json();
        assert_eq!(read["emails"], json!([{"type": "work", "value": "new@example.com"}, {"type": "home", "value": "ada@home.example"}]));
        let by_type = found(&entra, "emails[type eq \"work\"].value eq \"new@example.com\"").await;
        assert_eq!(by_type.len(), 1);
        app.settle().await;
    }

    async fn a_manager_in_any_shape_is_answered_as_an_object(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        let boss = push(&entra, &["boss"]).await.remove(0);
        let path = format!("{ENTERPRISE}:manager");
        for (n, manager) in [json!(boss), json!({"value": boss}), json!([{"$ref": null, "value": boss}])].into_iter().enumerate() {
            let mut posted = user(&format!("posted{n}"));
            posted[ENTERPRISE] = json!({"manager": manager});
            let read = entra.post("/Users", posted).await.expect(201).json();
            assert_eq!(read[ENTERPRISE]["manager"]["value"], json!(boss), "{manager}");
            let id = push(&entra, &[&format!("patched{n}")]).await.remove(0);
            let add = json!([{"op": "Add", "path": path, "value": manager}]);
            let read = entra.patch(&format!("/Users/{id}"), add).await.expect(200).json();
            assert_eq!(read[ENTERPRISE]["manager"]["value"], json!(boss), "{manager}");
        }
        app.settle().await;
    }

    async fn a_manager_is_found_changed_and_removed_by_its_urn(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        let id = push(&entra, &["ada"]).await.remove(0);
        let user = format!("/Users/{id}");
        let path = format!("{ENTERPRISE}:manager");
        let check = |manager: &str| format!("id eq \"{id}\" and {path} eq \"{manager}\"");
        let change = |op: &str, value: Value| json!([{"op": op, "path": path, "value": value}]);
        entra.patch(&user, change("Add", json!("m1"))).await.expect(200);
        assert_eq!(found(&entra, &check("m1")).await.len(), 1);
        let part = json!([{"op": "Replace", "path": format!("{path}.value"), "value": "m2"}]);
        entra.patch(&user, part).await.expect(200);
        assert_eq!((found(&entra, &check("m1")).await.len(), found(&entra, &check("m2")).await.len()), (0, 1));
        for gone in [change("Remove", json!("")), change("Replace", json!("")), json!([{"op": "Remove", "path": path}])] {
            entra.patch(&user, change("Add", json!("m3"))).await.expect(200);
            let read = entra.patch(&user, gone).await.expect(200).json();
            assert_eq!(read[ENTERPRISE]["manager"], Value::Null);
        }
        app.settle().await;
    }

    async fn add_of_a_single_value_replaces_it_and_verbs_have_no_case(app: &App) {
        for profile in PROFILES {
            let directory = app.connection(profile, profile).await;
            let id = push(&directory, &[&format!("a@{profile}")]).await.remove(0);
            let path = format!("/Users/{id}");
            for (op, title) in [("Add", "One"), ("ADD", "Two"), ("Replace", "Three"), ("add", "Four")] {
                let change = json!([{"op": op, "path": "title", "value": title}]);
                let read = directory.patch(&path, change).await.expect(200).json();
                assert_eq!(read["title"], json!(title), "{profile} {op}");
            }
            let leave = json!([{"op": "Add", "path": "active", "value": false}]);
            let read = directory.patch(&path, leave).await.expect(200).json();
            assert_eq!(read["active"], json!(false), "{profile}");
        }
        app.settle().await;
    }
}
