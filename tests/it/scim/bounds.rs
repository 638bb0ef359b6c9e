//! What no index answers: how much one request looks at, and where the next one goes on.

use super::walks::{asked, back, encoded, everybody, forward, page, person};
use crate::support::{App, Client, stories};
use serde_json::json;

/// Sixty people, every tenth of them a pilot.
async fn sixty(client: &Client) {
    for number in 0..60 {
        let title = if number % 10 == 5 { "Pilot" } else { "Driver" };
        person(client, &format!("p{number:02}"), title).await;
    }
}

const PILOTS: &str = "/Users?filter=title%20eq%20%22pilot%22&attributes=userName";
const ALL_PILOTS: [&str; 6] = ["p05", "p15", "p25", "p35", "p45", "p55"];

async fn refused(client: &Client, path: &str) -> String {
    let answer = client.get(path).await.expect(400).json();
    assert_eq!(answer["scimType"], json!("tooMany"), "{path}");
    answer["detail"].as_str().expect("a detail").to_owned()
}

stories! {
    async fn what_no_index_answers_is_refused_beyond_the_bound(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        sixty(&okta).await;
        let narrow = app.looking_at(&okta, 20);
        let users = "narrow it with \"and\" and one of userName, externalId, id, emails, displayName, \
             active, groups, manager, employeeNumber, meta.created, meta.lastModified or another \
             attribute of an extension";
        let (filter, sort) = (
            format!("no index answers this filter, and more than 20 resources would have to be looked at one by one: {users}"),
            format!("no index answers this sortBy, and more than 20 resources would have to be looked at one by one: {users}, or sort by an attribute that an index has, such as userName"),
        );
        assert_eq!(refused(&narrow, PILOTS).await, format!("{filter}, or walk by cursor"));
        assert_eq!(refused(&narrow, &format!("{PILOTS}&sortBy=title&cursor")).await, filter);
        assert_eq!(refused(&narrow, &format!("{PILOTS}&cursor&count=0")).await, filter);
        for path in ["/Users?sortBy=name.familyName", "/Users?sortBy=title&cursor"] {
            assert_eq!(refused(&narrow, path).await, sort);
        }
        let search = asked(json!({"filter": "title eq \"pilot\""}));
        let refusal = narrow.post("/Users/.search", search).await.expect(400).json();
        assert_eq!(refusal["scimType"], json!("tooMany"));
        // What narrows it is looked at, and so is what an index answers, however many there are.
        let both = encoded("title eq \"pilot\" and userName sw \"p1\"");
        let list = narrow.get(&format!("/Users?filter={both}&sortBy=title")).await.expect(200).json();
        assert_eq!((&list["totalResults"], &list["Resources"][0]["userName"]), (&json!(1), &json!("p15")));
        let list = narrow.get("/Users?filter=userName%20pr&sortBy=userName").await.expect(200).json();
        assert_eq!(list["totalResults"], json!(60));
        // Exactly the bound is looked at.
        let exact = app.looking_at(&okta, 60).get(PILOTS).await.expect(200).json();
        assert_eq!(exact["totalResults"], json!(6));
        app.settle().await;
    }

    async fn everything_is_looked_at_together(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        for name in ["ada", "bob"] {
            person(&okta, name, "Pilot").await;
            okta.post("/Groups", json!({"displayName": name})).await.expect(201);
        }
        let sorted = "/?sortBy=displayName";
        app.looking_at(&okta, 4).get(sorted).await.expect(200);
        assert_eq!(
            refused(&app.looking_at(&okta, 3), sorted).await,
            "no index answers this sortBy, and more than 3 resources would have to be looked at one \
             by one: narrow it with \"and\" and meta.resourceType, externalId, id or displayName, or \
             sort by an attribute that an index has, such as userName"
        );
        app.settle().await;
    }

    async fn a_walk_beyond_the_bound_has_short_pages_and_no_total(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        sixty(&okta).await;
        let narrow = app.looking_at(&okta, 20);
        for order in ["", "&sortBy=userName"] {
            let query = format!("{PILOTS}{order}&count=5");
            let pages = forward(&narrow, &query).await;
            // A request looks at twenty, and two of them are pilots.
            let sizes: Vec<_> = pages.iter().map(|page| page.names.len()).collect();
            assert_eq!(sizes, [2, 2, 2, 0]);
            assert_eq!(everybody(&pages), ALL_PILOTS);
            assert!(pages.iter().all(|page| page.total.is_none()));
            assert_eq!(pages[0].previous, None);
            let mut returned = back(&narrow, &query, &pages[3]).await;
            returned.reverse();
            assert_eq!(everybody(&returned), ALL_PILOTS);
        }
        // Where there is nobody to find, pages are empty until the end.
        let nobody = "/Users?filter=title%20eq%20%22astronaut%22&count=5";
        let pages = forward(&narrow, nobody).await;
        assert_eq!((pages.len(), everybody(&pages)), (4, Vec::<String>::new()));
        app.settle().await;
    }

    async fn a_walk_that_no_index_answers_goes_on_where_it_stood(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ids = app.crowd("Okta", 1_000).await;
        for place in [3, 300, 600, 900] {
            let path = format!("/Users/{}", ids[place]);
            let titled = json!([{"op": "add", "path": "title", "value": "Pilot"}]);
            okta.patch(&path, titled).await.expect(200);
        }
        let query = format!("{PILOTS}&count=1");
        let whole = app.looking_at(&okta, 1_000);
        let (first, answer) = app.effort(whole.get(&format!("{query}&cursor="))).await;
        let mut list = answer.expect(200).json();
        let (mut read, mut totals) = (Vec::new(), vec![list["totalResults"].clone()]);
        while let Some(cursor) = list["nextCursor"].as_str() {
            let path = format!("{query}&cursor={cursor}");
            let (effort, answer) = app.effort(whole.get(&path)).await;
            list = answer.expect(200).json();
            read.push(effort.rows_read);
            totals.push(list["totalResults"].clone());
        }
        // The first page counts, and its cursors carry what it found.
        assert_eq!(totals, vec![json!(4); 4]);
        assert!(read.iter().all(|rows| *rows < first.rows_read), "{first:?} {read:?}");
        assert_eq!(read.len(), 3);
        app.settle().await;
    }

    async fn a_page_of_a_walk_counts_nobody_again(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        sixty(&okta).await;
        let last = person(&okta, "p60", "").await;
        let query = "/Users?count=20&attributes=userName";
        let first = page(&okta, query, "").await;
        okta.delete(&format!("/Users/{last}")).await.expect(204);
        let second = page(&okta, query, first.next.as_deref().expect("more")).await;
        assert_eq!((first.total, second.total), (Some(61), Some(61)));
        assert_eq!(page(&okta, query, "").await.total, Some(60));
        app.settle().await;
    }

    async fn who_may_see_other_people_begins_its_walk_again(app: &App) {
        app.apply("verified_domains = [\"example.com\"]\n").await;
        app.invite("ada@example.com", false).await;
        let okta = app.connection("Okta", "lenient").await;
        for name in ["bob", "cleo"] {
            person(&okta, name, "").await;
        }
        app.let_adopt("Okta", true).await;
        let query = "/Users?count=1&attributes=userName";
        let first = page(&okta, query, "").await;
        assert_eq!(first.total, Some(3));
        let next = first.next.expect("more");
        page(&okta, query, &next).await;
        // RFC 9865 5.2: neither the walk nor its count outlives what the connection may see.
        app.let_adopt("Okta", false).await;
        let gone = okta.get(&format!("{query}&cursor={next}")).await.expect(400).json();
        assert_eq!(gone["scimType"], json!("invalidCursor"));
        assert_eq!(page(&okta, query, "").await.total, Some(2));
        app.settle().await;
    }
}
