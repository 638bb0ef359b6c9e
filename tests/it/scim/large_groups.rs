//! Large groups: a change costs what it changes, an answer holds neither memory nor connections,
//! and a whole list is compared in the database. Sizes are those that a debug build does in seconds;
//! tests/bench has the large ones.

use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn value(ids: &[String]) -> Value {
    ids.iter().map(|id| json!({"value": id})).collect()
}

async fn group(okta: &Client, name: &str, ids: &[String]) -> String {
    let body = json!({"displayName": name, "members": value(ids)}).to_string();
    let group = "/Groups?excludedAttributes=members";
    let made = okta.send(Method::POST, group, &[], Some(body)).await;
    made.expect(201).id()
}

/// A PATCH that wants no body back.
async fn quietly(okta: &Client, group: &str, operations: Value) -> Answer {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations,
    });
    let path = format!("/Groups/{group}");
    let minimal = [("prefer", "return=minimal")];
    okta.send(Method::PATCH, &path, &minimal, Some(body.to_string()))
        .await
        .expect(204)
}

fn add(id: &str) -> Value {
    json!([{"op": "add", "path": "members", "value": [{"value": id}]}])
}

fn remove(id: &str) -> Value {
    json!([{"op": "remove", "path": format!("members[value eq \"{id}\"]")}])
}

/// The ids of the members that a Group shows.
fn shown(group: &Value) -> Vec<String> {
    let members = group["members"].as_array().cloned().unwrap_or_default();
    let id = |member: &Value| member["value"].as_str().expect("an id").to_owned();
    members.iter().map(id).collect()
}

const DRIVERS_SEE_THE_YARD: &str = r#"
    workspaces = ["Yard"]
    [[rule]]
    name = "Drivers"
    when = 'groups.display sw "Drivers"'
    then.workspaces = ["Yard"]
"#;

stories! {
    async fn one_member_costs_the_same_in_a_group_of_ten_and_of_1200(app: &App) {
        app.apply(DRIVERS_SEE_THE_YARD).await;
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_201).await;
        let (others, last) = people.split_at(1_200);
        let small = group(&okta, "Drivers of ten", &others[..10]).await;
        let large = group(&okta, "Drivers of 1200", others).await;
        let mut costs = Vec::new();
        for group in [&small, &large] {
            let member = format!(
                "/Groups?filter=id%20eq%20%22{group}%22%20and%20members%20eq%20%22{}%22&excludedAttributes=members",
                last[0],
            );
            let (added, _) = app.effort(quietly(&okta, group, add(&last[0]))).await;
            let (again, _) = app.effort(quietly(&okta, group, add(&last[0]))).await;
            let (asked, found) = app.effort(okta.get(&member)).await;
            assert_eq!(found.json()["totalResults"], json!(1));
            let (removed, _) = app.effort(quietly(&okta, group, remove(&last[0]))).await;
            costs.push([added, again, asked, removed]);
        }
        assert_eq!(costs[0], costs[1]);
        app.settle().await;
    }

    async fn excluded_members_touch_no_member_row(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_200).await;
        let mut costs = Vec::new();
        for members in [&people[..0], &people[..]] {
            let group = group(&okta, &format!("Group of {}", members.len()), members).await;
            let path = format!("/Groups/{group}?excludedAttributes=members");
            let (read, answer) = app.effort(okta.get(&path)).await;
            assert_eq!(answer.expect(200).json().get("members"), None);
            let named = format!("/Groups?filter=id%20eq%20%22{group}%22&excludedAttributes=members");
            let (listed, _) = app.effort(okta.get(&named)).await;
            let rename = json!([{"op": "replace", "path": "externalId", "value": "g"}]);
            let (patched, answer) = app.effort(okta.patch(&path, rename)).await;
            assert_eq!(answer.expect(200).json().get("members"), None);
            costs.push([read, listed, patched]);
            okta.delete(&format!("/Groups/{group}")).await.expect(204);
        }
        assert_eq!(costs[0], costs[1]);
        app.settle().await;
    }

    async fn a_large_group_streams_as_if_it_were_one_piece(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 2_100).await;
        let large = group(&okta, "Drivers", &people).await;
        let path = format!("/Groups/{large}");
        let whole = okta.get(&path).await.expect(200);
        assert_eq!(whole.headers["etag"], "W/\"2\"");
        assert_eq!(shown(&whole.json()), people);
        assert_eq!(whole.text, whole.json().to_string());
        let small = group(&okta, "One", &people[2_099..]).await;
        let small = okta.get(&format!("/Groups/{small}")).await.json();
        assert_eq!(whole.json()["members"][2_099], small["members"][0]);

        let parts = okta.get(&format!("{path}?attributes=members.value,displayName")).await.json();
        let expected: Vec<Value> = people.iter().map(|id| json!({"value": id})).collect();
        assert_eq!(parts["members"], json!(expected));
        assert_eq!(parts["displayName"], json!("Drivers"));
        let less = okta.get(&format!("{path}?excludedAttributes=members.$ref")).await.json();
        assert_eq!(less["members"].as_array().map(Vec::len), Some(2_100));
        assert_eq!(less["members"][1_700].get("$ref"), None);

        let known = [("if-none-match", "W/\"2\"")];
        okta.send(Method::GET, &path, &known, None).await.expect(304);
        let head = okta.send(Method::HEAD, &path, &[], None).await.expect(200);
        assert_eq!(head.text, "");
        app.settle().await;
    }

    async fn a_list_of_large_groups_streams_as_if_it_were_one_piece(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_200).await;
        let mut groups = Vec::new();
        for size in [1_200, 1_200, 1_200, 1_200, 1_200, 0, 1_000] {
            let name = format!("Group {}", groups.len());
            let id = group(&okta, &name, &people[..size]).await;
            groups.push(okta.get(&format!("/Groups/{id}")).await.expect(200).json());
        }
        let list = okta.get("/Groups").await.expect(200);
        assert_eq!(list.json()["Resources"], json!(groups));
        assert_eq!(list.json()["itemsPerPage"], json!(7));
        assert_eq!(list.text, list.json().to_string());
        let search = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]});
        let found = okta.post("/Groups/.search", search).await.expect(200);
        assert_eq!(found.json()["Resources"], json!(groups));
        let ids = okta.get("/Groups?attributes=members.value").await.expect(200).json();
        assert_eq!(shown(&ids["Resources"][4]), people);
        assert_eq!(ids["Resources"][5].get("members"), None);
        app.settle().await;
    }

    async fn a_slow_reader_holds_no_connection(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 2_100).await;
        let large = group(&okta, "Drivers", &people).await;
        // Twice as many readers as there are connections, each stopped after its first piece.
        let mut readers = Vec::new();
        for _ in 0..16 {
            let mut body = okta.begin(&format!("/Groups/{large}")).await.into_body();
            let first = body.frame().await.expect("a piece").expect("a good one");
            readers.push((body, first.into_data().expect("bytes").to_vec()));
        }
        quietly(&okta, &large, remove(&people[0])).await;
        quietly(&okta, &large, remove(&people[2_050])).await;
        for (body, mut text) in readers {
            text.extend(body.collect().await.expect("the rest").to_bytes());
            let group: Value = serde_json::from_slice(&text).expect("JSON");
            // Who was read is shown, who left before the reader came to it is not.
            let members = shown(&group);
            assert_eq!((members.len(), &members[0]), (2_099, &people[0]));
            assert!(!members.contains(&people[2_050]));
            assert_eq!(group["meta"]["version"], json!("W/\"2\""));
        }
        app.settle().await;
    }

    async fn a_whole_list_is_compared_in_the_database(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_210).await;
        let small = group(&okta, "Small", &people[..10]).await;
        let large = group(&okta, "Large", &people[..1_200]).await;
        let mut costs = Vec::new();
        for (name, group, size) in [("Small", &small, 10), ("Large", &large, 1_200)] {
            let put = async |members: &[String]| {
                let body = json!({"displayName": name, "members": value(members)}).to_string();
                let path = format!("/Groups/{group}?excludedAttributes=members");
                okta.send(Method::PUT, &path, &[], Some(body)).await.expect(200)
            };
            let (same, answer) = app.effort(put(&people[..size])).await;
            assert_eq!(answer.json()["meta"]["version"], json!("W/\"2\""));
            let (one, answer) = app.effort(put(&people[1..=size])).await;
            assert_eq!(answer.json()["meta"]["version"], json!("W/\"3\""));
            costs.push([same, one]);
            let group = okta.get(&format!("/Groups/{group}")).await.json();
            assert_eq!(shown(&group), people[1..=size]);
        }
        assert_eq!(costs[0], costs[1]);
        app.settle().await;
    }

    async fn a_large_change_is_told_500_members_at_a_time(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_200).await;
        let large = group(&okta, "Drivers", &people[..600]).await;
        app.settle().await;
        app.sink.take();
        let swap = json!([{"op": "replace", "path": "members", "value": value(&people[600..])}]);
        quietly(&okta, &large, swap).await;
        app.settle().await;
        let told = app.sink.take();
        let (mut joined, mut left, mut sizes) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for event in &told {
            let members = &event.body["data"]["members"];
            let ids = |key: &str| -> Vec<String> {
                let named = members[key].as_array().expect("members").iter();
                named.map(|member| member["id"].as_str().expect("an id").to_owned()).collect()
            };
            sizes.push(ids("added").len() + ids("removed").len());
            joined.extend(ids("added"));
            left.extend(ids("removed"));
            assert_eq!(event.body["data"]["txn"], told[0].body["data"]["txn"]);
        }
        assert_eq!(sizes, [500, 500, 200]);
        assert_eq!(joined, people[600..].iter().cloned().collect());
        assert_eq!(left, people[..600].iter().cloned().collect());
    }

    async fn a_large_group_answers_a_patch_without_a_body(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_001).await;
        let group = group(&okta, "Drivers", &people[..999]).await;
        let path = format!("/Groups/{group}");
        let full = okta.patch(&path, add(&people[999])).await.expect(200);
        assert_eq!(shown(&full.json()).len(), 1_000);
        okta.patch(&path, add(&people[1_000])).await.expect(204);
        let named = format!("{path}?attributes=members.value");
        let asked = okta.patch(&named, remove(&people[0])).await.expect(200);
        assert_eq!(shown(&asked.json()).len(), 1_000);
        // In a Bulk request each has the status that it has alone (RFC 7644 3.7.3).
        let operation = |change: Value| {
            let data = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": change});
            json!({"method": "PATCH", "path": path, "data": data})
        };
        let both = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
            "Operations": [operation(add(&people[0])), operation(remove(&people[0]))],
        });
        let answer = okta.post("/Bulk", both).await.expect(200).json();
        let status = |index: usize| &answer["Operations"][index]["status"];
        assert_eq!((status(0), status(1)), (&json!("204"), &json!("200")));
        app.settle().await;
    }

    async fn who_leaves_many_groups_costs_no_more_statements(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 2).await;
        let mut statements = Vec::new();
        for (person, groups) in people.iter().zip([2, 40]) {
            for number in 0..groups {
                group(&okta, &format!("{groups} {number}"), std::slice::from_ref(person)).await;
            }
            app.events().await;
            let leaver = format!("/Users/{person}");
            let (effort, _) = app.effort(okta.delete(&leaver)).await;
            statements.push(effort.statements);
            let told = app.events().await;
            assert_eq!(told.iter().filter(|told| told.starts_with("group.members_changed")).count(), groups);
        }
        assert_eq!(statements[0], statements[1]);
    }

    async fn a_deleted_group_costs_the_same_statements_at_any_size(app: &App) {
        app.apply(DRIVERS_SEE_THE_YARD).await;
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1_200).await;
        let mut costs = Vec::new();
        for size in [300, 1_200] {
            let group = group(&okta, "Drivers", &people[..size]).await;
            let admin = app.admin().await;
            let access = format!("/people/{}/access", people[0]);
            let seen = admin.get(&access).await.expect(200).json();
            assert_eq!(seen["workspaces"], json!(["Yard"]));
            let path = format!("/Groups/{group}");
            let (effort, _) = app.effort(okta.delete(&path)).await;
            costs.push(effort.statements);
            let seen = admin.get(&access).await.expect(200).json();
            assert_eq!(seen["workspaces"], json!([]));
        }
        assert_eq!(costs[0], costs[1]);
        app.settle().await;
    }

    async fn a_hundred_parallel_patches_all_arrive(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 100).await;
        let group = group(&okta, "Drivers", &[]).await;
        // All at once, at two servers; each has four connections.
        let servers = [okta.clone(), app.twin(&okta).await];
        let mut tasks = tokio::task::JoinSet::new();
        for (id, server) in people.iter().cloned().zip(servers.iter().cycle().cloned()) {
            let group = group.clone();
            tasks.spawn(async move { quietly(&server, &group, add(&id)).await });
        }
        tasks.join_all().await;
        let group = okta.get(&format!("/Groups/{group}")).await.json();
        assert_eq!(shown(&group), people);
        assert_eq!(group["meta"]["version"], json!("W/\"101\""));
        app.settle().await;
    }

    async fn who_is_deactivated_stays_a_member(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let people = app.crowd("Okta", 1).await;
        let group = group(&okta, "Drivers", &people).await;
        let off = json!([{"op": "replace", "path": "active", "value": false}]);
        okta.patch(&format!("/Users/{}", people[0]), off).await.expect(200);
        let group = okta.get(&format!("/Groups/{group}")).await.json();
        assert_eq!(shown(&group), people);
        app.settle().await;
    }
}
