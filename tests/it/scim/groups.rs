//! Groups over SCIM: members are rows, and every request changes only those it names.

use crate::support::{App, Client, stories};
use insta::assert_snapshot;
use serde_json::{Value, json};

async fn people(okta: &Client, names: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in names {
        let body = json!({"userName": name, "externalId": format!("x-{name}")});
        ids.push(okta.post("/Users", body).await.expect(201).id());
    }
    ids
}

async fn members(okta: &Client, group: &str) -> Vec<String> {
    let group = okta
        .get(&format!("/Groups/{group}?attributes=members.display"))
        .await
        .expect(200)
        .json();
    let members = group["members"].as_array().cloned().unwrap_or_default();
    members
        .iter()
        .map(|member| member["display"].as_str().expect("a name").to_owned())
        .collect()
}

fn value(ids: &[&String]) -> Value {
    ids.iter().map(|id| json!({"value": id})).collect()
}

stories! {
    async fn a_group_shows_its_members_and_a_user_its_groups(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ids = people(&okta, &["ada"]).await;
        let body = json!({"displayName": "Drivers", "members": value(&[&ids[0]])});
        let created = okta.post("/Groups", body).await.expect(201);
        assert_snapshot!("a_group_with_a_member", created.shown());
        let ada = okta.get(&format!("/Users/{}?attributes=groups", ids[0])).await.expect(200);
        assert_snapshot!("the_groups_of_a_user", ada.shown());
        app.settle().await;
    }

    async fn members_come_and_go_one_by_one_and_repeats_change_nothing(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ids = people(&okta, &["ada", "bob", "cleo"]).await;
        let group = okta.post("/Groups", json!({"displayName": "Drivers"})).await.expect(201).id();
        let path = format!("/Groups/{group}");
        app.events().await;

        let add = json!([{"op": "Add", "path": "members", "value": value(&[&ids[0], &ids[1]])}]);
        okta.patch(&path, add.clone()).await.expect(200);
        okta.patch(&path, add).await.expect(200);
        assert_eq!(members(&okta, &group).await, ["ada", "bob"]);

        let entra_removes = json!([{"op": "Remove", "path": "members", "value": value(&[&ids[0]])}]);
        okta.patch(&path, entra_removes.clone()).await.expect(200);
        okta.patch(&path, entra_removes).await.expect(200);
        assert_eq!(members(&okta, &group).await, ["bob"]);

        let okta_swaps = json!([
            {"op": "remove", "path": format!("members[value eq \"{}\"]", ids[1])},
            {"op": "add", "path": "members", "value": [{"value": ids[2], "display": "cleo"}]},
        ]);
        okta.patch(&path, okta_swaps).await.expect(200);
        assert_eq!(members(&okta, &group).await, ["cleo"]);
        assert_eq!(
            app.events().await,
            ["group.members_changed #2", "group.members_changed #3", "group.members_changed #4"]
        );

        okta.patch(&path, json!([{"op": "replace", "path": "members", "value": []}])).await.expect(200);
        assert_eq!(members(&okta, &group).await, [""; 0]);
        app.settle().await;
    }

    async fn a_whole_list_replaces_the_members_by_difference(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ids = people(&okta, &["ada", "bob", "cleo"]).await;
        let body = json!({"displayName": "Drivers", "members": value(&[&ids[0], &ids[1]])});
        let group = okta.post("/Groups", body).await.expect(201).id();
        app.events().await;
        app.sink.take();
        let whole = json!({"displayName": "Drivers", "members": value(&[&ids[1], &ids[2]])});
        okta.put(&format!("/Groups/{group}"), whole).await.expect(200);
        assert_eq!(members(&okta, &group).await, ["bob", "cleo"]);
        app.settle().await;
        let told = app.sink.take();
        let changed = &told[0].body["data"]["members"];
        assert_eq!(changed["added"], json!([{"id": ids[2], "externalId": "x-cleo", "userName": "cleo"}]));
        assert_eq!(changed["removed"], json!([{"id": ids[0], "externalId": "x-ada", "userName": "ada"}]));
        assert_eq!(told.len(), 1);
    }

    async fn a_member_that_is_not_there_yet_joins_when_it_comes(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ids = people(&okta, &["ada"]).await;
        let group = okta.post("/Groups", json!({"displayName": "Drivers"})).await.expect(201).id();
        let unknown = "x-bob".to_owned();
        let add = json!([{"op": "add", "path": "members", "value": value(&[&ids[0], &unknown])}]);
        okta.patch(&format!("/Groups/{group}"), add).await.expect(200);
        assert_eq!(members(&okta, &group).await, ["ada"]);
        people(&okta, &["bob"]).await;
        assert_eq!(members(&okta, &group).await, ["ada", "bob"]);

        let strict = app.connection("Strict", "rfc").await;
        let group = strict.post("/Groups", json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Strict",
        })).await.expect(201).id();
        let add = json!([{"op": "add", "path": "members", "value": value(&[&unknown])}]);
        let refused = strict.patch(&format!("/Groups/{group}"), add).await.expect(400);
        assert_eq!(refused.json()["scimType"], json!("invalidValue"));
        app.settle().await;
    }

    async fn a_group_name_is_unique_within_its_connection(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Groups", json!({"displayName": "Drivers"})).await.expect(201);
        let again = okta.post("/Groups", json!({"displayName": "DRIVERS"})).await.expect(409);
        assert_eq!(again.json()["scimType"], json!("uniqueness"));
        let other = app.connection("Other", "lenient").await;
        other.post("/Groups", json!({"displayName": "Drivers"})).await.expect(201);
        let found = okta.get("/Groups?filter=displayName%20eq%20%22drivers%22&excludedAttributes=members").await;
        assert_eq!(found.json()["totalResults"], json!(1));
        app.settle().await;
    }

    async fn a_group_within_itself_is_refused(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let outer = okta.post("/Groups", json!({"displayName": "Outer"})).await.expect(201).id();
        let inner = okta.post("/Groups", json!({"displayName": "Inner"})).await.expect(201).id();
        let nest = |id: &String| json!([{"op": "add", "path": "members", "value": [{"value": id, "type": "Group"}]}]);
        okta.patch(&format!("/Groups/{outer}"), nest(&inner)).await.expect(200);
        for (group, member) in [(&inner, &outer), (&outer, &outer)] {
            let refused = okta.patch(&format!("/Groups/{group}"), nest(member)).await.expect(400);
            assert_eq!(refused.json()["scimType"], json!("invalidValue"));
        }
        assert_eq!(members(&okta, &outer).await, ["Inner"]);
        assert_eq!(members(&okta, &inner).await, [""; 0]);
        app.settle().await;
    }

    async fn a_deleted_person_leaves_every_group(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ids = people(&okta, &["ada", "bob"]).await;
        let body = json!({"displayName": "Drivers", "members": value(&[&ids[0], &ids[1]])});
        let group = okta.post("/Groups", body).await.expect(201).id();
        app.events().await;
        okta.delete(&format!("/Users/{}", ids[0])).await.expect(204);
        assert_eq!(members(&okta, &group).await, ["bob"]);
        assert_eq!(app.events().await, ["group.members_changed #3", "user.deleted #3"]);
        okta.delete(&format!("/Groups/{group}")).await.expect(204);
        okta.get(&format!("/Groups/{group}")).await.expect(404);
        assert_eq!(app.events().await, ["group.deleted #4"]);
    }

    async fn entra_is_answered_as_it_expects(app: &App) {
        let entra = app.connection("Entra", "entra").await;
        let ids = people(&entra, &["ada"]).await;
        let group = entra.post("/Groups", json!({
            "schemas": [
                "urn:ietf:params:scim:schemas:core:2.0:Group",
                "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
            ],
            "externalId": "g", "displayName": "Drivers", "meta": {"resourceType": "Group"},
        })).await.expect(201).id();
        let add = json!([{"op": "Add", "path": "members", "value": [{"$ref": null, "value": ids[0]}]}]);
        entra.patch(&format!("/Groups/{group}"), add).await.expect(204);
        let query = format!("id%20eq%20%22{group}%22%20and%20members%20eq%20%22{}%22", ids[0]);
        let found = entra.get(&format!("/Groups?filter={query}&excludedAttributes=members")).await.expect(200);
        assert_eq!(found.json()["totalResults"], json!(1));
        assert_eq!(found.json()["Resources"][0].get("members"), None);
        app.settle().await;
    }

    async fn who_gets_their_key_later_joins_the_groups_that_waited_for_it(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let group = json!({"displayName": "A", "members": [{"value": "00u9"}]});
        let group = okta.post("/Groups", group).await.expect(201).id();
        let user = okta.post("/Users", json!({"userName": "nobody"})).await.expect(201).id();
        let user = format!("/Users/{user}");
        let named = json!([{"op": "add", "path": "externalId", "value": "00u9"}]);
        let joined = okta.patch(&user, named).await.expect(200).json();
        assert_eq!(joined["groups"][0]["value"], json!(group));
        assert_eq!(okta.get(&user).await.expect(200).json(), joined);
        app.settle().await;
    }

    async fn ids_that_are_no_text_are_nobodys(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let random = okta.get("/Users/3f1c2d4e-0000-7000-8000-00000000dead").await.expect(404);
        for path in ["/Users/%ff", "/Groups/%ff", "/Groups/a%00b", "/Users/none"] {
            assert_eq!(okta.get(path).await.expect(404).shown(), random.shown(), "{path}");
        }
        okta.get("/Schemas/%ff").await.expect(404);
        okta.get("/ResourceTypes/%ff").await.expect(404);
    }
}
