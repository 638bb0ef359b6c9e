//! Users over SCIM, request by request.

use crate::support::{App, stories};
use axum::http::Method;
use insta::assert_snapshot;
use serde_json::json;

fn ada() -> serde_json::Value {
    json!({
        "schemas": [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        ],
        "externalId": "00u1ada",
        "userName": "Ada@example.com",
        "name": {"givenName": "Ada", "familyName": "Byron"},
        "emails": [{"value": "ada@example.com", "type": "work", "primary": true}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Engines"},
        "active": true,
    })
}

stories! {
    async fn a_user_is_created_and_reads_as_it_was_sent(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let created = okta.post("/Users", ada()).await.expect(201);
        assert_snapshot!("a_user_as_created", created.shown());
        let read = okta.get(&format!("/Users/{}", created.id())).await.expect(200);
        assert_eq!(read.json(), created.json());
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);
    }

    async fn the_same_user_name_again_is_a_conflict_in_any_case(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", ada()).await.expect(201);
        let mut again = ada();
        again["userName"] = json!("ADA@EXAMPLE.COM");
        again["externalId"] = json!("00u2");
        assert_snapshot!(okta.post("/Users", again).await.shown(), @r#"
        409 Conflict
        content-type: application/scim+json

        {
          "schemas": [
            "urn:ietf:params:scim:api:messages:2.0:Error"
          ],
          "status": "409",
          "scimType": "uniqueness",
          "detail": "userName is already in use"
        }
        "#);
        app.settle().await;
        assert_eq!(app.mailbox.take_names().len(), 1);
    }

    async fn a_patch_that_changes_nothing_moves_nothing(app: &App) {
        let entra = app.connection("Entra", "lenient").await;
        let created = entra.post("/Users", ada()).await.expect(201);
        let path = format!("/Users/{}", created.id());
        app.settle().await;
        app.advance_minutes(40);
        let same = entra
            .patch(&path, json!([{"op": "Replace", "path": "active", "value": "True"}]))
            .await
            .expect(200);
        assert_eq!(same.json(), created.json());
        assert_eq!(app.events().await, ["user.created #1", "user.invited #2"]);
    }

    async fn a_leaver_is_inactive_at_once_and_still_listed(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let path = format!("/Users/{id}");
        let left = okta.patch(&path, json!([{"op": "replace", "value": {"active": false}}])).await.expect(200);
        assert_eq!(left.json()["active"], json!(false));
        let listed = okta.get("/Users?filter=userName%20eq%20%22ada@example.com%22").await.expect(200);
        assert_eq!(listed.json()["totalResults"], json!(1));
        assert_eq!(listed.json()["Resources"][0]["active"], json!(false));
        app.settle().await;
        assert_eq!(app.events().await, ["user.created #1", "user.invited #2", "user.deactivated #3"]);
    }

    async fn a_deleted_user_is_gone_and_its_names_are_free(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let first = okta.post("/Users", ada()).await.expect(201).id();
        okta.delete(&format!("/Users/{first}")).await.expect(204);
        okta.get(&format!("/Users/{first}")).await.expect(404);
        okta.delete(&format!("/Users/{first}")).await.expect(404);
        let second = okta.post("/Users", ada()).await.expect(201).id();
        assert_ne!(first, second);
        app.settle().await;
        let of_first = app.sink.take().into_iter().filter(|m| m.body["data"]["user"]["id"] == json!(first));
        let told: Vec<String> = of_first.map(|message| message.told()).collect();
        assert_eq!(told, ["user.created #1", "user.invited #2", "user.deleted #3"]);
    }

    async fn who_was_deactivated_by_a_directory_is_revived_by_its_post(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let path = format!("/Users/{id}");
        okta.patch(&path, json!([{"op": "replace", "value": {"active": false}}])).await.expect(200);
        let revived = okta.post("/Users", ada()).await.expect(201);
        assert_eq!(revived.id(), id);
        assert_eq!(revived.json()["active"], json!(true));

        let strict = app.connection("Strict", "rfc").await;
        let mut bob = ada();
        bob["userName"] = json!("bob");
        bob["externalId"] = json!("b");
        let id = strict.post("/Users", bob.clone()).await.expect(201).id();
        let leave = json!([{"op": "replace", "path": "active", "value": false}]);
        strict.patch(&format!("/Users/{id}"), leave).await.expect(200);
        strict.post("/Users", bob).await.expect(409);
        app.settle().await;
    }

    async fn a_connection_sees_only_whom_it_is_linked_to(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let other = app.connection("Other", "lenient").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let foreign = other.get(&format!("/Users/{id}")).await.expect(404);
        let random = other.get("/Users/3f1c2d4e-0000-7000-8000-00000000dead").await.expect(404);
        assert_eq!(foreign.text, random.text);
        assert_eq!(other.get("/Users").await.json()["totalResults"], json!(0));
        other.delete(&format!("/Users/{id}")).await.expect(404);
        okta.get(&format!("/Users/{id}")).await.expect(200);
        app.settle().await;
    }

    async fn of_two_writers_with_one_tag_the_second_is_told(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let path = format!("/Users/{id}");
        let body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "title", "value": "Countess"}],
        });
        let with_tag = [("if-match", "W/\"1\"")];
        let change = || okta.send(Method::PATCH, &path, &with_tag, Some(body.to_string()));
        change().await.expect(200);
        change().await.expect(412);
        let known = okta.send(Method::GET, &path, &[("if-none-match", "W/\"2\"")], None).await;
        assert_eq!(known.status.as_u16(), 304);
        app.settle().await;
    }

    async fn bad_input_is_refused_with_reasons_and_writes_nothing(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let send = |body: &'static str| okta.send(Method::POST, "/Users", &[], Some(body.to_owned()));
        let refused = [
            ("{\"userName\": ", "invalidSyntax"),
            ("[]", "invalidSyntax"),
            ("{\"userName\": \"a\", \"userName\": \"b\"}", "invalidSyntax"),
            ("{\"userName\": \"a\", \"USERNAME\": \"b\"}", "invalidSyntax"),
            ("{\"userName\": \"a\\u0000b\"}", "invalidSyntax"),
            ("{\"displayName\": \"nobody\"}", "invalidValue"),
            ("{\"userName\": \"a\", \"active\": \"perhaps\"}", "invalidValue"),
        ];
        for (body, scim_type) in refused {
            let answer = send(body).await.expect(400);
            assert_eq!(answer.json()["scimType"], json!(scim_type), "{body}");
        }
        for filter in ["userName%20eq", "nobody%20eq%20%22x%22", "userName%20is%20%22x%22"] {
            let answer = okta.get(&format!("/Users?filter={filter}")).await.expect(400);
            assert_eq!(answer.json()["scimType"], json!("invalidFilter"), "{filter}");
        }
        okta.with_token(None).get("/Users").await.expect(401);
        let unknown = okta.with_token(Some("mus_scim_wrong")).get("/Users").await;
        assert_snapshot!("an_unknown_token", unknown.shown());
        assert_eq!(okta.get("/Users").await.json()["totalResults"], json!(0));
        assert_eq!(app.events().await, [""; 0]);
    }

    async fn filters_find_by_index_and_by_looking(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for (name, title) in [("ada", "Countess"), ("bob", "Builder"), ("Cleo", "Queen")] {
            let body = json!({"userName": name, "title": title, "externalId": format!("x-{name}")});
            okta.post("/Users", body).await.expect(201);
        }
        let found = [
            ("userName eq \"CLEO\"", vec!["Cleo"]),
            ("externalId eq \"x-bob\"", vec!["bob"]),
            ("externalId eq \"X-bob\"", vec![]),
            ("title co \"ue\" or userName sw \"a\"", vec!["ada", "Cleo"]),
            ("not (title eq \"builder\")", vec!["ada", "Cleo"]),
            ("active eq true and title pr", vec!["ada", "bob", "Cleo"]),
            ("meta.created ge \"2026-06-01T09:00:00Z\"", vec!["ada", "bob", "Cleo"]),
            ("meta.created gt \"2026-06-01T11:00:00+02:00\"", vec![]),
        ];
        for (filter, names) in found {
            let query: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
            let list = okta.get(&format!("/Users?filter={query}")).await.expect(200).json();
            let listed = list["Resources"].as_array().expect("resources").iter();
            let listed: Vec<&str> = listed.map(|user| user["userName"].as_str().expect("a name")).collect();
            assert_eq!(listed, names, "{filter}");
            assert_eq!(list["totalResults"], json!(names.len()), "{filter}");
        }
        let page = okta.get("/Users?startIndex=2&count=1&attributes=userName").await.expect(200);
        assert_snapshot!("the_second_page_of_one", page.shown());
        let sorted = okta.get("/Users?sortBy=userName&sortOrder=descending&count=1").await.expect(200);
        assert_eq!(sorted.json()["Resources"][0]["userName"], json!("Cleo"));
        app.settle().await;
    }
}
