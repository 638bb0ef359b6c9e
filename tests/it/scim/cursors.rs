//! Walks by cursor (RFC 9865): nothing is lost, nothing comes twice, and nobody forges a way in.

use super::walks::{asked, back, everybody as names, forward, page, person};
use crate::support::{App, Client, stories};
use serde_json::json;

async fn refused(client: &Client, path: &str) -> String {
    let answer = client.get(path).await.expect(400).json();
    format!("{}: {}", answer["scimType"], answer["detail"]).replace('"', "")
}

const INVALID: &str =
    "invalidCursor: the cursor was not given for this query; begin again with an empty one";

stories! {
    async fn a_walk_of_250_people_by_sevens_goes_forward_and_back(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mut everybody = Vec::new();
        for number in 0..250 {
            let name = format!("p{:03}", number * 7 % 250);
            person(&okta, &name, "").await;
            everybody.push(name);
        }
        for by in ["", "&sortBy=userName", "&sortBy=name.familyName&sortOrder=descending"] {
            let query = format!("/Users?count=7&attributes=userName{by}");
            let pages = forward(&okta, &query).await;
            let walked = names(&pages);
            let mut sorted = walked.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!((pages.len(), walked.len(), sorted.len()), (36, 250, 250), "{by}");
            assert!(pages.iter().all(|page| page.total == Some(250)));
            assert_eq!(pages[0].previous, None);
            let mut returned = back(&okta, &query, &pages[35]).await;
            returned.reverse();
            assert_eq!(names(&returned), names(&pages[..35]), "{by}");
            if by.is_empty() {
                assert_eq!(walked, everybody);
            } else {
                assert_eq!(walked.is_sorted(), !by.ends_with("descending"));
            }
        }
        app.settle().await;
    }

    async fn long_values_make_no_long_cursors(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        // Whoever agrees in the first 1,000 characters stands by id, whatever comes behind.
        let keys = [
            ("c", "b".repeat(999) + "z" + "3"), ("d", "b".repeat(999) + "z" + "1"),
            ("a", "b".repeat(4_000)), ("e", "é".repeat(2_000)), ("b", "b".repeat(999) + "c"),
        ];
        for (name, key) in &keys {
            let body = json!({"userName": name, "title": "x", "emails": [{"value": key}]});
            okta.post("/Users", body).await.expect(201);
        }
        // The second is no question for an index: memory sorts what it finds.
        for filter in ["", "&filter=title%20pr"] {
            for (order, expected) in [("ascending", ["a", "b", "c", "d", "e"]), ("descending", ["e", "c", "d", "b", "a"])] {
                let query = format!("/Users?count=1&attributes=userName&sortBy=emails.value&sortOrder={order}{filter}");
                let pages = forward(&okta, &query).await;
                assert_eq!(names(&pages), expected, "{query}");
                let cursors = pages.iter().filter_map(|page| page.next.as_ref());
                let longest = cursors.map(String::len).max();
                assert!(longest < Some(3_500), "{longest:?}");
                let mut returned = names(&back(&okta, &query, &pages[4]).await);
                returned.reverse();
                assert_eq!(returned, expected[..4], "{query}");
            }
        }
        app.settle().await;
    }

    async fn who_leaves_or_comes_during_a_walk_moves_nobody_else(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for order in ["sortBy=userName", "sortBy=title", "filter=title%20pr"] {
            let mut ids = Vec::new();
            for number in 0..30 {
                let name = format!("p{number:02}");
                ids.push(person(&okta, &name, &name).await);
            }
            let query = format!("/Users?{order}&count=7&attributes=userName");
            let first = page(&okta, &query, "").await;
            assert_eq!(first.names, ["p00", "p01", "p02", "p03", "p04", "p05", "p06"]);
            // The walk stands on p06: it goes, and so do one before and one after it.
            for gone in [3, 6, 9] {
                okta.delete(&format!("/Users/{}", ids[gone])).await.expect(204);
            }
            // Who comes behind the walk is not seen, who comes before it is.
            let early = person(&okta, "p001", "p001").await;
            let late = person(&okta, "p999", "p999").await;
            let second = page(&okta, &query, first.next.as_deref().expect("more")).await;
            assert_eq!(second.names, ["p07", "p08", "p10", "p11", "p12", "p13", "p14"]);
            okta.delete(&format!("/Users/{}", ids[14])).await.expect(204);
            let third = page(&okta, &query, second.next.as_deref().expect("more")).await;
            assert_eq!(third.names, ["p15", "p16", "p17", "p18", "p19", "p20", "p21"]);
            okta.delete(&format!("/Users/{}", ids[15])).await.expect(204);
            let again = page(&okta, &query, third.previous.as_deref().expect("a page before")).await;
            assert_eq!(again.names, ["p05", "p07", "p08", "p10", "p11", "p12", "p13"]);
            for id in ids.iter().chain([&early, &late]) {
                okta.delete(&format!("/Users/{id}")).await;
            }
        }
        app.settle().await;
    }

    async fn a_walk_that_finds_everything_gone_can_still_turn_round(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        // A walk counts once; only who looks at everybody anyway counts again.
        for (order, totals) in [("sortBy=userName", [4, 4]), ("sortBy=title", [2, 1])] {
            let mut ids = Vec::new();
            for name in ["ada", "bob", "cleo", "dora"] {
                ids.push(person(&okta, name, name).await);
            }
            let query = format!("/Users?{order}&count=2&attributes=userName");
            let first = page(&okta, &query, "").await;
            let next = first.next.expect("more");
            let previous = page(&okta, &query, &next).await.previous.expect("a page before");
            for gone in &ids[2..] {
                okta.delete(&format!("/Users/{gone}")).await.expect(204);
            }
            let end = page(&okta, &query, &next).await;
            assert_eq!((end.names.len(), end.total, &end.next), (0, Some(totals[0]), &None));
            let back = page(&okta, &query, &end.previous.expect("a way back")).await;
            assert_eq!((back.names, back.previous), (vec!["ada".to_owned(), "bob".to_owned()], None));
            for gone in &ids[..2] {
                okta.delete(&format!("/Users/{gone}")).await.expect(204);
            }
            let eve = person(&okta, "eve", "eve").await;
            let start = page(&okta, &query, &previous).await;
            assert_eq!((start.names.len(), start.total, &start.previous), (0, Some(totals[1]), &None));
            let forth = page(&okta, &query, &start.next.expect("a way on")).await;
            assert_eq!((forth.names, forth.next), (vec!["eve".to_owned()], None));
            okta.delete(&format!("/Users/{eve}")).await.expect(204);
        }
        app.settle().await;
    }

    async fn a_cursor_serves_its_own_question_and_no_other(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let other = app.connection("Other", "lenient").await;
        for name in ["ada", "bob", "cleo"] {
            person(&okta, name, "Pilot").await;
            person(&other, &format!("other-{name}"), "Pilot").await;
        }
        let query = "/Users?filter=userName%20pr&sortBy=userName&count=1";
        let next = page(&okta, query, "").await.next.expect("more");
        assert!(next.chars().all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c)), "{next}");
        assert!(!next.contains("ada"));
        // Another connection, another filter, order, selection or endpoint.
        let with = |path: &str| format!("{path}&cursor={next}");
        assert_eq!(refused(&other, &with(query)).await, INVALID);
        for changed in [
            "/Users?sortBy=userName&count=1",
            "/Users?filter=title%20pr&sortBy=userName&count=1",
            "/Users?filter=userName%20pr&sortBy=title&count=1",
            "/Users?filter=userName%20pr&sortBy=userName&sortOrder=descending&count=1",
            "/Users?filter=userName%20pr&sortBy=userName&count=1&attributes=id",
            "/?filter=userName%20pr&sortBy=userName&count=1",
        ] {
            assert_eq!(refused(&okta, &with(changed)).await, INVALID, "{changed}");
        }
        // RFC 9865 2.1 has a word of its own for the count.
        let counted = with("/Users?filter=userName%20pr&sortBy=userName&count=2");
        let count = "invalidCount: count must stay what it was when the walk began";
        assert_eq!(refused(&okta, &counted).await, count);
        // The example of RFC 9865 2 itself changes the case of an attribute's name.
        let spelled = with("/Users?filter=username%20PR&sortBy=USERNAME&count=1");
        let spelled = okta.get(&spelled).await.expect(200).json();
        assert_eq!(spelled["Resources"][0]["userName"], json!("bob"));
        app.settle().await;
    }

    async fn a_forged_cursor_is_invalid_and_an_old_one_expired(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["ada", "bob"] {
            person(&okta, name, "").await;
        }
        let query = "/Users?count=1";
        let next = page(&okta, query, "").await.next.expect("more");
        let mut turned = next.clone().into_bytes();
        turned[20] = if turned[20] == b'A' { b'B' } else { b'A' };
        let turned = String::from_utf8(turned).expect("text");
        let cut = &next[..next.len() - 1];
        let long = "A".repeat(8_000);
        for forged in [turned.as_str(), cut, "VZUTiyhEQJ94IR", "k1.", "%00", "%20", &long] {
            assert_eq!(refused(&okta, &format!("{query}&cursor={forged}")).await, INVALID, "{forged}");
        }
        app.advance_minutes(60);
        page(&okta, query, &next).await;
        app.advance_minutes(1);
        assert_eq!(
            refused(&okta, &format!("{query}&cursor={next}")).await,
            "expiredCursor: the cursor has expired; begin again with an empty one"
        );
        app.settle().await;
    }

    async fn counts_and_indexes_that_do_not_go_with_a_cursor_are_refused(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["ada", "bob"] {
            person(&okta, name, "").await;
        }
        assert_eq!(
            refused(&okta, "/Users?cursor&count=ten").await,
            "invalidCount: count is not a whole number"
        );
        assert_eq!(
            refused(&okta, "/Users?cursor&startIndex=1").await,
            "invalidValue: startIndex and cursor cannot be used together"
        );
        // RFC 9865 2, table 1: negative is 0, and 0 asks for the total alone.
        for count in ["0", "-5"] {
            let list = okta.get(&format!("/Users?cursor&count={count}")).await.expect(200).json();
            assert_eq!(
                list,
                json!({
                    "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
                    "totalResults": 2, "itemsPerPage": 0, "Resources": [],
                })
            );
        }
        let all = okta.get("/Users?cursor=&count=5000").await.expect(200).json();
        assert_eq!((&all["totalResults"], &all["itemsPerPage"]), (&json!(2), &json!(2)));
        assert_eq!((all.get("nextCursor"), all.get("startIndex")), (None, None));
        app.settle().await;
    }

    async fn a_walk_goes_on_at_another_server_with_the_same_key(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["ada", "bob", "cleo", "dora"] {
            person(&okta, name, "").await;
        }
        let twin = app.twin(&okta).await;
        let query = "/Users?count=2&sortBy=userName&sortOrder=descending";
        let first = page(&okta, query, "").await;
        let second = page(&twin, query, first.next.as_deref().expect("more")).await;
        assert_eq!(second.names, ["bob", "ada"]);
        let again = page(&okta, query, second.previous.as_deref().expect("a page before")).await;
        assert_eq!(again.names, ["dora", "cleo"]);
        app.settle().await;
    }

    async fn index_stays_the_method_of_who_names_none(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["ada", "bob"] {
            person(&okta, name, "").await;
        }
        let list = okta.get("/Users?count=1").await.expect(200).json();
        assert_eq!((&list["startIndex"], list.get("nextCursor")), (&json!(1), None));
        let config = okta.get("/ServiceProviderConfig").await.expect(200).json();
        assert_eq!(
            config["pagination"],
            json!({
                "cursor": true, "index": true, "defaultPaginationMethod": "index",
                "defaultPageSize": 100, "maxPageSize": 1000, "cursorTimeout": 3600,
            })
        );
        app.settle().await;
    }

    async fn groups_and_searches_walk_too(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["Drivers", "Pilots", "Riders"] {
            okta.post("/Groups", json!({"displayName": name})).await.expect(201);
        }
        let query = "/Groups?count=2&sortBy=displayName";
        assert_eq!(names(&forward(&okta, query).await), ["Drivers", "Pilots", "Riders"]);
        let search = |cursor: &str| {
            asked(json!({"cursor": cursor, "count": 2, "sortBy": "displayName"}))
        };
        let first = okta.post("/Groups/.search", search("")).await.expect(200).json();
        let next = first["nextCursor"].as_str().expect("more");
        let second = okta.post("/Groups/.search", search(next)).await.expect(200).json();
        assert_eq!(second["Resources"][0]["displayName"], json!("Riders"));
        // The same question by GET goes on with the same walk.
        let by_get = page(&okta, query, next).await;
        assert_eq!(by_get.names, ["Riders"]);
        app.settle().await;
    }

    async fn a_page_far_into_a_walk_costs_what_the_second_does(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for number in 0..30 {
            person(&okta, &format!("p{number:02}"), "").await;
        }
        let query = "/Users?count=3&sortBy=userName";
        let mut next = page(&okta, query, "").await.next;
        let mut costs = Vec::new();
        while let Some(cursor) = next {
            let path = format!("{query}&cursor={cursor}");
            let (effort, found) = app.effort(okta.get(&path)).await;
            next = found.json()["nextCursor"].as_str().map(str::to_owned);
            if next.is_some() {
                costs.push(effort);
            }
        }
        costs.dedup();
        assert_eq!(costs.len(), 1, "{costs:?}");
        app.settle().await;
    }
}
