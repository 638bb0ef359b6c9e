//! Pages: what a client counts is what is there.

use super::cast::{CORE, push};
use crate::support::{App, stories};
use muster_model::change::Revision;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, ConnectionId, PersonId};
use muster_model::people::{Link, NewPerson, Person, Profile, UserName};
use muster_store::{Acting, StoreError, Tx, Work};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Pushes many people through the store, as fast as it can.
struct PushMany {
    account: AccountId,
    connection: ConnectionId,
    count: usize,
}

impl Work for PushMany {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut changes = Vec::new();
        for n in 0..self.count {
            let link = Link {
                connection: self.connection,
                external_id: Some(format!("x-{n}")),
                active: false,
                guest_record: None,
                created_at: Timestamp(0),
            };
            let new = NewPerson {
                id: PersonId(tx.next_id()),
                account: self.account,
                profile: Profile {
                    user_name: UserName::parse(&format!("p{n:04}")).expect("a name"),
                    attributes: serde_json::Map::new(),
                },
                link: Some(link),
                username: None,
                follows: None,
            };
            changes.extend(Revision::<Person>::create(new, tx.now()).close(tx.now()));
        }
        tx.people().save_all(changes).await.map(|_| ())
    }
}

async fn push_many(app: &App, count: usize) {
    let reads = app.ctx.store.read();
    let known = reads.connections().list(app.account.id).await;
    let connection = known.expect("connections").first().expect("one").id;
    let work = PushMany {
        account: app.account.id,
        connection,
        count,
    };
    let done = app.ctx.store.perform(Acting::system(), work).await;
    done.expect("people");
    app.settle().await;
    app.sink.take();
}

fn ids(list: &Value) -> Vec<String> {
    let users = list["Resources"].as_array().cloned().unwrap_or_default();
    let id = |user: &Value| user["id"].as_str().expect("an id").to_owned();
    users.iter().map(id).collect()
}

stories! {
    async fn items_per_page_counts_what_is_on_the_page(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        push(&okta, &["a", "b", "c"]).await;
        for (query, start, here) in [
            ("", 1, 3), ("?startIndex=1&count=100", 1, 3), ("?startIndex=1&count=2", 1, 2), ("?startIndex=3&count=2", 3, 1),
            ("?startIndex=4&count=2", 4, 0), ("?startIndex=900&count=100", 900, 0), ("?count=0", 1, 0), ("?startIndex=0&count=1", 1, 1),
            ("?startIndex=-5&count=-5", 1, 0),
        ] {
            let list = okta.get(&format!("/Users{query}")).await.expect(200).json();
            assert_eq!(list["totalResults"], json!(3), "{query}");
            assert_eq!(list["itemsPerPage"], json!(here), "{query}");
            assert_eq!(list["startIndex"], json!(start), "{query}");
            assert_eq!(ids(&list).len(), here, "{query}");
        }
        app.settle().await;
    }

    async fn a_walk_of_a_thousand_users_meets_everybody_once(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        push_many(app, 1000).await;
        for extra in ["", "&filter=userName%20sw%20%22p%22", "&attributes=userName"] {
            let mut met = Vec::new();
            while met.len() < 1000 {
                let start = met.len() + 1;
                let list = okta.get(&format!("/Users?startIndex={start}&count=100{extra}")).await.expect(200).json();
                assert_eq!((&list["totalResults"], &list["itemsPerPage"]), (&json!(1000), &json!(100)), "{extra}");
                met.extend(ids(&list));
            }
            assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 1000, "{extra}");
        }
    }

    async fn the_order_of_pages_does_not_change_under_writes(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        push_many(app, 30).await;
        let before = ids(&okta.get("/Users").await.expect(200).json());
        for (n, id) in before.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
            let change = json!([{"op": "replace", "path": "title", "value": format!("T{n}")}]);
            okta.patch(&format!("/Users/{id}"), change).await.expect(200);
        }
        okta.post("/Users", json!({"schemas": [CORE], "userName": "a-newcomer"})).await.expect(201);
        let mut after = Vec::new();
        for start in [1, 11, 21, 31] {
            let list = okta.get(&format!("/Users?startIndex={start}&count=10")).await.expect(200).json();
            after.extend(ids(&list));
        }
        assert_eq!(after[..30], before[..]);
        assert_eq!(after.len(), 31);
        app.settle().await;
    }
}
