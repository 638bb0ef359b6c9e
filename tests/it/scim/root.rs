//! Queries at the root and at a single resource (RFC 7644 3.4.2.1), and what all lists share.

use super::walks::{asked, encoded, names, page, person};
use crate::support::{App, Client, stories};
use serde_json::{Value, json};

async fn acme(app: &App) -> Client {
    let okta = app.connection("Okta", "lenient").await;
    let ada = person(&okta, "ada", "Pilot").await;
    person(&okta, "Bob", "Driver").await;
    let body = json!({"displayName": "Aces", "externalId": "g1", "members": [{"value": ada}]});
    okta.post("/Groups", body).await.expect(201);
    okta.post("/Groups", json!({"displayName": "Riders"}))
        .await
        .expect(201);
    okta
}

async fn found(client: &Client, path: &str, filter: &str) -> Vec<String> {
    let list = client
        .get(&format!("{path}?filter={}", encoded(filter)))
        .await
        .expect(200)
        .json();
    let listed = names(&list);
    assert_eq!(list["totalResults"], json!(listed.len()), "{filter}");
    listed
}

async fn refused(client: &Client, path: &str) -> Value {
    client.get(path).await.expect(400).json()["scimType"].clone()
}

stories! {
    async fn the_root_lists_every_type(app: &App) {
        let okta = acme(app).await;
        for path in ["", "/"] {
            let list = okta.get(path).await.expect(200).json();
            assert_eq!(list["totalResults"], json!(4));
            assert_eq!(names(&list), ["ada", "Bob", "Aces", "Riders"]);
            assert_eq!(list["Resources"][2]["meta"]["resourceType"], json!("Group"));
            let list = okta.get(&format!("{path}?startIndex=2&count=2")).await.expect(200).json();
            assert_eq!(names(&list), ["Bob", "Aces"]);
            assert_eq!((&list["startIndex"], &list["itemsPerPage"]), (&json!(2), &json!(2)));
        }
        okta.with_token(None).get("/").await.expect(401);
        okta.post("/", json!({})).await.expect(405);
        app.settle().await;
    }

    async fn a_filter_at_the_root_sees_no_value_where_a_type_has_no_attribute(app: &App) {
        let okta = acme(app).await;
        for (filter, listed) in [
            ("(meta.resourceType eq \"User\") or (meta.resourceType eq \"Group\")", vec!["ada", "Bob", "Aces", "Riders"]),
            ("meta.resourceType eq \"User\"", vec!["ada", "Bob"]),
            ("meta.resourceType ne \"User\"", vec!["Aces", "Riders"]),
            ("userName pr", vec!["ada", "Bob"]),
            ("userName eq \"ADA\" or displayName eq \"riders\"", vec!["ada", "Riders"]),
            ("not (userName pr)", vec!["Aces", "Riders"]),
            ("userName ne \"ada\"", vec!["Bob", "Aces", "Riders"]),
            ("members pr", vec!["Aces"]),
            ("groups.display eq \"aces\"", vec!["ada"]),
            ("title eq \"pilot\" or externalId eq \"g1\"", vec!["ada", "Aces"]),
            ("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:Group\"", vec!["Aces", "Riders"]),
            ("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"b\"", vec!["Bob"]),
            ("id eq \"nobody\"", vec![]),
        ] {
            assert_eq!(found(&okta, "/", filter).await, listed, "{filter}");
            let searched = okta.post("/.search", asked(json!({"filter": filter}))).await.expect(200);
            assert_eq!(names(&searched.json()), listed, "{filter}");
        }
        assert_eq!(refused(&okta, "/?filter=shoeSize%20pr").await, json!("invalidFilter"));
        assert_eq!(refused(&okta, "/?filter=userName%20pr%20or%20shoeSize%20pr").await, json!("invalidFilter"));
        assert_eq!(refused(&okta, "/?sortBy=shoeSize").await, json!("invalidPath"));
        app.settle().await;
    }

    async fn the_root_sorts_projects_and_walks_over_both_types(app: &App) {
        let okta = acme(app).await;
        let sorted = okta.get("/?sortBy=externalId").await.expect(200).json();
        assert_eq!(names(&sorted), ["Aces", "ada", "Bob", "Riders"]);
        let sorted = okta.get("/?sortBy=userName&sortOrder=descending").await.expect(200).json();
        assert_eq!(names(&sorted), ["Aces", "Riders", "Bob", "ada"]);
        let bare = okta.get("/?attributes=userName,displayName").await.expect(200).json();
        for resource in bare["Resources"].as_array().expect("resources") {
            let members: Vec<&String> = resource.as_object().expect("an object").keys().collect();
            assert_eq!(members.len(), 3, "{members:?}");
        }
        for query in ["/?count=3", "/?count=3&sortBy=meta.created"] {
            let first = page(&okta, query, "").await;
            assert_eq!(first.names, ["ada", "Bob", "Aces"]);
            let second = page(&okta, query, first.next.as_deref().expect("more")).await;
            assert_eq!((second.names, second.next), (vec!["Riders".to_owned()], None));
            let back = page(&okta, query, &second.previous.expect("a page before")).await;
            assert_eq!((back.names, back.previous), (first.names, None));
        }
        app.settle().await;
    }

    async fn a_single_resource_asked_with_a_filter_answers_as_a_list(app: &App) {
        let okta = acme(app).await;
        let list = okta.get("/Users?filter=userName%20eq%20%22ada%22").await.json();
        let path = format!("/Users/{}", list["Resources"][0]["id"].as_str().expect("an id"));
        assert_eq!(found(&okta, &path, "title eq \"pilot\"").await, ["ada"]);
        assert_eq!(found(&okta, &path, "title eq \"driver\"").await, [""; 0]);
        assert_eq!(refused(&okta, &format!("{path}?filter=title")).await, json!("invalidFilter"));
        okta.get("/Users/3f1c2d4e-0000-7000-8000-00000000dead?filter=title%20pr").await.expect(404);
        let list = okta.get("/Groups?filter=externalId%20eq%20%22g1%22").await.json();
        let path = format!("/Groups/{}", list["Resources"][0]["id"].as_str().expect("an id"));
        assert_eq!(found(&okta, &path, "members pr").await, ["Aces"]);
        app.settle().await;
    }

    async fn a_list_is_sorted_by_whatever_attribute_is_named(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        for (name, given, department, emails) in [
            ("a", "Zoe", "Tax", json!([{"value": "z@x.example"}, {"value": "a@x.example", "primary": true}])),
            ("b", "adam", "audit", json!([{"value": "M@x.example"}, {"value": "b@x.example"}])),
            ("c", "Mia", "", json!([])),
        ] {
            let body = json!({
                "userName": name, "name": {"givenName": given}, "emails": emails, "active": false,
                "externalId": name.to_uppercase().replace('C', "c"),
                enterprise: {"department": department},
            });
            okta.post("/Users", body).await.expect(201);
        }
        for (by, ascending, descending) in [
            ("name.givenName", ["b", "c", "a"], ["a", "c", "b"]),
            // Of several emails the primary one counts, or else the first; nobody without is first only when turned.
            ("emails", ["a", "b", "c"], ["c", "b", "a"]),
            ("emails.value", ["a", "b", "c"], ["c", "b", "a"]),
            ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", ["b", "a", "c"], ["c", "a", "b"]),
            // Case counts in an externalId, and not in a userName.
            ("externalId", ["a", "b", "c"], ["c", "b", "a"]),
            ("meta.lastModified", ["a", "b", "c"], ["a", "b", "c"]),
            ("active", ["a", "b", "c"], ["a", "b", "c"]),
        ] {
            for (order, expected) in [("ascending", ascending), ("descending", descending)] {
                let query = format!("/Users?sortBy={by}&sortOrder={order}");
                let list = okta.get(&query).await.expect(200).json();
                assert_eq!(names(&list), expected, "{by} {order}");
            }
        }
        assert_eq!(refused(&okta, "/Users?sortBy=name").await, json!("invalidPath"));
        app.settle().await;
    }

    async fn pages_by_index_keep_to_the_edges_of_rfc_7644(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["ada", "bob", "cleo"] {
            person(&okta, name, "x").await;
        }
        for filter in ["", "&filter=title%20co%20%22X%22", "&sortBy=title"] {
            for (query, start, listed) in [
                ("startIndex=0", 1, vec!["ada", "bob", "cleo"]),
                ("startIndex=-7&count=1", 1, vec!["ada"]),
                ("count=-1", 1, vec![]),
                ("count=0", 1, vec![]),
                ("startIndex=3&count=5", 3, vec!["cleo"]),
                ("startIndex=4&count=5", 4, vec![]),
                ("count=100000", 1, vec!["ada", "bob", "cleo"]),
                ("aadOptscim062020&colour=blue&startIndex=2&count=1", 2, vec!["bob"]),
            ] {
                let list = okta.get(&format!("/Users?{query}{filter}")).await.expect(200).json();
                assert_eq!(names(&list), listed, "{query}{filter}");
                assert_eq!(list["totalResults"], json!(3), "{query}{filter}");
                assert_eq!(list["startIndex"], json!(start), "{query}{filter}");
                assert_eq!(list["itemsPerPage"], json!(listed.len()), "{query}{filter}");
            }
        }
        assert_eq!(refused(&okta, "/Users?count=x").await, json!("invalidValue"));
        assert_eq!(refused(&okta, "/Users?attributes=id&excludedAttributes=title").await, json!("invalidValue"));
        app.settle().await;
    }

    async fn a_list_that_is_not_about_members_reads_none(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mut members = Vec::new();
        for number in 0..20 {
            members.push(json!({"value": person(&okta, &format!("p{number}"), "").await}));
        }
        let mut costs = Vec::new();
        for many in [1, 20] {
            let body = json!({"displayName": "Aces", "externalId": "g", "members": members[..many]});
            let id = okta.post("/Groups", body).await.expect(201).id();
            let mut cost = Vec::new();
            for query in [
                "/Groups?excludedAttributes=members",
                "/Groups?attributes=displayName&sortBy=schemas",
                "/Groups?excludedAttributes=members&filter=schemas%20co%20%22:Group%22",
                "/?attributes=displayName&sortBy=displayName&filter=meta.resourceType%20eq%20%22Group%22",
            ] {
                let (effort, list) = app.effort(okta.get(query)).await;
                assert_eq!(names(&list.expect(200).json()), ["Aces"], "{query}");
                cost.push(effort);
            }
            costs.push(cost);
            okta.delete(&format!("/Groups/{id}")).await.expect(204);
        }
        assert_eq!(costs[0], costs[1]);
        app.settle().await;
    }
}
